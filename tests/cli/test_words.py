"""``truceline words``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from truceline.ledger import Ledger
from truceline.pipeline import read_documents
from truceline.sources import document_from_text

Run = Callable[..., Result]

REPORTS = (
    ("Sample \x1b[31mWire", "2024-03-01", "The army said troops killed five terrorists in hills. The fighters fled."),
    ("Sample Daily", "2024-03-02", "Rebels said 12 of their fighters were martyred. The government denied it."),
)  # fmt: skip

LEXICON = """\
- term: hills
  forms: [hills, hill]
  neutral: high ground
  used_by: surveyors
  about: territory
  examples: [They climbed the hills.]
"""


@pytest.fixture
def told(folder: Path) -> Path:
    path = folder / "truceline.db"
    documents = [document_from_text(text, outlet=outlet, published=day) for outlet, day, text in REPORTS]
    with Ledger(path) as ledger:
        ledger.add_all(read_documents(documents))
    return path


def test_words(run: Run, told: Path) -> None:
    result = run("words")
    assert result.exit_code == 0
    assert "people: fighters" in result.output
    assert "terrorist" in result.output
    assert "(own voice)" in result.output
    assert REPORTS[0][2].split(". ")[0] in result.output
    assert "\x1b" not in result.output
    assert "government" not in result.output, "all call it so, and it takes no side"
    assert "state: government" in run("words", "--all").output
    assert REPORTS[0][2].split(". ")[0] not in run("words", "--examples", "0").output


def test_words_as_json(run: Run, told: Path) -> None:
    rows = [json.loads(line) for line in run("words", "--json", "--about", "people").output.splitlines()]
    assert {(row["about"], row["neutral"]) for row in rows} == {("people", "fighters")}
    by_claimant = {row["claimant"]: row["words"][0] for row in rows}
    (army,) = (words for claimant, words in by_claimant.items() if claimant and "rmy" in claimant)
    assert (army["term"], army["count"], army["how"], army["plain"]) == ("terrorist", 1, {"reported": 1}, False)
    (use,) = army["uses"]
    assert REPORTS[0][2][use["start"] : use["end"]] == use["written"] == "terrorists"


@pytest.mark.parametrize(
    ("options", "terms"),
    [
        (["--word", "martyrs"], {"martyred", "killed"}),
        (["--claimant", "rebel", "--all"], {"martyred", "fighters"}),
        (["--outlet", "Daily"], {"martyred"}),
        (["--published-until", "2024-03-01", "--about", "people"], {"terrorist", "fighters"}),
        (["--limit", "0"], set()),
    ],
)
def test_words_that_pass_filters(run: Run, told: Path, options: list[str], terms: set[str]) -> None:
    rows = [json.loads(line) for line in run("words", "--json", *options).output.splitlines()]
    assert {word["term"] for row in rows for word in row["words"]} == terms


def test_own_lexicon(run: Run, told: Path) -> None:
    Path("own.yaml").write_text(LEXICON, encoding="utf-8")
    (row,) = [json.loads(line) for line in run("words", "--lexicon", "own.yaml", "--json").output.splitlines()]
    assert (row["neutral"], row["words"][0]["term"]) == ("high ground", "hills")


@pytest.mark.parametrize(
    ("found", "instead", "message"),
    [
        ("about: territory", "about: terrain", "own.yaml:5: about `terrain`: Invalid enum value"),
        ("forms: [hills, hill]", "forms: [hill]", "own.yaml: `hills` is none of its own forms"),
        ("  neutral: high ground\n", "", "own.yaml:1: Object missing required field `neutral` (in the entry of `hi"),
        (LEXICON, LEXICON + LEXICON.replace("term: hills", "term: hill"), "both have the form"),
    ],
)  # fmt: skip
def test_bad_lexicon(run: Run, told: Path, found: str, instead: str, message: str) -> None:
    assert found in LEXICON
    Path("own.yaml").write_text(LEXICON.replace(found, instead), encoding="utf-8")
    result = run("words", "--lexicon", "own.yaml")
    assert result.exit_code == 1
    assert message in " ".join(result.stderr.split())


def test_no_words(run: Run, ledger: Path) -> None:
    result = run("words", "--outlet", "nobody")
    assert result.exit_code == 0
    assert "No word of the lexicon stands in the documents" in result.stderr


def test_few_rows(run: Run, told: Path) -> None:
    assert "1 of " in run("words", "--limit", "1").stderr
