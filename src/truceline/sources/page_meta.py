"""What a web page says about itself: title, outlet, address, publication date.  Every value is one the page states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml.html import HtmlElement

from ..records import Published
from .encoding import clean_line
from .page_dates import page_date

_TITLES = ("og:title", "twitter:title", "headline", "title", "dc.title", "citation_title", "parsely-title")
_OUTLETS = ("application-name", "dc.publisher", "citation_journal_title", "copyright-holder")
_ADDRESSES = ("og:url", "twitter:url", "parsely-link")

#: Types of schema.org that are a report; anything else on the page (a shop, a bread-crumb trail) is not asked.
_REPORTS = re.compile(r"(?:Article|BlogPosting|Posting|Report|LiveBlog|WebPage)$")
#: Names of a page's system, not of its outlet.
_NO_OUTLET = frozenset({"wordpress", "wordpress.com", "blogger", "website", "site", "home", "news", "localhost"})


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page states; null where it does not.  ``body`` is the article as data, where the page has it so.

    ``headlines`` are all that the page calls its headline, ``title`` the first of them.
    """

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published = field(default_factory=Published)
    body: str | None = None
    headlines: tuple[str, ...] = ()


def page_meta(tree: HtmlElement, url: str | None) -> PageMeta:
    """The metadata of a page that came from ``url`` (null when not known)."""
    tags = meta_tags(tree)
    data = [node for node in linked_data(tree) if _is_report(node)]
    data.sort(key=lambda node: _types(node) == ["WebPage"])  # a page about an article says less than the article
    address = url or _address(tree, tags, data)
    outlet = _outlet(tags, data, address)
    published = page_date(tree, tags, data, address)
    return PageMeta(
        title=next((_without_outlet(title, outlet) for title in _headlines(tree, tags, data)), None),
        outlet=outlet,
        url=address,
        language=tree.get("lang") or tree.get("xml:lang"),
        published=published,
        headlines=_headlines(tree, tags, data),
        body=_string(next((node.get("articleBody") for node in data if node.get("articleBody")), None)),
    )


def meta_tags(tree: HtmlElement) -> dict[str, str]:
    """``<meta>`` names (``name``, ``property`` or ``itemprop``, in lower case) and their first content."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)):
                found.setdefault(name.strip().lower(), content)
    return found


def linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD, outermost first; blocks that are no JSON are passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = re.sub(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$", "", script.text or "")
        try:
            value = msgspec.json.decode(re.sub(r"[\x00-\x1f]", " ", source).strip().rstrip(";"))
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        yield from _objects(value, 0)


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for part in value:
            yield from _objects(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [str(k) for k in kind] if isinstance(kind, list) else [str(kind)] if kind else []


def _is_report(node: dict[str, Any]) -> bool:
    return any(_REPORTS.search(kind) for kind in _types(node))


def _string(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def _headlines(tree: HtmlElement, tags: dict[str, str], data: list[dict[str, Any]]) -> tuple[str, ...]:
    stated = [_string(node.get("headline")) for node in data] + [tags.get(name) for name in _TITLES]
    headings = [h for h in tree.iter("h1") if (h.text_content() or "").strip()]
    if len(headings) == 1:
        stated.append(headings[0].text_content())
    element = tree.find(".//title")
    stated.append(element.text_content() if element is not None else None)
    return tuple(dict.fromkeys(title for s in stated if s and (title := clean_line(unescape(s)))))


def _without_outlet(title: str, outlet: str | None) -> str:
    """ "Shelling resumes | The Daily" is "Shelling resumes", where the outlet is known to be "The Daily"."""
    m = re.match(r"(.{10,}?)\s+[|–—-]\s+([^|–—]{2,60})$", title)
    if m and outlet and _letters(m.group(2)) in (_letters(outlet), _letters(outlet.split(".")[0])):
        return m.group(1)
    return title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _outlet(tags: dict[str, str], data: list[dict[str, Any]], address: str | None) -> str | None:
    """The first name stated; but one that is like the host outranks the name of a section ("U.S." of reuters.com)."""
    stated = [tags.get("og:site_name"), *(_string(node.get("publisher")) for node in data)]
    stated += [tags.get(name) for name in _OUTLETS]
    names = [_without_motto(name) for value in stated if (name := clean_line(unescape(value or ""), 120))]
    names = [n for n in names if n.lower() not in _NO_OUTLET and not n.startswith(("http:", "https:", "@", "#"))]
    known = host(address)
    like_host = [n for n in names[:2] if len(_letters(n)) > 3 and _letters(n) in _letters(known or "")]
    return next(iter(like_host + names), known)


def _without_motto(name: str) -> str:
    return re.split(r"\s+[|–—]\s+", name)[0]


def host(address: str | None) -> str | None:
    """The host of an address without ``www.``: all that is known of an outlet that does not name itself."""
    try:
        name = urlsplit(address or "").hostname
    except ValueError:
        return None
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", name) if name and "." in name else None


def _address(tree: HtmlElement, tags: dict[str, str], data: list[dict[str, Any]]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    base = next((b.get("href") for b in tree.iter("base")), None)
    stated = [*links, *(tags.get(name) for name in _ADDRESSES), *(_string(node.get("url")) for node in data)]
    for value in stated:
        try:
            address = urljoin(base or "", (value or "").strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            return str(address)
    return None
