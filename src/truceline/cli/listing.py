"""Listing what was worked out: all as JSON, one a line, or the first ones for people, with a word on the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

SHOWN = 30

T = TypeVar("T")

limit_option: Callable[[Any], Any] = click.option(
    "--limit", type=click.IntRange(0), metavar="N", help=f"At most so many; without it {SHOWN}, as JSON all."
)


def print_all(
    found: Sequence[T],
    limit: int | None,
    plain: Callable[[T], dict[str, Any]] | None,
    lines: Callable[[T], Sequence[str]],
    none: str,
) -> None:
    """Print records: with ``plain`` as JSON, else the ``lines`` of each; ``none`` is said where there is nothing."""
    from .console import visible

    if plain is not None:
        for one in found[:limit]:
            click.echo(json.dumps(plain(one), ensure_ascii=False))
        return
    shown = SHOWN if limit is None else limit
    for one in found[:shown]:
        for line in lines(one):
            click.echo(visible(line))
        click.echo()
    if not found:
        click.echo(none, err=True)
    elif len(found) > shown:
        click.echo(f"{shown} of {len(found)} are shown; --limit shows more, --json all.", err=True)
