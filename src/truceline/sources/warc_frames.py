"""Where one record of a WARC file ends and the next begins (ISO 28500), and how to go on after damage.

The framing is our own because the archives that reach an analyst are often cut off or patched together: a library
that stops at the first bad header loses everything after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from .limits import Unreadable

#: Longest block of record headers, in bytes.
_HEADERS = 64 * 1024
_CHUNK = 64 * 1024


@dataclass(slots=True)
class Frame:
    """One record: its headers (names in lower case), its content, and all of its bytes as they stand in the file.

    ``damage`` says why a record is not to be used; then the other fields may be empty.
    """

    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    raw: bytes = b""
    damage: Unreadable | None = None


def frames(stream: BinaryIO, limit: int) -> Iterator[Frame]:
    """The records of an archive in order.  Content beyond ``limit`` bytes is skipped; what is no record as well."""
    line = _next_line(stream)
    while line:
        if not line.startswith(b"WARC/"):
            yield Frame(damage=Unreadable("between two records stands something else", "what follows is read again"))
            line = _resume(stream)
            continue
        head = line + _headers(stream)
        headers = _parse(head)
        length = headers.get("content-length", "")
        if not length.isdigit() or len(length) > 15:
            damage = Unreadable("the record does not say how long it is", "what follows is read again")
            yield Frame(headers, damage=damage)
            line = _resume(stream)
            continue
        yield _content(stream, head, headers, int(length), limit)
        line = _next_line(stream)


def _content(stream: BinaryIO, head: bytes, headers: dict[str, str], length: int, limit: int) -> Frame:
    if length > limit:
        while length > 0 and (data := stream.read(min(_CHUNK, length))):
            length -= len(data)
        damage = Unreadable("the record is larger than the limit `document_bytes`", "raise the limit")
        return Frame(headers, damage=damage)
    content = stream.read(length)
    if len(content) < length:
        reason = f"the archive is cut off: the record has {len(content)} of {length} bytes"
        return Frame(headers, damage=Unreadable(reason, "fetch the archive again; what came before was read"))
    return Frame(headers, content, head + content + b"\r\n\r\n")


def _next_line(stream: BinaryIO) -> bytes:
    """The next line that is not blank; empty at the end of the file."""
    while line := stream.readline(_HEADERS):
        if line.strip():
            return line
    return b""


def _resume(stream: BinaryIO) -> bytes:
    """The first line of the next record; empty when there is none."""
    while line := stream.readline(_HEADERS):
        if line.startswith((b"WARC/1.", b"WARC/0.")):
            return line
    return b""


def _headers(stream: BinaryIO) -> bytes:
    lines = []
    size = 0
    while size < _HEADERS and (line := stream.readline(_HEADERS)):
        lines.append(line)
        size += len(line)
        if not line.strip():
            break
    return b"".join(lines)


def _parse(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found
