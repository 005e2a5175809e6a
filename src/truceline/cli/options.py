"""Options that several commands share."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from ..ledger.queries import Box
from ..records import ControlAction, EventType, Harm, Kind, Modality
from ..review.records import ReviewState

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]

DEFAULT_LEDGER = "truceline.db"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Day(click.ParamType[str]):
    """A day; of a month or a year, its first or (``last``) its last day."""

    name = "date"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        match = _DATE.fullmatch(value.strip())
        year, month, day = (int(g) if g else None for g in match.groups()) if match else (None, None, None)
        if not year or (month is not None and not 1 <= month <= 12):
            self.fail(f"{value!r} is not a date; write 2023-09-20, 2023-09 or 2023.", param, ctx)
        month = month or (12 if self.last else 1)
        days = calendar.monthrange(year, month)[1]
        day = day or (days if self.last else 1)
        if day > days:
            self.fail(f"{value!r} is not a date: that month has {days} days.", param, ctx)
        return f"{year:04}-{month:02}-{day:02}"


class CountryCode(click.ParamType[str]):
    """A country as three letters."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch("[A-Za-z]{3}", value):
            self.fail(f"{value!r} is not a code of ISO 3166-1 alpha-3, such as AZE or SDN.", param, ctx)
        return value.upper()


class BoxOfDegrees(click.ParamType[Box]):
    """Four numbers between commas: west, south, east, north."""

    name = "box"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Box:
        try:
            west, south, east, north = map(float, value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not a box; write WEST,SOUTH,EAST,NORTH in degrees: 44,38,50,42.", param, ctx)
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            self.fail(f"{value!r} is not a box: degrees reach from -180 to 180, and from south -90 to north 90.")
        return west, south, east, north


ledger_option: Decorator[Any] = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    default=DEFAULT_LEDGER,
    envvar="TRUCELINE_LEDGER",
    show_default=True,
    show_envvar=True,
    metavar="FILE",
    help="The ledger.",
)


def json_option(what: str) -> Decorator[Any]:
    """``--json``, with what it gives."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON.")


def choice(type_: object) -> click.Choice[str]:
    """One of the values of a literal type, in either case."""
    return click.Choice(get_args(type_), case_sensitive=False)


def _several(name: str, help_text: str, type_: Any = str, metavar: str | None = None) -> Decorator[Any]:
    return click.option(name, multiple=True, type=type_, metavar=metavar, help=help_text)


published_options: tuple[Decorator[Any], ...] = (
    click.option("--published-since", type=Day(), help="Of reports published on or after this day."),
    click.option("--published-until", type=Day(last=True), help="Of reports published on or before this day."),
)

rebuild_option: Decorator[Any] = click.option(
    "--rebuild", is_flag=True, help="Compare all documents anew first; claims are not touched."
)

_DOCUMENT_FILTERS: tuple[Decorator[Any], ...] = (
    _several("--id", "Id of a document, or its beginning.", metavar="ID"),
    _several("--outlet", "Part of the name of an outlet.", metavar="NAME"),
    _several("--language", "Language, as in en or fr.", metavar="CODE"),
    *published_options,
    _several("--conflict", "Id of a conflict, with its parts (see `truceline conflicts`).", metavar="ID"),
    click.option("--text", metavar="WORDS", help='Words that stand in the text; "in quotes" a phrase, stem* more.'),
)


def document_filters(command: F) -> F:
    """Filters of documents; the command gets them as keyword arguments that ``Ledger.stories`` takes."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_DOCUMENT_FILTERS), command)


_CLAIM_FILTERS: tuple[Decorator[Any], ...] = (
    _several("--kind", "Events, tolls, or changes of control.", choice(Kind)),
    _several("--type", "Type of event.", choice(EventType), "TYPE"),
    _several("--mode", "Mode of event: ceasefire, shelling, ...", metavar="MODE"),
    _several("--harm", "What was suffered: killed, wounded, displaced, ...", choice(Harm), "HARM"),
    _several("--action", "What is said of control.", choice(ControlAction)),
    _several("--actor", "Part of the name of somebody in the claim (not of a source).", metavar="NAME"),
    _several("--source", "Part of the name of somebody the claim is attributed to.", metavar="NAME"),
    _several("--place", "Part of the name of a place.", metavar="NAME"),
    click.option("--placed/--unplaced", default=None, help="With a place that has coordinates, or without one."),
    click.option("--box", type=BoxOfDegrees(), metavar="W,S,E,N", help="With a place within these degrees."),
    _several("--country", "Country of a place or an actor, three letters (ISO 3166-1).", CountryCode(), "CODE"),
    click.option("--since", type=Day(), help="Said to have happened on or after this day."),
    click.option("--until", type=Day(last=True), help="Said to have happened on or before this day."),
    *published_options,
    _several("--conflict", "Id of a conflict, with its parts (see `truceline conflicts`).", metavar="ID"),
    _several("--modality", "Whether it is so, demanded, planned, denied, ...", choice(Modality)),
    click.option("--background/--no-background", default=None, help="Only history, or only the news of the report."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="SCORE", help="At least so sure, 0 to 1."),
    _several("--document", "Id of a document, or its beginning.", metavar="ID"),
    _several("--outlet", "Part of the name of an outlet.", metavar="NAME"),
    click.option("--text", metavar="WORDS", help='Words that stand in the sentence; "in quotes" a phrase, stem* more.'),
    _several("--extractor", "Found by the rules, llm (any model) or llm:NAME, not by the reading that stands.",
             metavar="NAME"),
    _several("--review", "What reviewers made of it: unreviewed, accepted, ...", choice(ReviewState), "STATE"),
    click.option("--superseded", is_flag=True, help="Also claims of earlier readings of a document."),
)


def claim_filters(command: F) -> F:
    """All filters of claims; the command gets them as keyword arguments that ``Ledger.claims`` takes."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_CLAIM_FILTERS), command)
