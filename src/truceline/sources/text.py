"""Plain text and Markdown: one file, one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ..records import Document
from . import dates
from .document import from_item
from .encoding import decode
from .header import split_header
from .item import Item, Session
from .options import Failure

# Every pattern below gives up at the next mark of its own kind, or a file of opening marks alone would be searched to
# its end from each of them.
_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]"
_TARGET = r"(?:[^()\s]|\([^()\s]*\))*"
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])")

# What Markdown marks and a reader does not say: each pattern with what stays of it.
_MARKUP = (
    (re.compile(r"^(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(rf"!\[[^\[\]]*\]\({_TARGET}(?:\s+\"[^\"]*\")?\s*\)"), ""),
    (re.compile(rf"{_LABEL}\({_TARGET}(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(rf"{_LABEL}\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"^\[[^\[\]\n]+\]:[ \t]+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"\[\^\w+\]:?"), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]*>"), ""),
    (_STARS, r"\2"),
    (_STARS, r"\2"),  # again, for what was marked inside something marked
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)((?:[^_\n]|(?<=\w)_(?=\w))+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^(?:=+|-+)$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)
_HEADING = re.compile(r"^([ \t]{0,3})#{1,6}[ \t]+(.*)$", re.MULTILINE)
_TITLE = re.compile(r"\s*#[ \t]+(\S.*)\n")


def read_text(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The document of a plain text file; a header at its top gives title, outlet, date and address."""
    yield _document(item, session, markdown=False)


def read_markdown(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The document of a Markdown file: marks undone, a first-level heading at the top taken for its title."""
    yield _document(item, session, markdown=True)


def _document(item: Item, session: Session, markdown: bool) -> Document:
    raw = item.read(session)
    header = split_header(decode(raw, item.charset))
    fields, body = dict(header.fields), header.body
    if markdown:
        if (m := _TITLE.match(body)) and body[m.end() :].strip():
            fields.setdefault("title", _unclosed(m.group(1)))
            body = body[m.end() :]
        body = without_marks(body)
    return from_item(
        item, session, body, raw=raw, media_type="text/markdown" if markdown else "text/plain",
        title=fields.get("title"), outlet=fields.get("outlet"), url=fields.get("url"), language=fields.get("language"),
        published=dates.published(fields.get("published"), "metadata", "header of the file"),
    )  # fmt: skip


def without_marks(markdown: str) -> str:
    """The text of a piece of Markdown as a reader would read it aloud: no marks, no pictures, no link targets."""
    markdown = _without_comments(markdown)
    for pattern, kept in _MARKUP:
        markdown = pattern.sub(kept, markdown)
    return unescape(_HEADING.sub(lambda m: f"\n{m[1]}{_unclosed(m[2])}\n", markdown))


def _without_comments(markdown: str) -> str:
    kept, at = [], 0
    while (start := markdown.find("<!--", at)) >= 0 and (end := markdown.find("-->", start)) >= 0:
        kept.append(markdown[at:start])
        at = end + len("-->")
    return "".join([*kept, markdown[at:]])


def _unclosed(heading: str) -> str:
    """ "Shelling resumes ##" without the marks that close it."""
    heading = heading.rstrip()
    bare = heading.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else heading
