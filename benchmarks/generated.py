"""Reports of generated wars: claims of every sort, as the reader makes them, with stories that are known beforehand.

Parties, outlets and offices are those of the program's knowledge of each conflict, so that claimants, sides and
copies are told apart as in real ledgers; towns, days and numbers are drawn by chance from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from msgspec import structs

from truceline.identity import claim_id, document_id
from truceline.knowledge.loader import load_conflicts, load_countries, load_outlets
from truceline.knowledge.schema import Conflict
from truceline.records import (
    Actor,
    Claim,
    Control,
    ControlAction,
    Count,
    Document,
    Event,
    Modality,
    Place,
    Published,
    Sentence,
    Span,
    Time,
    Toll,
)

A_REPORT = 5
"""Claims of a report."""

A_STORY = 6
"""Reports of a story, spread over :data:`STORY_DAYS`."""

STORY_DAYS = 3
TOWNS = 40
FIRST = date(2018, 1, 1)
DAYS = 2400
FILLING = (
    "Residents said that shops had closed early and that queues at the bakeries were long.",
    "Talks on the opening of the road to aid convoys were to go on, officials told reporters.",
    "The area has changed hands several times since the beginning of the war.",
    "It was not possible to reach people in the district by telephone for most of the day.",
)
_SECTIONS = ("the northern", "the southern", "the eastern", "the western", "the central")


@dataclass(frozen=True)
class Report:
    """A generated report; ``story`` is the number of its story within its conflict."""

    document: Document
    claims: tuple[Claim, ...]
    conflict: str
    story: int


class War:
    """One conflict, with so many claims to come."""

    def __init__(self, conflict: Conflict, claims: int, seed: int = 1) -> None:
        self.id = conflict.id
        self._seed = f"{seed} {conflict.id}"
        self._stories = max(1, claims // (A_REPORT * A_STORY))
        names = [side.actors[0] for side in conflict.sides][:2] or ["Government", "Rebels"]
        countries = {c.name: c.iso3 for c in load_countries()}
        home = conflict.countries[0]
        self._parties = [_party(name, countries, home) for name in (*names, "Allied Front")[:2]]
        self._outlets = [outlet.name for outlet in load_outlets() if outlet.language == "en"][:60]
        first, second = self._parties
        self._sources = (
            Actor(text="the army", name=f"Armed forces of {first.name}", country=first.country, sector="MIL"),
            Actor(text="the health ministry", name="Ministry of Health", country=home, sector="HLH"),
            second,
            Actor(text="the United Nations", name="United Nations", sector="IGO"),
            Actor(text="Human Rights Watch", name="Human Rights Watch", sector="NGO"),
            Actor(text="a local official"),
            Actor(text="residents"),
        )
        self._towns = [
            Place(text=f"{self.id[:4].title()}ville {i}", name=f"{self.id[:4].title()}ville {i}", country=home,
                  lat=round(10 + i * 0.9, 3), lon=round(20 + i * 0.7, 3), precision="exact")
            for i in range(TOWNS)
        ]  # fmt: skip

    def reports(self, reports: int, first: int = 0) -> Iterator[Report]:
        """So many reports of it, from number ``first`` on; those of a story come one after the other."""
        for number in range(first, first + reports):
            story = number // A_STORY
            yield self._report(number, story)

    def _report(self, number: int, story: int) -> Report:
        plot = random.Random(f"{self._seed} story {story}")
        chance = random.Random(f"{self._seed} report {number}")
        day = FIRST + timedelta(DAYS * story // self._stories + chance.randrange(STORY_DAYS))
        scene = _Scene(plot, day - timedelta(1), plot.sample(self._towns, 2), plot.randint(2, 60), story)
        told = [self._statement(chance, scene) for _ in range(A_REPORT)]
        text, spans = "", []
        for sentence, _ in told:
            spans.append((len(text), len(text) + len(sentence)))
            text += f"{sentence} {chance.choice(FILLING)}\n"
        url = f"https://reports.example.org/{self.id}/{number}"
        outlet = chance.choice(self._outlets)
        published = Published(text=None, start=day.isoformat(), end=day.isoformat(), basis="given")
        document = Document(
            id=document_id(text, outlet, url), text=text, title=f"Report {number} from {scene.towns[0].name}",
            outlet=outlet, url=url, language="en", published=published,
        )  # fmt: skip
        claims = tuple(
            self._claim(document, i, span, sentence, body, chance)
            for i, (span, (sentence, body)) in enumerate(zip(spans, told, strict=True))
        )
        return Report(document, claims, self.id, story)

    def _claim(
        self, document: Document, index: int, span: tuple[int, int], sentence: str,
        body: Event | Toll | Control, chance: random.Random,
    ) -> Claim:  # fmt: skip
        modality: Modality = chance.choices(get_args(Modality), (86, 2, 2, 3, 2, 5))[0]
        if isinstance(body, Event) and body.type == "REQUEST":
            modality = "actual"
        sources = tuple(chance.sample(self._sources, chance.choices((0, 1, 2), (35, 55, 10))[0]))
        whole = Sentence(index=index, start=span[0], end=span[1], text=sentence)
        told = sentence.split()[0]
        kind = type(body).__name__.lower()
        if isinstance(body, Event):
            told = body.trigger.text
        start = span[0] + sentence.index(told)
        at = Span(start=start, end=start + len(told), text=told)
        if isinstance(body, Event):
            body = structs.replace(body, trigger=at)
        return Claim(
            id=claim_id(document.id, kind, span[0], span[1], index), document=document, sentence=whole,
            span=at, body=body, sources=sources,
            quotation="indirect" if sources else "none", modality=modality,
            background=chance.random() < 0.08 and not _is_total(body), confidence=round(chance.uniform(0.3, 0.95), 2),
        )  # fmt: skip

    def _statement(self, chance: random.Random, scene: _Scene) -> tuple[str, Event | Toll | Control]:
        make = chance.choices(
            (self._strike, self._dead, self._total, self._control, self._truce, self._blame, self._pledge),
            (27, 27, 10, 12, 8, 8, 8),
        )[0]
        return make(chance, scene)

    def _strike(self, chance: random.Random, scene: _Scene) -> tuple[str, Event]:
        by, hit = scene.sides(self._parties, chance)
        mode = chance.choices(("shelling", "airstrike", "clash", "shooting"), (5, 3, 2, 1))[0]
        town = scene.town(chance)
        sentence = f"{by.text} hit {town.name} in {chance.choice(_SECTIONS)} sector, {mode} going on for hours."
        return sentence, Event(type="ASSAULT", mode=mode, actors=(by,), recipients=(hit,), places=(town,),
                               time=scene.time(chance), trigger=_trigger("hit"))  # fmt: skip

    def _dead(self, chance: random.Random, scene: _Scene) -> tuple[str, Toll]:
        number = max(1, scene.dead + chance.choice((0, 0, 0, 0, 1, 3, 12, -2)))
        town = scene.town(chance)
        by, hit = scene.sides(self._parties, chance)
        group = chance.choice((None, None, "civilians", "soldiers"))
        harm = chance.choices(("killed", "wounded"), (3, 1))[0]
        sentence = f"{number} {group or 'people'} were {harm} in {town.name} on that day."
        return sentence, Toll(
            harm=harm, object="persons", group=group, side=hit if group == "soldiers" else None,
            count=_count(number), scope="incident", period=scene.time(chance), places=(town,),
            blamed=(by,) if chance.random() < 0.3 else (),
        )  # fmt: skip

    def _total(self, chance: random.Random, scene: _Scene) -> tuple[str, Toll]:
        """A running total that grows with the days; some count more than others, some since the war's first day."""
        counter = chance.randrange(3)
        number = 200 + scene.story * (9 + counter) + (chance.randrange(3) if chance.random() < 0.2 else 0)
        towns = (scene.town(chance),) if chance.random() < 0.2 else ()
        group = chance.choice((None, "civilians"))
        start = FIRST.isoformat() if chance.random() < 0.5 else None
        period = Time(text="since then", start=start, end=scene.day.isoformat()) if start else None
        before = chance.random() < 0.05
        sentence = f"{number} {group or 'people'} have been killed since the war began{', it had said' * before}."
        return sentence, Toll(harm="killed", object="persons", group=group, side=None, count=_count(number),
                              scope="increment" if chance.random() < 0.08 else "cumulative", period=period,
                              places=towns)  # fmt: skip

    def _control(self, chance: random.Random, scene: _Scene) -> tuple[str, Control]:
        by, other = chance.sample(self._parties, 2)
        action: ControlAction = chance.choices(("captured", "held", "lost", "withdrew"), (5, 3, 1, 1))[0]
        town = scene.town(chance)
        sentence = f"{by.text} has {action} {town.name}."
        taken = other if action == "captured" and chance.random() < 0.4 else None
        return sentence, Control(action=action, by=by, from_=taken, places=(town,), count=None,
                                 time=scene.time(chance), wording=f"has {action}")  # fmt: skip

    def _truce(self, chance: random.Random, scene: _Scene) -> tuple[str, Event]:
        by, other = chance.sample(self._parties, 2)
        type_, words, mutual = chance.choice((
            ("REQUEST", "called for", False), ("AGREE", "agreed to", True), ("REJECT", "rejected", False),
            ("ACCUSE", "accused the other side of breaching", False), ("RETREAT", "began to observe", True),
            ("AGREE", "extended", True),
        ))  # fmt: skip
        length = f" of {chance.choice((2, 3, 7, 14))} days" if type_ == "AGREE" else ""
        sentence = f"{by.text} {words} a ceasefire{length} in {chance.choice(_SECTIONS)} sector."
        actors = (by, other) if mutual else (by,)
        return sentence, Event(type=type_, mode="ceasefire", actors=actors, recipients=() if mutual else (other,),
                               time=scene.time(chance), trigger=_trigger(words.split()[0]))  # fmt: skip

    def _blame(self, chance: random.Random, scene: _Scene) -> tuple[str, Event]:
        by, other = chance.sample(self._parties, 2)
        town = scene.town(chance)
        sentence = f"{by.text} accused {other.text} of shelling {town.name} first."
        return sentence, Event(type="ACCUSE", mode="shelling", actors=(by,), recipients=(other,), places=(town,),
                               time=scene.time(chance), trigger=_trigger("accused"))  # fmt: skip

    def _pledge(self, chance: random.Random, scene: _Scene) -> tuple[str, Event]:
        by, other = chance.sample(self._parties, 2)
        condition = "if the other side withdraws" if chance.random() < 0.4 else None
        type_, words = chance.choice((("AGREE", "is ready for"), ("REJECT", "refuses"), ("CONSULT", "spoke of")))
        sentence = f"{by.text} {words} talks with {other.text}{f' {condition}' if condition else ''}."
        return sentence, Event(type=type_, mode="talks", actors=(by,), recipients=(other,), condition=condition,
                               time=scene.time(chance), trigger=_trigger(words.split()[0]))  # fmt: skip


@dataclass(frozen=True)
class _Scene:
    """What a story is about: its day, its towns, how many died."""

    plot: random.Random
    day: date
    towns: list[Place]
    dead: int
    story: int

    def town(self, chance: random.Random) -> Place:
        return self.towns[chance.random() < 0.2]

    def time(self, chance: random.Random) -> Time | None:
        on = self.day.isoformat()
        return Time(text="on that day", start=on, end=on) if chance.random() < 0.7 else None

    def sides(self, parties: list[Actor], chance: random.Random) -> tuple[Actor, Actor]:
        """Who struck whom, as the story has it; now and then as the other side has it."""
        first = (self.story + (chance.random() < 0.15)) % 2
        return parties[first], parties[1 - first]


def _party(name: str, countries: dict[str, str], home: str) -> Actor:
    country = countries.get(name)
    return Actor(text=name, name=name, country=country or home, sector="MIL" if country else "REB")


def _count(number: int) -> Count:
    return Count(text=str(number), best=number, low=number, high=number)


def _is_total(body: Event | Toll | Control) -> bool:
    return isinstance(body, Toll) and body.scope != "incident"


def _trigger(word: str) -> Span:
    return Span(start=0, end=len(word), text=word)


def wars(claims: int, largest: int) -> list[tuple[War, int]]:
    """Conflicts with so many claims in all, each with how many reports are to come: one with ``largest`` claims, and
    others of equal size, about a hundred if there are enough."""
    described = [c for c in load_conflicts() if c.countries]
    others = min(100, len(described) - 1, max(1, (claims - largest) // 1000))
    sizes = [largest, *([(claims - largest) // others] * others)] if claims > largest else [claims]
    return [(War(c, size), size // A_REPORT) for c, size in zip(described, sizes, strict=False)]
