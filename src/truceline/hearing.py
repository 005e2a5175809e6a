"""Documents in, and for each whose words it is in, stretch by stretch: the way of :mod:`truceline.pipeline` as far as
the attributions, with acts of naming added.  It makes no claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .compare.speech import Heard
from .extract.attribution import find_attributions
from .extract.heard import heard_in
from .language.parse import parse_many
from .pipeline import context_of
from .records import Document


def hear_documents(documents: Iterable[Document]) -> Iterator[Heard]:
    """What is heard in each document, in order; their publication dates must be worked out already."""
    for parsed in parse_many(documents):
        context = context_of(parsed)
        yield heard_in(context, find_attributions(context))
