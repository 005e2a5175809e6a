"""``truceline documents``, ``verify``, ``conflicts`` and ``info``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from ledger_samples import document, reading

from truceline import __version__
from truceline.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture
def two(ledger: Path) -> Path:
    """The ledger with a second document, in French, that was not read."""
    with Ledger(ledger) as book:
        text = "Le texte entier, en français.\n\n" + document().text
        french = reading(url="sample:2", outlet="Agence", language="fr", text=text)
        book.add(replace(french, claims=()), reason="it is in French")
        book.store.set_conflicts([(french.document.id, ("somewhere", 9.0)), (document().id, None)])
    return ledger


DOCUMENTS = [
    ([], ["sample:1", "sample:2"]),
    (["--id", document().id[:7]], ["sample:1"]),
    (["--outlet", "agence"], ["sample:2"]),
    (["--language", "fr"], ["sample:2"]),
    (["--status", "read"], ["sample:1"]),
    (["--status", "not_read"], ["sample:2"]),
    (["--conflict", "somewhere"], ["sample:2"]),
    (["--published-since", "2020-11"], []),
    (["--published-until", "2020-10"], ["sample:1", "sample:2"]),
    (["--text", "français"], ["sample:2"]),
    (["--limit", "1"], ["sample:1"]),
]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(("args", "urls"), DOCUMENTS, ids=lambda value: " ".join(value) or "none")
def test_documents_that_pass(run: Run, args: list[str], urls: list[str]) -> None:
    result = run("documents", "--json", *args)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["url"] for line in result.stdout.splitlines()] == urls


@pytest.mark.usefixtures("two")
def test_documents_as_json(run: Run) -> None:
    first, second = map(json.loads, run("documents", "--json").stdout.splitlines())
    assert (first["status"], first["claims"], first["readings"], first["title"]) == ("read", 3, 1, "A sample")
    assert (second["status"], second["reason"], second["conflict"]) == ("not_read", "it is in French", "somewhere")
    assert first["read_by"]["version"] == __version__
    assert first["characters"] == len(document().text)
    assert "text" not in first


@pytest.mark.usefixtures("two")
def test_documents_in_a_table(run: Run) -> None:
    shown = run("documents").stdout
    for words in (document().id[:8], "2020-10-14", "Sample Wire", "A sample", "not read: it is in French", "somewhere"):
        assert words in shown
    assert run("documents", "--outlet", "nobody").stderr == "No document passes the filters.\n"


@pytest.mark.usefixtures("two")
def test_verify_says_that_all_is_well(run: Run) -> None:
    result = run("verify")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 documents, 3 claims: every text has its digest")
    assert json.loads(run("verify", "--json").stdout) == {
        "ledger": "truceline.db", "documents": 2, "readings": 2, "claims": 3, "faults": [], "head": None,
    }  # fmt: skip


def test_verify_names_what_does_not_stand(run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("DROP TRIGGER claims_never_changed")
        connection.execute("UPDATE claims SET span = 'nobody' WHERE kind = 'toll'")
    claim = reading().claims[0]
    result = run("verify")
    assert result.exit_code == 1
    where = f"document {claim.document.id}, claim {claim.id}"
    assert f"{where}: the span does not stand at 18 to 43 of the text" in result.stdout
    assert "2 faults" in result.stderr
    faults = json.loads(run("verify", "--json").stdout)["faults"]
    assert {fault["claim"] for fault in faults} == {claim.id}


@pytest.mark.usefixtures("two")
def test_conflicts_are_counted(run: Run) -> None:
    result = run("conflicts")
    assert "somewhere" in result.stdout
    assert "1 of 2 documents tell of none" in result.stderr
    assert json.loads(run("conflicts", "--json").stdout) == [
        {"id": "somewhere", "name": "somewhere", "sides": [], "found": False, "documents": 1, "part_of": None}
    ]


@pytest.mark.usefixtures("two")
def test_conflicts_are_named(run: Run) -> None:
    assert "War over there" in run("conflicts", "--name", "somewhere", "War over there").stdout
    assert json.loads(run("conflicts", "--json").stdout)[0]["name"] == "War over there"
    result = run("conflicts", "--name", "nowhere", "War over there")
    assert result.exit_code == 1
    assert "tells of nowhere. Conflicts in it: somewhere." in result.stderr


@pytest.mark.usefixtures("two")
def test_conflicts_can_be_worked_out_anew(run: Run) -> None:
    result = run("conflicts", "--rebuild", "--json")
    assert result.exit_code == 0
    assert "somewhere" not in result.stdout


def test_an_empty_ledger_has_no_conflicts(run: Run, folder: Path) -> None:
    Ledger(folder / "truceline.db").close()
    assert run("conflicts").stderr == "The ledger has no documents.\n"


def test_info_without_a_ledger(run: Run, folder: Path) -> None:
    result = run("info")
    assert result.exit_code == 0
    for words in (__version__, "en-core-web", str(folder / "truceline.db"), "none yet"):
        assert words in result.stdout
    assert not (folder / "truceline.db").exists()


@pytest.mark.usefixtures("two")
def test_info_as_json(run: Run) -> None:
    facts = json.loads(run("info", "--json", "--ledger", "truceline.db").stdout)
    assert facts["truceline"] == __version__
    assert len(facts["knowledge"]) == 16
    assert facts["holds"]["documents"] == 2
    assert facts["holds"]["claims"] == {"control": 1, "event": 1, "toll": 1}
