"""``truceline evaluate``."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..evaluate.registry import TASKS, scorer
from .app import UserError
from .options import json_option

if TYPE_CHECKING:
    from ..evaluate.result import Evaluation


@click.command(short_help="Measure the program on public benchmarks.")
@click.argument("task", type=click.Choice(tuple(TASKS)), metavar="TASK")
@click.option("--data", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="The folder that holds the data of the task.")  # fmt: skip
@click.option("--sample", type=click.IntRange(1), metavar="N",
              help="Only so many documents of each file, evenly spread: quicker, and less sure.")  # fmt: skip
@click.option("--errors", is_flag=True, help="List what went wrong, by kind of error.")
@json_option("the figures, and with --errors the errors,")
def command(task: str, data: Path, sample: int | None, errors: bool, as_json: bool) -> None:
    """Measure the program on one task with data that has the right answers in it.

    \b
    Tasks:
      claims       claims against facts files and gold passages
      attribution  who said what (PolNeAR)
      dates        time expressions and their values (TempEval-3)
      published    publication dates worked out from the text (own gold)
      places       place names and their points (GeoWebNews, LGL, GeoVirus)
      quantities   numbers and what bounds them (NewsQuant)
      factuality   whether it happened (UW, UDS-IH2)
      stories      reports of one story, mentions of one happening (Giveme5W1H, ECB+, NP4E)
      pages        article text from web pages (article extraction benchmark)
      actors       who did what to whom (PLOVER, PETRARCH)
      incidents    victims of incidents and police actions (MUC-4, SATP, IndiaPoliceEvents)

    The data is not part of the program. docs/benchmarks.md says where it comes from, and what came out.

    --errors lists what is behind the figures, the most frequent kind of error first: of each error the document, what
    the data has (gold), what the program made of it (got), and the words it stands in (in).

    \b
    Examples:
      truceline evaluate claims --data tests/gold/dev --errors
      truceline evaluate places --data bench/places --sample 20 --errors
      truceline evaluate dates --data bench/dates --json
      truceline evaluate dates --data bench/dates --json --errors > errors.json
    """
    from ..api import ReadError
    from ..evaluate.result import DataError

    try:
        result = scorer(task)(data, sample=sample)
    except (DataError, ReadError) as error:
        raise UserError(str(error)) from error
    if as_json:
        click.echo(json.dumps(_as_json(result, errors), ensure_ascii=False))
        return
    _print_figures(result)
    if errors:
        _print_errors(result)


def _as_json(result: Evaluation, errors: bool) -> dict[str, object]:
    shown: dict[str, object] = {
        "task": result.task,
        "standard": result.standard,
        "metrics": result.figures(),
        "kinds_of_errors": dict(result.kinds().most_common()),
    }
    if errors:
        shown["errors"] = [asdict(mistake) for mistake in result.mistakes]
    return shown


def _print_figures(result: Evaluation) -> None:
    from .console import console, table

    click.echo(f"{result.task}: {result.standard}")
    made = table("part", "measure", "value")
    for group, metrics in groupby(result.metrics, key=lambda m: m.group):
        for i, metric in enumerate(metrics):
            whole = metric.value == int(metric.value) and abs(metric.value) > 1
            made.add("" if i else group, metric.name, f"{metric.value:.0f}" if whole else f"{metric.value:.3f}")
    console().print(made)


def _print_errors(result: Evaluation) -> None:
    """The errors by kind, the most frequent kind first."""
    from .console import visible

    for kind, number in result.kinds().most_common():
        click.echo(f"\n{kind}: {number}")
        for mistake in result.mistakes:
            if mistake.kind == kind:
                click.echo(f"  {visible(mistake.document)}")
                for name, words in (("gold", mistake.gold), ("got", mistake.got), ("in", mistake.context)):
                    if words:
                        click.echo(f"    {name:<5}{visible(words)}")
