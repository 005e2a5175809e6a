"""How much a source may cost before we stop reading it: sizes, nesting, and compression bombs."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


class Unreadable(Exception):  # noqa: N818  (it becomes a Failure record, it is not an error of the program)
    """Why something could not be read (``reason``) and what can be done about it (``hint``).

    Raised inside ``sources`` only; :func:`truceline.sources.open_source` turns it into a ``Failure``.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class TooMuch(Unreadable):
    """A limit of :class:`Limits` was reached."""


class Limits(NamedTuple):
    """The limits of reading.  Each default is far above real reports and far below what brings a machine down."""

    document_bytes: int = 32 * MIB
    """Largest single document (a page, a PDF, one line of JSON Lines), in bytes, before its text is taken out.

    A long report as PDF with photographs has 5 to 20 MiB; the text of the longest book has 3.  Raise it for scanned
    volumes.  Memory use is about ten times this figure for HTML.
    """

    json_bytes: int = 128 * MIB
    """Largest JSON file that holds many reports, in bytes; JSON Lines may be of any size.

    It is read whole: memory use is about eight times this figure.
    """

    document_chars: int = 2_000_000
    """Longest text of one document, in characters (about 800 printed pages).

    The parser works at about 5,000 words a second: a text of this length takes over a minute.  Longer ones are
    nearly always many reports in one file, and should be cut up first.
    """

    unpacked_bytes: int = 16 * GIB
    """All that one given file or address may unpack to, in bytes, archives within archives included.

    A monthly crawl file of 1 GiB unpacks to about 5.  Reading streams, so this guards time, not memory.
    """

    ratio: int = 200
    """Most bytes that one packed byte may become.

    News text packs 3 to 6 times, repetitive tables 20 to 50; deflate can reach 1,032 and that is what bombs use.
    """

    ratio_from: int = 4 * MIB
    """Unpacked bytes below which the ratio is not looked at: a small file of zeros does no harm."""

    depth: int = 6
    """Packings within packings: a page in a zip in a tar.gz is at depth 3 (zip, tar, gz)."""

    entries: int = 1_000_000
    """Members of archives, attachments and files of folders, taken together."""

    pdf_pages: int = 2_000
    """Pages of one PDF."""

    download_bytes: int = 512 * MIB
    """Largest answer of a web server, in bytes after transfer decoding."""

    seconds: float = 30.0
    """How long to wait for a web server: to connect, and between two pieces of its answer."""


class Budget:
    """What one given source has used up of its limits.  One object travels through all packings of the source."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.unpacked = 0
        self.entries = 0

    def entry(self) -> None:
        """Count one member.  Raises TooMuch."""
        self.entries += 1
        if self.entries > self.limits.entries:
            raise TooMuch(
                f"more than {self.limits.entries:,} members",
                "read it in parts, or raise the limit `entries`",
            )

    def unpack(self, size: int) -> None:
        """Count bytes that came out of a packing.  Raises TooMuch."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked_bytes:
            raise TooMuch(
                f"unpacks to more than {_size(self.limits.unpacked_bytes)}",
                "a compression bomb, or many files in one: unpack it yourself and read the parts, "
                "or raise the limit `unpacked_bytes`",
            )


class Counted(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Metered(io.RawIOBase):
    """What comes out of a packing, checked against the budget as it is read.

    ``packed`` tells how many packed bytes have gone in so far.  Reading raises TooMuch at the first chunk beyond a
    limit, so no more than one chunk is ever unpacked in vain.
    """

    def __init__(self, stream: BinaryIO, packed: Callable[[], int], budget: Budget) -> None:
        # ``read1`` gives what there is; ``read`` would lose it when the packing turns out to be cut off behind it.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._packed = packed
        self._budget = budget
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._read(min(len(buffer), 256 * KIB))
        buffer[: len(data)] = data
        self._count += len(data)
        self._budget.unpack(len(data))
        limits = self._budget.limits
        if self._count > limits.ratio_from and self._count > limits.ratio * max(1, self._packed()):
            raise TooMuch(
                f"each packed byte becomes more than {limits.ratio}",
                "this looks like a compression bomb; if it is not, unpack it yourself or raise the limit `ratio`",
            )
        return len(data)


def read_all(
    stream: BinaryIO, limit: int, what: str = "document", hint: str = "cut it up, or raise the limit `document_bytes`"
) -> bytes:
    """All bytes of ``stream``.  Raises TooMuch, with ``hint``, when there are more than ``limit``."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooMuch(f"the {what} is larger than {_size(limit)}", hint)
    return data


def _size(count: int) -> str:
    for unit, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
