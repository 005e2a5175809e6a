"""Whether a news agency sent a report: its outlet is one, or the line that says whose it is names one.

An agency that the text credits ("KHARTOUM (Reuters) -") did not send it on that day for sure: of 59 dated reports with
such a credit whose first sentences name a weekday, 40 were of that day and 16 of the next, since others print them.
"""

from __future__ import annotations

import re
from functools import cache

from ..knowledge.loader import load_outlets
from ..language.text import ParsedText

_CALLED = re.compile(r"\b(?:news|press|telegraph) agency\b", re.IGNORECASE)
_OWNER = re.compile(r"(?:copyright|©|\(c\))", re.IGNORECASE)


def is_of_agency(parsed: ParsedText) -> bool:
    """Whether the outlet or the copyright line of the document is that of a news agency."""
    document = parsed.document
    if document.outlet and (document.outlet in _names() or _CALLED.search(document.outlet)):
        return True
    owned = (document.text[p.start : p.end] for p in parsed.paragraphs if p.kind == "boilerplate")
    return any(_OWNER.search(line) and _names_one(line) for line in owned)


def _names_one(line: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) for name in _names())


@cache
def _names() -> frozenset[str]:
    return frozenset(n for o in load_outlets() if o.kind == "agency" for n in (o.name, *o.names, *o.abbreviations))
