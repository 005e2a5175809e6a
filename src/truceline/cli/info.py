"""``truceline info``."""

from __future__ import annotations

import json
import platform
import sqlite3
from pathlib import Path
from typing import Any

import click

from .. import __version__
from .options import json_option, ledger_option


@click.command(short_help="Say what is installed and what the ledger holds.")
@ledger_option
@json_option("it")
def command(ledger: Path, as_json: bool) -> None:
    """Say what is installed, which knowledge and model the program has, and what the ledger holds.

    The digest of the knowledge stands with every reading in the ledger: it tells what read a document.

    \b
    Examples:
      truceline info
      truceline info --ledger sudan.db --json
    """
    from ..ledger.provenance import knowledge_digest, model_version

    facts: dict[str, Any] = {
        "truceline": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "model": model_version(),
        "knowledge": knowledge_digest(),
        "ledger": str(ledger.resolve()),
        "holds": _holds(ledger),
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        click.echo(f"{name:<10} {_words(value)}")


def _holds(ledger: Path) -> dict[str, Any] | None:
    if not ledger.exists():
        return None
    from msgspec import to_builtins

    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        holds: dict[str, Any] = to_builtins(book.totals())
    return holds


def _words(value: Any) -> str:
    if value is None:
        return "none yet"
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')}: {_words(part) or 0}" for name, part in value.items())
    return str(value)
