"""The terms of a ceasefire as a sentence tells them: how long, from when, of what kind and scope, who mediated.

Read from the sentence of a claim by the words of ``ceasefires.yaml``.  What the sentence does not say is null: a term
told in the next sentence belongs to no claim of this one.  The classes and purposes are those of Clayton et al.,
"Introducing the ETH/PRIO Civil Conflict Ceasefire Dataset", Journal of Conflict Resolution, 2022.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from ..extract.time_calendar import add_months, months
from ..extract.time_expressions import Expression
from ..extract.time_grammar import expressions
from ..extract.time_values import Moment, resolve
from ..knowledge.ceasefires import Around, Class, Lateral, Purpose, Scope, any_in, pattern, words
from ..knowledge.names import Match, name_index
from ..knowledge.schema import Country, Person
from ..records import Actor

_LENGTH = re.compile(r"P(?:T(?P<hours>\d+)H|(?P<days>\d+)D|(?P<weeks>\d+)W|(?P<months>\d+)M|(?P<years>\d+)Y)")
_BETWEEN_NAMES = frozenset({",", "and", "the", "&", "as", "well", "by"})
_FIRST_NAME_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a ceasefire is to last: the words, and the same as ISO 8601 ("PT72H", "P4D", "P2M")."""

    text: str
    value: str

    def last_day(self, begin: date) -> date | None:
        """The last day on which one that began on ``begin`` may still run; null for a length that is not known.

        Hours are rounded up to days, and the hour of the beginning is not known, so the day on which it runs out
        belongs to it.
        """
        found = _LENGTH.fullmatch(self.value)
        if found is None:
            return None
        length = {name: int(number) for name, number in found.groupdict().items() if number}
        days = math.ceil(length.get("hours", 0) / 24) + length.get("days", 0) + 7 * length.get("weeks", 0)
        count = length.get("months", 0) + 12 * length.get("years", 0)
        try:
            if count:
                first, last = months(*add_months(begin.year, begin.month, count), 1)
                return min(first + timedelta(begin.day - 1), last)
            return begin + timedelta(days)
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sentence says of a ceasefire; null or empty where it does not say.

    ``begins`` and ``until`` are days; ``at_once``: it is told as immediate, or from an hour of the same day.
    ``class_``, ``lateral``, ``purposes`` and ``scope`` are the kinds of the ETH/PRIO data.  ``written``: true where it
    is signed or in writing, false where it is verbal.
    """

    mediators: tuple[Actor, ...] = ()
    duration: Duration | None = None
    begins: date | None = None
    until: date | None = None
    at_once: bool = False
    class_: Class | None = None
    lateral: Lateral | None = None
    written: bool | None = None
    purposes: tuple[Purpose, ...] = ()
    scope: Scope | None = None


def terms(sentence: str, published: date | None) -> Terms:
    """The terms that a sentence tells; ``published`` is the day its dates are read against."""
    table = words()
    found = list(expressions(sentence))
    return Terms(
        mediators=tuple(_mediators(sentence, published)),
        duration=_duration(sentence, found),
        begins=_day(sentence, found, table.begins, published),
        until=_day(sentence, found, table.until, published),
        at_once=any_in(table.at_once, sentence) is not None or _from_an_hour(sentence, found),
        class_=next((c for c, told in table.classes.items() if any_in(told, sentence)), None),
        lateral=next((one for one, told in table.laterals.items() if any_in(told, sentence)), None),
        written=next((one == "yes" for one, told in table.written.items() if any_in(told, sentence)), None),
        purposes=tuple(p for p, told in table.purposes.items() if any_in(told, sentence)),
        scope=next((s for s, told in table.scopes.items() if any_in(told, sentence)), None),
    )


def merged(several: Sequence[Terms]) -> Terms:
    """The terms of several sentences about one step: of each, the first that is told; names and purposes, all."""
    told = {f.name: [value for one in several if (value := getattr(one, f.name))] for f in fields(Terms)}
    first = {name: values[0] for name, values in told.items() if values and name not in ("mediators", "purposes")}
    spoken = [one.written for one in several if one.written is not None]
    every = {a.name: a for one in several for a in one.mediators}
    purposes = tuple(dict.fromkeys(p for one in several for p in one.purposes))
    return Terms(**{**first, "written": spoken[0] if spoken else None,
                    "mediators": tuple(every.values()), "purposes": purposes})  # fmt: skip


def _duration(sentence: str, found: Sequence[Expression]) -> Duration | None:
    for e in found:
        if e.kind == "DURATION" and e.value and _LENGTH.fullmatch(e.value) and _stands(words().duration, sentence, e):
            return Duration(sentence[e.start : e.end], e.value)
    return None


def _day(sentence: str, found: Sequence[Expression], around: Sequence[Around], published: date | None) -> date | None:
    """The first day of the expression that stands so; null where it is no single day or there is none."""
    for e in found:
        if e.kind in ("DATE", "TIME") and _stands(around, sentence, e):
            days = resolve(_whole(e, found), Moment(published, tense="future")).days
            if days and days[0] == days[1]:
                return days[0]
    return None


def _from_an_hour(sentence: str, found: Sequence[Expression]) -> bool:
    """Whether it begins at an hour without a day; midnight may be that of the day before or of the next."""
    return any(
        e.kind == "TIME" and _whole(e, found) is e and not (e.day or e.weekday or e.shift)
        and "midnight" not in sentence[e.start : e.end].lower() and _stands(words().begins, sentence, e)
        for e in found
    )  # fmt: skip


def _whole(e: Expression, found: Sequence[Expression]) -> Expression:
    """The expression, or the day right after an hour that has none ("at 7 a.m. on Friday" may be cut in two)."""
    if e.kind == "TIME" and not (e.day or e.weekday):
        return next((o for o in found if 0 <= o.start - e.end <= 4 and (o.day or o.weekday)), e)
    return e


def _stands(around: Sequence[Around], sentence: str, e: Expression) -> bool:
    before, after = sentence[: e.start], sentence[e.end :]
    return any(pattern(a.before).search(before) and pattern(a.after).search(after) for a in around)


def _mediators(sentence: str, published: date | None) -> Iterator[Actor]:
    seen: set[str] = set()
    for place, written in words().mediation.items():
        for found in pattern(written).finditer(sentence):
            for actor in _named(found.group("names"), published, last=place in ("joined", "active")):
                if actor.name and actor.name not in seen:
                    seen.add(actor.name)
                    yield actor


def _named(text: str, published: date | None, *, last: bool) -> list[Actor]:
    """The names in a row at the beginning of ``text``, or at its end (``last``), with only "and" between them."""
    pieces = re.findall(r"[^\s,]+|,", text)
    matches = name_index().find(pieces)
    if last:
        matches = matches[::-1]
        if matches and len(pieces) - matches[0].end > _FIRST_NAME_WITHIN - 1:
            return []
    elif matches and matches[0].start > _FIRST_NAME_WITHIN:
        return []
    row: list[Match] = matches[:1]
    for match in matches[1:]:
        one, other = (match, row[-1]) if last else (row[-1], match)
        if not _BETWEEN_NAMES.issuperset(p.lower() for p in pieces[one.end : other.start]):
            break
        row.append(match)
    return [_actor(m, " ".join(pieces[m.start : m.end]), published) for m in (row[::-1] if last else row)]


def _actor(match: Match, text: str, published: date | None) -> Actor:
    entry = match.entry
    if isinstance(entry, Country):
        return Actor(text=text, name=entry.government, country=entry.iso3, sector="GOV", wikidata=entry.wikidata)
    if isinstance(entry, Person):
        office = next(iter(entry.offices_on(published.isoformat() if published else None)), None)
        return Actor(text=text, name=entry.name, country=office.country if office else None,
                     sector=office.sector if office else None, role=office.role if office else None)  # fmt: skip
    country, sector = getattr(entry, "country", None), getattr(entry, "sector", None)
    return Actor(text=text, name=entry.name, country=country, sector=sector, wikidata=entry.wikidata)
