"""Incidents: which claims are put together, which are kept apart, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import claim, document

from truceline.compare.account import Account
from truceline.compare.evidence import judge
from truceline.compare.incidents import incidents
from truceline.compare.telling import family
from truceline.records import Actor, Claim, Control, Count, Event, Modality, Place, Published, Span, Time, Toll

NORTH = Actor(text="the north", name="Government of Northland", country="NOR")
SOUTH = Actor(text="the south", name="Government of Southland", country="SAU")
PORT = Place(text="Port", name="Port", country="NOR", lat=60.0, lon=10.0, precision="exact")
QUAY = Place(text="Quay", name="Quay", country="NOR", lat=60.05, lon=10.0, precision="exact")
HILL = Place(text="Hill", name="Hill", country="NOR", lat=62.0, lon=10.0, precision="exact")
LAND = Place(text="Northland", name="Northland", country="NOR", lat=61.0, lon=9.0, precision="country")
MAY_1, MAY_3 = (Time(text=None, start=d, end=d) for d in ("2024-05-01", "2024-05-03"))


def told(body: Event | Toll | Control, report: str = "a", *, sentence: str = "It was hit.", **fields: Any) -> Claim:
    """A claim of a report of May 4."""
    when = Published(start="2024-05-04", end="2024-05-04", basis="given")
    return claim(document(f"{sentence}\n\n{report}", url=report, published=when), sentence, body, **fields)


def strike(place: Place | None = PORT, time: Time | None = MAY_1, **fields: Any) -> Event:
    places = () if place is None else (place,)
    trigger = Span(start=0, end=1, text="I")
    usual = {"type": "ASSAULT", "mode": "airstrike", "places": places, "time": time, "trigger": trigger}
    return Event(**{**usual, **fields})


def dead(number: int, place: Place | None = PORT, time: Time | None = MAY_1, **fields: Any) -> Toll:
    count = Count(text=str(number), best=number, low=number, high=number)
    places = () if place is None else (place,)
    return Toll(**{"harm": "killed", "object": "persons", "group": None, "side": None, "count": count,
                   "scope": "incident", "period": time, "places": places, **fields})  # fmt: skip


def held(by: Actor, action: Any = "captured") -> Control:
    return Control(action=action, by=by, from_=None, places=(HILL,), count=None, time=MAY_1, wording="took")


def call(by: Actor, to: Actor | None = None) -> Event:
    return strike(None, None, type="REQUEST", mode="ceasefire", actors=(by,), recipients=(to,) if to else ())


TOGETHER = [
    pytest.param(strike(), strike(), id="same means, place and day"),
    pytest.param(strike(), dead(7), id="a strike and its dead"),
    pytest.param(dead(7), dead(9), id="rival figures of one day and place"),
    pytest.param(strike(actors=(NORTH,)), strike(actors=(SOUTH,)), id="each says the other did it"),
    pytest.param(strike(PORT), strike(QUAY), id="a village beside the town"),
    pytest.param(strike(), strike(mode="shelling"), id="other words for the means"),
    pytest.param(strike(), strike(time=None), id="one without a date, in the news of those days"),
    pytest.param(held(NORTH), held(SOUTH, "held"), id="who holds a place, disputed"),
    pytest.param(call(NORTH, SOUTH), call(NORTH, SOUTH), id="one call, two reports"),
]
APART = [
    pytest.param(strike(PORT), strike(HILL), id="places far apart"),
    pytest.param(strike(), strike(time=MAY_3), id="other days"),
    pytest.param(strike(), held(NORTH), id="other kinds of things"),
    pytest.param(dead(7, side=NORTH), dead(7, side=SOUTH, place=LAND), id="the dead of either side"),
    pytest.param(call(NORTH), call(SOUTH), id="two calls"),
    pytest.param(strike(None, None), strike(None, None, mode="bombing"), id="nothing known in common"),
]


@pytest.mark.parametrize(("first", "second"), TOGETHER)
def test_together(first: Any, second: Any) -> None:
    one, other = told(first, "a"), told(second, "b")
    assert [len(i.accounts) for i in incidents([Account(one, "s"), Account(other, "s")])] == [2]


@pytest.mark.parametrize(("first", "second"), APART)
def test_apart(first: Any, second: Any) -> None:
    one, other = told(first, "a"), told(second, "b")
    assert [len(i.accounts) for i in incidents([Account(one, "s"), Account(other, "s")])] == [1, 1]


@pytest.mark.parametrize(
    ("body", "modality", "expected"),
    [
        (strike(), "actual", "violence"),
        (strike(), "denied", "violence"),
        (strike(), "called_for", None),
        (dead(3), "actual", "violence"),
        (dead(3, scope="cumulative"), "actual", None),
        (dead(3, harm="displaced"), "actual", "displaced"),
        (held(NORTH), "actual", "control"),
        (call(NORTH), "actual", "REQUEST ceasefire"),
    ],
)
def test_family(body: Any, modality: Modality, expected: str | None) -> None:
    assert family(told(body, modality=modality)) == expected


def test_a_verdict_names_its_reasons() -> None:
    one, other = Account(told(strike(), "a")), Account(told(dead(7), "b"))
    verdict = judge(one, other)
    assert [name for name, _ in verdict.why] == ["any two claims of one kind", "same day", "same place"]
    assert verdict.sure == pytest.approx(0.818, abs=0.001)  # 1 / (1 + exp(-1.5))
    assert judge(one, Account(told(strike(HILL), "b"))).why[0][0] == "other places"
    assert judge(one, Account(told(strike(HILL), "b"))).sure == 0


def test_rival_figures_far_apart_in_time_stay_apart_in_one_story() -> None:
    claims = [told(dead(7), "a"), told(dead(8), "b"), told(dead(9, time=MAY_3), "c"), told(strike(HILL), "d")]
    found = incidents(Account(c, "s") for c in claims)
    assert [len(i.accounts) for i in found] == [2, 1, 1]
    assert [i.sure is None for i in found] == [False, True, True]


ACROSS = [
    pytest.param(strike(), strike(), 1, id="one day and place, told again in another story"),
    pytest.param(strike(), dead(7), 1, id="the dead of it, told again"),
    pytest.param(strike(time=None), strike(time=None), 2, id="no day is stated"),
    pytest.param(strike(LAND), strike(LAND), 2, id="no town is named"),
    pytest.param(strike(), strike(time=MAY_3), 2, id="other days"),
    pytest.param(dead(7, side=NORTH), dead(7, side=SOUTH), 1, id="the number, though not the side"),
    pytest.param(dead(7, side=NORTH), dead(8, side=SOUTH), 1, id="rival figures across stories"),
]


@pytest.mark.parametrize(("first", "second", "expected"), ACROSS)
def test_across_stories(first: Any, second: Any, expected: int) -> None:
    accounts = [Account(told(first, "a"), "s"), Account(told(second, "b"), "t")]
    assert len(incidents(accounts)) == expected
