"""The lines of a text that may be larger than memory, each with the bytes it was read from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from .encoding import legacy_encoding, wide_encoding
from .item import Item, Resumed

#: Bytes after the first line that is no UTF-8 from which its encoding is told as well.
_AHEAD = 64 * 1024

Line = tuple[str | None, bytes]


def text_lines(item: Item, limit: int, returns: bool = False) -> Iterator[Line]:
    r"""The lines of ``item``: the text with its line end, and the bytes; null for the text of one over ``limit`` bytes.

    Lines end at ``\n``, with ``returns`` also at a lone ``\r``, and at nothing else: U+2028 and its like stand in
    the text of reports.  What is UTF-8 is read as UTF-8 line by line, so that a letter far down the file counts as
    much as one at its top; other lines in the character set that was declared or, failing that, is detected.
    """
    mark, wide = wide_encoding(item.head)
    if wide is not None:
        yield from _wide(item, limit, returns, mark, wide)
        return
    stream, legacy = item.stream, None
    item.stream.read(mark)
    while raw := stream.readline(limit + 1):
        if len(raw) > limit:
            while len(raw) > limit and not raw.endswith(b"\n"):
                raw = stream.readline(limit + 1)
            yield None, b""
            continue
        for part in re.split(rb"(?<=\r)(?!\n|\Z)", raw) if returns else (raw,):
            try:
                text = part.decode("utf-8")
            except UnicodeDecodeError:
                if legacy is None:
                    stream, ahead = _look_ahead(stream)
                    legacy = _legacy(part + ahead, item.charset)
                text = part.decode(legacy, "replace")
            yield text, part


def _wide(item: Item, limit: int, returns: bool, mark: int, encoding: str) -> Iterator[Line]:
    """The lines of UTF-16 and UTF-32, whose line ends are more than one byte wide."""
    item.stream.read(mark)
    reader = io.TextIOWrapper(item.stream, encoding, "replace", newline="" if returns else "\n")
    try:
        while line := reader.readline(limit + 1):
            long = len(line) > limit
            while len(line) > limit and not line.endswith(("\n", "\r")):
                line = reader.readline(limit + 1)
            yield (None, b"") if long else (line, line.encode(encoding, "replace"))
    finally:
        reader.detach()  # or it would close a stream that is not its own


def _look_ahead(stream: BinaryIO) -> tuple[BinaryIO, bytes]:
    """What comes next in ``stream``, and a stream that still gives it."""
    if stream.seekable():
        at = stream.tell()
        ahead = stream.read(_AHEAD)
        stream.seek(at)
        return stream, ahead
    ahead = stream.read(_AHEAD)
    return cast(BinaryIO, io.BufferedReader(Resumed(ahead, stream))), ahead


def _legacy(data: bytes, declared: str | None) -> str:
    """The encoding of the lines of ``data`` that are no UTF-8; UTF-8 itself where they are damaged lines among good."""
    odd = [line for line in data[: data.rfind(b"\n") + 1 or None].split(b"\n") if not line.isascii()]
    bad = [line for line in odd if not _is_utf8(line)]
    return "utf-8" if 2 * len(bad) < len(odd) else legacy_encoding(b"\n".join(bad), declared)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
