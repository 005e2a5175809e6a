"""Batch functions for the tests of the engine, here so that a worker process can import them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator

from truceline.identity import document_id
from truceline.pipeline import Reading
from truceline.records import Document


def documents(*texts: str) -> list[Document]:
    """Documents with these texts."""
    return [Document(id=document_id(text, None, str(i)), text=text, url=str(i)) for i, text in enumerate(texts)]


def read(batch: Iterable[Document]) -> Iterator[Reading]:
    """Reads every document, but for those whose text says what else to do."""
    for document in batch:
        what, _, argument = document.text.partition(" ")
        if what == "raise":
            raise ValueError(argument)
        if what == "break":
            raise OSError(argument)
        if what == "exit":
            os._exit(int(argument))
        if what == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "sleep":
            time.sleep(float(argument))
        yield Reading(document, ())


def read_ahead(batch: Iterable[Document]) -> Iterator[Reading]:
    """Looks at all documents before it gives the first reading, as a parser that works in batches does."""
    yield from list(read(batch))
