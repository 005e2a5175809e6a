"""``truceline people``: accounts from the command line, with passwords that nobody sees."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
PASSWORD = "seven small grey boats\n"


@pytest.fixture
def ada(run: Run, ledger: Path) -> Path:
    """A ledger with an administrator."""
    assert run("people", "add", "Ada", "--role", "administrator", stdin=PASSWORD).exit_code == 0
    return ledger


def listed(run: Run, *command: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("people", *command, "--json").output.splitlines()]


def test_people_are_added_and_listed(run: Run, ada: Path) -> None:
    run("people", "add", "Bo", "--role", "reader", "--email", "Bo@Example.org", "--no-password")
    told = [(p["name"], p["role"], p["email"], p["password"], p["enabled"]) for p in listed(run, "list")]
    assert told == [("Ada", "administrator", None, True, True), ("Bo", "reader", "bo@example.org", False, True)]
    assert "bo@example.org" in run("people", "list").output


def test_who_has_left_is_removed_and_their_name_is_kept(run: Run, ada: Path) -> None:
    run("people", "add", "Bo", "--role", "reader", "--no-password")
    assert run("people", "remove", "Bo", stdin="n\n").exit_code == 1
    assert [p["name"] for p in listed(run, "list")] == ["Ada", "Bo"]
    assert "Bo is removed." in run("people", "remove", "Bo", stdin="y\n").output
    assert [p["name"] for p in listed(run, "list")] == ["Ada"]
    assert [e["details"]["name"] for e in listed(run, "audit", "--action", "people.remove")] == ["Bo"]  # type: ignore[index]
    add = ("people", "add", "bo", "--role", "reader", "--no-password")
    refused = run(*add)
    assert refused.exit_code == 1
    assert "Somebody named bo was removed on" in refused.output
    assert run(*add, "--again").exit_code == 0
    assert "only administrator" in run("people", "remove", "Ada", "--yes").output


def test_nobody_is_there_at_first(run: Run, ledger: Path) -> None:
    result = run("people", "list")
    assert result.exit_code == 0
    assert "people add NAME --role administrator" in result.output


@pytest.mark.parametrize(
    ("command", "told", "change"),
    [
        (("role", "Bo", "reviewer"), "Bo is reviewer now.", {"role": "reviewer"}),
        (("email", "Bo", "bo@example.net"), "bo@example.net", {"email": "bo@example.net"}),
        (("disable", "Bo"), "not let in", {"enabled": False}),
        (("enable", "Bo"), "may sign in again", {"enabled": True}),
        (("password", "Bo"), "signed out everywhere", {"password": True}),
    ],
)
def test_people_are_changed(
    run: Run, ada: Path, command: tuple[str, ...], told: str, change: dict[str, object]
) -> None:
    run("people", "add", "Bo", "--role", "reader", "--no-password")
    result = run("people", *command, stdin=PASSWORD)
    assert result.exit_code == 0, result.output
    assert told in result.output
    assert listed(run, "list")[1] | change == listed(run, "list")[1]


@pytest.mark.parametrize(
    ("command", "stdin", "why"),
    [
        (("add", "ada", "--role", "reader"), PASSWORD, "already"),
        (("add", "Bo", "--role", "reader"), "short\n", "5 characters"),
        (("add", "Bo", "--role", "reader"), "", "no password on standard input"),
        (("role", "Nobody", "reader"), "", "There are: Ada"),
        (("disable", "Ada"), "", "only administrator"),
        (("token", "revoke", "0000"), "", "no token"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, ada: Path, command: tuple[str, ...], stdin: str, why: str
) -> None:
    result = run("people", *command, stdin=stdin)
    assert result.exit_code in (1, 2)
    assert why in result.output
    assert "inside Truceline" not in result.output


def test_a_token_is_shown_once_and_can_be_taken_away(run: Run, ada: Path) -> None:
    secret = run("people", "token", "add", "Ada", "nightly export", "--days", "90").output.strip()
    assert secret.startswith("truceline_")
    (token,) = listed(run, "token", "list")
    assert (token["person"], token["called"], token["role"]) == ("Ada", "nightly export", "reader")
    assert secret not in run("people", "token", "list").output
    assert run("people", "token", "revoke", str(token["id"])).exit_code == 0
    assert listed(run, "token", "list") == []


def test_the_log_says_what_was_done(run: Run, ada: Path) -> None:
    run("people", "token", "add", "Ada", "x")
    assert [e["action"] for e in listed(run, "audit")] == ["token.add", "people.add"]
    assert [e["action"] for e in listed(run, "audit", "--action", "people.add")] == ["people.add"]
    assert "1 of 2 entries" in run("people", "audit", "--limit", "1").output
    assert all("command line" in str(e["person"]) for e in listed(run, "audit"))


def test_no_password_is_taken_from_the_command_line(run: Run, ada: Path) -> None:
    assert run("people", "add", "Bo", "--role", "reader", "--password", "x").exit_code == 2
