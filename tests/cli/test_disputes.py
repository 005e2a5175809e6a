"""``truceline tolls``, ``truceline disputes`` and ``truceline corroboration``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from ledger_samples import claim, document

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Count, Place, Published, Time, Toll

Run = Callable[..., Result]

ARMY = Actor(text="the army", name="Armed Forces of Northland", country="NOR", sector="MIL")
REBELS = Actor(text="the front", name="Southland Front", country="NOR", sector="REB")
UN = Actor(text="the UN", name="United Nations", sector="IGO")
DOCTORS = Actor(text="the doctors", name="Doctors' Network", sector="NGO")
PORT = Place(text="Westport", name="Westport", country="NOR", lat=60.0, lon=10.0, precision="exact")


@pytest.fixture
def sides(folder: Path) -> Path:
    """Four reports of one battle: who holds the port, and how many died there, by day."""
    path = folder / "truceline.db"
    with Ledger(path) as ledger:
        ledger.add_all([
            report("The army holds Westport.", "2024-05-02", held(ARMY), ARMY),
            report("The front took Westport \x1b[31mwhole.", "2024-05-02", held(REBELS), REBELS),
            report("In Westport 12 died, the UN said.", "2024-05-02", dead(12), UN),
            report("In Westport 12 people died, say doctors.", "2024-05-02", dead(12), DOCTORS),
            report("Nine died in Westport, the army said.", "2024-05-02", dead(9), ARMY),
        ])  # fmt: skip
    return path


def report(sentence: str, day: str, body: Any, source: Actor) -> Reading:
    when = Published(text=day, start=day, end=day, basis="given")
    text = f"{sentence}\n\nShips left Westport for the harbours of the south while the fighting went on."
    made = document(text, outlet=f"Wire of {source.name}", published=when, title="Battle of Westport")
    return Reading(made, (claim(made, sentence, body, sources=(source,)),))


def held(by: Actor) -> Control:
    return Control(action="held", by=by, from_=None, places=(PORT,), count=None, time=None, wording="holds")


def dead(number: int) -> Toll:
    count = Count(text=str(number), best=number, low=number, high=number)
    day = Time(text="Wednesday", start="2024-05-01", end="2024-05-01")
    return Toll(harm="killed", object="persons", group=None, side=None, count=count, scope="incident", period=day,
                places=(PORT,))  # fmt: skip


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_disputes(run: Run, sides: Path) -> None:
    result = run("disputes")
    assert result.exit_code == 0
    assert "control of Westport" in result.output
    assert "held by Southland Front" in result.output
    assert "other sources, and nothing in the reports ties them together" in result.output
    assert "\x1b" not in result.output
    only = run("disputes", "--disagreement", "held_by_both").output
    assert "control of Westport" in only
    assert "killed" not in only


def test_disputes_as_json(run: Run, sides: Path) -> None:
    found = {d["kind"]: d for d in lines(run("disputes", "--json"))}
    assert set(found) == {"held_by_both", "figures"}
    figures = found["figures"]
    assert sorted(p["says"] for p in figures["positions"]) == ["12", "9"]
    assert {c["said_by"]["name"] for p in figures["positions"] for c in p["claims"]} == {
        "United Nations", "Doctors' Network", "Armed Forces of Northland",
    }  # fmt: skip
    assert all({"tie", "independent", "why"} <= between.keys() for between in figures["independence"])
    assert len(lines(run("disputes", "--json", "--limit", "1"))) == 1


def test_tolls(run: Run, sides: Path) -> None:
    result = run("tolls", "--rivals")
    assert result.exit_code == 0
    assert "from 9 (Armed Forces of Northland, 2024-05-02) to 12" in result.output
    assert "United Nations: low 12, best 12, high 12" in result.output
    (tally,) = lines(run("tolls", "--json"))
    assert [end["number"] for end in tally["range"]] == [9, 12]
    assert [len(s["entries"]) for s in tally["series"]] == [1, 1, 1]
    assert (
        run("tolls", "--checked").output.strip()
        == "No toll series passes the filters. --single lists single figures too."
    )


def test_corroboration(run: Run, sides: Path) -> None:
    result = run("corroboration")
    assert "2 independent sources" in result.output
    (agreement,) = lines(run("corroboration", "--json"))
    assert {c["name"] for c in agreement["independent"]} == {"United Nations", "Doctors' Network"}
    assert {c["id"] for c in agreement["claims"]} <= {c["id"] for c in lines(run("claims", "--json", "--kind", "toll"))}
    assert "No agreement" in run("corroboration", "--across-sides").stderr
    assert "No agreement" in run("corroboration", "--least", "3").stderr


@pytest.mark.parametrize("command", ["tolls", "disputes", "corroboration"])
def test_what_passes_filters_is_listed_whole(run: Run, sides: Path, command: str) -> None:
    every, some = lines(run(command, "--json")), lines(run(command, "--json", "--source", "United Nations"))
    assert [record for record in every if "United Nations" in json.dumps(record)] == some
    assert run(command, "--json", "--source", "nobody").output == ""
    assert run(command, "--conflict", "no-such-one").exit_code == 0


@pytest.mark.parametrize("command", ["tolls", "disputes", "corroboration"])
def test_an_empty_ledger(run: Run, ledger: Path, command: str) -> None:
    result = run(command)
    assert result.exit_code == 0
    assert result.stderr.startswith("No ")


def test_tables(sides: Path) -> None:
    from truceline.exports.compared import agreement_table, dispute_table, incident_table, toll_table

    with Ledger(sides) as book:
        tolls, disputes, agreements = book.tolls(), book.disputes(), book.agreements()
        incidents = list(book.incidents())
        assert book.disputes(source="United Nations") == [d for d in disputes if d.kind == "figures"]
    assert toll_table(tolls).column("count").to_pylist() == ["9", "12", "12"]
    assert dispute_table(disputes).num_rows == 5
    assert set(agreement_table(agreements).column("claimant").to_pylist()) == {"United Nations", "Doctors' Network"}
    assert incident_table(incidents).column("claim").to_pylist() == [a.claim.id for i in incidents for a in i.accounts]
    assert incidents
    assert toll_table([]).num_rows == 0
