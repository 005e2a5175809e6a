"""A small ledger made by hand: two conflicts, three days, every section, and what must not be lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import day, span

from truceline.identity import claim_id, document_id
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import (
    Actor,
    Claim,
    Control,
    Count,
    Document,
    Event,
    Place,
    Published,
    Sentence,
    Span,
    Time,
    Toll,
)

ARMY = Actor(text="the army", name="Sudanese Armed Forces", country="SDN", sector="MIL")
RSF = Actor(text="the RSF", name="Rapid Support Forces", country="SDN", sector="REB")
DOCTORS = Actor(text="a doctors' union", name="Sudan Doctors Network", country="SDN", sector="NGO")
AGENCY = Actor(text="state news agency", name="Sudan News Agency", country="SDN", sector="MED")
OFFICIAL = Actor(text="an official")
WADI = Place(text="Wadi Sample", name="Wadi Sample", country="SDN")

NONE_KNOWN = Published()


def published(iso: str) -> Published:
    """Given, on one day."""
    return Published(text=iso, start=iso, end=iso, basis="given")


def document(text: str, outlet: str | None, when: Published, **fields: Any) -> Document:
    """A document with the id that its content gives."""
    made = document_id(text, outlet, None)
    return Document(id=made, text=text, outlet=outlet, published=when, language="en", **fields)


def claim(of: Document, words: str, body: Event | Toll | Control, **fields: Any) -> Claim:
    """A claim carried by ``words``; sentences end with a full stop and a space."""
    start = of.text.index(words)
    begin = max(of.text.rfind(". ", 0, start) + 2, 0) if ". " in of.text[:start] else 0
    end = of.text.find(". ", start)
    end = len(of.text) if end < 0 else end + 1
    return Claim(
        id=claim_id(of.id, type(body).__name__, start, start + len(words), body),
        document=of,
        sentence=Sentence(index=0, start=begin, end=end, text=of.text[begin:end]),
        span=Span(start=start, end=start + len(words), text=words),
        body=body,
        **fields,
    )


def toll(count: Count, **fields: Any) -> Toll:
    """Somebody killed in one incident, unless told otherwise."""
    given = {"harm": "killed", "object": "persons", "group": None, "side": None, "scope": "incident", "period": None}
    return Toll(**{**given, "count": count, **fields})


def exactly(text: str, number: int) -> Count:
    """A count that leaves nothing open."""
    return Count(text=text, best=number, low=number, high=number)


def at_least(text: str, number: int) -> Count:
    """A count with an open upper end."""
    return Count(text=text, best=None, low=number, high=None)


def first_day() -> Reading:
    """Rival figures, a call with an unnamed source, a place said to be "liberated", and history."""
    text = (
        "Doctors said 30 people were killed in Wadi Sample on Sunday. The army put it at at least twelve fighters. "
        "The army has liberated Wadi Sample. An official called for a truce. "
        "A truce of 2019 was broken within a week."
    )
    of = document(text, "Sample Wire", published("2024-06-02"), title="Wadi Sample changes hands",
                  url="https://example.org/wadi?a=1&b=2")  # fmt: skip
    sunday = day("Sunday", "2024-06-02")
    return Reading(
        of,
        (
            claim(of, "30 people were killed", toll(exactly("30", 30), places=(WADI,), period=sunday),
                  sources=(DOCTORS,), quotation="indirect"),
            claim(of, "at least twelve fighters",
                  toll(at_least("at least twelve", 12), group="fighters", side=RSF, blamed=(ARMY,)), sources=(ARMY,)),
            claim(of, "liberated Wadi Sample",
                  Control(action="captured", by=ARMY, from_=RSF, places=(WADI,), wording="liberated", count=None,
                          time=None)),
            claim(of, "called for a truce", Event(type="REQUEST", mode="ceasefire", trigger=span(of, "called for")),
                  sources=(OFFICIAL,)),
            claim(of, "A truce of 2019 was broken",
                  Event(type="ACCUSE", mode="ceasefire", trigger=span(of, "broken"),
                        time=Time(text="2019", start="2019-01-01", end="2019-12-31")), background=True),
        ),
    )  # fmt: skip


def second_day() -> Reading:
    """The same figure from the same source in another outlet, a running total, an offer on a condition, a denial."""
    text = (
        "Doctors said 30 people were killed in Wadi Sample on Sunday. They count between 100 and 120 dead since April. "
        "The RSF, state news said, would hold fire if the army withdrew. The army denied that it shelled the market."
    )
    of = document(text, "Sample Herald", published("2024-06-03"), title="The day after")
    since = Time(text="since April", start="2024-04-01", end=None)
    return Reading(
        of,
        (
            claim(of, "30 people were killed",
                  toll(exactly("30", 30), places=(WADI,), period=day("Sunday", "2024-06-02")), sources=(DOCTORS,)),
            claim(of, "between 100 and 120 dead",
                  toll(Count(text="between 100 and 120", best=None, low=100, high=120), scope="cumulative",
                       period=since), sources=(DOCTORS,)),
            claim(of, "would hold fire",
                  Event(type="AGREE", mode="ceasefire", actors=(RSF,), condition="if the army withdrew",
                        trigger=span(of, "hold fire")), sources=(AGENCY, RSF), modality="conditional"),
            claim(of, "shelled the market",
                  Event(type="ASSAULT", mode="shelling", actors=(ARMY,), trigger=span(of, "shelled")),
                  sources=(ARMY,), modality="denied"),
        ),
    )  # fmt: skip


def third_day() -> Reading:
    """The running total has grown."""
    text = "Doctors have counted 140 dead since April. Both sides met for talks in a third country."
    of = document(text, "Sample Herald", published("2024-06-09"), title="A week later")
    since = Time(text="since April", start="2024-04-01", end=None)
    return Reading(
        of,
        (
            claim(of, "140 dead", toll(exactly("140", 140), scope="cumulative", period=since), sources=(DOCTORS,)),
            claim(of, "met for talks",
                  Event(type="CONSULT", mode="talks", actors=(ARMY, RSF), trigger=span(of, "talks"))),
        ),
    )  # fmt: skip


def other_conflict() -> Reading:
    """A document that tells of nothing that was found."""
    return Reading(document("Nothing happened.", None, published("2023-01-05"), path="quiet.txt"), ())


def without_date() -> Reading:
    """A document whose day is not known."""
    of = document("Two men were wounded.", "Sample Wire", NONE_KNOWN, title="No date on this")
    return Reading(of, (claim(of, "Two men were wounded", toll(exactly("Two", 2), harm="wounded", group="men")),))


def in_french() -> Document:
    """A document that is stored but not read."""
    return document("Rien de nouveau.", "Fil Exemple", published("2024-06-02"), title="Rien")


CONFLICTS = {"sudan-2023": (first_day, second_day, third_day, without_date), "yemen": (other_conflict,)}


def fill(ledger: Ledger, *, backwards: bool = False) -> None:
    """Put everything into a ledger, in this order or the other."""
    readings = [(conflict, make()) for conflict, several in CONFLICTS.items() for make in several]
    for conflict, reading in readings[::-1] if backwards else readings:
        ledger.add(reading)
        ledger.store.set_conflicts([(reading.document.id, (conflict, 9.0))])
    ledger.add(Reading(in_french(), ()), reason="its language is fr; only English is read")
