"""Whose text an outlet prints: the agency that a report names as its own source in a dateline or at its edges.

A name in the dateline ("GOMA, Jan. 27 (Reuters) -"), in brackets at the beginning or the end ("/TASS/"), or in a line
of credit ("Source: AFP", "Copyright 2022 Anadolu Agency") makes the outlet a carrier.  A report that quotes an agency
("he told Reuters") or names it in passing is none.
"""

from __future__ import annotations

import re
from functools import cache

from ..knowledge.loader import load_outlets
from ..ledger.folding import fold
from ..records import Document

_OPENING = 400
_CLOSING = 300
_NAME = r"[^()/\n|.;:—–]{2,40}?"
_AT_THE_START = re.compile(rf"\(({_NAME})\)\s*(?:[-–—:.]|$)|/({_NAME})/", re.MULTILINE)
_CREDIT = r"(?i:source|via|with|copyright|©|\(c\))[\s:]*(?:©|\(c\))?\s*(?:\d{4}\s+)?"
_AT_THE_END = re.compile(
    rf"(?:^|[\n.!?”\"]\s*)(?:\(({_NAME})\)|/({_NAME})/|{_CREDIT}({_NAME}))\s*(?=[.\n;|]|$)"
)


def carried_from(document: Document) -> str | None:
    """The agency whose text the report says it is, by its canonical name; null for an outlet's own report.

    An agency that carries its own text carries nothing.
    """
    named = _credited(document)
    outlet = outlet_of(document)
    return None if named is None or (outlet and fold(named) in fold(outlet)) else named


def outlet_of(document: Document) -> str | None:
    """The outlet by its canonical name, or as it is written where nobody knows it; null where it is not given.

    Without a name, the address tells it.
    """
    if document.outlet:
        return _known().get(fold(document.outlet), document.outlet)
    host = re.match(r"\w+://(?:www\.)?([^/:]+)", document.url or "")
    if host is None:
        return None
    parts = host.group(1).lower().split(".")
    return next((name for i in range(len(parts)) if (name := _domains().get(".".join(parts[i:])))), None)


def _credited(document: Document) -> str | None:
    if document.dateline and document.dateline.agency:
        return _known().get(fold(document.dateline.agency), document.dateline.agency)
    for pattern, part in ((_AT_THE_START, document.text[:_OPENING]), (_AT_THE_END, document.text[-_CLOSING:])):
        for found in pattern.finditer(part):
            words = next(filter(None, found.groups()))
            if name := _agency(words):
                return name
    return None


def _agency(words: str) -> str | None:
    """The agency that these words are the name of, with a rest that a credit may have ("Reuters/file photo")."""
    for piece in (words, *re.split(r"[/,&+]| and ", words)):
        if name := _known().get(fold(piece.strip())):
            return name
    return None


@cache
def _known() -> dict[str, str]:
    return {
        fold(written): outlet.name
        for outlet in load_outlets()
        for written in (outlet.name, *outlet.names, *outlet.abbreviations)
    }


@cache
def _domains() -> dict[str, str]:
    return {domain: outlet.name for outlet in load_outlets() for domain in outlet.domains}
