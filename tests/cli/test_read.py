"""``truceline read``, for real: what it stores, what it says, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from truceline.ledger import Ledger

Run = Callable[..., Result]

TOLL = "At least 49 people were killed in Tuesday's strike on the town of Kramatorsk, the governor said on Wednesday."
TRUCE = "The president called for a ceasefire on Monday. Two villages near Hadrut were captured, the army said."
FRENCH = (
    "Le gouvernement a annoncé mardi que quarante personnes avaient été tuées dans les combats autour de la ville. "
    "Les deux parties ont demandé un cessez-le-feu immédiat, selon le ministère de la Défense."
)


@pytest.fixture
def reports(folder: Path) -> Path:
    """A folder with two English reports, a French one, and one that is damaged."""
    made = folder / "reports"
    made.mkdir()
    (made / "1-toll.txt").write_text(TOLL)
    (made / "2-truce.txt").write_text(TRUCE)
    (made / "3-french.txt").write_text(FRENCH)
    (made / "4-damaged.pdf").write_bytes(b"%PDF-1.7 nothing that follows is a page")
    return made


def summary(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_batch_goes_on_past_what_cannot_be_read(run: Run, reports: Path) -> None:
    result = run("read", str(reports), "missing.txt", "--published", "2022-04-13")
    assert result.exit_code == 1
    assert "2 documents read into truceline.db" in result.stdout
    assert "1 document stored whole but not read:\n  " in result.stdout
    assert "3-french.txt: its language is fr; only English is read" in result.stdout
    assert "2 could not be read:" in result.stderr
    assert "4-damaged.pdf: " in result.stderr
    assert "missing.txt: there is no such file or folder. Check the name." in result.stderr


def test_what_is_not_english_is_stored_whole_and_marked(run: Run, reports: Path) -> None:
    run("read", str(reports / "3-french.txt"))
    with Ledger("truceline.db") as ledger:
        (stored,) = ledger.documents(status="not_read")
    assert stored.document.text == FRENCH
    assert (stored.document.language, stored.claims) == ("fr", 0)
    assert stored.reason == "its language is fr; only English is read"


def test_the_summary_as_json(run: Run, reports: Path) -> None:
    found = summary(run("read", str(reports), "--json"))
    assert found["documents"] == {"read": 2, "not_read": 1, "known": 0, "failed": 1}
    assert found["claims"]["toll"] >= 1
    assert found["claims"]["event"] >= 1
    assert [item["language"] for item in found["not_read"]] == ["fr"]
    assert found["failures"][0]["path"].endswith("4-damaged.pdf")
    assert set(found["failures"][0]) == {"path", "record", "reason", "hint"}
    assert found["interrupted"] is False


def test_reading_twice_adds_nothing_and_says_so(run: Run, reports: Path) -> None:
    run("read", str(reports))
    with Ledger("truceline.db") as ledger:
        before = ledger.totals()
    result = run("read", str(reports), str(reports / "1-toll.txt"))
    assert "4 documents already known: nothing was added for them" in result.stdout
    with Ledger("truceline.db") as ledger:
        assert ledger.totals() == before


def test_again_makes_a_new_reading(run: Run, reports: Path) -> None:
    report = str(reports / "1-toll.txt")
    run("read", report)
    found = summary(run("read", report, "--again", "--published", "2022-04-13", "--json"))
    assert found["documents"] == {"read": 1, "not_read": 0, "known": 0, "failed": 0}
    with Ledger("truceline.db") as ledger:
        (stored,) = ledger.documents()
        assert stored.readings == 2
        assert stored.document.published.start == "2022-04-13"
        assert len(list(ledger.entries(superseded=True))) == 2 * len(list(ledger.claims()))


def test_published_and_outlet_hold_for_all(run: Run, reports: Path) -> None:
    assert run("read", str(reports / "1-toll.txt"), "--published", "2022-04", "--outlet", "Sample Wire").exit_code == 0
    with Ledger("truceline.db") as ledger:
        (stored,) = ledger.documents()
    published = stored.document.published
    assert (stored.document.outlet, published.start, published.end) == ("Sample Wire", "2022-04-01", "2022-04-30")
    assert published.basis == "given"


def test_columns_of_a_table_can_be_named(run: Run, folder: Path) -> None:
    (folder / "table.csv").write_text(f'body,paper,day\n"{TOLL}",Sample Wire,2022-04-13\n')
    args = ["--map", "text=body", "--map", "outlet=paper", "--map", "published=day"]
    assert run("read", "table.csv", *args).exit_code == 0
    with Ledger("truceline.db") as ledger:
        (stored,) = ledger.documents()
    assert (stored.document.text, stored.document.outlet) == (TOLL, "Sample Wire")
    assert stored.document.published.start == "2022-04-13"


def test_standard_input_can_be_read(run: Run) -> None:
    result = run("read", "-", "--ledger", "piped.db", stdin=TOLL)
    assert result.exit_code == 0, result.output
    with Ledger("piped.db") as ledger:
        assert [stored.document.text for stored in ledger.documents()] == [TOLL]


def test_several_processes_read_the_same_as_one(run: Run, reports: Path) -> None:
    for number in range(12):
        (reports / f"more-{number}.txt").write_text(f"{TOLL} It was strike number {number}.")
    one = summary(run("read", str(reports), "--ledger", "one.db", "--json"))
    two = summary(run("read", str(reports), "--ledger", "two.db", "--json", "--workers", "2"))
    assert one["documents"] == two["documents"] == {"read": 14, "not_read": 1, "known": 0, "failed": 1}
    with Ledger("one.db") as first, Ledger("two.db") as second:
        claims = sorted(first.claims(), key=lambda claim: claim.id)
        assert sorted(second.claims(), key=lambda claim: claim.id) == claims


def test_a_run_that_reads_everything_ends_with_0(run: Run, reports: Path) -> None:
    assert run("read", str(reports / "1-toll.txt"), str(reports / "2-truce.txt")).exit_code == 0


def test_every_claim_that_was_read_can_be_verified(run: Run, reports: Path) -> None:
    run("read", str(reports))
    result = run("verify")
    assert result.exit_code == 0, result.output


def test_nothing_is_drawn_where_nobody_looks(run: Run, reports: Path) -> None:
    result = run("read", str(reports / "1-toll.txt"))
    assert result.stderr == ""
    assert "\x1b" not in result.stdout
