"""Reading benchmark data: plain or gzip JSON Lines, with errors that say which file and line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..api import ReadError
from ..engines.each import read_each
from ..identity import document_id
from ..pipeline import read_documents
from ..records import Claim, Document, Published
from ..sources import Failure
from .result import DataError

Row = dict[str, Any]


def folder(data: Path) -> Path:
    """``data``, when it is a folder.  Raises DataError when it is none."""
    if not data.exists():
        raise DataError(f"{data}: there is no such folder. Give the folder that holds the data of this task.")
    if not data.is_dir():
        raise DataError(f"{data}: that is a file. Give the folder that it is in.")
    return data


def rows(data: Path, name: str, fields: Iterable[str]) -> list[Row]:
    """The records of ``name.jsonl.gz`` (or ``name.jsonl``) in the folder ``data``; each must have all ``fields``.

    Raises DataError when the file is missing, damaged, or of another form.
    """
    path = next((p for p in (folder(data) / f"{name}.jsonl.gz", data / f"{name}.jsonl") if p.is_file()), None)
    if path is None:
        raise DataError(f"{data}: it has no {name}.jsonl.gz. Give the folder that holds the data of this task.")
    return lines(path, fields)


def lines(path: Path, fields: Iterable[str]) -> list[Row]:
    """The records of one JSON Lines file, gzipped when its name says so.  Raises DataError as :func:`rows` does."""
    wanted = tuple(fields)
    found: list[Row] = []
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    found.append(_record(json.loads(line), wanted, f"{path}, line {number}"))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: it cannot be read as JSON Lines ({error}). Is it complete, and UTF-8?") from error
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {number}: this is no JSON ({error}). One JSON object a line is read.") from error
    if not found:
        raise DataError(f"{path}: it has no records.")
    return found


def _record(value: Any, wanted: tuple[str, ...], where: str) -> Row:
    if not isinstance(value, dict):
        raise DataError(f"{where}: this is no JSON object. One object a line is read.")
    missing = [name for name in wanted if name not in value]
    if missing:
        has = ", ".join(map(str, value)) or "none"
        raise DataError(f"{where}: the field {missing[0]!r} is missing (it has {has}). Is it the data of this task?")
    return value


def as_it_is(text: str, published: str | None = None) -> Document:
    """A document whose stored text is ``text`` to the letter, so that the offsets of its gold hold."""
    day = (published or "")[:10] or None
    when = Published(text=day, start=day, end=day, basis="given") if day else Published()
    return Document(id=document_id(text, None, None), text=text, published=when, language="en")


def claims_of(documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
    """What the program claims of each document, in order.  Raises ReadError where it cannot cope with one."""
    for outcome in read_each(list(documents), read_documents):
        if isinstance(outcome, Failure):
            raise ReadError(outcome)
        yield outcome.claims
