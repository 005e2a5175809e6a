"""Ceasefires as plain rows: steps, states and declarations, for JSON, CSV and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec

from ..compare.ceasefire_days import When
from ..compare.ceasefire_states import Standing, State
from ..compare.ceasefire_terms import Terms
from ..compare.ceasefires import Moment, Timeline
from ..compare.declarations import Declaration
from ..records import Actor, Claim
from .flat import harmless


def steps(timelines: Iterable[Timeline]) -> list[dict[str, Any]]:
    """The steps of these timelines, in order, one row each; see :func:`step`."""
    return [step(timeline, moment) for timeline in timelines for moment in timeline.moments]


def step(timeline: Timeline, moment: Moment) -> dict[str, Any]:
    """A step with the claims that tell it: what, when, who, on what terms, of which ceasefire, by its id."""
    of = next((c.id for c in timeline.ceasefires if moment in c.moments), None)
    return {
        "conflict": timeline.conflict,
        "story": timeline.story,
        "kind": moment.kind,
        "form": moment.form,
        "actual": moment.actual,
        "time": _time(moment.when),
        "of": _time(moment.of),
        "parties": names(moment.parties),
        "others": names(moment.others),
        "third": names(moment.third),
        "conditions": list(moment.conditions),
        "keep": moment.keep,
        "terms": _terms(moment.terms),
        "background": moment.background,
        "ceasefire": of,
        "texts": moment.texts,
        "claims": [_claim(c) for c in moment.claims],
    }


def standing_record(standing: Standing) -> dict[str, Any]:
    """How a conflict stands on a day: its state, that of each ceasefire, and what is called for or offered."""
    return {
        "conflict": standing.conflict,
        "story": standing.story,
        "on": standing.day.isoformat(),
        **state_record(standing.state),
        "ceasefires": [state_record(s) for s in standing.ceasefires],
        "pending": state_record(standing.pending),
    }


def state_record(state: State) -> dict[str, Any]:
    """A state, since when, why, the ids of the claims that make it, and of a disputed one what each says.

    ``exact`` is false where it may date from before ``since``.
    """
    return {
        "state": state.state,
        "since": state.since.isoformat() if state.since else None,
        "exact": state.exact,
        "why": list(map(str, state.why)),
        "ceasefire": state.ceasefire.id if state.ceasefire else None,
        "replaced_by": state.replaced_by.id if state.replaced_by else None,
        "parties": names(state.ceasefire.parties) if state.ceasefire else [],
        "versions": [{"state": v.state, "by": list(v.by), "claims": list(v.claims)} for v in state.versions],
        "claims": list(state.claims),
    }


def write_declarations(rows: Iterable[Declaration], out: BinaryIO) -> int:
    """Write the rows as CSV in UTF-8, below a line with the names of the columns; how many there were.

    What is null is an empty cell.  No cell is run by a spreadsheet (see ``exports.flat``).
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        made = csv.writer(text)
        made.writerow(Declaration.__annotations__)
        number = 0
        for number, row in enumerate(rows, 1):  # noqa: B007
            made.writerow(harmless(int(v) if isinstance(v, bool) else v) for v in row.values())  # type: ignore[arg-type]
        return number
    finally:
        text.detach()


def names(actors: Sequence[Actor]) -> list[str]:
    """The canonical names, or the words of the report where there is none."""
    return [a.name or a.text for a in actors]


def _time(when: When) -> dict[str, str | None]:
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "basis": when.basis,
    }


def _terms(terms: Terms) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(terms)
    return {**plain, "mediators": names(terms.mediators)}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "sources": names(claim.sources),
        "modality": claim.modality,
        "document": claim.document.id,
        "outlet": claim.document.outlet,
        "sentence": claim.sentence.text,
    }
