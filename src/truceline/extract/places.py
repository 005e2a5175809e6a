"""The places that a report names, each resolved to one place of the world.

:func:`find_places` finds and resolves; which words are names is decided in ``place_match``, which place a name means
in ``place_resolve``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from ..knowledge.loader import load_countries
from ..knowledge.place_names import fold
from ..language.datelines import find_dateline
from ..language.text import ParsedText
from .mentions import PlaceMention
from .metonymy import stands_for_government
from .place_match import Found, find_names
from .place_names_in_text import PlaceName, name_of, noun_after, place_words
from .place_resolve import Resolved, place_of, resolve

__all__ = ["find_places"]

_BORDERS = frozenset(["border", "borders", "frontier", "boundary", "soil", "territory", "coast"])


def find_places(parsed: ParsedText, *, hints: tuple[str, ...] = ()) -> tuple[PlaceMention, ...]:
    """The places named in a report, in text order, none overlapping.

    ``hints`` are ISO 3166-1 alpha-3 codes of countries that are in play (those of its actors); they weigh on
    which of several places of one name is meant.  ``by`` of a mention is ``overlay``, ``gazetteer`` (with ``:list`` or
    ``:again`` for what only its neighbours bear out) or ``entity:...`` for a name that only the tagger knows, whose
    place may have no coordinates; ``:metonym`` is added where a state or its capital stands for its government
    ("Baku said"), so that whoever asks where something happened can pass over it.
    """
    doc, text = parsed.doc, parsed.document.text
    skip = frozenset(t.i for p in parsed.paragraphs if p.kind == "boilerplate" for t in parsed.tokens(p.start, p.end))
    origin = _dateline_name(parsed)
    found = [f for f in find_names(doc, hints=(*hints, *_countries_of(text, origin)), skip=skip) if f.role == "place"]
    names = [_with_noun(parsed, f) for f in found]
    resolved = resolve(text, [*names, *origin], hints=hints)[: len(names)]
    return tuple(_mentions(parsed, found, resolved))


def _dateline_name(parsed: ParsedText) -> tuple[PlaceName, ...]:
    """The place of the dateline: it stands outside the parse and is no mention, but tells where the report plays."""
    document = parsed.document
    dateline = document.dateline or find_dateline(document.text, parsed.paragraphs)
    if dateline is None or not dateline.place:
        return ()
    start = document.text.find(dateline.place, dateline.span.start, dateline.span.end)
    return (name_of(document.text, start, start + len(dateline.place)),) if start >= 0 else ()


def _countries_of(text: str, names: tuple[PlaceName, ...]) -> tuple[str, ...]:
    return tuple(r.candidate.country for r in resolve(text, names) if r.candidate and r.candidate.country)


def _with_noun(parsed: ParsedText, found: Found) -> PlaceName:
    """The name with the noun that belongs to it: "Khan Younis *refugee camp*", "Rapides *Parish*"."""
    doc, text = parsed.doc, parsed.document.text
    start, end = doc[found.start].idx, doc[found.end - 1].idx + len(doc[found.end - 1])
    last = doc[found.end - 1].lower_
    noun, outer = noun_after(text, end)
    if noun is not None and last not in place_words() and (noun.part or text[end + 1].isupper()):
        end = outer
    return name_of(text, start, end)


def _mentions(parsed: ParsedText, found: list[Found], resolved: list[Resolved]) -> Iterator[PlaceMention]:
    for f, r in zip(found, resolved, strict=True):
        span = parsed.doc.char_span(r.name.start, r.name.end, alignment_mode="expand")
        head = span.root if span is not None else parsed.doc[f.end - 1]
        by = f"{f.by}:metonym" if _is_metonym(r, head) else f.by
        yield PlaceMention(r.name.start, r.name.end, head.i, place_of(r), by)


def _is_metonym(resolved: Resolved, head: Token) -> bool:
    found = resolved.candidate
    if found is None or (found.precision != "country" and fold(found.name) not in _seats()):
        return False
    return stands_for_government(head) and not _is_land(head)


def _is_land(head: Token) -> bool:
    """Whether a state is named as land: "*Niger's* Tillaberi", "the border with *Niger*"."""
    if head.dep_ == "poss":
        of = head.head
        return of.pos_ == "PROPN" or of.lower_ in place_words() or of.lower_ in _BORDERS
    return head.dep_ == "pobj" and head.head.dep_ == "prep" and head.head.head.lower_ in _BORDERS


@cache
def _seats() -> frozenset[str]:
    return frozenset(fold(name) for country in load_countries() for name in (*country.capitals, *country.seats))
