"""Steps, ceasefires and states from claims: which claim is which step, what is one, what makes a state."""

from __future__ import annotations

import dataclasses
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import claim, document

from truceline.compare.account import Account
from truceline.compare.ceasefire_states import standing
from truceline.compare.ceasefire_steps import Step, keys, step_of
from truceline.compare.ceasefires import Timeline, timelines
from truceline.compare.declarations import declarations
from truceline.records import Actor, Event, Published, Span, Time

NORTH = Actor(text="Northland", name="Government of Northland", country="NOR", sector="GOV")
SOUTH = Actor(text="Southland", name="Government of Southland", country="SAU", sector="GOV")
REBELS = Actor(text="Hill Army", name="Hill Army", country="NOR", sector="REB")
UN = Actor(text="UN", name="United Nations", sector="IGO")
SOMEBODY = Actor(text="rebels", name="Rebels")
BOTH = Actor(text="Both sides")


def told(
    type_: str, word: str, *actors: Actor, day: str | None = None, to: tuple[Actor, ...] = (), text: str = "",
    report: str = "a", published: str | None = "2024-05-04", mode: str = "ceasefire", **fields: Any,
) -> Account:  # fmt: skip
    """An account of a report, in which ``text`` is the sentence."""
    sentence = text or f"The truce of {report}: {type_} {word}."
    when = Published(start=published, end=published, basis="given") if published else Published()
    time = Time(text=day, start=day, end=day) if day else None
    body = Event(type=type_, mode=mode, actors=actors, recipients=to, time=time,  # type: ignore[arg-type]
                 condition=fields.pop("condition", None), trigger=Span(start=0, end=len(word), text=word))  # fmt: skip
    of = document(f"{sentence}\n\n{report}", url=report, published=when)
    return Account(claim(of, sentence, body, **fields), report, conflict="found-northland-and-southland")


STEPS = [
    (told("REQUEST", "called", UN), "call", True),
    (told("REQUEST", "ordered", NORTH, to=(NORTH,)), "agreement", True),
    (told("AGREE", "agreed", NORTH, SOUTH), "agreement", True),
    (told("AGREE", "agreed", NORTH, modality="denied"), "denial", True),
    (told("AGREE", "readiness", NORTH, modality="planned"), "offer", True),
    (told("AGREE", "stop", NORTH, modality="conditional"), "offer", True),
    (told("AGREE", "reach", NORTH, modality="planned"), None, None),
    (told("AGREE", "accepted", NORTH), "offer", True),
    (told("AGREE", "accepted", NORTH, SOUTH), "agreement", True),
    (told("AGREE", "extended", NORTH), "extension", True),
    (told("AGREE", "extended", NORTH, modality="possible"), "extension", False),
    (told("AGREE", "agreed", NORTH, text="They agreed to a two-day extension of the truce."), "extension", True),
    (told("AGREE", "observe", NORTH, modality="planned"), "holding", False),
    (told("RETREAT", "began"), "start", True),
    (told("RETREAT", "begin", modality="planned"), "start", False),
    (told("RETREAT", "held"), "holding", True),
    (told("RETREAT", "hold", modality="denied"), "end", True),
    (told("AGREE", "truce", NORTH, text="A truce with Southland has held since noon."), "holding", True),
    (told("REJECT", "rejected", NORTH), "refusal", True),
    (told("REJECT", "suspended", NORTH), "suspension", True),
    (told("REJECT", "suspended", NORTH, modality="planned"), "suspension", False),
    (told("REJECT", "expired"), "expiry", True),
    (told("REJECT", "collapsed"), "end", True),
    (told("ACCUSE", "accused", NORTH, to=(SOUTH,)), "violation", True),
    (told("ACCUSE", "accused", NORTH, to=(SOUTH,), modality="denied"), "violation", False),
    (told("ACCUSE", "accused", NORTH, to=(SOUTH,), mode="shelling", text="It was shelled despite the truce."),
     "violation", True),
    (told("ACCUSE", "accused", NORTH, to=(SOUTH,), mode="shelling", text="It was shelled in May."), None, None),
    (told("ASSAULT", "shelled", SOUTH, mode="shelling", text="They shelled it after the truce began."), None, None),
    (told("CONSULT", "met", NORTH, mode="meeting"), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("account", "kind", "actual"), STEPS)
def test_which_step_a_claim_tells(account: Account, kind: str | None, actual: bool | None) -> None:
    step = step_of(account)
    assert (step and step.kind, step and step.actual) == (kind, actual)


def _step(account: Account) -> Step:
    step = step_of(account)
    assert step is not None
    return step


DAYS = [
    (told("AGREE", "agreed", day="2024-05-02"), ("2024-05-02", "2024-05-02", "stated")),
    (told("AGREE", "agreed"), ("2024-05-04", "2024-05-04", "report")),
    (told("AGREE", "agreed", background=True), (None, None, "unknown")),
    (told("AGREE", "agreed", published=None), (None, None, "unknown")),
    (told("ACCUSE", "accused", NORTH, background=True), (None, "2024-05-04", "by")),
    (told("RETREAT", "began", text="It was hit hours after the truce began."), (None, "2024-05-04", "by")),
    (told("AGREE", "announced", text="Earlier truces were announced."), (None, None, "unknown")),
    (told("REQUEST", "called", UN, said=Time(text="Friday", start="2024-05-03", end="2024-05-03")),
     ("2024-05-03", "2024-05-03", "said")),
]  # fmt: skip


@pytest.mark.parametrize(("account", "expected"), DAYS)
def test_when_a_step_was_taken(account: Account, expected: tuple[str | None, str | None, str]) -> None:
    when = _step(account).when
    assert (when.start and str(when.start), when.end and str(when.end), when.basis) == expected


def test_the_date_of_a_ceasefire_is_not_that_of_an_accusation() -> None:
    named = told("ACCUSE", "accused", NORTH, text="Northland accused Southland of breaking the 2020 truce.")
    year = Time(text="2020", start="2020-01-01", end="2020-12-31")
    step = _step(Account(replace(named.claim, body=replace(named.claim.body, time=year)), "a"))
    assert (str(step.of.start), step.when.basis) == ("2020-01-01", "report")


def test_what_tells_parties_apart() -> None:
    army = Actor(text="Northland's army", name="Armed Forces of Northland", country="NOR", sector="MIL")
    assert keys((NORTH, army)) == ("NOR",)
    assert keys((NORTH, REBELS)) == ("NOR", "hill army")
    assert keys((SOMEBODY, BOTH)) == ()


def state(day: str, *accounts: Account) -> str:
    return standing(_one(accounts), date.fromisoformat(day)).state.state


def _one(accounts: Any) -> Timeline:
    (found,) = timelines(accounts)
    return found


CALL = told("REQUEST", "called", UN, day="2024-05-01", report="call")
OFFER = told("AGREE", "stop", NORTH, day="2024-05-01", modality="conditional", condition="if", report="offer")
AGREED = told("AGREE", "agreed", NORTH, SOUTH, day="2024-05-02", report="agreed",
              text="Northland and Southland agreed to a three-day truce.")  # fmt: skip
BEGUN = told("RETREAT", "began", day="2024-05-03", report="begun")
ACCUSED = told("ACCUSE", "accused", SOUTH, to=(NORTH,), day="2024-05-04", report="accused")
OVER_BY_NORTH = told("REJECT", "collapsed", day="2024-05-05", report="over", sources=(NORTH,))
OVER_BY_SOUTH = told("REJECT", "collapsed", day="2024-05-05", report="over too", sources=(SOUTH,))
OVER = told("REJECT", "collapsed", day="2024-05-05", report="really over")
DENIED = told("AGREE", "agreed", SOUTH, day="2024-05-03", modality="denied", report="denied", sources=(SOUTH,))
LONGER = told(
    "AGREE", "extended", NORTH, SOUTH, day="2024-05-05", report="longer", text="They extended the truce by two days."
)
ALONE = told("AGREE", "declared", NORTH, day="2024-05-02", report="alone", text="Northland declared a truce.")
ALONE_OVER = told("REJECT", "suspended", NORTH, day="2024-05-04", report="alone over")
NEW_CALL = told("REQUEST", "called", UN, day="2025-01-01", report="new call")

STATES = [
    ("2024-04-30", (CALL, AGREED), "none"),
    ("2024-05-01", (CALL, AGREED), "called_for"),
    ("2024-05-01", (CALL, OFFER, AGREED), "offered_with_conditions"),
    ("2024-05-02", (CALL, OFFER, AGREED), "agreed"),
    ("2024-05-03", (AGREED, BEGUN), "in_force"),
    ("2024-05-04", (AGREED, BEGUN, ACCUSED), "in_force_with_alleged_violations"),
    ("2024-05-04", (AGREED, ACCUSED), "in_force_with_alleged_violations"),
    ("2024-05-04", (ACCUSED,), "in_force_with_alleged_violations"),
    ("2024-05-05", (AGREED, BEGUN, OVER_BY_NORTH), "disputed"),
    ("2024-05-05", (AGREED, BEGUN, OVER_BY_NORTH, OVER_BY_SOUTH), "broken_down"),
    ("2024-05-05", (AGREED, BEGUN, OVER), "broken_down"),
    ("2024-05-03", (AGREED, BEGUN, DENIED), "disputed"),
    ("2024-05-07", (AGREED, BEGUN, DENIED), "expired"),
    ("2024-05-06", (AGREED, BEGUN), "in_force"),
    ("2024-05-07", (AGREED, BEGUN), "expired"),
    ("2024-05-08", (AGREED, BEGUN, LONGER), "in_force"),
    ("2024-05-09", (AGREED, BEGUN, LONGER), "expired"),
    ("2024-06-01", (AGREED,), "agreed"),
    ("2024-05-04", (ALONE, ALONE_OVER), "suspended"),
    ("2025-01-01", (ALONE, told("RETREAT", "began", day="2024-05-03", report="began"), NEW_CALL), "called_for"),
]


@pytest.mark.parametrize(("day", "accounts", "expected"), STATES)
def test_states(day: str, accounts: tuple[Account, ...], expected: str) -> None:
    assert state(day, *accounts) == expected


def test_who_says_what_of_a_disputed_end() -> None:
    found = standing(_one((AGREED, BEGUN, OVER_BY_NORTH)), date(2024, 5, 5)).state
    assert [(v.state, v.by) for v in found.versions] == [
        ("broken_down", ("Government of Northland",)),
        ("in_force", ("Government of Southland",)),
    ]


def test_a_later_ceasefire_between_the_same_takes_the_place_of_the_earlier() -> None:
    again = told("AGREE", "agreed", NORTH, SOUTH, day="2024-06-20", report="again", published="2024-06-21")
    found = standing(_one((ALONE, told("RETREAT", "began", day="2024-05-03"), again)), date(2024, 6, 20))
    assert found.state.state == "agreed"
    assert [s.state for s in found.ceasefires] == ["in_force", "agreed"]
    assert [s.replaced_by for s in found.ceasefires] == [found.state.ceasefire, None]


NOBODY = told("REQUEST", "calls", day="2024-05-01", text="There were calls for a ceasefire.", report="nobody")
IN_MAY = Time(text="in May", start="2024-05-01", end="2024-05-31")
SOME_DAY = dataclasses.replace(OFFER, claim=replace(OFFER.claim, body=replace(OFFER.claim.body, time=IN_MAY)))
HOLDS = told("RETREAT", "held", day="2024-05-04", text="A truce has held.", report="holds")


@pytest.mark.parametrize(
    ("accounts", "since", "exact", "reason"),
    [
        ((NOBODY,), date(2024, 5, 1), True, "called for on 2024-05-01"),
        ((CALL,), date(2024, 5, 1), True, "called for by United Nations on 2024-05-01"),
        ((SOME_DAY,), date(2024, 5, 31), False, "offered by Government of Northland between 2024-05-01 and 2024-05-31"),
        ((HOLDS,), date(2024, 5, 4), False, "said to hold on 2024-05-04"),
        ((AGREED, BEGUN), date(2024, 5, 3), True, "began on 2024-05-03"),
    ],
)
def test_since_when_and_by_whom_as_far_as_it_is_told(
    accounts: tuple[Account, ...], since: date, exact: bool, reason: str
) -> None:
    state = standing(_one(accounts), since).state
    assert (state.since, state.exact) == (since, exact)
    assert any(why.startswith(reason) for why in state.why), state.why


EVERY = [CALL, OFFER, AGREED, BEGUN, ACCUSED, OVER_BY_NORTH, DENIED, LONGER, ALONE, ALONE_OVER, NEW_CALL, OVER]


@given(st.lists(st.sampled_from(EVERY), unique_by=id, min_size=1).flatmap(
    lambda several: st.tuples(st.just(several), st.permutations(several))
), st.dates(date(2024, 4, 1), date(2025, 2, 1)))  # fmt: skip
def test_the_order_of_reading_makes_no_difference(orders: tuple[list[Account], list[Account]], day: date) -> None:
    one, other = (_one(accounts) for accounts in orders)
    assert [[c.id for c in m.claims] for m in one.moments] == [[c.id for c in m.claims] for m in other.moments]
    assert standing(one, day).state.state == standing(other, day).state.state
    assert declarations([one]) == declarations([other])


@given(st.lists(st.sampled_from(EVERY), unique_by=id, min_size=1), st.dates(date(2024, 4, 1), date(2025, 2, 1)))
def test_every_state_rests_on_claims(accounts: list[Account], day: date) -> None:
    found = standing(_one(accounts), day)
    ids = {a.claim.id for a in accounts}
    for one in (found.state, *found.ceasefires):
        assert set(one.claims) <= ids
        assert (one.state == "none") == (not one.claims)
        assert one.why


def test_a_copy_is_no_other_text() -> None:
    again = told("AGREE", "agreed", NORTH, SOUTH, day="2024-05-02", report="paper")
    copy = Account(again.claim, "agreed", AGREED.claim.document.id, AGREED.conflict)
    (moment,) = _one((AGREED, copy)).moments
    assert (len(moment.claims), moment.texts) == (2, 1)


def test_rows_leave_null_what_nobody_says() -> None:
    row = declarations([_one([told("AGREE", "declared", REBELS, day="2024-05-02")])])[0]
    assert (row["actor_name"], row["cf_dec_day"], row["side"]) == ("Hill Army", 2, None)
    unsaid = ("cf_effect_yr", "partial", "written", "fixed", "p_holiday", "ceasefire_class", "mediator_nego", "ended")
    assert [row[name] for name in unsaid] == [None] * len(unsaid)  # type: ignore[literal-required]


def test_a_reported_end_is_a_row_s_end_and_a_stated_length_is_not() -> None:
    ended = declarations([_one((AGREED, BEGUN, OVER))])[0]
    assert (ended["ended"], ended["end_day"], ended["state"]) == (1, 5, "broken_down")
    run_out = declarations([_one((AGREED, BEGUN))])[0]
    assert (run_out["ended"], run_out["fixed_time"], run_out["state"]) == (None, "three-day", "expired")


def test_stories_of_no_known_conflict_are_kept_apart() -> None:
    here, there = [Account(a.claim, "here") for a in (AGREED, BEGUN)], Account(ALONE.claim, "there")
    found = timelines([there, *here, CALL])
    assert [(t.conflict, len(t.moments)) for t in found] == [(CALL.conflict, 1), (None, 2), (None, 1)]
