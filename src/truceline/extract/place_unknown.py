"""Names that no gazetteer knows and a noun beside them makes places: "the *Khurmala* oil field", "village of *X*".

A report of war names hundreds of hamlets that are on no list.  They are kept with their text and no point.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from .place_names_in_text import is_adjective
from .place_surroundings import words_around

_LONGEST = 3
#: What the tagger may call a village it does not know; bodies and dates are none.
_LABELS = frozenset({"", "PERSON", "GPE", "LOC", "FAC"})


def unknown_by_noun(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitalised names (first token, token after the last) that a noun before or after says are places."""
    i = 0
    while i < len(doc):
        j = i
        while j < len(doc) and doc[j].pos_ == "PROPN" and doc[j].text[0].isupper():
            j += 1
        if 0 < j - i <= _LONGEST and _may_be(doc, i, j) and (_noun_after(doc, j) or _noun_before(doc, i)):
            yield i, j
        i = max(j, i + 1)


def _may_be(doc: Doc, i: int, j: int) -> bool:
    return not any(t.text.isupper() or t.ent_type_ not in _LABELS or is_adjective(t.text) for t in doc[i:j])


def _noun_after(doc: Doc, at: int) -> bool:
    return any(at + n <= len(doc) and doc[at : at + n].text in words_around()["after_unknown"] for n in (2, 1))


def _noun_before(doc: Doc, i: int) -> bool:
    return i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].text in words_around()["of_unknown"]
