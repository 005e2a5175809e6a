"""Which reader reads which kind, and the one place where a reader's trouble becomes a Failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from ..records import Document
from .item import Item, Session
from .limits import Unreadable
from .options import Failure
from .sniff import kind_of

Reader = Callable[[Item, Session], Iterator[Document | Failure]]

#: Reader of each kind, by module and function: imported when first needed, because some load slowly.
READERS = {
    "text": "text:read_text",
    "markdown": "text:read_markdown",
    "html": "html:read_html",
    "feed": "feed:read_feed",
    "json": "json_lines:read_json",
    "jsonl": "json_lines:read_json_lines",
    "csv": "csv_table:read_csv",
    "parquet": "parquet:read_parquet",
    "pdf": "pdf:read_pdf",
    "office": "office:read_office",
    "eml": "mail:read_mail",
    "warc": "warc:read_warc",
    "zip": "archive:read_zip",
    "tar": "archive:read_tar",
    "gzip": "compressed:read_compressed",
    "bzip2": "compressed:read_compressed",
    "xz": "compressed:read_compressed",
}


def reader_for(kind: str) -> Reader:
    """The reader of one kind of input."""
    module, function = READERS[kind].split(":")
    return cast(Reader, getattr(import_module(f".{module}", __package__), function))


def read_item(item: Item, session: Session) -> Iterator[Document | Failure]:
    """All documents of one item, and a Failure for each thing in it that could not be read.  Never raises."""
    try:
        if item.depth > session.options.limits.depth:
            raise Unreadable(
                f"packed more than {session.options.limits.depth} times over",
                "unpack it yourself, or raise the limit `depth`",
            )
        kind = kind_of(item.head, item.name, item.media_type, item.given)
        silent = item.given
        for found in reader_for(kind)(item, session):
            silent = False
            yield found
        if silent:
            raise Unreadable("there are no reports in it", "check that it is the right file, and a whole one")
    except Unreadable as error:
        yield Failure(path=item.path, reason=error.reason, hint=error.hint)
    except MemoryError:
        yield Failure(path=item.path, reason="not enough memory to read it", hint="cut it up, or lower the limits")
    except Exception as error:  # The libraries that parse other people's files raise whatever they like.
        yield broken(item.path, error)


def broken(path: str, error: Exception, record: int | None = None) -> Failure:
    """The Failure of an item that a library could not parse, with the library's own words."""
    said = " ".join(str(error).split())[:200]
    return Failure(
        path=path,
        record=record,
        reason=f"it is damaged or not what it seems ({type(error).__name__}{': ' + said if said else ''})",
        hint="open it in the program it comes from, or fetch it again",
    )
