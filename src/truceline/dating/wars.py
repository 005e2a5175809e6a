"""The years in which a war was fought: news of fighting is of one of them, or of the weeks after.

A weekday beside a date ("Monday, August 28") comes again every five, six or eleven years; which of these years it was
is often told by nothing but the war.  Reports that look back (anniversaries, trials, memorials) are not dated by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..conflicts import AFTERMATH, score_words
from ..knowledge.schema import Conflict
from ..language.text import ParsedText
from .counts import WARLIKE
from .days import Days, between, edge, no_day

LOOKS_BACK = re.compile(
    r"\b(?:anniversar\w+|tribunal|trial|on trial|convicted|sentenced|war crimes court|veterans?|memorial|exhum\w+|"
    r"commemorat\w+|post-?war|(?:after|since|during|before|from) the (?:\w+ )?(?:war|conflict|genocide)|"
    r"the (?:19|20)\d\d(?:[-–](?:19|20)?\d\d)? (?:\w+ )?(?:war|conflict|genocide)|"
    r"(?:war|conflict) (?:that )?ended|years? (?:after|since) the (?:end|war)|decades? after)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:killed|fired|shell\w*|troops|soldiers|rebels|fighters|forces|army|missiles|aircraft)\b", re.IGNORECASE
)
_COMBAT = re.compile(
    r"\b(?:combat|fought|captured|recaptured|stormed|shelled|gun battles?|front lines?|frontline)\b", re.IGNORECASE
)
#: The least score of words and places; a war of the same countries that the words do not name is allowed as well.
_ENOUGH = 3.0
#: A bulletin that numbers the days of the war is of the only one of which it has some words.
_SOME = 2.0
_DAY_OF_WAR = re.compile(r"\bday \d{1,3}(?:,?\d{3})? of the (?:war|invasion|conflict)\b", re.IGNORECASE)
#: Conflicts with so much of the best score come into question.
_SHARE = 0.6
#: The one with the best score by so much is that of the report.
_CLEAR = 2.0


@dataclass(frozen=True, slots=True)
class Wars:
    """The days of the wars that a report may be of, their names, and the first day of the one that stands out."""

    days: Days
    names: str
    began: tuple[tuple[str, date], ...]


def wars_of(parsed: ParsedText, conflicts: Sequence[Conflict]) -> Wars | None:
    """The wars that the report tells of as going on; null when it tells of none, or looks back."""
    text = parsed.document.text
    if not (WARLIKE.search(text) or _COMBAT.search(text)) or not _ACTS.search(text) or LOOKS_BACK.search(text):
        return None
    scores = score_words(parsed.document, tuple(conflicts))
    best = max(scores.values(), default=0.0)
    if best < (_SOME if _DAY_OF_WAR.search(text) else _ENOUGH):
        return None
    named = [c for c in conflicts if scores.get(c.id, 0.0) >= _SHARE * best]
    days = no_day()
    for conflict in conflicts:
        if conflict in named or any(set(c.countries) <= set(conflict.countries) for c in named):
            last = edge(conflict.to, last=True) if conflict.to else None
            first = edge(conflict.from_, last=False) if conflict.from_ else None
            days = days | between(first, last + AFTERMATH if last else None)
    clear = [c for c in named if all(scores[c.id] >= scores[o.id] + _CLEAR or o is c for o in named)]
    counted = [(c.name, d) for c in clear for d in (c.counted_from or (c.from_,)) if d and len(d) == len("2023-04-15")]
    began = tuple((name, date.fromisoformat(day)) for name, day in counted)
    return Wars(days, ", ".join(c.name for c in named), began)
