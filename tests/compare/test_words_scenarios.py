"""Reports in, the words that each source chooses out: ``words_scenarios.yaml``, each in a ledger of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.compare.wording import Use, counted, uses
from truceline.hearing import hear_documents
from truceline.knowledge.lexicon import load_lexicon
from truceline.knowledge.rival_names import rival_names
from truceline.ledger import Ledger
from truceline.ledger.worded import originals_among
from truceline.pipeline import read_documents
from truceline.sources import document_from_text

SCENARIOS = yaml.safe_load((Path(__file__).parent / "words_scenarios.yaml").read_text(encoding="utf-8"))


def found_in(scenario: dict[str, Any], path: Path) -> list[Use]:
    """The uses in the reports of a scenario, read and stored as users do."""
    documents = [document_from_text(**report) for report in scenario["reports"].values()]
    with Ledger(path) as ledger:
        ledger.add_all(read_documents(documents))
        originals = originals_among({document.id for document in documents}, ledger.copies())
        heard = hear_documents(stored.document for stored in ledger.documents())
        return counted(
            (use for h in heard for use in uses(
                h, load_lexicon(), rival_names(), tuple(ledger.claims(document=h.document.id))
            )),
            originals,
        )  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_scenario(scenario: dict[str, Any], tmp_path: Path) -> None:
    found = found_in(scenario, tmp_path / "test.db")
    assert all(use.document.text[use.start : use.end] == use.written for use in found)
    assert all(use.sentence.start <= use.start and use.end <= use.sentence.end for use in found)
    words = Counter(
        (use.outlet, use.claimant, use.word.term, use.how) for use in found if use.word.neutral in scenario["things"]
    )
    assert sorted(map(str, words.items())) == sorted(
        str(((outlet, claimant, term, how), times)) for outlet, claimant, term, how, times in scenario["words"]
    )


def test_the_scenarios_are_of_enough_conflicts() -> None:
    assert len({s["conflict"] for s in SCENARIOS}) >= 10
