"""Why a claim has the sources, the channel, the day of saying and the quotation that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ..learned import Learned
from ..records import Quotation, Reason
from .attribution_record import Attribution


def told_by(chain: Sequence[Attribution], quotation: Quotation, learned: Learned) -> Iterator[Reason]:
    """A reason for each source of the chain, outermost first, and for what of the rest there is.

    The score of a source is how sure the encoder is of its cue.
    """
    for attribution in chain:
        chance = learned.cues.get(attribution.cue.idx)
        score = None if chance is None else round(chance, 3)
        yield Reason(part="sources", by=attribution.rule, text=attribution.cue.text, score=score)
    innermost_first = tuple(reversed(chain))
    channels = ((a.rule, a.channel) for a in innermost_first if a.channel is not None)
    yield from (Reason(part="channel", by=rule, text=channel.words) for rule, channel in islice(channels, 1))
    days = ((a.rule, a.said) for a in innermost_first if a.said is not None)
    yield from (Reason(part="said", by=rule, text=said.text) for rule, said in islice(days, 1))
    if quotation == "indirect":
        yield Reason(part="quotation", by="no quotation marks", text=chain[-1].cue.text)
    else:
        yield Reason(part="quotation", by="no quotation marks" if quotation == "none" else "quotation marks")


def seen_by_encoder(learned: Learned, at: int, voices: int) -> Iterator[Reason]:
    """What the encoder makes of the event at the offset ``at``, of which ``voices`` sources were found.

    ``encoder:voices`` is 1 where it sees no more of them, else 0; ``encoder:factuality`` goes from 0 (certainly did not
    happen) to 1 (certainly did).
    """
    covering = sum(any(start <= at < end for start, end in told.content) for told in learned.told)
    yield Reason(part="confidence", by="encoder:voices", score=float(covering <= voices))
    if at in learned.factual:
        yield Reason(part="modality", by="encoder:factuality", score=round(_share(learned.factual[at]), 3))


def _share(factual: float) -> float:
    """-3 to 3 as 0 to 1."""
    return min(max((factual + 3) / 6, 0.0), 1.0)
