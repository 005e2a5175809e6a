"""``truceline read``."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .app import INTERRUPTED
from .options import json_option, ledger_option
from .read_llm import closing_lines, llm_options, open_extractor, plain, refuse_llm_options, spent
from .sections import SectionCommand

if TYPE_CHECKING:
    from ..engines.intake import Summary, Watcher
    from ..llm import LlmExtractor
    from ..records import Document
    from ..sources import Failure, ReadOptions


def _mapping(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise click.BadParameter(f"{field!r} is not of the form FIELD=COLUMN, as in text=body.", ctx, param)
    return {field: column for field, _, column in pairs}


@click.command(cls=SectionCommand, short_help="Read reports into a ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL|- ...")
@ledger_option
@click.option("--published", metavar="DATE", help="When they were published: 2023-09-20, 2023-09 or 2023.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--map", "mapping", multiple=True, callback=_mapping, metavar="FIELD=COLUMN",
              help="Which column of a table holds a field, as in text=body; may be given several times.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="Processes that read, each of about 400 MB; with --extractor llm, requests at a time.")  # fmt: skip
@click.option("--again", is_flag=True, help="Read known documents anew; the new reading supersedes the old.")
@click.option("--extractor", type=click.Choice(["rules", "llm"]), default="rules", show_default=True,
              help="Who finds the claims: the program's rules, or a language model that is asked.")  # fmt: skip
@json_option("the summary")
@llm_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    ledger: Path,
    published: str | None,
    outlet: str | None,
    mapping: dict[str, str],
    workers: int,
    again: bool,
    extractor: str,
    refused: Path | None,
    as_json: bool,
    **asked: Any,
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
      truceline read reports/ --extractor llm --endpoint http://localhost:11434/v1 --model NAME
    """
    from ..engines.intake import Intake
    from ..engines.local import LocalEngine
    from ..ledger import Ledger
    from ..sources import ReadOptions

    try:
        options = ReadOptions(published=published, outlet=outlet, mapping=mapping or None)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if extractor == "rules":
        refuse_llm_options(ctx)
    began = time.monotonic()
    with ExitStack() as stack:
        model = stack.enter_context(open_extractor(workers, refused, asked)) if extractor == "llm" else None
        stack.enter_context(_ended_by_sigterm())
        book = stack.enter_context(Ledger(ledger))
        watcher = stack.enter_context(_watcher(paths, model))
        intake = Intake(book, model or LocalEngine(workers), again=again, watcher=watcher)
        summary = intake.run(_found(paths, options))
    seconds = time.monotonic() - began
    if as_json:
        told = _plain(summary, ledger, seconds) | ({} if model is None else {"llm": plain(model)})
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _print(summary, ledger, seconds)
        _print_model(model, refused)
    if summary.interrupted:
        sys.exit(INTERRUPTED)
    sys.exit(1 if summary.failures or (model and model.stopped) else 0)


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


def _watcher(paths: tuple[str, ...], model: LlmExtractor | None) -> AbstractContextManager[Watcher | None]:
    """A progress bar, where there is somebody to see it."""
    if not sys.stderr.isatty():
        return nullcontext()
    from ..sources import count_hint
    from .bar import Bar

    hints = [count_hint(path) for path in paths]
    known = [hint for hint in hints if hint is not None]
    note = None if model is None else lambda: spent(model.tally)
    return Bar(sum(known) if len(known) == len(hints) else None, note)


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


def _print_model(model: LlmExtractor | None, refused: Path | None) -> None:
    if model is None:
        return
    click.echo("\n".join(closing_lines(model, refused)))
    if model.stopped is not None:
        click.echo(
            f"Ended early: {model.stopped}. What was done is stored; the same command goes on from there.", err=True
        )


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
