"""Zip and tar archives: every member is read as if it stood alone.  Nothing is ever written to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from ..records import Document
from .item import Item, Session, safe_name
from .limits import Counted, Metered, Unreadable
from .options import Failure

_PASSWORD = "unpack it with its password and read the folder"
_DAMAGED = "fetch the archive again; its other members are read"


def is_hidden(name: str) -> bool:
    """Whether a file is one that systems leave behind (".DS_Store", "__MACOSX/..."), not one that people put there."""
    return any(part.startswith(".") or part == "__MACOSX" for part in safe_name(name).split("/"))


def read_zip(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The members of a zip archive, in the order of its directory."""
    try:
        archive = zipfile.ZipFile(cast(io.BufferedIOBase, item.seekable(session)))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"the zip archive is damaged or cut off ({error})", "fetch it again") from None
    for info in archive.infolist():
        session.budget.entry()
        if info.is_dir() or is_hidden(info.filename):
            continue
        try:
            if info.flag_bits & 1:
                raise Unreadable("the member is encrypted", _PASSWORD)
            with archive.open(info) as stream:
                # What is packed is counted from the directory: the reader takes no more bytes than it says.
                metered = Metered(cast(BinaryIO, stream), partial(int, info.compress_size), session.budget)
                yield from _member(item, session, metered, info.filename)
        except Unreadable as error:
            yield _failure(item, info.filename, error)
        except (zipfile.BadZipFile, OSError, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as e:
            yield _failure(item, info.filename, Unreadable(f"the member is damaged ({e})", _DAMAGED))


def read_tar(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The members of a tar archive, in order.  Links and devices are not followed."""
    count = 0
    try:
        # The mode with "|" reads from front to back and never seeks.
        with tarfile.open(fileobj=item.stream, mode="r|", errorlevel=0) as archive:
            for info in archive:
                session.budget.entry()
                count += 1
                if info.isdir() or is_hidden(info.name):
                    continue
                if info.issparse():  # a few bytes of a map can stand for any number of zeros, past every meter
                    why = Unreadable("the member is a sparse file", "unpack it yourself and read what is in it")
                    yield _failure(item, info.name, why)
                elif info.issym() or info.islnk():
                    why = Unreadable(f"the member is a link to {safe_name(info.linkname)}", "links are not followed")
                    yield _failure(item, info.name, why)
                elif info.isreg() and (stream := archive.extractfile(info)) is not None:
                    yield from _member(item, session, cast(io.RawIOBase, stream), info.name)
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error) as error:
        reason = f"the tar archive is damaged or cut off after {count} members ({error})"
        yield Failure(path=item.path, reason=reason, hint="fetch it again; what came before was read")


def _member(item: Item, session: Session, raw: io.RawIOBase, name: str) -> Iterator[Document | Failure]:
    stream = _Forward(cast(BinaryIO, raw))
    member = item.member(cast(BinaryIO, io.BufferedReader(stream, 256 * 1024)), name)
    yield from session.read(member, session)


class _Forward(Counted):
    """A member as a stream that only goes forward.

    A member of a zip could seek, by unpacking again from its start each time, past the meter.
    """

    def seekable(self) -> bool:
        return False


def _failure(item: Item, name: str, error: Unreadable) -> Failure:
    return Failure(path=f"{item.path}!/{safe_name(name)}", reason=error.reason, hint=error.hint)
