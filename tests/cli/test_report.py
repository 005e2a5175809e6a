"""``truceline report``: the forms, the filters, where it writes to, and what it says when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger_samples import reading

from truceline.ledger import Ledger
from truceline.pipeline import Reading

Run = Callable[..., Result]


def test_it_prints_for_a_terminal(run: Run, ledger: Path) -> None:
    result = run("report")
    assert result.exit_code == 0, result.output
    assert "Russian media > Ministry" in " ".join(result.stdout.split())
    assert "Wednesday 14 October 2020" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("columns", ["80", "120"])
def test_it_fits_the_columns_there_are(run: Run, ledger: Path, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, run("report").stdout.splitlines())) <= int(columns)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("report.html", "<!DOCTYPE html>"), ("report.MD", "# What is claimed"), ("report.txt", "╭─ truceline.db")],
)
def test_the_name_of_the_output_gives_its_form(run: Run, ledger: Path, name: str, beginning: str) -> None:
    result = run("report", "--output", name)
    assert result.exit_code == 0, result.output
    assert Path(name).read_text().startswith(beginning)
    assert result.stderr == f"1 report, 3 claims written to {name}\n"
    assert result.stdout == ""


@pytest.mark.parametrize(("form", "beginning"), [("html", "<!DOCTYPE html>"), ("markdown", "# What is claimed")])
def test_every_form_can_go_to_standard_output(run: Run, ledger: Path, form: str, beginning: str) -> None:
    assert run("report", "--format", form).stdout.startswith(beginning)


def test_the_form_that_is_asked_for_outranks_the_name(run: Run, ledger: Path) -> None:
    run("report", "--format", "markdown", "--output", "odd.html")
    assert Path("odd.html").read_text().startswith("# What is claimed")


def test_the_same_ledger_gives_the_same_page(run: Run, ledger: Path) -> None:
    assert run("report", "--format", "html").stdout == run("report", "--format", "html").stdout


def test_days_of_publication(run: Run, ledger: Path) -> None:
    assert "2020-10-14" in run("report", "--since", "2020-10", "--until", "2020-10").stdout
    result = run("report", "--since", "2021")
    assert result.exit_code == 0
    assert "No report passes the filters" in result.stdout


def test_days_in_the_wrong_order(run: Run, ledger: Path) -> None:
    result = run("report", "--since", "2021", "--until", "2020")
    assert result.exit_code == 2
    assert "--since 2021-01-01 is after --until 2020-12-31" in result.stderr


def test_history_is_left_out_when_that_is_asked(run: Run, ledger: Path) -> None:
    assert "History told in these reports" in run("report", "--format", "markdown").stdout
    assert "History told in these reports" not in run("report", "--format", "markdown", "--no-background").stdout


def test_a_conflict_that_nothing_tells_of_is_named_with_those_there_are(run: Run, ledger: Path) -> None:
    with Ledger(ledger) as book:
        (stored,) = book.documents()
        book.store.set_conflicts([(stored.document.id, ("nagorno-karabakh", 9.0))])
    assert "Nagorno-Karabakh conflict" in run("report", "--conflict", "nagorno-karabakh").stdout
    result = run("report", "--conflict", "atlantis")
    assert result.exit_code == 1
    assert "tells of atlantis. Conflicts in it: nagorno-karabakh." in result.stderr


def test_an_empty_ledger_teaches_what_to_do(run: Run, folder: Path) -> None:
    Ledger("new.db").close()
    result = run("report", "--ledger", "new.db")
    assert result.exit_code == 0
    assert "truceline read my-reports/ --ledger new.db" in result.stdout


def test_a_ledger_that_is_not_there_is_an_error(run: Run, folder: Path) -> None:
    result = run("report", "--ledger", "nowhere.db")
    assert result.exit_code == 3
    assert "nowhere.db" in result.stderr
    assert not Path("nowhere.db").exists()


def test_a_ledger_with_nothing_that_could_be_read_says_why(run: Run, folder: Path) -> None:
    with Ledger("french.db") as book:
        of = reading(title="Rien", language="fr").document
        book.add(Reading(of, ()), reason="its language is fr; only English is read")
    shown = run("report", "--ledger", "french.db").stdout
    assert "none could be read" in shown
    assert "its language is fr; only English is read" in shown


def test_a_page_that_cannot_be_written_leaves_the_old_one(run: Run, ledger: Path) -> None:
    result = run("report", "--output", "nowhere/report.html")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


def test_commands_it_names_can_be_run(run: Run, ledger: Path) -> None:
    shown = run("report", "--format", "markdown", "--limit", "1").stdout
    assert "truceline claims" not in shown, "a section of one line has nothing more"
    with Ledger(ledger) as book:
        book.add(reading(outlet="Sample Herald", title="The same elsewhere"))
    shown = run("report", "--format", "markdown", "--limit", "1").stdout
    named = [line.split("`")[1].split()[1:] for line in shown.splitlines() if "more: `truceline" in line]
    assert named
    for args in named:
        result = run(*args)
        assert result.exit_code == 0, (args, result.output)
        assert result.stdout.strip()


@pytest.mark.usefixtures("ledger")
def test_a_file_is_never_named_for_a_form_that_it_has_not(run: Run, folder: Path) -> None:
    result = run("report", "--output", "report.pdf")
    assert result.exit_code == 2
    assert "There is no report in the form of .pdf" in result.output
    assert not (folder / "report.pdf").exists()
    assert run("report", "--format", "markdown", "--output", "report.pdf").exit_code == 0
