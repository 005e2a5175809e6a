"""PDF: the text layer, without running heads and page numbers, lines joined to paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..records import Document, Published
from . import dates
from .document import from_item
from .encoding import clean, clean_line
from .item import Item, Session
from .limits import TooMuch, Unreadable
from .options import Failure
from .unwrap import join_print

#: Titles that programs write, not people.
_NO_TITLE = re.compile(
    r"^(?:untitled.*|microsoft word\b.*|powerpoint.*|document\d*|slide \d+|title|"
    r".*\.(?:docx?|pdf|indd|qxd|rtf|odt|tmp))$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"^(?:page\s+|p\.\s*|[-–—|]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?(?:\s*[-–—|])?$",
    re.IGNORECASE,
)
#: Lines at the top and bottom of a page among which running heads are looked for.
_EDGE = 3
_NS_PRISM = "http://prismstandard.org/namespaces/basic/"

# It reports every small fault of a file on its logger; what matters to the reader becomes a Failure.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The document of a PDF; a page that cannot be read gives a Failure.

    The creation date of the file is kept as evidence only: a report is often made into a PDF long after it appeared.
    """
    raw = item.read(session)
    reader = _open(raw, session)
    pages: list[list[str]] = []
    for number, page in enumerate(reader.pages, start=1):
        try:
            pages.append([line for line in clean(page.extract_text() or "").split("\n") if line.strip()])
        except (Exception, RecursionError) as error:  # Any fault of one page; the library has no common class of them.
            reason = f"page {number} cannot be read ({type(error).__name__}: {str(error)[:100]})"
            yield Failure(path=item.path, record=number, reason=reason, hint="open it in a PDF viewer and save it anew")
        if sum(len(line) for page_lines in pages[-1:] for line in page_lines) > session.options.limits.document_chars:
            raise TooMuch("a page holds more text than a book", "if it is a report, raise the limit `document_chars`")
    text = _text(pages)
    if not text:
        raise Unreadable("the PDF has no text layer", "it is a scan: run text recognition (OCR), then read the result")
    title, published = _metadata(reader)
    yield from_item(
        item, session, text, raw=raw, media_type="application/pdf", title=title, published=published,
    )  # fmt: skip


def _open(raw: bytes, session: Session) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF asks for a password", "save it without one and read that")
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        reason = f"the PDF is damaged or cut off ({error})"
        raise Unreadable(reason, "open it in a PDF viewer and save it anew") from None
    if count > session.options.limits.pdf_pages:
        raise TooMuch(f"the PDF has {count:,} pages", "cut it up, or raise the limit `pdf_pages`")
    return reader


def _text(pages: list[list[str]]) -> str:
    heads = _running_heads(pages)
    known = frozenset(w.lower() for page in pages for line in page for w in re.findall(r"\w+(?:-\w+)*", line)[:-1])
    lines = [
        line
        for page in pages
        for place, line in enumerate(page)
        if not ((place < _EDGE or place >= len(page) - _EDGE) and (_shape(line) in heads or _PAGE_NUMBER.match(line)))
    ]
    return "\n\n".join(join_print(lines, known))


def _running_heads(pages: list[list[str]]) -> set[str]:
    """Lines that stand at the edge of at least three pages, and of a third of all, numbers aside."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in page[:_EDGE] + page[-_EDGE:]})
    return {shape for shape, count in seen.items() if count >= max(3, len(pages) / 3)}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))


def _metadata(reader: Any) -> tuple[str | None, Published]:
    title, evidence = None, []
    try:
        info = reader.metadata or {}
        stated = clean_line(str(info.get("/Title") or ""))
        title = stated if stated and not _NO_TITLE.match(stated) else None
        if created := re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", str(info.get("/CreationDate") or "")):
            evidence.append(f"the PDF file was made on {'-'.join(created.groups())}")
        xmp = reader.xmp_metadata
        stated_date = next(iter(_xmp(xmp, "publicationDate")), None) if xmp is not None else None
    except Exception:  # Metadata is a help, not the report: whatever is wrong with it, the text is read.
        stated_date = None
    found = dates.published(stated_date, "metadata", "publication date in the PDF's metadata")
    if found.start is not None:
        return title, found
    return title, Published(evidence=tuple(evidence))


def _xmp(xmp: Any, name: str) -> Iterator[str]:
    for element in xmp.get_element("", _NS_PRISM, name):
        value = getattr(element, "value", None) or "".join(n.data for n in element.childNodes if n.nodeType == 3)
        if value and value.strip():
            yield value.strip()
