"""Names of actors in a text: what the knowledge files know, kept where the context does not speak against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from spacy.tokens import Doc, Token

from ..knowledge.names import AnyEntry, Match, name_index
from ..knowledge.names import Name as Reading
from ..knowledge.schema import ArmedGroup, Country, Institution, NameKind, Outlet, Person
from ..knowledge.word_classes import word_class
from ..language.text import ParsedText


@dataclass(frozen=True, slots=True)
class Name:
    """A known name in ``doc[start:end]`` and the entry that it names."""

    start: int
    end: int
    entry: AnyEntry
    kind: NameKind


def find_names(parsed: ParsedText, day: str | None) -> list[Name]:
    """All known names of actors in the news sentences, in text order, none overlapping.

    ``day`` is the day of publication (or its beginning): of several readings of one name, one that existed then wins.
    """
    doc = parsed.doc
    found: list[Name] = []
    surnames: list[tuple[int, int, Sequence[Reading]]] = []
    matches = _matches(parsed)
    company = _company(matches, day)
    for start, end, match in matches:
        readings = [n for n in match.names if n.kind != "surname"]
        if len(readings) < len(match.names):
            surnames.append((start, end, [n for n in match.names if n.kind == "surname"]))
        reading = _choose(doc, start, end, readings, match, day, company)
        if reading is not None:
            found.append(Name(start, end, reading.entry, reading.kind))
    found.extend(_surnames(doc, surnames, found, day))
    return sorted(found, key=lambda n: n.start)


def countries_of(names: Sequence[Name]) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 codes of the states, bodies and groups named, those named most often first."""
    counts: Counter[str] = Counter()
    for name in names:
        counts.update(_countries(name.entry))
    return tuple(code for code, _ in counts.most_common(6))


def _countries(entry: AnyEntry) -> tuple[str, ...]:
    if isinstance(entry, Country):
        return (entry.iso3,)
    if isinstance(entry, ArmedGroup):
        return entry.countries or ((entry.country,) if entry.country else ())
    if isinstance(entry, Institution) and entry.country:
        return (entry.country,)
    return ()


@dataclass(frozen=True, slots=True)
class _Company:
    """What a text names without doubt: the entries, and the countries they belong to."""

    entries: frozenset[int]
    countries: frozenset[str]


def _matches(parsed: ParsedText) -> list[tuple[int, int, Match]]:
    found: list[tuple[int, int, Match]] = []
    for sentence in parsed.sentences:
        tokens = parsed.tokens_of(sentence)
        offset = tokens[0].i if tokens else 0
        found.extend((offset + m.start, offset + m.end, m) for m in name_index().find([t.text for t in tokens]))
    return found


def _company(matches: list[tuple[int, int, Match]], day: str | None) -> _Company:
    sure = [m.entry for _, _, m in matches if not m.ambiguous and m.kind != "surname"]
    countries = {code for e in sure for code in (_countries(e) or _country_of(e, day))}
    return _Company(frozenset(id(e) for e in sure), frozenset(countries))


def _country_of(entry: AnyEntry, day: str | None) -> tuple[str, ...]:
    if isinstance(entry, Person):
        return tuple(o.country for o in entry.offices_on(day) if o.country)
    country = getattr(entry, "country", None)
    return (country,) if country and not isinstance(entry, Outlet) else ()


def _likeliest(readings: list[Reading], company: _Company) -> Reading:
    """Of several readings: one named in full elsewhere, one of a country in play, one of no country, else the first."""
    if len(readings) == 1:
        return readings[0]

    def rank(reading: Reading) -> tuple[int, bool]:
        entry = reading.entry
        if id(entry) in company.entries:
            return 0, reading.ambiguous
        if company.countries.intersection(_countries(entry)):
            return 1, reading.ambiguous
        if isinstance(entry, ArmedGroup) and not any(isinstance(r.entry, Outlet) for r in readings):
            return 2, False  # "the RSF", in reports of war, are the forces
        return (2 if not _countries(entry) else 3), True

    return min(readings, key=rank)


def _choose(
    doc: Doc, start: int, end: int, readings: list[Reading], match: Match, day: str | None, company: _Company
) -> Reading | None:
    """The reading that holds here, or null when the words are no name here."""
    if not readings or _inside_person_name(doc, start, end, readings[0]):
        return None
    current = [r for r in readings if isinstance(r.entry, Person) or r.entry.covers(day)] or readings
    chosen = _likeliest(current, company)
    if match.ambiguous and chosen.ambiguous:
        homes = _countries(chosen.entry)
        elsewhere = bool(homes) and not isinstance(chosen.entry, Country) and not company.countries.intersection(homes)
        if elsewhere or not _context_supports(doc, start, end, chosen):
            return None
    return chosen


def _context_supports(doc: Doc, start: int, end: int, reading: Reading) -> bool:
    """Whether the tagger, too, takes an ambiguous name for a name of this sort."""
    token = doc[start]
    if isinstance(reading.entry, Country):
        return token.ent_type_ != "PERSON" and not (start > 0 and doc[start - 1].ent_type_ == "PERSON")
    if reading.kind == "abbreviation":
        return token.ent_type_ in ("ORG", "GPE", "NORP", "PERSON") or doc[end - 1].is_upper
    return token.ent_type_ in ("ORG", "GPE", "NORP", "PERSON", "FAC") or doc[end - 1].pos_ == "PROPN"


def _inside_person_name(doc: Doc, start: int, end: int, reading: Reading) -> bool:
    """Whether the words are the given name in somebody's name ("Jordan Peterson")."""
    if isinstance(reading.entry, Person) or end >= len(doc) or reading.kind not in ("name", "capital"):
        return False
    last, after = doc[end - 1], doc[end]
    return last.ent_type_ == "PERSON" and after.ent_type_ == "PERSON" and after.ent_iob_ == "I"


def _surnames(
    doc: Doc, candidates: list[tuple[int, int, Sequence[Reading]]], known: list[Name], day: str | None
) -> list[Name]:
    """Bare surnames of people who are named in full before, or whose title stands before them."""
    taken = {i for n in known for i in range(n.start, n.end)}
    named = {n.entry.name: n.start for n in reversed(known) if isinstance(n.entry, Person)}
    chosen: list[Name] = []
    for start, end, readings in candidates:
        if any(i in taken for i in range(start, end)):
            continue
        people = [r.entry for r in readings if isinstance(r.entry, Person) and not _other_person(doc[start], r.entry)]
        before = [p for p in people if named.get(p.name, len(doc)) < start]
        alone = (
            len(people) == 1 and people[0].surname not in people[0].ambiguous and not _in_longer_name(doc, start, end)
        )
        titled = [p for p in people if p.offices_on(day)] if _titled(doc[start]) or alone else []
        if before or titled:
            chosen.append(Name(start, end, (before or titled)[0], "surname"))
    return chosen


def _in_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the tagger sees the words inside a person's longer name."""
    token = doc[start]
    if token.ent_type_ != "PERSON":
        return False
    before = start > 0 and token.ent_iob_ == "I"
    after = end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I"
    return before or after


#: Titles that may stand before a bare surname at first mention.
TITLES = word_class("actor_name.titles")


def _titled(token: Token) -> bool:
    """Whether a title stands directly before the token ("President Putin", "Gen. Burhan")."""
    return token.i > 0 and token.nbor(-1).text.rstrip(".") in TITLES


def _alike(written: str, known: str) -> bool:
    """Whether two given names are one but for a slip or a transliteration ("Volodymr")."""
    return written == known or (len(known) > 4 and SequenceMatcher(None, written, known).ratio() >= 0.8)


def _other_person(token: Token, person: Person) -> bool:
    """Whether another given name stands before the surname ("Olena Zelenska" is not Volodymyr Zelenskiy)."""
    known = {word for full in (person.name, *person.names) for word in full.split()}
    i = token.i - 1
    while i >= 0 and token.doc[i].ent_type_ == "PERSON" and token.doc[i].pos_ == "PROPN":
        word = token.doc[i].text.rstrip(".")
        if word in TITLES:
            return False
        if not any(_alike(word, k) for k in known):
            return True
        i -= 1
    return False
