"""``truceline review``: the whole way from a report that was read to gold that the program is measured by."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from truceline.cli.app import app

REPORT = """At least 12 people were killed in shelling of the market in Goma on Monday, the governor said.

The army said its troops had captured the town of Sake. The African Union called for an immediate ceasefire."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one report, read by the program."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    path = folder / "review.db"
    run("read", str(folder / "report.txt"), "--published", "2025-01-28", "--ledger", str(path))
    return path


def run(*args: str, status: int = 0, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(app, args, input=stdin)
    assert result.exit_code == status, result.output
    return result


def review(ledger: Path, *args: str, by: str | None = None, status: int = 0) -> Result:
    return run("review", *args, "--ledger", str(ledger), *(("--by", by) if by else ()), status=status)


def waiting(ledger: Path, by: str, *args: str) -> list[str]:
    lines = review(ledger, "queue", "--json", *args, by=by).stdout.splitlines()
    return [json.loads(line)["id"] for line in lines]


@pytest.fixture
def copy(ledger: Path, tmp_path: Path) -> Path:
    """A ledger of one's own with the same claims."""
    path = tmp_path / "copy.db"
    path.write_bytes(ledger.read_bytes())
    return path


def test_gold_of_what_was_accepted_whole_scores_the_program_as_right(copy: Path, tmp_path: Path) -> None:
    ids = waiting(copy, "ann")
    assert len(ids) >= 3
    for one in ids:
        review(copy, "decide", "accept", one[:10], by="ann")
    assert "Nothing waits" in review(copy, "queue", by="ben").stderr
    document = json.loads(run("export", "--ledger", str(copy)).stdout.splitlines()[0])["document"]["id"]
    review(copy, "complete", document[:12], by="ann")
    gold = tmp_path / "gold"
    gold.mkdir()
    assert "1 document, " in review(copy, "export", "--format", "gold", "--output", str(gold)).stderr
    assert len(yaml.safe_load((gold / "review.yaml").read_text(encoding="utf-8"))[0]["facts"]) == len(ids)
    scored = run("evaluate", "claims", "--data", str(gold), "--json").stdout
    figures = json.loads(scored)["metrics"]
    assert {name: figures[f"gold.{name}"] for name in ("found", "fields", "precision", "never", "facts")} == {
        "found": 1.0, "fields": 1.0, "precision": 1.0, "never": 0.0, "facts": len(ids)}  # fmt: skip


def test_decisions_are_told_by_every_command(copy: Path, tmp_path: Path) -> None:
    first, second, *_ = waiting(copy, "ann", "--kind", "toll") + waiting(copy, "ann", "--kind", "control")
    changes = ["--set", "toll.count.best=14", "--set", "modality=possible"]
    review(copy, "decide", "correct", first, *changes, "--why", "a misprint", by="ann")
    review(copy, "decide", "reject", second, by="ann")
    assert "takes back decision 2" in review(copy, "undo", by="ann").stderr
    told = json.loads(review(copy, "status", "--json").stdout)
    assert (told["claims"]["corrected"], told["claims"]["rejected"]) == (1, 0)
    assert "1  corrected" in review(copy, "status").stdout
    log = review(copy, "log").stdout
    assert [line.split()[3] for line in log.splitlines()] == ["correct", "reject", "undo"]
    assert "a misprint" in log
    later = review(copy, "log", "--json", "--since", "2").stdout.splitlines()
    assert [json.loads(line)["number"] for line in later] == [3]
    assert "fits a claim" in review(copy, "orphans").stderr
    (line,) = run("export", "--reviewed", "--ledger", str(copy)).stdout.splitlines()
    assert json.loads(line)["review"]["state"] == "corrected"
    assert json.loads(line)["toll"]["count"]["best"] == 14
    (row,) = csv.DictReader(run("export", "--reviewed", "--format", "csv", "--ledger", str(copy)).stdout.splitlines())
    assert (row["review"], row["reviewed_by"], row["modality"]) == ("corrected", "ann", "possible")
    (claim,) = run("claims", "--review", "corrected", "--json", "--ledger", str(copy)).stdout.splitlines()
    assert json.loads(claim)["toll"]["count"]["best"] is None, "the claims are as the program found them"
    for name in ("jsonl", "csv"):
        path = tmp_path / f"log.{name}"
        assert "3 decisions" in review(copy, "export", "--format", name, "--output", str(path)).stderr
        assert len(path.read_text(encoding="utf-8").splitlines()) == (4 if name == "csv" else 3)


def test_a_blind_round_from_opening_to_settling(copy: Path) -> None:
    assert "pilot  double, blind  open" in review(copy, "round", "open", "--name", "pilot", by="eve").stdout
    (first, *_rest) = waiting(copy, "ann", "--round", "pilot")
    review(copy, "decide", "accept", first, "--round", "pilot", by="ann")
    assert first in waiting(copy, "ben", "--round", "pilot")
    assert "accept" not in review(copy, "log").stdout
    review(copy, "decide", "reject", first, "--round", "pilot", by="ben")
    figures = json.loads(review(copy, "agreement", "pilot", "--json").stdout)
    assert (figures["items"], figures["differing"]) == (1, 1)
    assert "1 claim decided by two or more of ann, ben" in review(copy, "agreement", "pilot").stdout
    assert "needs a reason" in review(copy, "decide", "accept", first, "--settle", by="eve", status=1).stderr
    settle = ("decide", "accept", first, "--settle", "--why", "it is said twice")
    assert "accepted" in review(copy, *settle, by="eve").stderr
    assert "closed" in review(copy, "round", "close", "--name", "pilot", by="eve").stdout
    assert json.loads(review(copy, "round", "list", "--json").stdout)["name"] == "pilot"


def test_reviews_of_one_ledger_come_into_another(copy: Path, ledger: Path, tmp_path: Path) -> None:
    first, second, *_rest = waiting(copy, "ann")
    review(copy, "decide", "accept", first, "--why", "it is said twice", by="ann")
    review(copy, "decide", "reject", second, by="ann")
    path, other = tmp_path / "field.jsonl", tmp_path / "other.db"
    review(copy, "export", "--format", "jsonl", "--output", str(path))
    other.write_bytes(ledger.read_bytes())
    assert "2 decisions imported, 0 here already, 0 orphans, 0 problems" in review(
        other, "import", str(path), by="zoe").stderr  # fmt: skip
    assert "accept" in review(other, "log").stdout
    assert "(from field.jsonl, imported by zoe): it is said twice" in review(other, "log").stdout
    assert json.loads(review(other, "import", str(path), "--json", by="zoe").stdout)["already"] == 2
    run("verify", "--ledger", str(other))
    path.write_text(path.read_text(encoding="utf-8").replace("said twice", "said once"), encoding="utf-8")
    result = review(other, "import", str(path), by="zoe", status=1)
    assert f"{path}:1: decision 1 does not have its digest" in result.stderr
    run("read", "-", "--ledger", str(tmp_path / "empty.db"), stdin="Nothing was said in Geneva on Monday.")
    review(copy, "export", "--format", "jsonl", "--output", str(path))
    told = review(tmp_path / "empty.db", "import", str(path), by="zoe").stdout
    assert f"line 1: {first}: the document is not in this ledger" in told
    path.write_text("number,at\n", encoding="utf-8")
    assert "no log of review" in review(other, "import", str(path), by="zoe", status=1).stderr


@pytest.mark.parametrize(("args", "told"), [
    (("decide", "accept", "none"), "There is no claim none"),
    (("decide", "correct", "none", "--set", "toll"), "write FIELD=VALUE"),
    (("complete", "none"), "No document begins with none"),
    (("undo",), "nothing of yours"),
    (("queue", "--round", "pilot"), "no round 'pilot' open"),
])  # fmt: skip
def test_what_cannot_be_done_is_told(copy: Path, args: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(app, ["review", *args, "--ledger", str(copy), "--by", "ann"])
    assert result.exit_code in (1, 2)
    assert told in result.stderr


def test_a_noted_head_is_checked(copy: Path) -> None:
    (first, *_rest) = waiting(copy, "ann")
    review(copy, "decide", "accept", first, by="ann")
    head = json.loads(review(copy, "status", "--json").stdout)["head"]
    assert f"ends with {head}" in run("verify", "--ledger", str(copy), "--head", head).stdout
    assert "that was noted" in run("verify", "--ledger", str(copy), "--head", "0" * 64, status=1).stdout
