"""The small header that a text file may carry: YAML front matter, or ``Title:`` lines before the first blank line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{1,20}):[ \t]+(\S.*)$")

#: What a line of the header may be called, by the field it fills.
KEYS = {
    "title": "title", "headline": "title",
    "outlet": "outlet", "source": "outlet", "publisher": "outlet", "publication": "outlet", "newspaper": "outlet",
    "published": "published", "date": "published", "publication date": "published", "pubdate": "published",
    "published on": "published", "publishdate": "published",
    "url": "url", "link": "url", "address": "url", "permalink": "url",
    "language": "language", "lang": "language",
    "author": "author", "byline": "author", "by": "author", "authors": "author",
    "note": "note",
}  # fmt: skip

#: Longest front matter that is looked at, in characters.
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says (keys ``title``, ``outlet``, ``published``, ``url``, ``language``) and the text after it."""

    body: str
    fields: Mapping[str, str] = field(default_factory=dict)


def split_header(text: str) -> Header:
    """The header of ``text`` and what follows it; without a header all of it is the body.

    Lines count as a header only when every line before the first blank one has the form ``Key: value``, all keys are
    known, and text follows: a report may well begin with "Source: ...".
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if m := _FRONT.match(text[:_LONGEST]):
        fields = _front_matter(m.group(1))
        if fields is not None:
            return Header(text[m.end() :], fields)
    return _lines(text)


def _front_matter(source: str) -> dict[str, str] | None:
    try:
        # The base loader keeps every value a string: "2023-09-20" stays as written, and nothing is constructed.
        values = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(values, dict):
        return None
    found: dict[str, str] = {}
    for key, value in values.items():
        known = KEYS.get(str(key).strip().lower().replace("_", " "))
        if known and isinstance(value, str) and value.strip():
            found.setdefault(known, value.strip())
    return found


def _lines(text: str) -> Header:
    head, blank, body = text.lstrip("\n").partition("\n\n")
    lines = head.split("\n")
    found: dict[str, str] = {}
    if not blank or not body.strip() or len(lines) > 12:
        return Header(text)
    for line in lines:
        m = _LINE.match(line.strip())
        key = KEYS.get(m.group(1).strip().lower().replace("_", " ")) if m else None
        if m is None or key is None:
            return Header(text)
        found.setdefault(key, m.group(2).strip())
    return Header(body, found)
