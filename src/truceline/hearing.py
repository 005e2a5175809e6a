"""Documents in, and for each whose words it is in, stretch by stretch: the way of :mod:`truceline.pipeline` as far as
the attributions, with acts of naming added.  It makes no claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .compare.speech import Heard, PlaceName, Speech
from .extract.attribution import chain_at, find_attributions
from .extract.attribution_record import Attribution
from .extract.naming import NAMING, find_namings
from .language.parse import parse_many
from .pipeline import context_of
from .records import Document


def hear_documents(documents: Iterable[Document]) -> Iterator[Heard]:
    """What is heard in each document, in order; their publication dates must be worked out already."""
    for parsed in parse_many(documents):
        context = context_of(parsed)
        yield Heard(
            document=parsed.document,
            sentences=parsed.sentences,
            speech=tuple(_speech([*find_attributions(context), *find_namings(context)])),
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
