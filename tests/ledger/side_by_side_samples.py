"""Reports with claims of all sorts that are laid side by side, by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ledger_samples import claim, document

from truceline.pipeline import Reading
from truceline.records import Actor, Claim, Control, Count, Document, Event, Place, Published, Span, Time, Toll

TOWNS = [Place(text=name, name=name, country="SDN", lat=12.0 + n, lon=30.0, precision="exact")
         for n, name in enumerate(("Westport", "Hilltown"))]  # fmt: skip
PARTIES = [
    Actor(text="the army", name="Sudanese Armed Forces", country="SDN", sector="MIL"),
    Actor(text="the RSF", name="Rapid Support Forces", country="SDN", sector="REB"),
]
SOURCES = [*PARTIES, Actor(text="the UN", name="United Nations", sector="IGO"),
           Actor(text="HRW", name="Human Rights Watch", sector="NGO"), Actor(text="residents")]  # fmt: skip


UNKNOWN = [
    Actor(text="the Hill Guard", name="Hill Guard", sector="REB"),
    Actor(text="the Coast Guard", name="Coast Guard", sector="REB"),
]
"""Parties to a war that no knowledge describes."""

Parties = Sequence[Actor]


def report(number: int, chance: random.Random, parties: Parties = PARTIES, more: str = "") -> Reading:
    """A report of one of three matters, with ``more`` text; its claims are of all sorts that are laid side by side."""
    day = f"2024-03-{1 + number // 3 + chance.randint(0, 2):02}"
    matter = ("market shells stalls", "bridge drones river", "port oil harbour")[number % 3]
    text = f"He had said 3 died. A truce. It was hit. {matter} {chance.choice('abcdef') * 4} {number}.{more}"
    made = document(text, url=f"sample:{number}", published=Published(start=day, end=day, basis="given"))
    return Reading(made, _claims(made, chance, day, number % 3, parties))


def copy_of(reading: Reading, number: int, chance: random.Random, parties: Parties = PARTIES) -> Reading:
    """The same text elsewhere, a little longer, with other claims."""
    text, published = f"{reading.document.text} More follows.", reading.document.published
    made = document(text, outlet=f"Outlet {number}", url=f"copy:{number}", published=published)
    return Reading(made, _claims(made, chance, published.start or "", number % 3, parties))


def _claims(made: Document, chance: random.Random, day: str, matter: int, parties: Parties) -> tuple[Claim, ...]:
    bodies = [_body(chance, day, matter, parties) for _ in range(5)]
    return tuple(
        claim(made, made.text[i : i + 3], body, sources=tuple(chance.sample(SOURCES, chance.randint(0, 2))),
              modality=chance.choices(("actual", "denied"), (5, 1))[0])
        for i, body in enumerate(bodies)
    )  # fmt: skip


def _body(chance: random.Random, day: str, matter: int, parties: Parties) -> Event | Toll | Control:
    place = (TOWNS[matter % 2],) if chance.random() < 0.8 else ()
    time = Time(text=None, start=day, end=day) if chance.random() < 0.6 else None
    by, other = chance.sample(parties, 2)
    number = chance.randint(2, 4)
    count = Count(text=str(number), best=number, low=number, high=number)
    trigger = Span(start=0, end=2, text="He")
    scope = chance.choices(("incident", "cumulative", "increment"), (3, 2, 1))[0]
    return chance.choice([
        Event(type="ASSAULT", mode="shelling", actors=(by,), recipients=(other,), places=place, time=time,
              trigger=trigger),
        Event(type="ACCUSE", mode="shelling", actors=(by,), recipients=(other,), places=place, trigger=trigger),
        Event(type=chance.choice(("AGREE", "REJECT", "REQUEST")), mode="ceasefire", actors=(by,), recipients=(other,),
              time=time, trigger=trigger),
        Event(type=chance.choice(("AGREE", "REJECT")), mode="talks", actors=(by,), trigger=trigger),
        Control(action=chance.choice(("captured", "held", "lost")), by=by, from_=None, places=tuple(TOWNS[:number - 1]),
                count=None, time=time, wording="has"),
        *[Toll(harm="killed", object="persons", group=chance.choice((None, "civilians")), side=None, count=count,
               scope=scope, period=time, places=place)] * 3,
    ])  # fmt: skip
