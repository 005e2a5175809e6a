"""The scorer of claims: facts, fields, precision, what must not be said, and calibration."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.evaluate.claims import evaluate, judge, tell
from truceline.evaluate.claims_data import Passage, passages
from truceline.evaluate.result import DataError
from truceline.sources import document_from_text

TEXT = "The health ministry said on Tuesday that 12 civilians were killed and 30 wounded in the shelling of Odesa."


def gold(folder: Path, **fields: Any) -> Path:
    (folder / "dev").mkdir()
    entry = {"id": "p", "text": TEXT, "published": "2022-05-04", "facts": [], **fields}
    (folder / "dev" / "made.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return folder


def fact(harm: str, best: int, **expect: Any) -> dict[str, Any]:
    return {"kind": "toll", "quote": "12 civilians", "where": {"toll.harm": harm, "toll.count.best": best},
            "expect": {f"toll.{k}": v for k, v in expect.items()}}  # fmt: skip


def test_found_fields_and_precision(tmp_path: Path) -> None:
    killed = fact("killed", 12, group="civilians", scope="cumulative")
    result = evaluate(gold(tmp_path, facts=[killed, fact("missing", 3)], complete=["toll"]))
    assert result.value("dev", "found") == 0.5
    assert result.value("dev", "fields") == 0.5
    assert result.value("dev", "precision") == 0.5
    assert result.value("dev toll", "facts") == 2
    assert result.value("dev field", "toll.group") == 1.0
    assert result.value("dev field", "toll.scope") == 0.0
    assert result.kinds() == {"missed toll": 1, "field toll.scope": 1, "spurious toll": 1}


def test_kinds_that_are_not_complete_do_not_count_for_precision(tmp_path: Path) -> None:
    result = evaluate(gold(tmp_path, facts=[fact("killed", 12)]))
    assert result.value("dev", "claims_judged") == 0
    assert result.kinds() == {}


FACT = {"id": "f", "kind": "toll", "quote": "", "where": {"toll.harm": "killed"}, "expect": {"toll.scope": "incident"}}
PASSAGE = Passage("dev", "p", document_from_text(TEXT), (), ("toll",), ())


def told(best: int, scope: str) -> dict[str, Any]:
    return {"kind": "toll", "sentence": {"text": TEXT}, "span": {"text": "killed"}, "confidence": 0.9,
            "toll": {"harm": "killed", "count": {"best": best}, "scope": scope}}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "scopes", "faultless"),
    [
        ([FACT], ["incident"], [True]),
        ([FACT], ["cumulative"], [False]),
        ([FACT], ["incident", "cumulative"], [True, False]),
        ([FACT], ["cumulative", "increment"], [False, False]),
        ([FACT], ["incident", "incident"], [True, True]),
        ([FACT, {**FACT, "expect": {"toll.scope": "cumulative"}}], ["incident"], [True]),
        ([{**FACT, "expect": {}}], ["incident", "cumulative"], [True, True]),
        ([{**FACT, "where": {"toll.harm": "wounded"}}], ["incident"], [False]),
    ],
)
def test_a_claim_is_faultless_when_it_has_all_fields_of_a_fact_itself(
    facts: list[dict[str, Any]], scopes: list[str], faultless: list[bool]
) -> None:
    passage = replace(PASSAGE, facts=tuple(facts))
    claims = [told(number, scope) for number, scope in enumerate(scopes)]
    assert [j.faultless for j in judge(passage, claims, tell(passage, claims))] == faultless


@pytest.mark.parametrize(
    ("never", "broken"),
    [
        ({"kind": "toll", "toll.harm": "wounded"}, 1),
        ({"id": "n", "where": {"kind": "toll", "toll.harm": "wounded"}}, 1),
        ({"kind": "toll", "toll.harm": "missing"}, 0),
    ],
)
def test_what_must_never_be_claimed(tmp_path: Path, never: dict[str, Any], broken: int) -> None:
    result = evaluate(gold(tmp_path, never=[never]))
    assert result.value("dev", "never") == broken
    assert result.kinds()["never"] == broken


def test_days_in_yaml_are_texts(tmp_path: Path) -> None:
    (tmp_path / "made.yaml").write_text(
        f"- text: {TEXT}\n  published: 2022-05-04\n  facts:\n"
        "  - {kind: toll, where: {toll.harm: killed}, expect: {said.start: 2022-05-03}}\n"
    )
    result = evaluate(tmp_path)
    assert result.value(tmp_path.name, "fields") == 1.0


def test_facts_files_stand_beside_their_reports(tmp_path: Path) -> None:
    report = {"url": "made:1", "text": TEXT, "published": "2022-05-04", "title": "Shelling"}
    (tmp_path / "some.jsonl").write_text(json.dumps(report) + "\n")
    facts = {"facts": [{"id": "a", "doc": "made:1", **fact("killed", 12)}], "complete": {"made:1": ["toll"]},
             "never": [{"id": "n", "where": {"kind": "control"}}]}  # fmt: skip
    (tmp_path / "some.json").write_text(json.dumps(facts))
    result = evaluate(tmp_path)
    assert (result.value("some", "found"), result.value("some", "never")) == (1.0, 0)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.yaml", "facts: []", "not a list of passages"),
        ("a.yaml", "- {id: x}", "passage 1: it has no `text`"),
        ("a.yaml", "- {id: x, text: Hello there., facts: [{kind: tool}]}", "its kind is 'tool'"),
        ("a.yaml", "- {id: x, text: Hello there., complete: [tolls]}", "the kinds are event, toll, control"),
        ("a.yaml", "- {id: x, text: Hello there., published: soon}", "passage x"),
        ("a.yaml", "- [", "this is no YAML"),
        ("a.txt", "nothing", "neither facts files"),
    ],
)
def test_data_of_another_form_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(DataError, match=message):
        passages(tmp_path)


def test_facts_of_a_report_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text(json.dumps({"url": "made:1", "text": TEXT}) + "\n")
    (tmp_path / "some.json").write_text(json.dumps({"facts": [{"id": "a", "doc": "made:2", "kind": "toll"}]}))
    with pytest.raises(DataError, match="made:2"):
        passages(tmp_path)


def test_a_fact_that_may_be_left_out_counts_only_when_it_is_found(tmp_path: Path) -> None:
    missing, wounded = fact("missing", 3), fact("wounded", 30)
    facts = [fact("killed", 12), {**missing, "may": True}, {**wounded, "may": True}]
    result = evaluate(gold(tmp_path, facts=facts, complete=["toll"]))
    assert result.value("dev", "facts") == 2
    assert result.value("dev", "found") == 1.0
    assert result.value("dev", "precision") == 1.0


def test_a_claim_is_faultless_when_it_is_the_best_of_a_fact_with_nothing_wrong(tmp_path: Path) -> None:
    facts = [fact("killed", 12, group="civilians"), fact("wounded", 30, group="children")]
    result = evaluate(gold(tmp_path, facts=facts, complete=["toll"]))
    assert result.value("dev", "precision") == 1.0
    assert result.value("dev", "faultless") == 0.5


def test_calibration_is_told_for_both_meanings_of_right(tmp_path: Path) -> None:
    result = evaluate(gold(tmp_path, facts=[fact("killed", 12, group="children")], complete=["toll"]))
    for name in ("ece_told", "ece_faultless", "ece_faultless_by_mass", "brier_faultless"):
        assert 0 < result.value("dev toll", name) < 1, name
    assert result.value("dev toll", "ece_faultless") == result.value("dev toll", "ece_faultless_by_mass")
