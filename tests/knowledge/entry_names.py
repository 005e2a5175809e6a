"""All the names that the files give to an entry, as the index files them."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.knowledge.names import AnyEntry, Name, _name, _texts


def names_of(entry: AnyEntry) -> Iterator[Name]:
    """All names that texts call the entry by, with their kinds; plurals of demonyms are of kind "people"."""
    for kind, texts in _texts(entry):
        if kind is not None:
            yield from (_name(text, kind, entry) for text in dict.fromkeys(texts))
