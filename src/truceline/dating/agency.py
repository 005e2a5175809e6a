"""Whether a report is that of a news agency: by its outlet, its opening, or the line that says whose it is."""

from __future__ import annotations

import re
from functools import cache

from ..knowledge.loader import load_outlets
from ..language.text import ParsedText

_CALLED = re.compile(r"\b(?:news|press|telegraph) agency\b", re.IGNORECASE)
_OWNER = re.compile(r"(?:copyright|©|\(c\))", re.IGNORECASE)
#: A credit in brackets stands at the end of an opening, so far into the text.
_OPENING = 120


def is_of_agency(parsed: ParsedText) -> bool:
    """Whether outlet, dateline ("KHARTOUM (Reuters) -") or copyright line name a news agency."""
    document = parsed.document
    if document.outlet and (document.outlet in _names() or _CALLED.search(document.outlet)):
        return True
    if document.dateline is not None and document.dateline.agency in _names():
        return True
    if any(name in _names() for name in re.findall(r"\(([^()\n]{2,40})\)", document.text[:_OPENING])):
        return True
    owned = (document.text[p.start : p.end] for p in parsed.paragraphs if p.kind == "boilerplate")
    return any(_OWNER.search(line) and _names_one(line) for line in owned)


def _names_one(line: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) for name in _names())


@cache
def _names() -> frozenset[str]:
    return frozenset(n for o in load_outlets() if o.kind == "agency" for n in (o.name, *o.names, *o.abbreviations))
