"""Toll series: what figures are put together, what checks find, what stays apart."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import claim, document

from truceline.compare.account import Account
from truceline.compare.incidents import incidents
from truceline.compare.rivals import ends, summary
from truceline.compare.series import Tally, tallies
from truceline.records import Actor, Count, Place, Published, Time, Toll

MINISTRY = Actor(text="the ministry", name="Ministry of Health of Northland", country="NOR", sector="HLH")
RED_CROSS = Actor(text="the Red Cross", name="Red Cross", sector="NGO")
PORT = Place(text="Port", name="Port", country="NOR", lat=60.0, lon=10.0, precision="exact")
MAY_1 = date(2024, 5, 1)


def count(number: int | str) -> Count:
    if isinstance(number, int):
        return Count(text=str(number), best=number, low=number, high=number)
    least = int(number.removeprefix("at least "))
    return Count(text=number, best=None, low=least, high=None)


def told(
    number: int | str,
    day: int = 1,
    source: Actor | None = MINISTRY,
    *,
    scope: Any = "cumulative",
    since: str | None = "2024-04-01",
    says: str = "They died.",
    story: str = "s",
    report: str = "",
    around: str = "",
    **fields: Any,
) -> Account:
    """A figure, told on a day of May 2024; ``around`` is the text that its sentence stands in."""
    when = (MAY_1 + timedelta(day - 1)).isoformat()
    sources = (source,) if source else ()
    published = Published(start=when, end=when, basis="given")
    period = Time(text=None, start=since, end=None) if since else None
    usual = {"harm": "killed", "object": "persons", "group": "civilians", "side": None, "period": period}
    toll = Toll(**{**usual, "count": count(number), "scope": scope, **fields})
    name = report or f"{number} {day} {source and source.name} {says}"
    text = document(f"{around or says}\n\n{name}", url=name, published=published, outlet="Sample Wire")
    return Account(claim(text, says, toll, sources=sources), story, None, "war")


def made(*accounts: Account) -> list[Tally]:
    return tallies(accounts, incidents(accounts))


def notes(*accounts: Account) -> list[str]:
    return [note.kind for tally in made(*accounts) for series in tally.series for note in series.notes]


def figures(*accounts: Account) -> list[list[list[str]]]:
    return [[[e.count.text for e in s.entries] for s in tally.series] for tally in made(*accounts)]


MORE: dict[str, Any] = {"scope": "increment", "since": None}
ADDED = [told(42), told(1, 2, report="r", **MORE)]
NOW_AND_BEFORE: dict[str, Any] = {"report": "r", "around": "They died.\n\nIt had put the dead at five."}


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        pytest.param([*ADDED, told(43, 2, report="r")], ["adds_up"], id="42, one, 43"),
        pytest.param([*ADDED, told(45, 2, report="r")], ["does_not_add_up"], id="not"),
        pytest.param([told(42), told(40, 2)], ["impossible_fall"], id="a fall"),
        pytest.param([told(42), told(40, 2, says="It was revised down.")], ["revised_down"], id="a correction"),
        pytest.param([told(42), told(400, 2)], ["jump"], id="a jump"),
        pytest.param([told(42), told(400, 20)], [], id="the same in three weeks"),
        pytest.param([told(42), told(43, 2)], [], id="a rise"),
        pytest.param([told(42), told("at least 40", 2)], [], id="at least so many is no fall"),
        pytest.param([told("at least 42"), told(30, 2)], ["impossible_fall"], id="below the least"),
    ],
)
def test_checks(accounts: list[Account], expected: list[str]) -> None:
    assert notes(*accounts) == expected


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        pytest.param([told(5), told(7, 3)], [[["5", "7"]]], id="one count"),
        pytest.param([told(5), told(7, 3, RED_CROSS)], [[["5"], ["7"]]], id="rivals"),
        pytest.param([told(5), told(5, story="t")], [[["5"]]], id="one figure told twice"),
        pytest.param([told(5), told(7, 3, group="soldiers")], [[["5"]], [["7"]]], id="other people"),
        pytest.param([told(5), told(7, 3, harm="wounded")], [[["5"]], [["7"]]], id="another harm"),
        pytest.param([told(5), told(7, 3, since="2020-01-01")], [[["5"]], [["7"]]], id="since another day"),
        pytest.param([told(5), told(7, 3, since="2024-04-03")], [[["5", "7"]]], id="since a night later"),
        pytest.param([told(5), told(7, 3, since=None)], [[["5", "7"]]], id="since when is not said"),
        pytest.param([told(5, since=None), told(7, 90, since=None)], [[["5"]], [["7"]]], id="months apart"),
        pytest.param([told(5), told(7, 3, places=(PORT,))], [[["5"]], [["7"]]], id="of one town"),
        pytest.param(
            [told(5, scope="incident", since=None, places=(PORT,)), told(7, 2, places=(PORT,), since=None)],
            [[["5", "7"]]],
            id="the total of the incident in the town",
        ),
        pytest.param(
            [
                told(7, 2, scope="incident", since=None, **NOW_AND_BEFORE),
                told(5, 2, scope="incident", since=None, **{**NOW_AND_BEFORE, "says": "It had put the dead at five."}),
            ],
            [[["5", "7"]]],
            id="told as said before",
        ),
        pytest.param([told(5), told("at least 3", 2, RED_CROSS)], [[["5"], ["at least 3"]]], id="another bound"),
    ],
)  # fmt: skip
def test_what_is_of_one_thing(accounts: list[Account], expected: list[list[list[str]]]) -> None:
    assert figures(*accounts) == expected


def test_a_report_goes_on_with_a_count() -> None:
    here: dict[str, Any] = {"report": "r", "around": "The ministry counts.\n\nOne more died, which makes 43."}
    own: dict[str, Any] = {**here, "says": "One more died, which makes 43.", "since": None}
    source = told(42, says="The ministry counts.", **here)
    (tally,) = made(source, told(1, 1, None, scope="increment", group=None, **own), told(43, 1, None, **own))
    (series,) = tally.series
    assert [(e.count.text, e.own_voice) for e in series.entries] == [("42", False), ("1", True), ("43", True)]
    assert series.claimant.name == MINISTRY.name


def test_the_range_says_who_holds_each_end() -> None:
    (tally,) = made(told(5), told(9, 1, RED_CROSS))
    assert [(e.number, e.series[0].claimant.name) for e in ends(tally) or ()] == [(5, MINISTRY.name), (9, "Red Cross")]
    assert "from 5 (Ministry of Health of Northland, 2024-05-01) to 9 (Red Cross, 2024-05-01)" in summary(tally)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 25), st.sampled_from([MINISTRY, RED_CROSS, None]),
                          st.sampled_from(["cumulative", "increment", "incident"])), max_size=8))  # fmt: skip
def test_no_figure_is_lost_or_changed(several: list[tuple[int, int, Actor | None, str]]) -> None:
    accounts = [told(n, d, s, scope=scope, report=str(i)) for i, (n, d, s, scope) in enumerate(several)]
    found = made(*accounts)
    assert sorted(a.claim.id for tally in found for a in tally.accounts) == sorted(a.claim.id for a in accounts)
    for tally in found:
        for series in tally.series:
            assert {e.count for e in series.entries} <= {a.claim.body.count for a in accounts}  # type: ignore[union-attr]


@given(st.permutations([*ADDED, told(43, 2, report="r"), told(60, 4, RED_CROSS)]))
def test_the_order_of_claims_does_not_matter(accounts: list[Account]) -> None:
    (tally,) = made(*accounts)
    assert [[e.count.text for e in s.entries] for s in tally.series] == [["42", "1", "43"], ["60"]]
