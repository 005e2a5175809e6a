"""Every command and every option is documented in docs/reference/cli.md, and every exit status."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from truceline.cli.app import app

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "cli.md").read_text()

NAMES = app.list_commands(click.Context(app))


def options_of(command: click.Command) -> list[str]:
    """All options of a command, and of the commands in a group."""
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    own = [o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("-")]
    return [*own, *(option for one in inner for option in options_of(one))]


def section(name: str) -> str:
    """What the page says of a command: from its heading to the next one."""
    found = re.search(rf"^## truceline {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/reference/cli.md has no section `## truceline {name}`"
    return found.group(1)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_command_is_documented(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    told = section(name)
    if "[filters](#filters-of-claims)" in told:
        told += section_of_filters()
    assert [option for option in options_of(command) if f"`{option}" not in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_option_that_is_documented_exists(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    options = set(options_of(command))
    rows = re.findall(r"^\| `(--[a-z-]+)", section(name), re.MULTILINE)
    assert [row for row in rows if row not in options] == []


def test_options_of_the_program_are_documented() -> None:
    for option in ("--help", "--version", "--debug"):
        assert f"`{option}`" in PAGE


@pytest.mark.parametrize("status", [0, 1, 2, 3, 70, 130])
def test_every_exit_status_is_documented(status: int) -> None:
    assert re.search(rf"^\| {status} \| \w", PAGE, re.MULTILINE)


def section_of_filters() -> str:
    found = re.search(r"^## Filters of claims\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found.group(1)
