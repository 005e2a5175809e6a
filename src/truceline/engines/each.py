"""The batch function, so that one bad document fails alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from ..knowledge.faults import KnowledgeError
from ..pipeline import Reading
from ..records import Document
from ..sources.options import Failure

T = TypeVar("T")

Outcome = Reading | Failure

BatchFunction = Callable[[Iterable[Document]], Iterator[Reading]]
"""What engines schedule: documents in, their readings out, in order.  There is one, ``pipeline.read_documents``."""

CONCERNS_ALL = (KnowledgeError, OSError, ImportError)
"""Errors that no document can be blamed for: bad knowledge files, no model, a broken installation."""


class EngineError(Exception):
    """Nothing can be read at all, whatever the document."""


def read_each(
    documents: Sequence[Document], read: Callable[[Iterable[Document]], Iterator[T]]
) -> Iterator[T | Failure]:
    """Read the documents, in order; one that breaks the reader gives a :class:`Failure`, and the others are read.

    They are handed to the batch function together; once one of them has raised, one by one, since it cannot be told
    which it was.  Raises :class:`EngineError` when no document could be read.
    """
    done = 0
    try:
        for reading in read(documents):
            yield reading
            done += 1
    except CONCERNS_ALL as error:
        raise EngineError(f"Nothing can be read: {error}") from error
    except Exception:
        for document in documents[done:]:
            yield _read_alone(document, read)


def _read_alone(document: Document, read: Callable[[Iterable[Document]], Iterator[T]]) -> T | Failure:
    try:
        return next(read([document]))
    except CONCERNS_ALL as error:
        raise EngineError(f"Nothing can be read: {error}") from error
    except Exception as error:
        return failure(document, f"reading it failed with {type(error).__name__}: {error} ({_place(error)})")


def _place(error: Exception) -> str:
    """Where the program was when it failed: the innermost of our own lines, for whoever gets the report."""
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "truceline" in Path(frame.filename).parts] or frames
    return "/".join(Path(ours[-1].filename).parts[-2:]) + f", line {ours[-1].lineno}"


def failure(document: Document, reason: str) -> Failure:
    """A document that the reader could not cope with."""
    return Failure(
        path=document.path or document.url or document.id,
        reason=reason,
        hint="this is a fault of the program, not of the document; please report it with the text",
    )
