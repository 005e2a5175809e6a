"""One thing to be read: a stream of bytes and what is known about it from outside."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import BinaryIO

from ..records import Document
from .limits import Budget, read_all
from .options import Failure, ReadOptions

#: How much of a stream its kind is told from, in bytes.
HEAD = 8192


@dataclass(slots=True)
class Item:
    """A stream that is read once, from its start.

    ``path`` says where it is, for people and for ``Document.path``; ``name`` is the part that may carry an extension.
    ``media_type`` and ``charset`` are what a server or a mail declared; ``given`` tells that the caller named this
    very thing, as opposed to one that was found in a folder or an archive.
    """

    stream: BinaryIO
    path: str
    name: str
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    outlet: str | None = None
    given: bool = False
    depth: int = 0
    head: bytes = field(init=False)

    def __post_init__(self) -> None:
        if self.stream.seekable():
            start = self.stream.tell()
            self.head = self.stream.read(HEAD)
            self.stream.seek(start)
        else:
            self.head = self.stream.read(HEAD)
            self.stream = io.BufferedReader(Resumed(self.head, self.stream))

    def read(self, session: Session) -> bytes:
        """All of it.  Raises TooMuch beyond the size of one document."""
        return read_all(self.stream, session.options.limits.document_bytes)

    def seekable(self, session: Session) -> BinaryIO:
        """A stream of the same bytes that can be read in any order.  Raises TooMuch when that needs too much memory."""
        if self.stream.seekable():
            return self.stream
        return io.BytesIO(self.read(session))

    def member(self, stream: BinaryIO, name: str, media_type: str | None = None) -> Item:
        """A member of this archive or mail: "path!/name"."""
        shown = safe_name(name)
        return Item(
            stream=stream, path=f"{self.path}!/{shown}", name=shown, media_type=media_type, url=self.url,
            outlet=self.outlet, depth=self.depth + 1,
        )  # fmt: skip

    def inner(self, stream: BinaryIO, name: str) -> Item:
        """The one thing inside a plain compression (gzip): it has the same path."""
        return replace(self, stream=stream, name=name, depth=self.depth + 1, media_type=None)


@dataclass(frozen=True, slots=True)
class Session:
    """One reading of one given source: the options, the budget, and the way to read what is found inside."""

    options: ReadOptions
    budget: Budget
    read: Callable[[Item, Session], Iterator[Document | Failure]]


class Resumed(io.RawIOBase):
    """A stream whose first bytes were already taken off."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def digest(data: bytes) -> str:
    """SHA-256 of the bytes a document was read from, in hex."""
    return sha256(data).hexdigest()


def safe_name(name: str) -> str:
    """The name of a member without anything that would lead out of its archive, or out of a terminal.

    Members are never written to disk; but ``Document.path`` is, and must not read ``../../etc/passwd``.
    """
    parts = [p for p in printable(name).replace("\\", "/").split("/") if p not in ("", ".", "..")]
    return "/".join(parts)[:500] or "(no name)"


def printable(name: str) -> str:
    """A file name that can be printed and stored: bytes that are no text become U+FFFD."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
