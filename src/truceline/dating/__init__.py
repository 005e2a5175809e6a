"""When a report was published: given, told by its dateline, or worked out from what it says.

The method.  A report that carries no date still says a great deal about it.  Each piece of evidence allows a set of
days; all of them are solved together:

* what is told as past ("since 1991", "was formed in 1992") is not after the report; what is to come not before it;
* who holds an office in the present ("Secretary of State Mike Pompeo") places it within the term;
* a weekday beside a date ("Wednesday, October 14") allows only the years in which they agree;
* a day and month without a year lie within a year of the report; a known day ("the coup of February 1") has its year;
* a count "from Sept. 27 to Oct. 13" stated "on Tuesday" runs to that Tuesday or the day before;
* the weekday of the lead is that of the report, or (unless an agency sent it) the one before;
* counted time leads from a beginning to the news ("in its ninth day", "two weeks after Friday, March 3");
* a feast of the lead ("Good Friday", "the first day of Eid al-Adha") has its day in every year;
* news of a war is of the years in which it was fought: that settles which year a weekday beside a date is of.

Candidates are all days from 1989 to today, kept as bits of an integer (``days.py``).  Constraints are intersected from
the most to the least trusted; one that leaves no day is set aside, and the evidence says so (``solve.py``).  What is
left is the answer: a day where only one is left, else the range from the first to the last; an end that nothing bounds
stays open.
Boilerplate (copyright lines, "updated", web addresses) is never evidence, nor are people called former, late or then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, reduce
from operator import and_

from ..extract.time_expressions import Expression
from ..extract.time_grammar import expressions
from ..extract.time_reading import prepare
from ..extract.time_tense import tense_by_parse, verb_tense
from ..extract.time_values import Moment, resolve
from ..knowledge.loader import load_conflicts, load_landmarks, load_people
from ..knowledge.schema import Person
from ..language.text import ParsedText
from ..records import Document, Published
from .agency import is_of_agency
from .constraint import Constraint, Trust
from .dates_in_text import Dated, from_dates
from .days import Days, between, day_of_year
from .elapsed import from_counts
from .landmarks import find_landmarks, from_landmarks
from .lead import from_lead
from .offices import find_tenures
from .solve import ends, solve
from .taking_office import from_taking_office
from .wars import wars_of

__all__ = ["publication_date"]


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|int)/\S*")
#: A line of the page that tells when it was changed, looked at or made, not when the report was published.
_CHANGED = re.compile(r"copyright|©|\(c\)|\b(?:updated|modified|revised|accessed|retrieved|archived)\b", re.IGNORECASE)
#: A line that is little more than a date is the date of the report.
_LINE = 90
#: A sentence of the news has so many words at least.
_SENTENCE = 6
#: Among so many paragraphs at the top a heading is that of the report.
_HEADINGS = 3
_NUMBERED_DAY = re.compile(r"\bday \d", re.IGNORECASE)


def publication_date(
    document: Document,
    parsed: ParsedText,
    *,
    people: Sequence[Person] | None = None,
    today: date | None = None,
) -> Published:
    """The publication date of ``document`` with its basis and its evidence.

    What was given, or read from metadata or the address, is returned as it is.  ``people`` are the office-holders to
    look for (those of the knowledge files by default); ``today`` is the last day but one that comes into question.
    A null end is open; basis "unknown" has neither.
    """
    known = document.published
    if known.start is not None and known.basis != "unknown":
        return known
    told = document.dateline.date if document.dateline is not None else None
    if told is not None and told.start is not None:
        return Published(
            text=told.text, start=told.start, end=told.end, basis="dateline", evidence=(f"dateline “{told.text}”",)
        )
    dateline = list(_from_dateline(told.text)) if told is not None and told.text else []
    constraints = [*dateline, *_constraints(parsed, _people() if people is None else people)]
    solution = solve(constraints)
    first, last = ends(solution.days, today or date.today())
    if first is None and last is None:
        return Published(evidence=solution.evidence)
    return Published(
        text=told.text if dateline and told is not None else None,
        start=first.isoformat() if first else None,
        end=last.isoformat() if last else None,
        basis="dateline" if dateline and first == last else "inferred",
        evidence=solution.evidence,
    )


@cache
def _people() -> tuple[Person, ...]:
    return load_people()


def _from_dateline(text: str) -> Iterator[Constraint]:
    """A dateline without a year ("April 15"): that day of some year."""
    for e in expressions(text):
        if e.month is not None and e.day is not None:
            yield Constraint(Trust.DATE_LINE, _days_of(e), f"dateline “{text}”")
            return


def _days_of(e: Expression) -> Days:
    assert e.month is not None
    assert e.day is not None
    days = day_of_year(e.month, e.day)
    return days & between(date(e.year, 1, 1), date(e.year, 12, 31)) if e.year is not None else days


def _constraints(parsed: ParsedText, people: Sequence[Person]) -> Iterator[Constraint]:
    text = parsed.document.text
    found = _dated(parsed)
    agency = is_of_agency(parsed)
    wars = wars_of(parsed, load_conflicts())
    began = wars.began if wars is not None else ()
    yield from _date_line(parsed)
    sentences = _sentences(parsed)
    first = _first(parsed)
    told = list(from_lead(text, found, first=first, agency=agency))
    yield from told
    lead = [reduce(and_, (c.days for c in told)), reduce(and_, (c.otherwise or c.days for c in told))] if told else []
    yield from from_taking_office(text, sentences, people, grace=0 if agency else 1, lead=lead)
    known = find_landmarks(text, found, load_landmarks())
    yield from from_landmarks(text, known)
    anchors = {k.dated.e.start: k.days for k in known}
    counts = from_counts(text, sentences, found, began, anchors, agency=agency, lead=lead)
    dated = [*from_dates(text, found, first=first), *counts]
    yield from dated
    # by itself a war says too little of the day; it settles which year a day without one is of
    if wars is not None and any(c.trust in (Trust.WEEKDAY_AND_DATE, Trust.ELAPSED) for c in dated):
        yield Constraint(Trust.WAR, wars.days, f"news of the fighting in: {wars.names}")
    years = [d.e.start for d in found if d.e.year is not None and d.e.kind == "DATE"]
    for rank, t in enumerate(find_tenures(text, people, years)):
        if parsed.sentence_at(t.start) is not None and not _is_boilerplate(parsed, t.start):
            yield Constraint(Trust.OFFICE, t.days, t.who, rank=rank)


def _is_boilerplate(parsed: ParsedText, offset: int) -> bool:
    paragraph = parsed.paragraph_at(offset)
    return paragraph is None or paragraph.kind == "boilerplate"


def _sentences(parsed: ParsedText) -> list[tuple[int, int, int]]:
    """Number, start and end of the sentences of the news; a heading that numbers the day ("Day 49") is number -1."""
    headings = [
        (-1, p.start, p.end)
        for p in parsed.paragraphs[:_HEADINGS]
        if p.kind == "heading" and _NUMBERED_DAY.search(parsed.document.text, p.start, p.end)
    ]
    return headings + [(s.index, s.start, s.end) for s in parsed.sentences if not _is_boilerplate(parsed, s.start)]


def _first(parsed: ParsedText) -> int:
    """The number of the sentence with which the text begins: above it may stand a heading and lines of the page."""
    text = parsed.document.text
    for s in parsed.sentences:
        whole = text[s.start : s.end].rstrip().endswith((".", "!", "?", "”", '"'))
        if whole and not _is_boilerplate(parsed, s.start) and len(text[s.start : s.end].split()) >= _SENTENCE:
            return s.index
    return 0


def _dated(parsed: ParsedText) -> list[Dated]:
    """The expressions of the news sentences, each with the tense of its clause."""
    text = parsed.document.text
    tense_at = tense_by_parse(parsed)
    addresses = [m.span() for m in _ADDRESS.finditer(text)]
    found = []
    for e in prepare(text, list(expressions(text))):
        sentence = parsed.sentence_at(e.start)
        if sentence is None or _is_boilerplate(parsed, e.start) or any(a <= e.start < b for a, b in addresses):
            continue
        tense = tense_at(e.start) if e.value is None else None
        verb = verb_tense(parsed, e.start, e.end) if e.value is None else None
        quoted = parsed.quoted(e.start, e.end)
        found.append(Dated(e, sentence.index, sentence.start, sentence.end, tense, verb, quoted))
    return found


def _date_line(parsed: ParsedText) -> Iterator[Constraint]:
    """A short line at the top that is a full date and little else ("Wednesday, 14 October 2020 | 10:15 GMT")."""
    text = parsed.document.text
    for paragraph in parsed.paragraphs[:4]:
        line = text[paragraph.start : paragraph.end]
        if len(line) > _LINE or _CHANGED.search(line) or _ADDRESS.search(line):
            continue
        dates = [e for e in expressions(line) if e.is_full_date and not e.ambiguous]
        if len(dates) != 1:
            continue
        words = re.findall(r"[^\W\d_]{2,}", line[: dates[0].start] + " " + line[dates[0].end :])
        days = resolve(dates[0], Moment(None)).days
        if len(words) <= 3 and days is not None:
            yield Constraint(Trust.DATE_LINE, between(*days), f"the line “{line.strip()}” above the text")
            return
