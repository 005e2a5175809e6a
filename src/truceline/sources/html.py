"""Web pages: the text of the article without what stands around it, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import html as lxml_html
from lxml.html import HtmlElement

from ..records import Document
from .document import from_item
from .encoding import clean_line, decode
from .item import Item, Session
from .limits import Unreadable
from .options import Failure
from .page_meta import PageMeta, page_meta

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"^\s*<!doctype[^>\[]*(?:\[.*?\])?\s*>", re.IGNORECASE | re.DOTALL)

#: Elements that begin a new paragraph in a piece of HTML.
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table td th tr ul".split()
)
_SILENT = frozenset("script style noscript template iframe svg head title object button select option".split())


def read_html(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The document of one web page.

    Raises Unreadable when the page holds no article (a menu, a login wall, a page filled in by scripts).
    """
    raw = item.read(session)
    yield page_document(item, session, raw)


def page_document(item: Item, session: Session, raw: bytes) -> Document:
    """The document of the page ``raw``; see :func:`read_html`."""
    tree = parse_page(decode(raw, item.charset or declared_charset(raw)))
    meta = page_meta(tree, item.url)
    text = main_text(tree, meta)
    if not text:
        raise Unreadable(
            "no article was found on the page",
            "it may be a list, a login page or filled in by scripts; save the article itself and read that",
        )
    return from_item(
        item, session, text, raw=raw, media_type="text/html", title=meta.title, outlet=item.outlet or meta.outlet,
        url=item.url or meta.url, published=meta.published, language=meta.language,
    )  # fmt: skip


def declared_charset(raw: bytes) -> str | None:
    """The character set that the page itself declares near its top."""
    head = raw[:4096]
    m = _META_CHARSET.search(head) or _XML_CHARSET.search(head)
    return m.group(1).decode("ascii", "replace") if m else None


def parse_page(source: str) -> HtmlElement:
    """The tree of a page.  Nothing is fetched, no entity of a document type is expanded.  Raises Unreadable."""
    # lxml refuses text with an encoding declaration, and a document type may define entities: neither is of use.
    source = _DOCTYPE.sub("", _XML_DECLARATION.sub("", source.replace("\0", ""), count=1), count=1)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(source, parser=parser)
    except (ValueError, AssertionError, lxml_html.etree.LxmlError) as error:
        raise Unreadable(f"the page has no content ({error})", "check that it was downloaded in full") from None
    return cast(HtmlElement, tree)


def main_text(tree: HtmlElement, meta: PageMeta) -> str | None:
    """The article of a page, one line a paragraph; null when there is none.

    The headline is left out where it opens the text: it is the document's title.  Where the page carries the whole
    article as data (``articleBody`` of its JSON-LD) and far less of it as elements, the data is taken.
    """
    import trafilatura

    # precision: a sentence of another report ("Read also") would be filed under this one's name and date
    text = trafilatura.extract(tree, include_comments=False, favor_precision=True, deduplicate=False) or ""
    text = _without_tables(text)
    if meta.body and len(meta.body) > 1.5 * len(text):
        text = fragment_text(meta.body)
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and any(_same_title(lines[0], headline) for headline in meta.headlines):
        lines = lines[1:]
    return "\n\n".join(lines) or None


def _without_tables(text: str) -> str:
    """A row of a table reads as a line: cells, separated by commas."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("|"):
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            line = ", ".join(c for c in cells if c and set(c) != {"-"})
        lines.append(line)
    return "\n".join(lines)


def _same_title(line: str, title: str) -> bool:
    a, b = (re.sub(r"\W+", " ", (clean_line(s) or "")).strip().lower() for s in (line, title))
    return bool(a) and (a == b or (len(a) > 20 and b.startswith(a)) or (a.startswith(b) and len(a) < 1.3 * len(b)))


def fragment_text(source: str) -> str:
    """The text of a piece of HTML (a feed entry, a mail), one line a paragraph; plain text comes back as it is."""
    if not re.search(r"<[a-zA-Z/!]|&#?\w+;", source):
        return source
    if not re.search(r"<(?:p|div|br|li|h\d|table|blockquote)\b", source, re.IGNORECASE):
        source = re.sub(r"\n\s*\n", "<br>", source)
    try:
        tree = lxml_html.fragment_fromstring(f"<div>{source}</div>", create_parent="div")
    except (ValueError, AssertionError, lxml_html.etree.LxmlError):
        return re.sub(r"<[^<>]*>", " ", source)
    lines: list[list[str]] = [[]]
    _collect(tree, lines)
    return "\n\n".join(kept for line in lines if (kept := " ".join("".join(line).split())))


def _collect(tree: HtmlElement, lines: list[list[str]]) -> None:
    """Walk without recursion: mails nest tables hundreds deep."""
    stack: list[HtmlElement | str] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            if node == "\0":
                lines.append([])
            else:
                lines[-1].append(node)
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag and tag not in _SILENT:
            block = tag in _BLOCKS
            if block:
                lines.append([])
            parts: list[HtmlElement | str] = [node.text or ""]
            for child in node:
                parts += [child, child.tail or ""]
            stack.extend(reversed([*parts, "\0"] if block else parts))
