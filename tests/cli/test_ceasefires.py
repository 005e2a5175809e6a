"""``truceline ceasefires``."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger_samples import claim, document

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Event, EventType, Published, Span, Time

Run = Callable[..., Result]

NORTH = Actor(text="North \x1b[31mLand", name="North \x1b[31mLand", sector="REB")
SOUTH = Actor(text="Southland", name="Southland Front", sector="REB")
UN = Actor(text="UN", name="United Nations", sector="IGO")


CALL = "The UN called for a ceasefire."
TRUCE = "North and South agreed to an immediate three-day truce."
BREACH = "North accused South of breaking it."


def _event(type_: EventType, word: str, day: str, *actors: Actor, to: tuple[Actor, ...] = ()) -> Event:
    return Event(type=type_, mode="ceasefire", actors=actors, recipients=to, time=Time(text=day, start=day, end=day),
                 trigger=Span(start=0, end=len(word), text=word))  # fmt: skip


@pytest.fixture
def truce(folder: Path) -> Path:
    """A report that tells of a call, a truce of three days, and an accusation."""
    path = folder / "truceline.db"
    when = Published(text="2024-05-03", start="2024-05-03", end="2024-05-03", basis="given")
    of = document("\n\n".join((CALL, TRUCE, BREACH)), published=when, title="A truce", language="en")
    told = (
        claim(of, CALL, _event("REQUEST", "called", "2024-05-01", UN)),
        claim(of, TRUCE, _event("AGREE", "agreed", "2024-05-02", NORTH, SOUTH)),
        claim(of, BREACH, _event("ACCUSE", "accused", "2024-05-03", NORTH, to=(SOUTH,))),
    )
    with Ledger(path) as ledger:
        ledger.add(Reading(of, told))
    return path


def test_the_steps_and_the_last_state(run: Run, truce: Path) -> None:
    result = run("ceasefires")
    assert result.exit_code == 0
    for words in ("No known conflict: A truce", "three-day", "at once", "On 2024-05-03: in force with alleged viola"):
        assert words in result.output
    assert result.output.index("call ") < result.output.index("agreement") < result.output.index("violation")
    assert "\x1b" not in result.output


def test_a_state_on_a_day(run: Run, truce: Path) -> None:
    assert "On 2024-04-30: none" in run("ceasefires", "--on", "2024-04").output
    assert "called for by United Nations on 2024-05-01" in run("ceasefires", "--on", "2024-05-01").output
    assert "three-day from 2024-05-02" in run("ceasefires", "--on", "2024-06").output


def test_the_steps_as_json(run: Run, truce: Path) -> None:
    steps = [json.loads(line) for line in run("ceasefires", "--json").output.splitlines()]
    assert [s["kind"] for s in steps] == ["call", "agreement", "violation"]
    assert steps[1]["terms"]["duration"] == {"text": "three-day", "value": "P3D"}
    assert steps[1]["ceasefire"] == steps[2]["ceasefire"] == steps[1]["claims"][0]["id"]
    assert steps[0]["ceasefire"] is None
    assert len(run("ceasefires", "--json", "--limit", "1").output.splitlines()) == 1


def test_a_state_as_json(run: Run, truce: Path) -> None:
    (found,) = map(json.loads, run("ceasefires", "--on", "2024-05-03", "--json").output.splitlines())
    assert (found["state"], found["since"]) == ("in_force_with_alleged_violations", "2024-05-02")
    assert len(found["claims"]) == 2
    assert found["ceasefires"][0]["parties"] == [NORTH.name, SOUTH.name]


def test_declarations_as_csv(run: Run, truce: Path) -> None:
    rows = list(csv.DictReader(run("ceasefires", "--format", "csv").output.splitlines()))
    assert [(r["actor_name"], r["cf_dec_day"], r["cf_effect_day"], r["side"], r["written"]) for r in rows] == [
        (NORTH.name, "2", "2", "bilateral", ""),
        (SOUTH.name, "2", "2", "bilateral", ""),
    ]
    as_json = [json.loads(line) for line in run("ceasefires", "--declarations", "--json").output.splitlines()]
    assert [r["actor_name"] for r in as_json] == [r["actor_name"] for r in rows]
    assert as_json[0]["written"] is None
    assert "Southland Front" in run("ceasefires", "--declarations").output


def test_filters(run: Run, truce: Path) -> None:
    steps = run("ceasefires", "--json", "--since", "2024-05-02", "--actor", "Southland").output.splitlines()
    assert [json.loads(line)["kind"] for line in steps] == ["agreement", "violation"]
    result = run("ceasefires", "--conflict", "nowhere")
    assert result.exit_code == 0
    assert "No claim of a ceasefire passes the filters." in result.stderr


@pytest.mark.parametrize("args", [("--on", "2024-05", "--declarations"), ("--json", "--format", "csv")])
def test_what_does_not_go_together(run: Run, truce: Path, args: tuple[str, ...]) -> None:
    assert run("ceasefires", *args).exit_code == 2


def test_claims_stay_as_they_are(run: Run, truce: Path) -> None:
    before = run("claims", "--json").output
    run("ceasefires")
    assert run("claims", "--json").output == before
