"""Which conflict a report tells of: cases over small conflicts made for the purpose, and over those we know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ledger_samples import claim, document

from truceline.conflicts import rank, score_conflict
from truceline.knowledge.loader import load_conflicts
from truceline.knowledge.schema import Conflict, Side
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Place, Published

LONG = Conflict(
    id="long", name="Northland conflict", countries=("SDN",), from_="1990", keywords=("Northland", "hostages"),
    places=("Port Alpha", "Hill Beta"),
    sides=(Side(name="State", actors=("Sudan",)), Side(name="Front", actors=("People's Front",))),
)  # fmt: skip
WAR = Conflict(
    id="war", name="Northland war", countries=("SDN",), from_="2020-03", to="2020-10-01", sides=(),
    keywords=("Northland", "Harbour Pact"),
)  # fmt: skip
ELSEWHERE = Conflict(id="elsewhere", name="Southland war", countries=("TCD",), sides=(), keywords=("Delta Line",))
KNOWN = (LONG, WAR, ELSEWHERE)
DAYS = Conflict(
    id="days", name="Seven days", countries=("SDN",), from_="2015-03-01", to="2015-03-07", part_of="long",
    keywords=("Delta Bridge",),
    sides=(Side(name="State", actors=("Sudan",)), Side(name="Front", actors=("People's Front",))),
)  # fmt: skip

CASES = [
    ("Fighting went on in the Northland conflict.", "2010-01-01", "long"),
    ("Fighting went on in Northland around Port Alpha, east of Hill Beta.", "2010-01-01", "long"),
    ("Shells fell on Port Alpha.", "2010-01-01", None),
    ("The hostages were freed.", "2010-01-01", None),
    ("NORTHLAND CONFLICT: nothing new.", "2010-01-01", "long"),
    ("The Northland war went on.", "2019-01-01", None),
    ("The Northland war went on.", "2020-05-01", "war"),
    ("The Northland war is over, the dead are counted.", "2020-11-01", "war"),
    ("The Northland war is history.", "2021-11-01", None),
    ("The Northland war went on.", None, "war"),
    ("Both the Northland conflict and the Northland war were named.", "2020-05-01", "war"),
    ("The Northland conflict and, on the Delta Line, the Southland war were named.", "2010-01-01", None),
    ("The Northland conflict, dated by a mistake.", "0001-01-01", None),
    ("Nothing of the kind.", "2010-01-01", None),
]


@pytest.mark.parametrize(("text", "day", "expected"), CASES)
def test_words_and_dates(text: str, day: str | None, expected: str | None) -> None:
    scored = score_conflict((), document(text, published=Published(start=day, end=day)), KNOWN)
    assert (scored[0] if scored else None) == expected


def scores(**body: Any) -> dict[str, float]:
    of = document("They took the town.")
    body = {"by": None, "from_": None, "places": (), "count": None, "time": None, **body}
    taken = claim(of, "took", Control(action="captured", wording="took", **body))
    return dict(rank((taken,), of, KNOWN))


def test_sides_that_act_speak_for_their_conflict() -> None:
    front, army = Actor(text="x", name="People's Front", sector="REB", country="SDN"), Actor(text="y", country="SDN")
    assert scores(by=front) == {"long": 2.0}
    assert scores(by=army) == {"long": 2.0}, "an army is on the side that is named for its state"
    assert scores(by=front, from_=army) == {"long": 5.0}


def test_places_of_claims_speak_for_the_conflicts_of_their_country() -> None:
    here, there = Place(text="x", country="SDN"), Place(text="y", country="TCD")
    assert scores(places=(here,)) == {"long": 3.0, "war": 3.0}
    assert scores(places=(here, there)) == {"long": 1.5, "war": 1.5, "elsewhere": 1.5}


FRONT = Actor(text="x", name="People's Front", sector="REB", country="SDN")
ARMY = Actor(text="y", country="SDN")
NESTED = [
    ("Fighting in Northland around Port Alpha.", (FRONT, ARMY), "2015-03-03", "days"),
    ("Fighting in Northland around Port Alpha.", (FRONT, None), "2015-03-03", "long"),
    ("Fighting in Northland around Port Alpha.", (FRONT, ARMY), "2015-04-03", "long"),
    ("Northland counts the dead of the Seven days at the Delta Bridge.", (FRONT, ARMY), "2015-04-03", "days"),
    ("Northland counts the dead of the Seven days at the Delta Bridge.", (FRONT, ARMY), "2015-06-03", "long"),
    ("Fighting in Northland around Port Alpha.", (FRONT, ARMY), "2015-02-28", "long"),
]


@pytest.mark.parametrize(("text", "sides", "day", "expected"), NESTED)
def test_a_war_within_a_longer_conflict(
    text: str, sides: tuple[Actor, Actor | None], day: str, expected: str
) -> None:
    of = document(text, published=Published(start=day, end=day))
    body = Control(action="captured", wording="x", by=sides[0], from_=sides[1], places=(), count=None, time=None)
    scored = score_conflict((claim(of, text[:5], body),), of, (*KNOWN, DAYS))
    assert scored
    assert scored[0] == expected


def test_who_asks_for_a_conflict_asks_for_its_parts(path: Path) -> None:
    with Ledger(path) as ledger:
        for day in ("2025-05-08", "2019-02-27"):
            text = f"Shells fell in Srinagar, Poonch and Uri along the Line of Control in Kashmir: {day}."
            of = document(text, published=Published(start=day, end=day))
            fired = Control(action="captured", wording="x", by=Actor(text="x", country="IND"),
                            from_=Actor(text="y", country="PAK"), places=(), count=None, time=None)  # fmt: skip
            ledger.add(Reading(of, (claim(of, "Shells", fired),)))
        asked = {c: {d.conflict for d in ledger.documents(conflict=c)} for c in ("kashmir", "india-pakistan-2025")}
        assert asked == {"kashmir": {"kashmir", "india-pakistan-2025"}, "india-pakistan-2025": {"india-pakistan-2025"}}
        assert len(list(ledger.claims(conflict="kashmir"))) == 2


KNOWN_CASES = [
    ("Fighting around Stepanakert in Karabakh broke out, Baku and Yerevan said.", "2020-10-10", "nagorno-karabakh"),
    ("The RSF shelled El Fasher in Darfur, the army of Burhan said in Port Sudan.", "2024-05-11", "sudan-2023"),
    ("Russia shelled Bakhmut and Kramatorsk in the Donetsk region, Ukraine said.", "2022-03-10", "russia-ukraine"),
    ("A pipe burst in Geneva, and the mayor apologised.", "2024-05-11", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "expected"), KNOWN_CASES)
def test_conflicts_we_know(text: str, day: str, expected: str | None) -> None:
    scored = score_conflict((), document(text, published=Published(start=day, end=day)))
    assert (scored and scored[0]) == expected


def test_conflicts_can_be_assigned_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Northland war went on."
    with Ledger(path) as ledger:
        ledger.add(Reading(document(text, published=Published(start="2020-05-01")), ()))
        assert ledger.totals().conflicts == {}
        monkeypatch.setattr("truceline.conflicts.load_conflicts", lambda: KNOWN)
        assert ledger.assign_conflicts() == 1
        assert ledger.totals().conflicts == {"war": 1}
        assert [d.conflict for d in ledger.documents(conflict="war")] == ["war"]
        monkeypatch.setattr("truceline.conflicts.load_conflicts", lambda: ())
        assert ledger.assign_conflicts() == 0
        assert ledger.totals().conflicts == {}


def test_every_conflict_has_an_id_of_its_own() -> None:
    ids = [conflict.id for conflict in load_conflicts()]
    assert len(ids) == len(set(ids))
