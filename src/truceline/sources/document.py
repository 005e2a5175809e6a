"""The last step of every reader: a text and what is known about it become a Document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..identity import document_id
from ..records import Document, Published
from . import dates
from .encoding import clean, clean_line
from .item import Item, Session, digest
from .limits import Limits, TooMuch, Unreadable
from .options import ReadOptions
from .unwrap import paragraphs_of

if TYPE_CHECKING:
    from ..language.text import Paragraph


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | Published | None = None,
    path: str | None = None,
) -> Document:
    """A document from a text in memory, in the same stored form that every reader gives.

    ``published`` is a day, a month or a year ("2023-09-20", "2023-09", "2023"), or a Published record.
    Offsets of claims point into the ``text`` of the result, where line breaks and spaces may differ from what was
    given.  Raises ValueError when there is no text, or when the date is none.
    """
    if isinstance(published, str):
        published = dates.given(published)
    try:
        return build(
            text, title=title, outlet=outlet, url=url, published=published, path=path,
            raw=text.encode("utf-8", "surrogatepass"), media_type="text/plain",
        )  # fmt: skip
    except Unreadable as error:
        raise ValueError(f"{error.reason}: {error.hint}") from None


def from_item(
    item: Item,
    session: Session,
    text: str,
    *,
    raw: bytes,
    media_type: str,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: Published | None = None,
    language: str | None = None,
) -> Document:
    """The document that a reader found in ``item``; what the caller gave outranks what the source says.

    ``raw`` are the bytes it was read from.  Raises Unreadable when there is no text.
    """
    return build(
        text, title=title, outlet=outlet or item.outlet, url=url or item.url, published=published, path=item.path,
        language=language, raw=raw, media_type=media_type, options=session.options,
    )  # fmt: skip


def build(
    text: str,
    *,
    title: str | None,
    outlet: str | None,
    url: str | None,
    published: Published | None,
    path: str | None,
    raw: bytes,
    media_type: str,
    language: str | None = None,
    options: ReadOptions | None = None,
) -> Document:
    """A document in stored form, with language and dateline.  Raises Unreadable when there is no text in it."""
    from ..language.datelines import find_dateline
    from ..language.detect import language_of
    from ..language.paragraphs import split_paragraphs

    options = options or ReadOptions()
    limits: Limits = options.limits
    if len(text) > limits.document_chars:
        raise TooMuch(f"its text is longer than {limits.document_chars:,} characters", "cut it up into single reports")
    stored = paragraphs_of(clean(text))
    if not re.search(r"\w", stored):
        raise Unreadable("there is no text in it", "check that the file or the record is complete")
    paragraphs = split_paragraphs(stored)
    title, outlet = clean_line(title) or _headline(stored, paragraphs), options.outlet or clean_line(outlet, 200)
    url = clean_line(url, 2000)
    return Document(
        id=document_id(stored, outlet, url),
        text=stored,
        title=title,
        outlet=outlet,
        url=url,
        path=path,
        language=language_of(stored, language),
        published=_published(options, published, url),
        dateline=find_dateline(stored, paragraphs),
        sha256=digest(raw),
        media_type=media_type,
    )


def _headline(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The first paragraph, where it is a headline: one short line without a full stop above longer ones."""
    if len(paragraphs) < 2:
        return None
    first, second = (text[p.start : p.end] for p in paragraphs[:2])
    short = 3 <= len(first.split()) <= 20 and len(first) < len(second)
    if not short or first.rstrip("”\"’'")[-1:] in ".:;,-" or paragraphs[0].kind == "boilerplate":
        return None
    return clean_line(first)


def _published(options: ReadOptions, found: Published | None, url: str | None) -> Published:
    """The caller's date, or the source's own, or the one in its address; with what speaks for the others kept."""
    found = found or Published()
    if options.published is not None:
        given = dates.given(options.published)
        return replace(given, evidence=given.evidence + found.evidence)
    if found.start is None and found.end is None:
        by_url = dates.from_url(url)
        if by_url.start is not None:
            return replace(by_url, evidence=by_url.evidence + found.evidence)
    return found
