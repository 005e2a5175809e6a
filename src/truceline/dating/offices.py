"""Who holds an office in the text: "Secretary of State Mike Pompeo" places a report within a term of office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ..knowledge.schema import Office, Person
from .days import Days, between, edge

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_POSSESSIVE = re.compile(r"['’]s?\Z")
#: Words near a name that say that the office is no longer, or not yet, held, or that history is told.
_NOT_NOW = re.compile(
    r"\b(?:former|formerly|ex|late|then|ousted|deposed|toppled|overthrown|slain|assassinated|murdered|executed|exiled|under|"
    r"predecessors?|successor|elect|designate|nominee|candidate|founding|founder|father|son|brother|widow|incoming|"
    r"one-time|onetime|erstwhile)\b|\ba\s+(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:when|since|era|decades? ago|years? (?:ago|earlier|later)|at the time|in power|came to power|took power|"
    r"predecessors?|legacy|presidency of|administration of|anniversary|history|historic|assassination|died)\b",
    re.IGNORECASE,
)
#: After a name: its bearer is no more in office on the day of the report.
_GONE = re.compile(
    r"(?:,[^,.;]{1,60},|\s+and\s+[^.;,]{1,50}?)?\s+(?:(?:was|were|has been|have been|had been)\s+(?:\w+\s+)?"
    r"(?:killed|assassinated|murdered|executed|overthrown|ousted|deposed|toppled|removed|shot dead|detained)|"
    r"fled (?:the|into|to|by)|(?:has )?(?:stepped down|resigned))\b"
)
#: Before a name: "the killing of President", "the coup that removed President".
_KILLED = re.compile(
    r"\b(?:(?:killing|murder|death|overthrow|ousting|removal|fall) of|carrying|killed|murdered|assassinated|removed|"
    r"ousted|overthrew|overthrown|toppled|deposed|unseated|replaced|succeeded|(?:coup|revolt|uprising) against) "
    r"(?:[\w’'-]+ ){0,4}\Z"
)
_STOP = re.compile(r"\.(?!\w)|[;:,(\n“\"]|\b(?:and|with|that|said|told)\b")
_AFTER = re.compile(r"\s*,\s*((?:(?:the|its|their)\s+)?[^.,;\n]{3,90})")
_TITLE_COMMA = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|\w+['’]s)\s+((?:[\w-]+\s+){0,5}[\w-]+),\s+\Z")
#: Roles that many have: they are meant only where the text names the body, too.
_ANY_LEADER = frozenset({"leader", "head", "chief", "commander", "chair", "spokesperson", "political", "military"})
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]{3,}")
_SMALL = frozenset({"of", "the", "for", "to", "and", "in", "a", "un", "us"})
_SAME = {
    "defense": "defence", "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair",
    "chairwoman": "chair", "chairperson": "chair", "premier": "prime minister", "advisor": "adviser",
    "secretary-general": "secretary general", "commander-in-chief": "commander",
}  # fmt: skip
#: Whoever was elected or named is called by the office before the oath; who left it is soon called former.
_LEEWAY = timedelta(days=62)
_AFTER_END = timedelta(days=14)
_Words = frozenset[str]
_Index = dict[str, list[tuple[str, bool, Person]]]


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and who is named with it in the present: the days on which one of them held it.

    ``start`` is the offset of the first of the names; ``who`` says all in words, with the terms.
    """

    start: int
    office: tuple[_Words, str]
    who: str
    days: Days
    first: date | None


def find_tenures(text: str, people: Sequence[Person], years_at: Sequence[int] = ()) -> list[Tenure]:
    """The offices that people are named with in the present, latest first.

    ``years_at`` are the offsets of years in the text: a sentence with a year tells history, and who is named there need
    not hold the office now.  Where two people are named with one office, one of them is history, and it is not known
    which: the days of both are allowed.
    """
    index = _index(tuple(people))
    found: dict[tuple[_Words, str], Tenure] = {}
    for start, end, whole, persons in _named(text, index):
        near = text[max(0, start - 60) : start]
        after = _title_after(text, end) if whole else ""
        if _NOT_NOW.search(_last_clause(near)) or _NOT_NOW.search(after) or _tells_history(text, start, end, years_at):
            continue
        if _KILLED.search(near) or _GONE.match(text, end):
            continue
        for tenure in _tenures(start, text[start:end], persons, _title_before(near), after):
            role, body = tenure.office
            if role <= _ANY_LEADER and not any(word in text for word in _CAPITAL.findall(body)):
                continue
            other = found.get(tenure.office)
            found[tenure.office] = tenure if other is None else _merged(other, tenure)
    return sorted(found.values(), key=lambda t: t.first or date.min, reverse=True)


def persons_in(text: str, start: int, end: int, people: Sequence[Person]) -> list[Person]:
    """Who may be meant by the last name that stands from ``start`` to ``end``; nobody where there is none."""
    last: list[Person] = []
    for _, _, _, persons in _named(text, _index(tuple(people)), start, end):
        last = persons
    return last


def _merged(a: Tenure, b: Tenure) -> Tenure:
    first = min(a.first, b.first) if a.first and b.first else None
    days = a.days | b.days
    return replace(a, days=days, first=first, who=a.who if days == a.days else f"{a.who}; or {b.who}")


@lru_cache(maxsize=4)
def _index(people: tuple[Person, ...]) -> _Index:
    """By the last word of a name: the name, whether it is a whole name, and the person."""
    index: _Index = {}
    for person in people:
        for name in (person.name, *person.names):
            index.setdefault(name.split()[-1], []).append((name, " " in name, person))
        if person.surname:
            index.setdefault(person.surname.split()[-1], []).append((person.surname, False, person))
    return index


def _named(
    text: str, index: _Index, first: int = 0, last: int | None = None
) -> Iterator[tuple[int, int, bool, list[Person]]]:
    """Where names stand (from offset ``first`` to ``last``), whether whole, and all the persons that each may be.

    A surname with a capital word after it is a first name ("Petro Poroshenko").
    """
    for m in _WORD.finditer(text, first, len(text) if last is None else last):
        if not any(part[:1].isupper() for part in m.group().split("-")):
            continue  # "al-Assad" and "Ki-moon" are names, "anti-government" is none
        word = _POSSESSIVE.sub("", m.group())
        end = m.start() + len(word)
        names = [n for n in index.get(word, ()) if _ends_here(text, n[0], end)]
        if not names:
            continue
        longest = max(len(name) for name, _, _ in names)
        best = [(whole, p) for name, whole, p in names if len(name) == longest]
        persons = [p for whole, p in best if whole]
        if persons or not re.match(r"[ -][A-Z]", text[end : end + 2]):
            yield end - longest, end, bool(persons), persons or [p for _, p in best]


def _ends_here(text: str, name: str, end: int) -> bool:
    start = end - len(name)
    return start >= 0 and text.startswith(name, start) and (start == 0 or not text[start - 1].isalnum())


def _last_clause(near: str) -> str:
    return re.split(r"\.(?!\w)|[;:,(\n“\"]|\b(?:said|told)\b", near.replace("U.S.", "US"))[-1]


def _title_before(near: str) -> str:
    """What stands before a name up to the last comma, stop or "and"; "the French president, Emmanuel Macron" too."""
    near = near.replace("U.S.", "US")
    apposed = _TITLE_COMMA.search(near)
    return apposed[1] if apposed else _STOP.split(near)[-1]


def _title_after(text: str, end: int) -> str:
    """The apposition after a name: "Antonio Guterres, Secretary-General of the United Nations,".

    "Vladimir Putin, Iceland's Prime Minister" goes on with another person.
    """
    m = _AFTER.match(text, end)
    return m[1] if m and "'s " not in m[1] and "’s " not in m[1] else ""


def _tells_history(text: str, start: int, end: int, years_at: Sequence[int]) -> bool:
    left = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    right = min((i for i in (text.find(". ", end), text.find("\n", end)) if i >= 0), default=len(text))
    return any(left <= y < right for y in years_at) or _HISTORY.search(text, left, right) is not None


def _tenures(start: int, name: str, persons: Sequence[Person], before: str, after: str) -> Iterator[Tenure]:
    """The offices that the title names, the longest only ("Deputy Secretary of State" is no Secretary of State)."""
    title = _words(before)
    apposed = _words(" ".join(after.split()[:7]))
    held = [
        (len(role), role, o) for p in persons for o in p.offices if (role := _words(o.role)) <= title or role <= apposed
    ]
    longest = max((n for n, _, _ in held), default=0)
    by_office: dict[tuple[_Words, str], Tenure] = {}
    for n, role, office in held:
        if n == longest:
            tenure = _tenure(start, name, role, office)
            other = by_office.get(tenure.office)
            by_office[tenure.office] = tenure if other is None else _merged(other, tenure)
    if len(by_office) == 1:
        yield from by_office.values()
    elif by_office:
        first, *rest = by_office.values()
        for other in rest:
            first = _merged(first, other)
        yield first


def _tenure(start: int, name: str, role: _Words, office: Office) -> Tenure:
    first = edge(office.from_, last=False) if office.from_ else None
    last = edge(office.to, last=True) if office.to else None
    days = between(first - _LEEWAY if first else None, last + _AFTER_END if last else None)
    who = f"{name}, {office.role} ({office.of}), in office {first or '...'} to {last or 'today'}"
    return Tenure(start, (role, office.of), who, days, first)


def _words(title: str) -> _Words:
    words: set[str] = set()
    for m in _WORD.finditer(title):
        low = _POSSESSIVE.sub("", m.group().lower())
        words.update(_SAME.get(low, low).split())
    if "secretary" in words and words & {"foreign", "defence"}:
        words.add("minister")  # the British titles
    return frozenset(words - _SMALL)
