"""When a web page says that it was published.

Tried in this order: the article's own data (JSON-LD ``datePublished``), ``<meta>`` tags, elements marked as the
publication date, the day in the address, a ``<time>`` or a date line near the headline, the month in the address.
Dates of modification, dates in the running text and years of copyright lines are never taken: a page that was
touched up in 2022 was not published then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement
from msgspec.structs import replace

from ..language.date_fields import interval
from ..records import Published
from . import dates

#: Names of ``<meta>`` tags that mean publication, surest first.
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publishdate", "publisheddate",
    "published_date", "published-date", "published_time", "publication_date", "publicationdate", "pubdate", "pub_date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "citation_publication_date", "citation_date",
    "dcterms.created", "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date.created", "dc.date.published",
    "dc.date", "dc.created", "originalpublicationdate", "article.published", "article.created", "article_date_original",
    "rnews:datepublished", "analyticsattributes.articledate", "gentime", "displaydate", "ptime", "bt:pubdate",
    "vr:published_time", "shareaholic:article_published_time", "datecreated", "date-creation-yyyymmdd", "date",
)  # fmt: skip

_MARKED = re.compile(r"publish|pubdate|pub-date|pub_date|posted|dateline|entry-date|article-?date|date-?created", re.I)
_LOOSE = re.compile(r"date|time|stamp|byline|meta\b|posted", re.I)
_CHANGED = re.compile(r"modif|updat|edit|change|revis", re.I)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|footer|recommend|popular|latest|trending|widget|copyright|event", re.IGNORECASE
)
_BEFORE_DATE = re.compile(
    r"^(?:first )?(?:published|posted|issued|created|publication date|date)(?: on)?\s*[:|-]?\s*", re.IGNORECASE
)
#: Longest text of an element that is a date line.
_SHORT = 120


def page_date(tree: HtmlElement, tags: dict[str, str], data: list[dict[str, Any]], address: str | None) -> Published:
    """The publication date that a page states; unknown, with evidence, when it states none."""
    in_url = dates.from_url(address)
    day_in_url = in_url if in_url.start is not None and in_url.start == in_url.end else None
    unclear: list[str] = []
    stated = (*_stated(data, tags), *_marked(tree))
    for where, text in stated:
        found = dates.published(text, "metadata", where)
        if found.start is not None:
            return _with(found, in_url.evidence)
        unclear += found.evidence
    if day_in_url is not None:
        return _with(day_in_url, tuple(unclear))
    for where, text in _near_headline(tree):
        found = dates.published(text, "metadata", where)
        if found.start is not None and found.start == found.end:
            return _with(found, in_url.evidence)
    if in_url.start is not None:
        return in_url
    changed = [f"only a date of modification: {text}" for text in _modified(data, tags)]
    return Published(evidence=tuple(dict.fromkeys([*unclear, *changed])))


def _with(found: Published, more: tuple[str, ...]) -> Published:
    return replace(found, evidence=tuple(dict.fromkeys(found.evidence + more)))


def _stated(data: list[dict[str, Any]], tags: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for node in data:
            if isinstance(value := node.get(key), str):
                yield f"JSON-LD {key}", value
    for name in _META:
        if name in tags:
            yield f"meta {name}", tags[name]


def _modified(data: list[dict[str, Any]], tags: dict[str, str]) -> Iterator[str]:
    for node in data:
        if isinstance(value := node.get("dateModified"), str):
            yield value
    for name in ("article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified"):
        if name in tags:
            yield tags[name]


def _marked(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Elements that say of themselves that they are the publication date."""
    for element in tree.xpath("//*[@itemprop='datePublished' or @itemprop='dateCreated' or @pubdate]"):
        yield "element datePublished", _value(element)
    for element in tree.xpath("//abbr[contains(@class, 'published')] | //time[contains(@class, 'published')]"):
        if not _CHANGED.search(_label(element)):
            yield "element published", _value(element)


def _near_headline(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Times and date lines of the article itself, those marked as publication first."""
    roots = tree.xpath("//article | //main | //*[@role='main']")
    root = roots[0] if len(tree.xpath("//article")) <= 1 and roots else tree
    candidates = [e for e in root.xpath(".//time | .//*[@class or @id]") if _is_date_line(e)]
    candidates.sort(key=lambda e: (_MARKED.search(_label(e)) is None, e.tag != "time"))
    for element in candidates[:40]:
        yield f"element <{element.tag}> near the headline", _value(element)


def _is_date_line(element: HtmlElement) -> bool:
    if element.tag != "time" and not (_LOOSE.search(_label(element)) or _MARKED.search(_label(element))):
        return False
    if len(element) > 12 or _CHANGED.search(_label(element)):
        return False
    if any(_ELSEWHERE.search(_label(e)) for e in (element, *element.iterancestors())):
        return False
    text = " ".join((element.text_content() or "").split())
    return len(text) <= _SHORT and not re.match(r"(?:last )?(?:updated|modified|edited|©|copyright)", text, re.I)


def _label(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _value(element: HtmlElement) -> str:
    for key in ("datetime", "content", "title", "data-datetime", "data-time"):
        if (value := element.get(key)) and interval(value):
            return str(value)
    text = " ".join((element.text_content() or "").split())
    return _BEFORE_DATE.sub("", text)
