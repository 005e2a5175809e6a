"""What the documentation tells people to type exists: commands, their options, targets of make."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from project_pages import NEXT_STEPS, PAGES, ROOT, make_targets, name_of, truceline_commands

from truceline.cli.app import COMMANDS, app

CALLS = [(page, args) for page in [*PAGES, NEXT_STEPS] for args in truceline_commands(page)]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize(("page", "args"), CALLS, ids=[f"{name_of(p)}: {' '.join(a)}" for p, a in CALLS])
def test_every_call_that_is_shown_can_be_made(page: Path, args: list[str]) -> None:
    name, *rest = [a for a in args if a not in ("...", "…")]
    if name.startswith("-"):
        assert name in {"--debug", "--help", "--version", "-h"}
        return
    command = app.get_command(click.Context(app), name)
    assert command is not None, f"there is no command {name}"
    while isinstance(command, click.Group) and rest:
        name, *rest = rest
        assert name in command.commands, f"there is no command {name} in {command.name}"
        command = command.commands[name]
    named = [option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]]
    known = {*named, "--help", "-h"}
    used = {a.partition("=")[0] for a in rest if a.startswith("--")}
    assert used <= known


def test_the_pages_show_calls() -> None:
    assert {args[0] for _, args in CALLS} >= {"read", "report", "claims", "show", "export", "verify", "documents"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_in_the_reference(name: str) -> None:
    assert f"truceline {name}" in (ROOT / "docs" / "reference" / "cli.md").read_text()


@pytest.mark.parametrize("page", [*PAGES], ids=name_of)
def test_every_target_of_make_that_is_named_exists(page: Path) -> None:
    assert set(make_targets(page)) <= TARGETS


def test_the_readme_names_the_two_commands() -> None:
    assert {"demo", "test"} <= set(make_targets(ROOT / "README.md"))


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert re.search(r"^make test\b", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


def test_every_target_is_explained_by_make_help() -> None:
    explained = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert explained == TARGETS
