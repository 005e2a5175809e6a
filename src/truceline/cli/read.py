"""``truceline read``."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .app import INTERRUPTED
from .options import json_option, ledger_option

if TYPE_CHECKING:
    from ..engines.intake import Summary, Watcher
    from ..records import Document
    from ..sources import Failure, ReadOptions


def _mapping(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise click.BadParameter(f"{field!r} is not of the form FIELD=COLUMN, as in text=body.", ctx, param)
    return {field: column for field, _, column in pairs}


@click.command(short_help="Read reports into a ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL|- ...")
@ledger_option
@click.option("--published", metavar="DATE", help="When they were published: 2023-09-20, 2023-09 or 2023.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--map", "mapping", multiple=True, callback=_mapping, metavar="FIELD=COLUMN",
              help="Which column of a table holds a field, as in text=body; may be given several times.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="Processes that read; each needs about 400 MB.")  # fmt: skip
@click.option("--again", is_flag=True, help="Read known documents anew; the new reading supersedes the old.")
@json_option("the summary")
def command(
    paths: tuple[str, ...],
    ledger: Path,
    published: str | None,
    outlet: str | None,
    mapping: dict[str, str],
    workers: int,
    again: bool,
    as_json: bool,
) -> None:
    """Read reports into a ledger: files (text, HTML, PDF, feeds, tables, archives), folders, web addresses, or
    standard input (-).

    What is in the ledger already is passed over, so the same command goes on where an earlier one was ended.  What
    cannot be read is named at the end; the rest is read all the same.  A report that is not in English is stored
    whole and marked as not read.

    \b
    Examples:
      truceline read report.html
      truceline read reports/ --ledger sudan.db --workers 4
      truceline read archive.csv --map text=body --map published=day
      truceline read https://example.org/news/1.html --outlet "Example News"
      pbpaste | truceline read - --published 2023-09-20
    """
    from ..engines.intake import Intake
    from ..engines.local import LocalEngine
    from ..ledger import Ledger
    from ..sources import ReadOptions

    try:
        options = ReadOptions(published=published, outlet=outlet, mapping=mapping or None)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    began = time.monotonic()
    with _ended_by_sigterm(), Ledger(ledger) as book, _watcher(paths) as watcher:
        summary = Intake(book, LocalEngine(workers), again=again, watcher=watcher).run(_found(paths, options))
    seconds = time.monotonic() - began
    if as_json:
        click.echo(json.dumps(_plain(summary, ledger, seconds), ensure_ascii=False))
    else:
        _print(summary, ledger, seconds)
    if summary.interrupted:
        sys.exit(INTERRUPTED)
    sys.exit(1 if summary.failures else 0)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """A polite kill ends the run as Ctrl-C does."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _watcher(paths: tuple[str, ...]) -> AbstractContextManager[Watcher | None]:
    """A progress bar, where there is somebody to see it."""
    if not sys.stderr.isatty():
        return nullcontext()
    from ..sources import count_hint
    from .bar import Bar

    hints = [count_hint(path) for path in paths]
    known = [hint for hint in hints if hint is not None]
    return Bar(sum(known) if len(known) == len(hints) else None)


def _found(paths: tuple[str, ...], options: ReadOptions) -> Iterator[Document | Failure]:
    from ..sources import open_source

    for path in paths:
        yield from open_source(path, options)


def _plain(summary: Summary, ledger: Path, seconds: float) -> dict[str, Any]:
    from msgspec import to_builtins

    return {
        "ledger": str(ledger),
        "documents": {
            "read": summary.read,
            "not_read": len(summary.not_read),
            "known": summary.known,
            "failed": len(summary.failures),
        },
        "claims": {kind: summary.claims[kind] for kind in ("event", "toll", "control")},
        "not_read": [
            {"id": d.id, "path": d.path, "title": d.title, "language": d.language, "reason": reason}
            for d, reason in summary.not_read
        ],
        "failures": to_builtins(summary.failures),
        "interrupted": summary.interrupted,
        "seconds": round(seconds, 3),
    }


def _print(summary: Summary, ledger: Path, seconds: float) -> None:
    claims = summary.claims
    rate = f", {summary.read / seconds:.1f} a second" if summary.read > 1 else ""
    lines = [f"{_many(summary.read, 'document')} read into {ledger}{rate}."]
    if summary.read:
        kinds = ", ".join(_many(claims[kind], name) for kind, name in (("event", "event"), ("toll", "toll")))
        lines.append(f"{_many(claims.total(), 'claim')}: {kinds}, {claims['control']} of control.")
    if summary.known:
        lines.append(
            f"{_many(summary.known, 'document')} already known: nothing was added for them (--again reads them anew)."
        )
    if summary.not_read:
        lines.append(f"{_many(len(summary.not_read), 'document')} stored whole but not read:")
        lines += [f"  {d.path or d.url or d.id}: {reason}" for d, reason in summary.not_read]
    click.echo("\n".join(lines))
    if summary.failures:
        click.echo(f"{len(summary.failures)} could not be read:", err=True)
        for failure in summary.failures:
            click.echo(f"  {failure}", err=True)
    if summary.interrupted:
        click.echo("Interrupted. What was done is stored; the same command goes on from there.", err=True)


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
