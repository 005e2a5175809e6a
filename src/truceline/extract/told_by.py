"""Why a claim has the sources, the channel, the day of saying and the quotation that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Quotation, Reason
from .attribution_record import Attribution


def told_by(chain: Sequence[Attribution], quotation: Quotation) -> Iterator[Reason]:
    """A reason for each source of the chain, outermost first, and for what of the rest there is."""
    for attribution in chain:
        yield Reason(part="sources", by=attribution.rule, text=attribution.cue.text)
    innermost_first = tuple(reversed(chain))
    channel = next((a for a in innermost_first if a.channel), None)
    if channel is not None:
        yield Reason(part="channel", by=channel.rule, text=channel.channel)
    said = next((a for a in innermost_first if a.said is not None), None)
    if said is not None and said.said is not None:
        yield Reason(part="said", by=said.rule, text=said.said.text)
    if quotation == "indirect":
        yield Reason(part="quotation", by="no quotation marks", text=chain[-1].cue.text)
    elif quotation != "none":
        yield Reason(part="quotation", by="quotation marks")
