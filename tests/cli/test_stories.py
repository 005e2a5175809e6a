"""``truceline stories`` and ``truceline copies``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger_samples import document

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Published

Run = Callable[..., Result]

FIRE = (
    "PORT, May 1 (Sample Wire) - Drones set fire to the oil terminal of Westport, the harbour master said. "
    "Firemen needed six hours to put out the flames. {} Nobody was hurt, and ships went to other harbours."
)


@pytest.fixture
def fires(folder: Path) -> Path:
    """A report, a paper's copy of it with another sentence, and a report of something else."""
    path = folder / "truceline.db"
    with Ledger(path) as ledger:
        for outlet, text, day in (
            ("Sample Wire", FIRE.format("The mayor was away."), "2024-05-01"),
            ("City \x1b[31mHerald", FIRE.format("The governor was away."), "2024-05-02"),
            ("Sample Wire", "Delegations met in the lakeside hotel for talks on prisoners.", "2024-05-20"),
        ):
            when = Published(text=day, start=day, end=day, basis="given")
            ledger.add(Reading(document(text, outlet=outlet, published=when, title=text.split(".")[0][:40]), ()))
    return path


def test_stories(run: Run, fires: Path) -> None:
    result = run("stories")
    assert result.exit_code == 0
    assert "2024-05-01 to 2024-05-02" in result.output
    assert "copy of" in result.output
    assert result.output.index("2024-05-20") < result.output.index("2024-05-01")
    assert "\x1b" not in result.output
    assert "2024-05-20" not in run("stories", "--no-single").output


def test_stories_as_json(run: Run, fires: Path) -> None:
    lines = [json.loads(line) for line in run("stories", "--json", "--rebuild").output.splitlines()]
    assert [(s["first"], len(s["reports"])) for s in lines] == [("2024-05-20", 1), ("2024-05-01", 2)]
    first, second = lines[1]["reports"]
    assert (lines[1]["id"], first["likeness"], second["copy_of"]) == (first["id"], None, first["id"])
    assert second["published"]["start"] == "2024-05-02"
    assert len(run("stories", "--json", "--limit", "1").output.splitlines()) == 1


def test_stories_that_pass_filters(run: Run, fires: Path) -> None:
    assert len(json.loads(run("stories", "--json", "--outlet", "Herald").output)["reports"]) == 2
    result = run("stories", "--outlet", "nobody")
    assert result.exit_code == 0
    assert "No story passes the filters." in result.stderr
    assert "1 of 2 stories are shown" in run("stories", "--limit", "1").stderr


def test_copies(run: Run, fires: Path) -> None:
    result = run("copies", "--differences")
    assert result.exit_code == 0
    assert "  - The mayor was away." in result.output
    assert "  + The governor was away." in result.output
    assert "it names Sample Wire as its source" in result.output or "it was published later" in result.output
    assert "\x1b" not in result.output
    assert "  - " not in run("copies", "--rebuild").output


def test_copies_as_json(run: Run, fires: Path) -> None:
    (copy,) = map(json.loads, run("copies", "--json").output.splitlines())
    assert copy["of"]["outlet"] == "Sample Wire"
    assert copy["original"] == copy["of"]["id"]
    assert copy["differences"] == [
        {"kind": "changed", "before": "The mayor was away.", "after": "The governor was away."}
    ]


def test_no_copies(run: Run, ledger: Path) -> None:
    result = run("copies")
    assert result.exit_code == 0
    assert "No copy passes the filters." in result.stderr
