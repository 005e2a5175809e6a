"""gzip, bzip2 and xz: one thing inside, unpacked as it is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from ..records import Document
from .item import Item, Session
from .limits import Counted, Metered, Unreadable
from .options import Failure

#: Memory that an xz header may ask for, in bytes; the format allows 4 GiB.
_XZ_MEMORY = 256 << 20


def read_compressed(item: Item, session: Session) -> Iterator[Document | Failure]:
    """Whatever is inside a compressed file.

    Where the file ends too early, what could be read before that is given, and then a Failure.
    """
    packed = Counted(item.stream)
    source = cast(BinaryIO, packed)
    unpacked: BinaryIO
    if item.head.startswith(b"\x1f\x8b"):
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=source))
    elif item.head.startswith(b"BZh"):
        unpacked = cast(BinaryIO, bz2.BZ2File(source))
    else:
        unpacked = cast(BinaryIO, _Xz(source))
    tolerant = _UntilDamaged(cast(BinaryIO, Metered(unpacked, lambda: packed.count, session.budget)))
    name = re.sub(r"\.(gz|bz2|xz|lzma)$", "", re.sub(r"\.t[gbx]z2?$", ".tar", item.name, flags=re.I), flags=re.I)
    inner = item.inner(cast(BinaryIO, io.BufferedReader(tolerant, 256 * 1024)), name)
    if not inner.head and tolerant.damage is not None:
        raise tolerant.damage
    yield from session.read(inner, session)
    if tolerant.damage is not None:
        yield Failure(path=item.path, reason=tolerant.damage.reason, hint=tolerant.damage.hint)


class _UntilDamaged(io.RawIOBase):
    """A stream that ends where its compression is damaged, and tells so afterwards.

    A limit that is reached is no damage: it raises, so that nothing is made of a bomb's first bytes.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.damage: Unreadable | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.damage is not None:
            return 0
        try:
            return cast(io.RawIOBase, self._stream).readinto(buffer) or 0
        except (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError) as error:
            reason = "cut off" if isinstance(error, EOFError) else f"damaged ({error})"
            self.damage = Unreadable(f"its compression is {reason}", "fetch it again; what came before was read")
        return 0


class _Xz(io.RawIOBase):
    """An xz stream with a bound on memory, which ``lzma.LZMAFile`` cannot set."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if self._unpacker.eof:
                rest = self._unpacker.unused_data.lstrip(b"\0") or self._stream.read(64 * 1024).lstrip(b"\0")
                if not rest:
                    return 0
                self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            else:
                rest = self._stream.read(64 * 1024) if self._unpacker.needs_input else b""
                if not rest and self._unpacker.needs_input:
                    raise EOFError
            data = self._unpacker.decompress(rest, len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)
