"""Writing a file so that it is either all there or not there at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOENT
from pathlib import Path
from typing import BinaryIO

STDOUT = "-"


@contextmanager
def output(path: str) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of the one at ``path`` when the block ends well.

    When it does not, the file that was there stays as it was.  ``-`` is standard output; a device or a pipe is written
    to directly.  Raises :class:`OSError` when the folder cannot be written.
    """
    if path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, "No such folder; make it first", str(Path(path).parent))
    if target.exists() and not target.is_file():
        with target.open("wb") as out:
            yield out
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
