"""From files, folders, archives, addresses and standard input to documents.

    >>> from truceline.sources import open_source, ReadOptions, Failure
    >>> for found in open_source("reports/", ReadOptions(outlet="The Daily")):
    ...     print("cannot read", found) if isinstance(found, Failure) else print(found.title)

What a source is, is told from its content, then from its name.  Nothing here raises for bad input: what cannot be
read gives a :class:`Failure` that says where, why and what to do, and the rest is read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ..records import Document
from .archive import is_hidden
from .dispatch import read_item
from .document import document_from_text
from .item import Item, Session, printable
from .limits import Budget, Limits, TooMuch
from .options import Failure, ReadOptions
from .web import is_address, read_address

__all__ = ["Failure", "Limits", "ReadOptions", "count_hint", "document_from_text", "open_source"]


def open_source(source: str | os.PathLike[str], options: ReadOptions | None = None) -> Iterator[Document | Failure]:
    """All documents of ``source``, in order, and a Failure for each thing that could not be read.

    ``source`` is a file, a folder (read with all folders in it, in the order of names, hidden files left out), an
    ``http`` or ``https`` address, or ``-`` for standard input.  Never raises for what it reads; the limits are those of
    :class:`Limits`.
    """
    options = options or ReadOptions()
    name = os.fspath(source)
    if name == "-":
        yield from _standard_input(_session(options))
    elif is_address(name):
        yield from read_address(name, _session(options))
    elif os.path.isdir(name):
        yield from _folder(Path(name), options)
    else:
        yield from _file(Path(name), name, options, given=True)


def count_hint(source: str | os.PathLike[str]) -> int | None:
    """About how many documents a source will give, where that is cheap to tell; null where it is not."""
    from .counting import count_hint as count

    return count(os.fspath(source))


def _session(options: ReadOptions) -> Session:
    return Session(options, Budget(options.limits), read_item)


def _standard_input(session: Session) -> Iterator[Document | Failure]:
    try:
        item = Item(stream=cast(BinaryIO, sys.stdin.buffer), path="-", name="", given=True)
    except (OSError, ValueError, AttributeError) as error:
        hint = "give a file name, or pipe something into the command"
        yield Failure(path="-", reason=f"standard input cannot be read ({error})", hint=hint)
        return
    yield from read_item(item, session)


def _file(path: Path, shown: str, options: ReadOptions, given: bool) -> Iterator[Document | Failure]:
    shown = printable(shown)
    try:
        if path.exists() and not path.is_file() and not path.is_fifo():
            yield Failure(path=shown, reason="it is neither a file nor a folder", hint="give a file, a folder or -")
            return
        stream = path.open("rb")
    except FileNotFoundError:
        yield Failure(path=shown, reason="there is no such file or folder", hint="check the name")
        return
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        yield Failure(path=shown, reason=f"it cannot be opened ({said})", hint="check its name and your rights to it")
        return
    with stream:
        try:
            item = Item(stream=cast(BinaryIO, stream), path=shown, name=printable(path.name), given=given)
        except OSError as error:
            yield Failure(path=shown, reason=f"it cannot be read ({error.strerror})", hint="check the disk")
            return
        yield from read_item(item, _session(options))


def _folder(root: Path, options: ReadOptions) -> Iterator[Document | Failure]:
    budget = Budget(options.limits)
    empty = True
    faults: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=faults.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted(names):
            if is_hidden(name):
                continue
            empty = False
            try:
                budget.entry()
            except TooMuch as error:
                yield Failure(path=printable(str(root)), reason=error.reason, hint=error.hint)
                return
            path = Path(folder, name)
            yield from _file(path, str(path), options, given=False)
        while faults:
            fault = faults.pop()
            shown = printable(str(fault.filename or root))
            reason = f"the folder cannot be opened ({fault.strerror})"
            yield Failure(path=shown, reason=reason, hint="check your rights to it")
    if empty:
        yield Failure(path=printable(str(root)), reason="the folder has no files in it", hint="check the name")
