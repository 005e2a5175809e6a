"""Whose words a report is in, stretch by stretch, from its attributions and its acts of naming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..compare.speech import Heard, PlaceName, Speech
from .attribution import chain_at
from .attribution_record import Attribution
from .context import Context
from .naming import NAMING, find_namings


def heard_in(context: Context, attributions: Sequence[Attribution]) -> Heard:
    """What is heard in a document, of which the attributions are known."""
    parsed = context.parsed
    return Heard(
        document=parsed.document,
        sentences=parsed.sentences,
        speech=tuple(_speech([*attributions, *find_namings(context)])),
        quotes=tuple((q.start, q.end) for q in parsed.quotes),
        places=tuple(PlaceName(m.start, m.end, m.place.name) for m in context.places if m.place.name),
    )


def _speech(attributions: Sequence[Attribution]) -> Iterator[Speech]:
    """The contents of attributions, cut where one of them begins or ends: in each piece the chain is one."""
    cuts = sorted({cut for a in attributions for stretch in a.content for cut in stretch})
    for start, end in pairwise(cuts):
        chain = chain_at(attributions, start)
        if chain:
            named = any(a.rule.startswith(NAMING) and a.covers(start) for a in attributions)
            yield Speech(start, end, tuple(a.source for a in chain), named, chain[-1].force == "deny")
