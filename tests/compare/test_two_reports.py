"""Two real reports three years apart with nearly one lead: what was asked of them.  Skipped without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.api import read
from truceline.compare.ceasefire_steps import Step
from truceline.compare.series import Tally
from truceline.engines.each import Reading
from truceline.ledger import Ledger

REPORTS = Path(__file__).parents[3] / "shared" / "acceptance" / "seeds.jsonl"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    if not REPORTS.is_file():
        pytest.skip("the two reports are not part of the repository, and not beside it")
    with Ledger(tmp_path_factory.mktemp("two") / "test.db") as made:
        for outcome in read(REPORTS):
            assert isinstance(outcome, Reading)
            made.add(outcome)
        yield made


def test_two_stories_and_one_conflict_and_no_copy(ledger: Ledger) -> None:
    assert [len(story.reports) for story in ledger.stories()] == [1, 1]
    assert [(c.id, c.documents) for c in ledger.conflicts()] == [("nagorno-karabakh", 2)]
    assert list(ledger.copies()) == []


def test_the_two_accounts_of_one_call_are_one_dispute(ledger: Ledger) -> None:
    (dispute,) = ledger.disputes()
    claimants = [[claimant.name for claimant, _ in position.told] for position in dispute.positions]
    assert dispute.kind == "conditions"
    assert any("State" in name for several in claimants for name in several)
    assert any("Presidential Administration" in name for several in claimants for name in several)


def numbers(tally: Tally) -> list[int | None]:
    return [entry.count.best for series in tally.series for entry in series.entries]


def test_forty_two_and_one_more_are_forty_three(ledger: Ledger) -> None:
    (tally,) = (t for t in ledger.tolls() if 43 in numbers(t))
    assert sorted(filter(None, numbers(tally))) == [1, 42, 43]
    assert [note.kind for series in tally.series for note in series.notes] == ["adds_up"]


def test_the_tolls_of_the_two_wars_stay_apart(ledger: Ledger) -> None:
    for tally in ledger.tolls():
        documents = {a.claim.document.id for series in tally.series for e in series.entries for a in e.accounts}
        assert len(documents) == 1
    assert any(27 in numbers(tally) for tally in ledger.tolls())


#: Year of the report's day or of the step, kind of step, and a word of who takes it, of its terms or of whom it blames.
STEPS = [
    ("1994", "agreement", ""),
    ("2020", "call", "United States"),
    ("2020", "agreement", ""),
    ("2023", "call", "Guterres"),
    ("2023", "call", "Russia"),
    ("2023", "offer", "surrender"),
    ("", "violation", "Armenia"),
]


@pytest.mark.parametrize(("year", "kind", "word"), STEPS)
def test_the_timeline_of_the_ceasefire(ledger: Ledger, year: str, kind: str, word: str) -> None:
    (timeline,) = ledger.ceasefires()
    steps = [step for moment in timeline.moments for step in moment.steps if step.kind == kind]
    assert any(year in f"{step.when.start} {step.when.end}" and word in words(step) for step in steps)


def words(step: Step) -> str:
    condition = getattr(step.claim.body, "condition", None)
    return " ".join([*(a.name or a.text for a in (*step.parties, *step.others)), condition or ""])
