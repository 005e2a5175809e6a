"""Word processor files: Word (.docx) and OpenDocument text (.odt), both a zip with the text as XML in it.

What the writer deleted under change tracking, comments, footnotes, running heads and feet are left out.  A row of a
table reads as a line: its cells, separated by commas.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, cast

from lxml import etree

from ..records import Document, Published
from .document import from_item
from .encoding import clean_line
from .item import Item, Session
from .limits import Metered, Unreadable, read_all
from .options import Failure

#: Titles that programs and templates write, not people.
_NO_TITLE = re.compile(r"(?:untitled.*|document\s?\d*|microsoft word\b.*|word document|.*\.(?:docx?|odt|dotx?))", re.I)
_SAVE_ANEW = "open it in a word processor and save it anew"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class _Words:
    """How a format calls things; tags are without their namespace."""

    text: str
    meta: str
    media_type: str
    paragraphs: frozenset[str]
    row: str
    cell: str
    skipped: frozenset[str]
    marks: dict[str, str]
    letters: frozenset[str] | None
    """Elements that hold letters; null where all in a paragraph do."""


_WORD = _Words(
    text="word/document.xml",
    meta="docProps/core.xml",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    paragraphs=frozenset({"p"}),
    row="tr",
    cell="tc",
    skipped=frozenset({"del", "moveFrom", "Fallback"}),
    marks={"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
    letters=frozenset({"t"}),
)
_OPEN = _Words(
    text="content.xml",
    meta="meta.xml",
    media_type="application/vnd.oasis.opendocument.text",
    paragraphs=frozenset({"p", "h"}),
    row="table-row",
    cell="table-cell",
    skipped=frozenset({"tracked-changes", "annotation", "note", "table-of-content", "forms", "desc"}),
    marks={"s": " ", "tab": " ", "line-break": "\n"},
    letters=None,
)


def read_office(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The document of a word processor file.  Raises Unreadable for tables, slides and books.

    The day the file was made is kept as evidence only: a report is often copied into a new file.
    """
    raw = item.read(session)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            words = _format(archive)
            text = "\n\n".join(_lines(_tree(archive, words.text, session), words))
            title, published = _metadata(archive, words, session)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"the file is damaged or cut off ({error})", _SAVE_ANEW) from None
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"its text is damaged ({error})", _SAVE_ANEW) from None
    if not text.strip():
        raise Unreadable("there is no text in it", "if it holds pictures of pages, run text recognition (OCR)")
    yield from_item(item, session, text, raw=raw, media_type=words.media_type, title=title, published=published)


def _format(archive: zipfile.ZipFile) -> _Words:
    names = set(archive.namelist())
    if _WORD.text in names:
        return _WORD
    declared = b""
    if _OPEN.text in names and "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        declared = archive.read("mimetype").strip()
    if declared.startswith(_OPEN.media_type.encode()):
        return _OPEN
    raise Unreadable(
        "it is an Office or e-book file that is no text document",
        "save a table as CSV, slides or a book as PDF or plain text",
    )


def _tree(archive: zipfile.ZipFile, name: str, session: Session) -> etree._Element:
    info = archive.getinfo(name)
    with archive.open(info) as stream:
        metered = Metered(cast(BinaryIO, stream), partial(int, info.compress_size), session.budget)
        reader = cast(BinaryIO, io.BufferedReader(metered, 256 * 1024))
        data = read_all(reader, session.options.limits.document_bytes)
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _lines(root: etree._Element, words: _Words) -> list[str]:
    """The paragraphs of a document in order, walked without recursion; a text box stands before its paragraph."""
    lines: list[str] = []
    open_paragraphs: list[list[str]] = []
    open_rows: list[list[str]] = []
    open_cells: list[list[str]] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        skipped = tag in words.skipped or not tag
        if event == "start":
            if skipped:
                walk.skip_subtree()
            elif tag in words.paragraphs:
                open_paragraphs.append([])
            elif tag == words.row:
                open_rows.append([])
            elif tag == words.cell:
                open_cells.append([])
            if open_paragraphs and not skipped:
                letters = element.text if words.letters is None or tag in words.letters else None
                open_paragraphs[-1].append(letters or words.marks.get(tag, ""))
            continue
        into = open_cells[-1] if open_cells else lines
        if skipped:
            pass
        elif tag in words.paragraphs:
            into.append("".join(open_paragraphs.pop()).strip())
        elif tag == words.cell:
            (open_rows[-1] if open_rows else lines).append(" ".join(part for part in open_cells.pop() if part))
        elif tag == words.row:
            into.append(", ".join(cell for cell in open_rows.pop() if cell))
        if open_paragraphs and words.letters is None:
            open_paragraphs[-1].append(element.tail or "")
    return [line for line in lines if line]


def _metadata(archive: zipfile.ZipFile, words: _Words, session: Session) -> tuple[str | None, Published]:
    try:
        root = _tree(archive, words.meta, session)
    except (KeyError, etree.XMLSyntaxError):
        return None, Published()
    found = {etree.QName(e).localname: e.text or "" for e in root.iter() if isinstance(e.tag, str)}
    title = clean_line(found.get("title"))
    made = _DAY.match(found.get("created") or found.get("creation-date") or "")
    evidence = (f"the file was made on {made.group()}",) if made else ()
    return None if title is None or _NO_TITLE.fullmatch(title) else title, Published(evidence=evidence)
