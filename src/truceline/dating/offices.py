"""Who holds an office in the text: "Secretary of State Mike Pompeo" places a report within a term of office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ..extract.time_calendar import months
from ..knowledge.schema import Office, Person
from .days import Days, between, no_day

_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?:[ \xa0][^\W\d_][\w.’'-]*)*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
#: Words before a name that say that the office is no longer, or not yet, held, or that history is told.
_NOT_NOW = re.compile(
    r"\b(?:former|ex|late|then|ousted|deposed|toppled|overthrown|slain|assassinated|murdered|executed|jailed|exiled|fallen|"
    r"predecessor|predecessors|under|elect|designate|nominee|candidate|founding|founder|father|son|brother|widow|incoming|"
    r"successor|one-time|onetime|erstwhile)\b[^.;]*\Z|\bex-|-elect\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:when|since|era|decades? ago|years? ago|years? earlier|years? later|at the time|in power|came to power|took power|"
    r"predecessors?|legacy|presidency of|administration of|anniversary|history|historic|assassination|died)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"\.(?!\w)|[;:,(\n“\"]|\b(?:and|with|that|said|told)\b")
_SMALL = frozenset({"of", "the", "for", "to", "and", "in", "a", "un", "us"})
_SAME = {
    "defense": "defence", "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair",
    "chairwoman": "chair", "chairperson": "chair", "premier": "prime minister", "advisor": "adviser",
    "secretary-general": "secretary general", "ministry": "minister", "ministerial": "minister", "presidential": "president",
    "commander-in-chief": "commander", "co-chair": "chair",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person named with an office in the text, and the days on which the office was held."""

    start: int
    end: int
    name: str
    role: str
    days: Days
    first: date | None
    last: date | None


def find_tenures(text: str, people: Sequence[Person], years_at: Sequence[int] = ()) -> list[Tenure]:
    """The people named in the present with an office they held at one time only.

    ``years_at`` are the offsets of years in the text: a sentence with a year tells history, and who is named there need
    not hold the office now.
    """
    index = _index(tuple(people))
    found = []
    for start, end, persons in _named(text, index):
        before, after = _title_before(text, start), _title_after(text, end)
        if _NOT_NOW.search(before) or _tells_history(text, start, end, years_at):
            continue
        tenure = _tenure(text, start, end, persons, before, after)
        if tenure is not None:
            found.append(tenure)
    return found


_Index = dict[str, list[tuple[str, bool, Person]]]


@lru_cache(maxsize=4)
def _index(people: tuple[Person, ...]) -> _Index:
    """By the last word of a name: the name, whether it is a whole name, and the person."""
    index: _Index = {}
    for person in people:
        for name in (person.name, *person.names):
            index.setdefault(name.split()[-1], []).append((name, True, person))
        if person.surname:
            index.setdefault(person.surname.split()[-1], []).append((person.surname, False, person))
    return index


def _named(text: str, index: _Index) -> Iterator[tuple[int, int, list[Person]]]:
    """Whole names, and surnames right after a title, each with all persons it may be."""
    for m in _WORD.finditer(text):
        word = re.sub(r"['’]s?\Z", "", m.group())
        entries = index.get(word) if word[0].isupper() else None
        if not entries:
            continue
        end = m.start() + len(word)
        matching = [(len(name), whole, p) for name, whole, p in entries if text.endswith(name, 0, end)]
        matching = [(n, whole, p) for n, whole, p in matching if not text[end - n - 1 : end - n].isalnum() or end == n]
        if not matching:
            continue
        longest = max(n for n, _, _ in matching)
        best = [(whole, p) for n, whole, p in matching if n == longest]
        wholes = [p for whole, p in best if whole]
        yield end - longest, end, wholes or [p for _, p in best]


def _title_before(text: str, start: int) -> str:
    """What stands before a name up to the last comma, stop or "and"."""
    window = text[max(0, start - 70) : start]
    return _STOP.split(window.replace("U.S.", "US"))[-1]


def _title_after(text: str, end: int) -> str:
    """The apposition after a name: "Antonio Guterres, Secretary-General of the United Nations,"."""
    m = re.match(r"\s*,\s*([^.,;\n]{3,90})", text[end : end + 100])
    return m[1] if m else ""


def _tells_history(text: str, start: int, end: int, years_at: Sequence[int]) -> bool:
    left = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    right = min((i for i in (text.find(". ", end), text.find("\n", end)) if i >= 0), default=len(text))
    return any(left <= y < right for y in years_at) or _HISTORY.search(text, left, right) is not None


def _tenure(text: str, start: int, end: int, persons: Sequence[Person], before: str, after: str) -> Tenure | None:
    near = _words(before + " " + after)
    scored = [(len(need), o, p) for p in persons for o in p.offices if (need := _words(o.role)) and need <= near]
    if not scored:
        return None
    longest = max(n for n, _, _ in scored)
    held = [(o, p) for n, o, p in scored if n == longest]
    days = no_day()
    for o, _ in held:
        days = days | between(_from(o), _to(o))
    first = min((d for o, _ in held if (d := _from(o)) is not None), default=None)
    ends = [_to(o) for o, _ in held]
    last = None if None in ends else max((d for d in ends if d is not None), default=None)
    return Tenure(start, end, text[start:end], held[0][0].role, days, first, last)


def _words(title: str) -> frozenset[str]:
    words: set[str] = set()
    for m in _WORD.finditer(title):
        low = m.group().lower().removesuffix("'s").removesuffix("’s")
        words.update(_SAME.get(low, low).split())
    return frozenset(words - _SMALL)


def _from(office: Office) -> date | None:
    return _edge(office.from_, last=False) if office.from_ else None


def _to(office: Office) -> date | None:
    """The last day in office; a day more, because a report of the last day is printed on the next."""
    return _edge(office.to, last=True) + timedelta(days=1) if office.to else None


def _edge(partial: str, *, last: bool) -> date:
    """The first or last day of a date that may be a year or a month only."""
    parts = [int(p) for p in partial.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return months(parts[0], parts[1], 1)[1 if last else 0]
    return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
