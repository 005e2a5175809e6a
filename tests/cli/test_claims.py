"""``truceline claims`` and ``truceline export``: every filter on the command line, the table, and the JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import click
import pyarrow.parquet as pq
import pytest
from click.testing import Result
from ledger_samples import document, reading

from truceline.cli import phrasing
from truceline.cli.app import app
from truceline.exports.contract import to_contract
from truceline.ledger import Ledger
from truceline.records import Document

Run = Callable[..., Result]

TOLL, CALL, CONTROL = "toll", "event", "control"

FILTERS: list[tuple[list[str], list[str]]] = [
    ([], [TOLL, CALL, CONTROL]),
    (["--kind", "toll"], [TOLL]),
    (["--kind", "toll", "--kind", "control"], [TOLL, CONTROL]),
    (["--type", "request"], [CALL]),
    (["--mode", "ceasefire"], [CALL]),
    (["--harm", "killed"], [TOLL]),
    (["--action", "captured"], [CONTROL]),
    (["--actor", "erdogan"], [CALL]),
    (["--source", "ministry of defence"], [TOLL]),
    (["--place", "susa"], [CONTROL]),
    (["--country", "aze"], [TOLL, CONTROL]),
    (["--placed"], [TOLL, CONTROL]),
    (["--unplaced"], [CALL]),
    (["--box", "46.5,39,46.9,40"], [CONTROL]),
    (["--since", "2020-10"], [TOLL]),
    (["--until", "2020-10"], [TOLL]),
    (["--until", "2019"], []),
    (["--published-since", "2020-10-14"], [TOLL, CALL, CONTROL]),
    (["--published-until", "2020-09"], []),
    (["--conflict", "none-such"], []),
    (["--modality", "possible"], [CONTROL]),
    (["--background"], [CONTROL]),
    (["--min-confidence", "0.8"], [TOLL, CALL]),
    (["--no-background"], [TOLL, CALL]),
    (["--document", document().id[:9]], [TOLL, CALL, CONTROL]),
    (["--outlet", "wire"], [TOLL, CALL, CONTROL]),
    (["--text", '"eight villages"'], [CONTROL]),
    (["--review", "unreviewed"], [TOLL, CALL, CONTROL]),
    (["--review", "accepted"], []),
    (["--extractor", "rules"], [TOLL, CALL, CONTROL]),
    (["--extractor", "llm"], []),
    (["--superseded", "--kind", "toll"], [TOLL]),
]
ORDERS: list[tuple[list[str], list[str]]] = [
    (["--sort", "confidence"], [CONTROL, CALL, TOLL]),
    (["--sort", "-confidence"], [TOLL, CALL, CONTROL]),
    (["--limit", "1"], [TOLL]),
    (["--limit", "0"], []),
]


def options_of(name: str) -> set[str]:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    return {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}


def test_every_filter_has_a_case() -> None:
    tried = {arg for args, _ in FILTERS + ORDERS for arg in args if arg.startswith("--")}
    assert options_of("claims") - tried == {"--ledger", "--json"}
    assert options_of("export") - tried == {"--ledger", "--format", "--output", "--reviewed", "--as"}


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(("args", "kinds"), FILTERS + ORDERS, ids=lambda value: " ".join(value) or "none")
def test_claims_that_pass(run: Run, args: list[str], kinds: list[str]) -> None:
    result = run("claims", "--json", *args)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()] == kinds


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(("args", "kinds"), FILTERS, ids=lambda value: " ".join(value) or "none")
def test_the_export_has_the_same_filters(run: Run, args: list[str], kinds: list[str]) -> None:
    result = run("export", *args)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()] == kinds


@pytest.mark.usefixtures("ledger")
def test_a_list_for_people(run: Run) -> None:
    shown = run("claims").stdout
    for part in (
        reading().claims[0].id[:8], "killed: 27", "Russian media > ", "REQUEST ceasefire", "in Sample Wire, 2020-10-14",
        "captured: Shusha", "[possible]", "[background]", "2020-10-13", "Hadrut", "Armed Forces of Azerbaijan",
    ):  # fmt: skip
        assert part in shown


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("columns", [60, 80, 110])
def test_the_sentence_has_lines_of_its_own(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = [line.rstrip() for line in run("claims", "--kind", "control").stdout.splitlines()]
    assert lines[-1] == " " * 10 + "“The army has liberated eight villages near Şuşa.”"
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"outlet": "Sample Wire", "url": "https://a.example/1", "path": "a.html"}, "Sample Wire"),
        ({"url": "https://a.example/news/1", "path": "a.html"}, "a.example"),
        ({"path": "reports.zip!/may/07.txt"}, "07.txt"),
        ({"path": "-"}, "standard input"),
        ({"url": "mid:1@a.example"}, "(outlet not known)"),
        ({}, "(outlet not known)"),
    ],
)
def test_a_report_without_an_outlet_is_called_by_what_is_known(known: dict[str, str], expected: str) -> None:
    assert phrasing.publisher(Document(id="", text="", **known)) == expected  # type: ignore[arg-type]


@pytest.mark.usefixtures("ledger")
def test_a_table_that_is_cut_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.cli.claims.SHOWN", 2)
    result = run("claims")
    assert "eight villages" not in result.stdout
    assert "The first 2 are shown; --limit shows more, --json or `truceline export` all." in result.stderr
    assert run("claims", "--limit", "2").stderr == ""


@pytest.mark.usefixtures("ledger")
def test_nothing_found_is_said(run: Run) -> None:
    result = run("claims", "--harm", "missing")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No claim passes the filters.\n"


@pytest.mark.usefixtures("ledger")
def test_a_conflict_that_no_report_tells_of_is_named(run: Run) -> None:
    result = run("claims", "--conflict", "none-such")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No report tells of none-such. Conflicts in the ledger: " in result.stderr


def test_what_reports_say_is_never_markup(run: Run, ledger: Path) -> None:
    with Ledger(ledger) as book:
        book.add(reading(outlet="[red]Wire[/red] :smile: \x1b[31m", title="\x1b]0;x\x07"))
        claim = next(book.claims(outlet="[red]"))
    shown = run("claims", "--outlet", "[red]").stdout + run("documents").stdout + run("show", claim.id).stdout
    assert "[red]Wire[/red] :smile:" in shown
    assert "\x1b" not in shown, "a report cannot send commands to the terminal"


@pytest.mark.usefixtures("ledger")
def test_json_lines_are_the_contract(run: Run) -> None:
    (line,) = run("export", "--kind", "control").stdout.splitlines()
    record = json.loads(line)
    record.pop("conflict")
    document = record.pop("document")
    expected = to_contract(reading().claims[2])
    assert document == {**expected.pop("document"), "title": "A sample", "path": "sample.txt", "language": "en"}
    assert record == expected


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet"])
def test_an_export_into_a_file(run: Run, folder: Path, name: str) -> None:
    result = run("export", "--format", name, "--output", "claims.out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 claims written to claims.out\n"
    data = (folder / "claims.out").read_bytes()
    number = {
        "jsonl": lambda: len(data.splitlines()),
        "csv": lambda: len(list(csv.DictReader(io.StringIO(data.decode(), newline="")))),
        "parquet": lambda: pq.read_table(io.BytesIO(data)).num_rows,
    }[name]()
    assert number == 3


@pytest.mark.usefixtures("ledger")
def test_parquet_can_go_down_a_pipe(run: Run) -> None:
    assert pq.read_table(io.BytesIO(run("export", "--format", "parquet").stdout_bytes)).num_rows == 3


@pytest.mark.usefixtures("ledger")
def test_a_folder_that_is_not_there_is_named(run: Run) -> None:
    result = run("export", "--output", "none/claims.jsonl")
    assert result.exit_code == 1
    assert result.output == "Error: none: No such folder; make it first.\n"
