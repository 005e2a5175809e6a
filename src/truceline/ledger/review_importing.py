"""Importing the log of another ledger: its decisions become lines at the end of this one's, each with where it was
taken.  Nothing that is here is changed, and what is here already is not added again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection

from ..records import Document
from ..review.folding import ON_CLAIMS
from ..review.importing import (
    Imported,
    Line,
    Loose,
    Problem,
    identity,
    moment,
    named_claims,
    origin_of,
    read_log,
)
from ..review.records import Decision, Json, ReviewError
from ..review.regrouping import named
from . import decisions as log
from .importing_places import Place, contents_of, places_of
from .queries import ClaimQuery
from .review_base import ReviewPart, need_name
from .review_items import document_of
from .review_states import all_rounds, refresh
from .rows import text_digest
from .settling import located, settle_decided

_REGROUPING = ("split", "merge")
_NO_DOCUMENT = "the document is not in this ledger; read it, and import the log again"
_OTHER_TEXT = "the document has another text here"
_NO_CLAIM = "the reading that stands has no claim of this kind with exactly this span, or several"
_NOT_ADDED = "somebody added this claim, and that decision is not in the log"
_NOTHING_UNDONE = "the decision that it takes back is not here"
_TOO_FEW = "fewer than two of its claims are in this ledger; read their documents, and import the log again"


class Importing(ReviewPart):
    """Decisions of another ledger."""

    def import_log(self, by: str, raw: Iterable[bytes], *, called: str) -> Imported:
        """Add the decisions of a log, the lines of a file of ``truceline review export --format jsonl``, to this one.

        They keep who took them, when and why, and say that they are ``called`` from there and that ``by`` imported
        them.  They belong to claims by document and exact place, as after reading again; what belongs to none is told.
        Where a line is wrong, the others are taken all the same.  Raises ReviewError where there is no log at all.
        """
        need_name(by)
        told = read_log(raw)
        if any(line.decision.verb in _REGROUPING for line in told.lines):
            self._access.compare()
        with self._writing() as connection:
            work = _Import(connection, by, called, told.lines)
            for line in told.lines:
                work.take(line)
            work.finish()
        problems = sorted((*told.problems, *work.problems), key=lambda one: one.line)
        return Imported(
            added=work.added, already=work.already, orphans=work.orphans(), problems=tuple(problems),
            rounds={name: here for name, here in work.rounds.items() if name != here}, head=told.head,
        )  # fmt: skip


class _LooseError(Exception):
    """That a decision belongs to nothing here; ``str`` says why."""


class _Import:
    """One log on its way into this one, line by line."""

    def __init__(self, connection: Connection, by: str, called: str, lines: Iterable[Line]) -> None:
        self._connection = connection
        self._from = {"called": called, "by": by, "at": log.now()}
        self._known = {identity(one): replace(one, old=None, new=None) for one in log.read(connection)}
        self._undone = {one.undoes for one in self._known.values()}
        self._written = {one.claim for one in self._known.values() if one.verb == "add"}
        self._names = {one.name for one in all_rounds(connection)}
        self._places = places_of(connection, (x.decision for x in lines if x.decision.verb in ON_CLAIMS))
        self._numbers: dict[int, Decision] = {}  # what decisions of the file have become here, by their numbers there
        self._documents: dict[str, Document | None] = {}
        self._touched: dict[str, None] = {}
        self._regrouped = False
        self._loose: dict[tuple[str | None, str | None, bool, str], list[int]] = {}
        self.rounds: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.added = self.already = 0

    def take(self, line: Line) -> None:
        """Add a decision, unless it is here or has no place here."""
        one = line.decision
        if one.number == 1:
            self._numbers.clear()  # another log, with numbers of its own
        made = self._known.get(identity(one))
        try:
            if made is None and not (one.verb == "undo" and self._undoes_again(one)):
                made = log.append(self._connection, **self._fields(line), at=moment(one), by=one.by, verb=one.verb,
                                  why=one.why, origin=origin_of(one, **self._from))  # fmt: skip
                self._add(made)
            else:
                self.already += 1
        except _LooseError as why:
            self._set_loose(line, kept=False, why=str(why))
        except ReviewError as wrong:
            self.problems.append(Problem(line=line.line, what=f"decision {one.number}: {wrong}"))
        if made is not None:
            self._numbers[one.number] = made
            if one.verb == "open" and one.round is not None and made.round is not None:
                self.rounds[one.round] = made.round

    def finish(self) -> None:
        """Bring up to date what follows from the log."""
        refresh(self._connection, self._touched)
        if self._regrouped:
            settle_decided(self._connection)

    def orphans(self) -> tuple[Loose, ...]:
        """What belongs to nothing here."""
        return tuple(
            Loose(lines=tuple(lines), document=document, claim=claim, kept=kept, why=why)
            for (document, claim, kept, why), lines in self._loose.items()
        )

    def _add(self, made: Decision) -> None:
        self.added += 1
        self._known[identity(made)] = replace(made, old=None, new=None)
        self._undone.add(made.undoes)
        if made.verb == "add":
            self._written.add(made.claim)
        if made.document is not None:
            self._touched[made.document] = None

    def _set_loose(self, line: Line, *, kept: bool, why: str) -> None:
        one = line.decision
        self._loose.setdefault((one.document, one.claim, kept, why), []).append(line.line)

    def _fields(self, line: Line) -> dict[str, Any]:
        """What a decision is here, apart from who took it, when and why."""
        one = line.decision
        if one.verb in ON_CLAIMS:
            return self._on_claim(line)
        if one.verb == "complete":
            return {"document": self._document(one).id, "text_sha256": one.text_sha256, "round": self._round(one)}
        if one.verb == "undo":
            return self._undoing(one)
        if one.verb in _REGROUPING:
            return self._regrouping(one)
        return {"round": self._opened(one), "new": one.new} if one.verb == "open" else {"round": self._round(one)}

    def _on_claim(self, line: Line) -> dict[str, Any]:
        one = line.decision
        document = self._document(one)
        place = self._places[one.claim or ""]
        if one.extractor is None and one.verb != "add" and not place.there and one.claim not in self._written:
            raise _LooseError(_NOT_ADDED)
        fields = {
            **_where(place), **contents_of(one, document), "document": document.id, "text_sha256": one.text_sha256,
            "round": self._round(one), "verdict": one.verdict,
        }  # fmt: skip
        if one.extractor is not None and not place.there:
            self._set_loose(line, kept=True, why=_NO_CLAIM)
        return fields

    def _document(self, one: Decision) -> Document:
        name = one.document or ""
        if name not in self._documents:
            self._documents = {name: document_of(self._connection, name)}  # one alone: logs go by document
        found = self._documents[name]
        if found is None:
            raise _LooseError(_NO_DOCUMENT)
        if one.text_sha256 != text_digest(found.text):
            raise _LooseError(_OTHER_TEXT)
        return found

    def _undoes_again(self, one: Decision) -> bool:
        """Whether what a decision takes back was taken back here."""
        target = self._numbers.get(one.undoes or 0)
        return target is not None and target.number in self._undone

    def _undoing(self, one: Decision) -> dict[str, Any]:
        target = self._numbers.get(one.undoes or 0)
        if target is None:
            raise _LooseError(_NOTHING_UNDONE)
        if target.by != one.by or target.verb in log.NOT_UNDONE:
            raise ReviewError(f"undoes: decision {one.undoes} is none that {one.by} can take back.", "undoes")
        self._regrouped = self._regrouped or target.verb in _REGROUPING
        return {"undoes": target.number, **{name: getattr(target, name) for name in log.KEPT}}

    def _regrouping(self, one: Decision) -> dict[str, Any]:
        there = {name: located(self._connection, named([one])) for name in named_claims(one)}
        lists = {name: [c for c in several if c.id in there[name]] for name, several in named_claims(one).items()}
        if not all(lists.values()) or sum(map(len, lists.values())) < 2:
            raise _LooseError(_TOO_FEW)
        self._regrouped = True
        return {"incident": one.incident, "old": one.old, "new": one.new}

    def _opened(self, one: Decision) -> str:
        """The name that a round of the file has here: another one, where there is another round of its name."""
        name = one.round or ""
        rules: Json = one.new or {}
        try:
            ClaimQuery.of(**(rules.get("filters") or {}))
        except TypeError as error:
            raise ReviewError(f"new.filters: {error}", "new.filters") from error
        here = f"{name} ({identity(one)[:8]})" if name in self._names else name
        self._names.add(here)
        return here

    def _round(self, one: Decision) -> str | None:
        """The round of a decision as it is called here."""
        if one.round is not None and one.round not in self.rounds:
            raise ReviewError(f"round: the log does not say how the round {one.round!r} was opened.", "round")
        return None if one.round is None else self.rounds[one.round]


def _where(place: Place) -> dict[str, Any]:
    names = ("claim", "extractor", "kind", "span_start", "span_end")
    return {name: getattr(place, name) for name in names}
