"""Checked entries kept as msgpack in the user's cache folder, so that a start need not read YAML again.

Only a folder of the user's own is used, never a shared one such as /tmp: whoever can write the cache can change what
the program knows.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

SCHEMA_VERSION = 1
"""To be raised when the meaning of a field changes; new or renamed fields are noticed without."""

_DIGEST_SIZE = 20


def cache_folder() -> Path | None:
    """The folder of the cache: below ``XDG_CACHE_HOME``, or ``~/.cache``; null when the user has no home."""
    base = os.environ.get("XDG_CACHE_HOME")
    if base and Path(base).is_absolute():
        return Path(base) / "truceline" / "knowledge"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "truceline" / "knowledge"
    return None


@dataclass(frozen=True, slots=True)
class Compiled(Generic[T]):
    """The cached entries of one knowledge file or folder.  ``digest`` is of all that they depend on."""

    file: Path | None
    digest: bytes
    type_: type[T]

    @classmethod
    def of(cls, source: Path, type_: type[T], texts: Iterable[tuple[Path, bytes]]) -> Compiled[T]:
        """The cache of ``source`` as its files (names and bytes) stand now: one cache file a source and type."""
        digest = hashlib.blake2b(f"{SCHEMA_VERSION} {type_.__qualname__} {type_.__struct_fields__}".encode(),
                                 digest_size=_DIGEST_SIZE)  # fmt: skip
        for path, text in texts:
            digest.update(f"\0{path.name}\0{len(text)}\0".encode())
            digest.update(text)
        folder = cache_folder()
        label = hashlib.blake2b(f"{source.resolve()} {type_.__qualname__}".encode(), digest_size=8).hexdigest()
        return cls(folder / f"{source.stem}-{label}.msgpack" if folder else None, digest.digest(), type_)

    def read(self) -> tuple[T, ...] | None:
        """The entries as cached, or null when there is no cache or it is of other files."""
        if self.file is None:
            return None
        with suppress(OSError, msgspec.DecodeError):
            stored = self.file.read_bytes()
            if stored[:_DIGEST_SIZE] == self.digest:
                return msgspec.msgpack.decode(stored[_DIGEST_SIZE:], type=tuple[self.type_, ...])  # type: ignore[name-defined]
        return None

    def write(self, entries: tuple[T, ...]) -> None:
        """Keep the entries; a cache that cannot be written is no fault."""
        if self.file is None:
            return
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=self.file.stem)
            with os.fdopen(handle, "wb") as out:
                out.write(self.digest + msgspec.msgpack.encode(entries))
            os.replace(name, self.file)
