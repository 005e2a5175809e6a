"""Rival tolls, disputes and ceasefires of a conflict as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from . import sentences, wording
from .beside import Matrix, Rivals, Told, Truce
from .briefing import Part
from .lines import ID_SHOWN
from .markdown_text import escaped, in_code
from .phrases import many


def beside_lines(part: Part) -> Iterator[str]:
    """The lines; nothing where there is nothing to lay side by side."""
    shown = part.beside
    if shown.rivals:
        yield from ("", f"### {wording.RIVAL_TOLLS}")
        for rivals in shown.rivals:
            yield from _rivals(rivals)
        yield from _more(shown.more_rivals, "tolls", part)
    if shown.disputes:
        yield from ("", f"### {wording.DISPUTES}")
        for matrix in shown.disputes:
            yield from _matrix(matrix)
        yield from _more(shown.more_disputes, "disputes", part)
    if shown.truces:
        yield from ("", f"### {wording.TRUCE}")
        for truce in shown.truces:
            yield from _truce(truce)
            yield from _more(truce.more, "ceasefires", part)
        yield from _more(shown.more_truces, "ceasefires", part)


def _rivals(rivals: Rivals) -> Iterator[str]:
    yield from ("", f"**{escaped(rivals.title)}**", "", "| said by | as of | figure | read in |", "|---|---|---|---|")
    for claimed in rivals.claimed:
        for stated in claimed.stated:
            added = "+ " if stated.added else ""
            read = f"{escaped(', '.join(stated.outlets))}, `{stated.ids[0][:ID_SHOWN]}`"
            yield (f"| {escaped(claimed.claimant)} | {stated.last or 'not known'} | {added}**{escaped(stated.count)}** "
                   f"| {read} |")  # fmt: skip
    notes = [f"- {escaped(c.claimant)}: {escaped(note)}" for c in rivals.claimed for note in c.notes]
    yield from ("", *notes)


def _matrix(matrix: Matrix) -> Iterator[str]:
    why = "; ".join(filter(None, (escaped(matrix.why), matrix.days)))
    yield from ("", f"**{escaped(matrix.about)}**: {why} (`{matrix.id[:ID_SHOWN]}`)", "")
    yield "| position | said by | what | as of | read in | independence |"
    yield "|---|---|---|---|---|---|"
    for side in matrix.sides:
        for one in side.told:
            yield f"| {escaped(side.says)} | {' | '.join(_cells(one))} |"


def _cells(one: Told) -> tuple[str, ...]:
    chain = sentences.OUTERMOST_FIRST.join(one.line.chain) if len(one.line.chain) > 1 else ""
    mark = f" *\\[{one.line.mark}\\]*" if one.line.mark else ""
    told = one.line.told[0]
    read = ", ".join(
        filter(None, (escaped(told.outlet), told.day, f"`{told.id[:ID_SHOWN]}`", "a copy" if one.copied else ""))
    )
    return (
        "<br>".join(map(escaped, filter(None, (one.who, chain, *one.marks)))),
        f"**{escaped(one.what)}**{mark}",
        one.as_of or "not said",
        f"{read}: “{escaped(told.sentence)}”",
        "<br>".join(map(escaped, one.ties)),
    )


def _truce(truce: Truce) -> Iterator[str]:
    yield ""
    if truce.title:
        yield from (f"**{escaped(truce.title)}**", "")
    if truce.state:
        yield f"**{truce.state}**" + "".join(f"; {escaped(reason)}" for reason in truce.reasons)
        yield ""
    for step in truce.steps:
        mark = f" *\\[{step.mark}\\]*" if step.mark else ""
        told = "; ".join(filter(None, (sentences.people_of(step), step.terms)))
        told = f": {escaped(told)}" if told else ""
        yield f"- {step.day}: {step.what}{mark}{told} — {escaped(step.told_by)}, `{step.ids[0][:ID_SHOWN]}`"


def _more(number: int, verb: str, part: Part) -> Iterator[str]:
    if number:
        conflict = f" --conflict {part.id}" if part.id else ""
        yield from ("", f"{many(number, 'other')} not shown: `{in_code(f'truceline {verb}{conflict}')}`")
