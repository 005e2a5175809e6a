"""The log of another ledger, as ``truceline review export --format jsonl`` writes it: reading it, and telling what is
wrong with it line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from ..records import Record
from .chain import BEGINNING, digest
from .folding import ON_CLAIMS
from .records import Decision, Json, ReviewError

_NEEDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("accept", "reject", "unsure"), ("old",)),
    "correct": ("old", "new"), "add": ("new",), "adjudicate": ("old", "verdict"), "complete": ("document",),
    "split": ("incident", "old", "new", "why"), "merge": ("old", "new", "why"),
    "open": ("round", "new"), "close": ("round",), "undo": ("undoes",),
}  # fmt: skip
_ON_CLAIM = ("document", "text_sha256", "claim", "kind", "span_start", "span_end")
_LISTS = {"split": ("apart", "rest"), "merge": ("together",)}
_AHEAD = timedelta(days=1)
"""How far clocks of two machines may differ."""


class Problem(Record, frozen=True, kw_only=True):
    """What is wrong with a line of the file (from 1)."""

    line: int
    what: str


class Line(Record, frozen=True, kw_only=True):
    """A decision, and the line of the file that it stands in (from 1)."""

    line: int
    decision: Decision


class LogFile(Record, frozen=True, kw_only=True):
    """A log that was read: the lines that can be taken, what is wrong with others, and the digest at its end (null
    where it carries none)."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    head: str | None


class NamedClaim(Record, frozen=True, kw_only=True):
    """A claim as a split or a merge names it: by its id and where it stands."""

    id: str
    document: str
    kind: str
    start: int
    end: int
    extractor: str | None = None


class Loose(Record, frozen=True, kw_only=True):
    """What of a log belongs to nothing in this ledger: the ``lines`` about a ``claim`` (null: about a document, or
    several claims), and ``why`` it does not.  ``kept``: they are in the log of this ledger nevertheless, and belong to
    the claim as soon as a reading has it."""

    lines: tuple[int, ...]
    document: str | None
    claim: str | None
    kept: bool
    why: str


class Imported(Record, frozen=True, kw_only=True):
    """What importing did: ``added`` decisions that are new here, ``already`` those that were here, ``orphans`` those
    that belong to nothing; ``rounds`` that have another name here, by the name in the file."""

    added: int
    already: int
    orphans: tuple[Loose, ...]
    problems: tuple[Problem, ...]
    rounds: dict[str, str]
    head: str | None


def read_log(raw: Iterable[bytes]) -> LogFile:
    """Read the lines of a log.  Raises ReviewError where not one of them is a decision."""
    found: list[Line] = []
    problems: list[Problem] = []
    last: str | None = BEGINNING
    for number, line in enumerate(raw, 1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Decision)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problems.append(Problem(line=number, what=f"it is no decision: {error}"))
            last = None
            continue
        wrong, strange = _tampered(one), _misplaced(one, last)
        if strange is not None:
            problems.append(Problem(line=number, what=strange))
        wrong = wrong or _incomplete(one)
        if wrong is not None:
            problems.append(Problem(line=number, what=wrong))
        else:
            found.append(Line(line=number, decision=one))
        last = one.sha256 or None
    if problems and not found and all(p.what.startswith("it is no decision") for p in problems):
        raise ReviewError("It is no log of review: write it with `truceline review export --format jsonl`.")
    return LogFile(lines=tuple(found), problems=tuple(problems), head=None if last == BEGINNING else last)


def identity(decision: Decision) -> str:
    """What a decision is known by in every ledger that it came to: the digest of what it says, with its number where it
    was taken, but without the links of the chain."""
    known = None if decision.origin is None else decision.origin.get("id")
    return known if isinstance(known, str) else digest(decision, BEGINNING)


def origin_of(decision: Decision, *, called: str, by: str, at: str) -> Json:
    """Where a decision comes from: its ``id`` (see :func:`identity`), ``number`` and digest there, what the log is
    called (``from``), who imported it and when; and ``via``, where that ledger had it from."""
    told = {
        "id": identity(decision), "from": called, "number": decision.number, "sha256": decision.sha256 or None,
        "imported_by": by, "imported_at": at, "via": decision.origin,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def moment(decision: Decision) -> str:
    """When a decision was taken, as this ledger writes it (UTC, whole seconds).  Raises ValueError."""
    at = datetime.fromisoformat(decision.at)
    if at.tzinfo is None:
        raise ValueError("it names no time zone")
    if at > datetime.now(UTC) + _AHEAD:
        raise ValueError("it lies in the future")
    return at.astimezone(UTC).isoformat(timespec="seconds")


def named_claims(decision: Decision) -> dict[str, list[NamedClaim]]:
    """The claims that a split or a merge puts apart or together, by what it calls them.  Raises
    msgspec.ValidationError."""
    new: Mapping[str, Any] = decision.new or {}
    return {name: msgspec.convert(new.get(name), list[NamedClaim]) for name in _LISTS[decision.verb]}


def _tampered(one: Decision) -> str | None:
    """That a line does not have its digest; lines without one (written by other programs) cannot be told."""
    if one.sha256 and digest(one, one.before) != one.sha256:
        return f"decision {one.number} does not have its digest: it was changed after it was written; left out"
    return None


def _misplaced(one: Decision, last: str | None) -> str | None:
    if last is None or not one.sha256 or one.before in (last, BEGINNING):
        return None
    return (f"decision {one.number} does not follow the line before it: lines were removed, put in between, or put in "
            "another order")  # fmt: skip


def _incomplete(one: Decision) -> str | None:
    """What a decision lacks that its verb needs."""
    needed = (*_NEEDED[one.verb], *(_ON_CLAIM if one.verb in ON_CLAIMS else ()))
    lacking = [name for name in needed if getattr(one, name) is None]
    if one.verb == "adjudicate" and one.verdict == "correct" and one.new is None:
        lacking.append("new")
    if lacking or not one.by.strip():
        return f"decision {one.number} ({one.verb}) has no {', '.join(lacking) or 'name of who took it'}"
    try:
        moment(one)
    except (ValueError, OverflowError) as error:
        return f"decision {one.number}: at: {error}"
    try:
        if one.verb in _LISTS:
            named_claims(one)
    except msgspec.ValidationError as error:
        return f"decision {one.number}: new: {error}"
    return None
