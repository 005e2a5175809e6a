"""What stands after review: claims as they were accepted, corrected or added, by filters of what they say now; gold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from ledger_samples import MISSED, TEXT, reading

from truceline.evaluate import claims as evaluation
from truceline.evaluate.claims_data import passages
from truceline.exports.contract import exported_entry
from truceline.ledger import Ledger

OF = reading().document
TOLL, CALL, TAKEN = (one.id for one in reading().claims)


@pytest.fixture
def decided(ledger: Ledger) -> Ledger:
    """One accepted, one corrected, one rejected, one added."""
    ledger.reviews.decide("ann", "accept", TAKEN)
    ledger.reviews.decide("ben", "correct", TOLL, changes={"toll.group": "soldiers", "modality": "possible"})
    ledger.reviews.decide("ann", "reject", CALL)
    ledger.reviews.add("eve", OF.id, MISSED)
    return ledger


def told(book: Ledger, **filters: Any) -> list[tuple[str, str, bool]]:
    marks = [(e.claim.kind, e.review) for e in book.reviews.standing(**filters)]
    return sorted((kind, mark.state, mark.added) for kind, mark in marks if mark is not None)


def test_what_stands(decided: Ledger) -> None:
    assert told(decided) == [("control", "accepted", False), ("toll", "accepted", True), ("toll", "corrected", False)]
    assert told(decided, limit=2) != told(decided)
    marks = {e.claim.id: e.review for e in decided.reviews.standing()}
    assert marks[TOLL] is not None
    assert (marks[TOLL].by, marks[TOLL].decisions) == (("ben",), (2,))


@pytest.mark.parametrize(("filters", "found"), [
    ({"modality": "possible", "kind": "toll"}, [("toll", "corrected", False)]),
    ({"modality": "actual"}, [("toll", "accepted", True)]),
    ({"background": True}, [("control", "accepted", False)]),
    ({"review": "corrected"}, [("toll", "corrected", False)]),
    ({"conflict": "nagorno-karabakh", "kind": "toll"}, [("toll", "accepted", True), ("toll", "corrected", False)]),
    ({"document": "none"}, []),
    ({"place": "hadrut"}, [("toll", "corrected", False)]),
], ids=str)  # fmt: skip
def test_filters_go_by_what_claims_say_now(decided: Ledger, filters: Any, found: list[Any]) -> None:
    assert told(decided, **filters) == found


def test_the_form_says_who_reviewed(decided: Ledger) -> None:
    for entry in decided.reviews.standing():
        assert exported_entry(entry).review == entry.review
    assert not any(hasattr(exported_entry(e).review, "state") for e in decided.entries()), "others are as they were"


def test_gold_is_what_is_decided_whole(decided: Ledger) -> None:
    (passage,) = decided.reviews.gold().passages
    assert passage["text"] == OF.text
    assert [f["quote"] for f in passage["facts"]] == [
        "27 people had been killed", "liberated eight villages", "two civilians",
    ]  # fmt: skip
    assert passage["facts"][0]["expect"]["toll.group"] == "soldiers"
    assert [n["where"]["span.text"] for n in passage["never"]] == ["called for a ceasefire"]
    assert passage["complete"] == []
    decided.reviews.complete("ann", OF.id)
    (passage,) = decided.reviews.gold().passages
    assert passage["complete"] == ["event", "toll", "control"]


@pytest.mark.parametrize("undone", ["ben", "ann", "eve"])
def test_what_is_not_decided_whole_is_left_out_and_counted(decided: Ledger, undone: str) -> None:
    decided.reviews.undo(undone)
    gold = decided.reviews.gold()
    assert (len(gold.passages), gold.left_out) == ((1, 0) if undone == "eve" else (0, 1))


def test_what_reviewers_differ_on_is_not_gold(decided: Ledger) -> None:
    decided.reviews.decide("eve", "reject", TAKEN)
    assert decided.reviews.gold().passages == ()


def test_a_rejected_claim_that_another_one_is_like_is_not_forbidden(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "accept", TOLL)
    ledger.reviews.decide("ann", "accept", CALL)
    ledger.reviews.decide("ann", "reject", TAKEN)
    added = {**MISSED, "kind": "control", "span": {"start": TEXT.index("liberated"), "end": TEXT.index(" near")},
             "control": {"action": "captured", "by": None, "from": None, "places": [], "count": None, "time": None,
                         "wording": "liberated"}}  # fmt: skip
    ledger.reviews.add("ann", OF.id, added)
    (passage,) = ledger.reviews.gold().passages
    assert passage["never"] == []


def test_the_program_is_measured_by_it(decided: Ledger, tmp_path: Path) -> None:
    decided.reviews.complete("ann", OF.id)
    folder = tmp_path / "gold"
    folder.mkdir()
    text = yaml.safe_dump(list(decided.reviews.gold().passages), sort_keys=False, allow_unicode=True)
    (folder / "review.yaml").write_text(text, encoding="utf-8")
    (passage,) = passages(folder)
    assert passage.document.text == OF.text
    assert (len(passage.facts), passage.complete) == (3, ("event", "toll", "control"))
    assert evaluation.evaluate(folder).value("gold", "facts") == 3
