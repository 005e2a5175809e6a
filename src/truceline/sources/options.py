"""What a caller may say about a source, and what he is told when something in it could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..records import Document, Record
from .limits import Limits

#: The columns of a table that a mapping may name.
FIELDS = ("text", "title", "outlet", "url", "published", "language")


class Failure(Record, frozen=True, kw_only=True):
    """Something that could not be read, and what to do about it.

    ``path`` is the file or address, with ``!/`` before each member of an archive ("crawl.zip!/a.html");
    ``record`` the line, row, entry or record in it, counted from 1, or null when the whole is meant.
    """

    path: str
    reason: str
    hint: str
    record: int | None = None

    def __str__(self) -> str:
        where = self.path if self.record is None else f"{self.path}, record {self.record}"
        return f"{where}: {self.reason}. {self.hint[:1].upper()}{self.hint[1:]}."


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    ``published`` (a day "2023-09-20", a month "2023-09" or a year "2023") and ``outlet`` hold for every document and
    outrank what the source says.  ``mapping`` names the columns of a table where their own names do not tell:
    ``{"text": "body"}``; its keys are :data:`FIELDS`.  Raises ValueError for a date or a key that is none.
    """

    published: str | None = None
    outlet: str | None = None
    mapping: Mapping[str, str] | None = None
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        from .dates import given

        if self.published is not None:
            given(self.published)
        for key in self.mapping or ():
            if key not in FIELDS:
                raise ValueError(f"cannot map {key!r}: a mapping has the keys {', '.join(FIELDS)}")


__all__ = ["FIELDS", "Document", "Failure", "ReadOptions"]
