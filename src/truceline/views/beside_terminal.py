"""Rival tolls, disputes and ceasefires of a conflict on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from . import sentences, wording
from .beside import Claimed, Matrix, Step, Truce
from .briefing import Part
from .lines import ID_SHOWN
from .phrases import many

DIM = "dim"


def beside_tables(part: Part) -> Iterator[RenderableType]:
    """What is to be drawn, one after the other; nothing where there is nothing to lay side by side."""
    for title, lines in (
        (wording.RIVAL_TOLLS, list(_rivals(part))),
        (wording.DISPUTES, list(_disputes(part))),
        (wording.TRUCE, list(_truces(part))),
    ):
        if lines:
            yield Text()
            yield Text(title, "bold")
            yield from (Padding(line, (0, 0, 0, 2)) for line in lines)


def _rivals(part: Part) -> Iterator[Text]:
    for rivals in part.beside.rivals:
        yield Text(rivals.title, "underline")
        yield from map(_claimed, rivals.claimed)
    if part.beside.more_rivals:
        yield Text(f"{many(part.beside.more_rivals, 'other count')} not shown", DIM)


def _claimed(claimed: Claimed) -> Text:
    """ "The ministry: 42 (2020-10-12), 43 (2020-10-14)"."""
    figures = (
        f"{'+ ' if s.added else ''}{s.count}{f' ({s.last})' if s.last else ''}" for s in claimed.stated
    )  # fmt: skip
    made = Text(f"{claimed.claimant}: {', '.join(figures)}")
    for note in claimed.notes:
        made.append(f"; {note}", DIM)
    return made


def _disputes(part: Part) -> Iterator[Text]:
    for matrix in part.beside.disputes:
        yield from _matrix(matrix)
    if part.beside.more_disputes:
        yield Text(f"{many(part.beside.more_disputes, 'other')} not shown", DIM)


def _matrix(matrix: Matrix) -> Iterator[Text]:
    made = Text(matrix.about, "underline")
    made.append(f"  {matrix.why}", "not underline dim")
    yield made
    for side in matrix.sides:
        for one in side.told:
            line = Text(f"• {one.who}: {one.what}")
            line.append(f" [{one.line.mark}]" if one.line.mark else "", "italic yellow")
            details = (one.as_of, f"in {one.line.told[0].outlet}", "a copy" if one.copied else "", *one.ties)
            line.append(f"; {'; '.join(filter(None, details))} {one.line.told[0].id[:ID_SHOWN]}", DIM)
            yield line


def _truces(part: Part) -> Iterator[Text]:
    for truce in part.beside.truces:
        yield from _truce(truce)
    if part.beside.more_truces:
        yield Text(f"{many(part.beside.more_truces, 'other story', 'other stories')} not shown", DIM)


def _truce(truce: Truce) -> Iterator[Text]:
    if truce.title:
        yield Text(truce.title, "bold")
    if truce.state:
        yield Text(truce.state, "underline")
    yield from map(_step, truce.steps)
    if truce.more:
        yield Text(f"{many(truce.more, 'earlier step')} not shown", DIM)


def _step(step: Step) -> Text:
    made = Text(f"• {step.day}: {': '.join(filter(None, (step.what, sentences.people_of(step))))}")
    made.append(f" [{step.mark}]" if step.mark else "", "italic yellow")
    made.append("".join(f"; {part}" for part in (step.terms, step.told_by) if part), DIM)
    made.append(f" {step.ids[0][:ID_SHOWN]}", DIM)
    return made
