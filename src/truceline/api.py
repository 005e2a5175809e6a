"""Reading from Python: a text, a file, or anything that ``truceline read`` takes."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike, fspath

from .engines.each import Outcome, read_each
from .records import Claim, Document
from .sources import Failure, ReadOptions, document_from_text, open_source


class ReadError(Exception):
    """Something that could not be read.  ``failure`` says what, where and what to do."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


def read_text(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> list[Claim]:
    """The claims of an English report given as text.

    ``published`` is the day, month or year it was published ("2023-09-20"); without it the date is worked out from
    the text where that can be done.  Offsets of the claims point into ``claim.document.text``.
    Raises :class:`ReadError`, and ValueError when there is no text or the date is none.

    >>> read_text("At least 49 people were killed, the ministry said.", published="2023-09-20")  # doctest: +SKIP
    """
    document = document_from_text(text, published=published, title=title, outlet=outlet, url=url)
    return _claims(read_each([document]))


def read_file(
    path: str | PathLike[str], *, published: str | None = None, outlet: str | None = None
) -> list[Claim]:
    """The claims of all reports in a file, a folder or at a web address.

    Raises :class:`ReadError` at the first thing that cannot be read; :func:`read` goes on past it.
    """
    return _claims(read(path, ReadOptions(published=published, outlet=outlet)))


def read(path: str | PathLike[str], options: ReadOptions | None = None) -> Iterator[Outcome]:
    """Read a file, a folder or an address: a ``Reading`` for each document, a ``Failure`` for what cannot be read."""
    for found in open_source(fspath(path), options or ReadOptions()):
        if isinstance(found, Document):
            yield from read_each([found])
        else:
            yield found


def _claims(outcomes: Iterator[Outcome]) -> list[Claim]:
    claims: list[Claim] = []
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            raise ReadError(outcome)
        claims += outcome.claims
    return claims
