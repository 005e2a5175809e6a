"""Reading from Python: a text, a file, or anything that ``truceline read`` takes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from typing import TYPE_CHECKING

from .engines.each import Outcome, read_each
from .pipeline import read_documents
from .records import Claim, Document
from .sources import Failure, ReadOptions, document_from_text, open_source

if TYPE_CHECKING:
    from .llm import LlmExtractor


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
    extractor: LlmExtractor | None = None,
) -> list[Claim]:
    """The claims of an English report given as text.

    ``published`` is the day, month or year it was published ("2023-09-20"); without it the date is worked out from
    the text where that can be done.  Offsets of the claims point into ``claim.document.text``.  With ``extractor`` a
    language model is asked instead of the rules.
    Raises :class:`ReadError`, and ValueError when there is no text or the date is none.

    >>> read_text("At least 49 people were killed, the ministry said.", published="2023-09-20")  # doctest: +SKIP
    """
    document = document_from_text(text, published=published, title=title, outlet=outlet, url=url)
    return _claims(_outcomes([document], extractor))


def read_file(
    path: str | PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    extractor: LlmExtractor | None = None,
) -> list[Claim]:
    """The claims of all reports in a file, a folder or at a web address.

    Raises :class:`ReadError` at the first thing that cannot be read; :func:`read` goes on past it.
    """
    return _claims(read(path, ReadOptions(published=published, outlet=outlet), extractor=extractor))


def read(
    path: str | PathLike[str], options: ReadOptions | None = None, *, extractor: LlmExtractor | None = None
) -> Iterator[Outcome]:
    """Read a file, a folder or an address: a ``Reading`` for each document, a ``Failure`` for what cannot be read.

    With ``extractor`` a language model is asked instead of the rules; :class:`ReadError` when it can be asked no more.
    """
    failures: deque[Failure] = deque()

    def documents() -> Iterator[Document]:
        for found in open_source(fspath(path), options or ReadOptions()):
            if isinstance(found, Document):
                yield found
            else:
                failures.append(found)

    for outcome in _outcomes(documents(), extractor):
        while failures:
            yield failures.popleft()
        yield outcome
    yield from failures


def _outcomes(documents: Iterable[Document], extractor: LlmExtractor | None) -> Iterator[Outcome]:
    if extractor is None:
        for document in documents:
            yield from read_each([document], read_documents)
        return
    yield from extractor.run(documents)
    if extractor.stopped is not None:
        hint = "what was read until then has been given; a new extractor can go on"
        raise ReadError(Failure(path=extractor.options.host, reason=extractor.stopped, hint=hint))


def _claims(outcomes: Iterator[Outcome]) -> list[Claim]:
    claims: list[Claim] = []
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            raise ReadError(outcome)
        claims += outcome.claims
    return claims
