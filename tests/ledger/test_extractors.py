"""What the rules and what a language model found stay apart, and one reading stands for each document."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_samples import reading

from truceline.extractor import RULES, Extractor
from truceline.ledger import Ledger
from truceline.pipeline import Reading

MODEL = Extractor("llm:one", "prompt 1")
OTHER = Extractor("llm:two", "prompt 1")


def by(extractor: Extractor, claims: int = 3) -> Reading:
    made = reading()
    return replace(made, claims=made.claims[:claims], extractor=extractor)


def told(ledger: Ledger, **filters: object) -> list[tuple[str, bool]]:
    return [(entry.read_by.extractor, entry.current) for entry in ledger.entries(**filters)]


@pytest.mark.parametrize("order", [(RULES, MODEL), (MODEL, RULES)])
def test_the_rules_reading_stands_whichever_came_first(path: Path, order: tuple[Extractor, ...]) -> None:
    with Ledger(path) as ledger:
        assert [ledger.add(by(extractor)) for extractor in order] == [True, True]
        assert told(ledger) == [("rules", True)] * 3
        assert told(ledger, extractor="llm") == told(ledger, extractor="llm:one") == [("llm:one", True)] * 3
        assert told(ledger, extractor=["rules", "llm"], kind="toll") == [(e.name, True) for e in order]
        assert told(ledger, extractor="llm:on") == []
        (stored,) = ledger.documents()
        assert (stored.read_by.extractor, stored.readings, stored.claims) == ("rules", 2, 3)
        assert ledger.totals().claims == {"toll": 1, "event": 1, "control": 1}
        assert ledger.totals().extractors == {"rules": 1, "llm:one": 1}
        assert list(ledger.faults()) == []


def test_without_the_rules_the_latest_reading_stands(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(by(MODEL))
        ledger.add(by(OTHER, claims=1))
        assert told(ledger) == [("llm:two", True)]
        assert told(ledger, extractor="llm") == [("llm:one", True)] * 3 + [("llm:two", True)]


def test_an_extractor_reads_once_and_again_supersedes_its_own(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(by(RULES))
        assert ledger.add(by(MODEL))
        assert not ledger.add(by(MODEL))
        assert ledger.known([by(MODEL).document.id], "llm:one")
        assert not ledger.known([by(MODEL).document.id], "llm:two")
        assert ledger.add(by(replace(MODEL, version="prompt 2"), claims=1), again=True)
        assert told(ledger) == [("rules", True)] * 3
        (entry,) = ledger.entries(extractor="llm:one")
        assert (entry.read_by.extractor, entry.read_by.extractor_version) == ("llm:one", "prompt 2")
        assert told(ledger, superseded=True, extractor="llm").count(("llm:one", False)) == 3


def test_a_claim_that_both_found_is_shown_once(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(by(MODEL))
        ledger.add(by(RULES))
        (toll,) = ledger.claims(kind="toll")
        (entry,) = ledger.matching(toll.id)
        assert entry.read_by.extractor == "rules"


def test_the_conflict_is_that_of_the_reading_that_stands(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(by(RULES))
        before = ledger.totals().conflicts
        ledger.add(by(MODEL, claims=0))
        assert ledger.totals().conflicts == before


def test_the_views_show_one_reading_a_document(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(by(RULES))
        ledger.add(by(MODEL))
        ledger.add(by(MODEL, claims=2), again=True)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT extractor FROM current_documents").fetchall() == [("rules",)]
        assert connection.execute("SELECT count(*) FROM current_claims").fetchone() == (3,)
