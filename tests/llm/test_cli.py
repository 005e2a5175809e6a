"""``truceline read --extractor llm``: what is stored beside what the rules found, what is said, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from llm_samples import TEXT, call, control, toll
from llm_server import Endpoint, Exchange, fails, says, sleeps

from truceline.cli.app import app
from truceline.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture
def run(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``truceline read`` with the endpoint."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: str, url: str = endpoint.url) -> Result:
        settings = ["--extractor", "llm", "--endpoint", url, "--model", "sample-model", "--published", "2022-04-13"]
        return CliRunner().invoke(app, ["read", *args, *settings])

    return invoke


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A report in a file."""
    (tmp_path / "report.txt").write_text(TEXT)
    return "report.txt"


@pytest.fixture
def reports(tmp_path: Path) -> str:
    """Four reports in a folder."""
    (tmp_path / "reports").mkdir()
    for number in range(4):
        (tmp_path / "reports" / f"{number}.txt").write_text(f"Turkey called for a ceasefire {number} times.")
    return "reports"


def found(result: Result) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_claims_are_stored_and_the_end_says_what_was_kept_and_refused(
    run: Run, endpoint: Endpoint, report: str
) -> None:
    endpoint.usual = says([toll(), control(), call(), toll(quote="made up"), toll(count="900")], usage=(2000, 500))
    result = run(report, "--price-in", "1", "--price-out", "4")
    assert result.exit_code == 0, result.output
    assert "1 document read into truceline.db" in result.stdout
    assert "3 claims: 1 event, 1 toll, 1 of control." in result.stdout
    assert (
        "llm:sample-model: 3 claims kept, 2 refused (1 quote not in its sentence, 1 words not in the sentence)."
        in result.stdout
    )
    assert "2,000 tokens read, 500 written, cost 0.0040; requests: 1, of them again: 0." in result.stdout
    assert "`truceline claims --extractor llm` lists them. --refused FILE keeps what is refused." in result.stdout
    assert result.stderr == ""
    verified = CliRunner().invoke(app, ["verify"])
    assert verified.exit_code == 0, verified.output


def test_what_the_rules_found_stays_apart(run: Run, endpoint: Endpoint, report: str) -> None:
    endpoint.usual = says([call()])
    rules = CliRunner().invoke(app, ["read", report, "--published", "2022-04-13"])
    assert rules.exit_code == 0
    with Ledger("truceline.db") as ledger:
        before = list(ledger.claims())
    assert run(report).exit_code == 0
    with Ledger("truceline.db") as ledger:
        assert list(ledger.claims()) == before
        (entry,) = ledger.entries(extractor="llm")
        assert entry.read_by.extractor == "llm:sample-model"
        assert (entry.read_by.extractor_version or "").startswith("prompt 1 at 127.0.0.1:")
        assert entry.current
    listed = CliRunner().invoke(app, ["claims", "--extractor", "llm", "--json"])
    assert len(listed.stdout.splitlines()) == 1
    shown = CliRunner().invoke(app, ["show", entry.claim.id])
    assert "llm:sample-model" in shown.stdout
    assert "1 document already known" in run(report).stdout
    assert len(endpoint.seen) == 1


def test_the_summary_as_json(run: Run, endpoint: Endpoint, report: str) -> None:
    endpoint.usual = says([toll(), toll(quote="made up")])
    told = found(run(report, "--json"))
    assert told["llm"]["extractor"] == "llm:sample-model"
    assert (told["llm"]["kept"], told["llm"]["refused"]) == (1, {"quote not in its sentence": 1})
    assert told["llm"]["usage"]["tokens_in"] == 100
    assert told["llm"]["stopped"] is None
    assert told["claims"] == {"event": 0, "toll": 1, "control": 0}


def test_what_is_refused_is_kept_in_a_file(run: Run, endpoint: Endpoint, report: str) -> None:
    endpoint.usual = says([toll(quote="made up \x1b[2J ‘quoted’")])
    run(report, "--refused", "refused.jsonl")
    (tmp,) = Path("refused.jsonl").read_text().splitlines()
    one = json.loads(tmp)
    assert (one["reason"], one["path"], one["first"], one["last"]) == ("quote not in its sentence", report, 0, 3)
    assert one["answer"]["quote"] == "made up \x1b[2J ‘quoted’"
    assert "\x1b" not in tmp
    run(report, "--refused", "refused.jsonl", "--again")
    assert len(Path("refused.jsonl").read_text().splitlines()) == 2


def test_a_report_that_fails_is_named_and_the_others_are_read(run: Run, endpoint: Endpoint, reports: str) -> None:
    def say(exchange: Exchange) -> None:
        (fails(500, "broken") if "2 times" in exchange.report else says([]))(exchange)

    endpoint.usual = say
    result = run(reports, "--llm-retries", "1", "--workers", "2")
    assert result.exit_code == 1
    assert "3 documents read" in result.stdout
    assert "2.txt: the language model gave no answer: the endpoint answered 500: broken (asked 2" in result.stderr
    endpoint.usual = says([])
    assert "1 document read" in run(reports).stdout, "the same command goes on"


def test_a_run_that_ends_early_says_why(run: Run, endpoint: Endpoint, reports: str) -> None:
    endpoint.usual = says([], usage=(4000, 100))
    result = run(reports, "--max-tokens", "15000")
    assert result.exit_code == 1
    assert "Ended early: the next request might use more than 15,000 tokens; allow more with" in result.stderr
    assert "What was done is stored" in result.stderr
    endpoint.usual = fails(401, "no")
    result = run(reports, "--json")
    assert "TRUCELINE_LLM_KEY" in found(result)["llm"]["stopped"]
    assert result.exit_code == 1


def test_who_sends_reports_away_is_told_once(run: Run, endpoint: Endpoint, reports: str) -> None:
    away = endpoint.url.replace("127.0.0.1", "0.0.0.0")  # leads here, but does not say so
    result = run(reports, url=away)
    assert result.exit_code == 0, result.output
    assert result.stderr.count("leave this machine") == 1
    assert "unencrypted" in result.stderr


def test_an_interrupted_run_ends_at_once(endpoint: Endpoint, report: str) -> None:
    asked = threading.Event()

    def say(exchange: Exchange) -> None:
        asked.set()
        sleeps(60)(exchange)

    endpoint.usual = say
    command = [sys.executable, "-m", "truceline", "read", report, "--extractor", "llm", "--endpoint", endpoint.url]
    running = subprocess.Popen(
        [*command, "--model", "sample"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert asked.wait(120)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=20)  # and not when the server has answered
    assert running.returncode == 130
    assert "Interrupted. What was done is stored" in told


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--extractor", "llm"], "--extractor llm needs --endpoint and --model."),
        (["--extractor", "llm", "--model", "a"], "--extractor llm needs --endpoint."),
        (["--model", "a"], "--model goes with --extractor llm."),
        (["--max-tokens", "5"], "--max-tokens goes with --extractor llm."),
        (["--extractor", "llm", "--model", "a", "--endpoint", "localhost"], "is not the address of an endpoint"),
        (["--extractor", "llm", "--model", "a", "--endpoint", "http://a:b@c/v1"], "must not hold a key"),
        (["--extractor", "llm", "--model", "a", "--endpoint", "http://c/v1", "--max-cost", "1"], "needs the prices"),
    ],
)
def test_what_does_not_go_together_is_named(report: str, args: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["read", report, *args])
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_endpoint_and_model_may_come_from_the_environment(
    endpoint: Endpoint, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_LLM_ENDPOINT", endpoint.url)
    monkeypatch.setenv("TRUCELINE_LLM_MODEL", "sample-model")
    assert CliRunner().invoke(app, ["read", report, "--extractor", "llm"]).exit_code == 0
    assert len(endpoint.seen) == 1
    assert CliRunner().invoke(app, ["read", report]).exit_code == 0
    assert len(endpoint.seen) == 1, "unless asked for, nothing is sent"


def test_the_help_has_a_section_of_its_own() -> None:
    text = CliRunner().invoke(app, ["read", "--help"]).stdout
    options, section = text.split("With --extractor llm:")
    assert "--endpoint" not in options.split("Options:")[1]
    assert "--endpoint" in section
    assert "--published" not in section
