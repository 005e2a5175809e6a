"""Deciding about claims: every decision is a line of the log, and the states that follow from it are kept beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, select

from ..claim_ids import id_of
from ..records import Claim, Document
from ..review.checking import changed, checked, plain
from ..review.content import content_digest
from ..review.folding import deciders
from ..review.records import VERDICTS, Decision, Json, ReviewError, Verdict
from . import decisions as log
from .review_base import ReviewPart, need_name, need_reason
from .review_items import Item, document_of, item_of
from .review_leases import held_by_another, in_words, release
from .review_sentences import with_sentence
from .review_states import blind_round_of, open_round, refresh
from .rows import text_digest
from .schema_review import decisions
from .settling import settle_decided

_WHERE = ("extractor", "kind", "span_start", "span_end")


class Deciding(ReviewPart):
    """Verdicts on claims, claims that were missed, and taking back."""

    def decide(
        self, by: str, verdict: Verdict, claim: str, *, new: Mapping[str, Any] | None = None,
        changes: Mapping[str, Any] | None = None, why: str | None = None, round: str | None = None,
    ) -> Decision:  # fmt: skip
        """Accept, correct or reject a claim (by its id), or say that it needs more information (``unsure``).

        What is decided on is what stands for ``by``: the claim as it was found, or as it was corrected.  A correction
        is the whole claim in the form of the contract (``new``), or its fields by dotted path that change
        (``changes``).  A lease that ``by`` has on it ends.  Raises ReviewError.
        """
        _check(by, verdict)
        with self._writing() as connection:
            item = _item(connection, claim)
            _free_for(connection, item, by)
            _in_round(connection, item, by, round)
            old, made = _wordings(item, by, verdict, new, changes)
            release(connection, by, item.id)
            return _record(connection, item, by=by, verb=verdict, old=old, new=made, why=why, round=round)

    def adjudicate(
        self, by: str, verdict: Verdict, claim: str, *, why: str, new: Mapping[str, Any] | None = None,
        changes: Mapping[str, Any] | None = None, administrator: bool = False,
    ) -> Decision:  # fmt: skip
        """Settle a claim on which reviewers differ.  It takes a third person, or an administrator, and a reason; see
        :meth:`decide`."""
        _check(by, verdict)
        need_reason(why)
        with self._writing() as connection:
            item = _item(connection, claim)
            folded = item.seen_by(None)
            if folded.state != "disagreed":
                raise ReviewError(f"Nothing is to be settled: the claim is {folded.state}.")
            if not administrator and by in {*folded.silent, *(d.by for d in folded.counting)}:
                raise ReviewError("Who has decided cannot settle it; a third person or an administrator can.")
            old, made = _wordings(item, by, verdict, new, changes)
            rounds = {d.round for d in folded.counting}
            return _record(connection, item, by=by, verb="adjudicate", verdict=verdict, old=old, new=made, why=why,
                           round=rounds.pop() if len(rounds) == 1 else None)  # fmt: skip

    def add(
        self, by: str, document: str, new: Mapping[str, Any], *, why: str | None = None, round: str | None = None
    ) -> Decision:
        """Add a claim that was missed in a document (by its id), in the form of the contract; its id is
        ``decision.claim``.  Where ``sentence`` is left out, it is the one in which the span lies.  Where ``round`` is,
        it is the blind round in which ``by`` has decided on the document, if there is one.  Raises ReviewError.
        """
        _check(by)
        told = _document(self, document)
        claim = checked(with_sentence(self._access.engine, new, told), told)
        name = id_of(told, claim.span, claim.body)
        with self._writing() as connection:
            item = item_of(connection, name)
            if item is not None and item.entry is not None:
                raise ReviewError(f"The claim is there already ({name}); accept or correct it.")
            if item is not None and item.seen_by(by).state != "unreviewed":
                raise ReviewError(f"The claim was added already ({name}); accept or correct it.")
            made = Item(name, told, None, () if item is None else item.decisions, False, frozenset())
            round = round or blind_round_of(connection, by, told.id)
            _in_round(connection, made, by, round)
            written = plain(_named(claim, name))
            return _record(connection, made, by=by, verb="add", new=written, why=why, round=round)

    def complete(self, by: str, document: str, *, why: str | None = None, round: str | None = None) -> Decision:
        """Say that a document (by its id) was read through: no claim is missing that was not added.  In a double round
        that settles what others added and ``by`` did not: ``by`` says that it is not there.  Where ``round`` is left
        out it is found as by :meth:`add`."""
        _check(by)
        told = _document(self, document)
        with self._writing() as connection:
            name = round or blind_round_of(connection, by, told.id)
            if name is not None:
                open_round(connection, name)
            made = log.append(
                connection, by=by, verb="complete", document=told.id, text_sha256=text_digest(told.text), why=why,
                round=name,
            )  # fmt: skip
            refresh(connection, [told.id])
            return made

    def to_undo(self, by: str) -> Decision | None:
        """The decision that :meth:`undo` would take back; null where there is none."""
        with self._reading() as connection:
            return _last(connection, by)

    def undo(self, by: str, number: int | None = None, *, why: str | None = None) -> Decision:
        """Take back the last decision of ``by`` that stands.  With ``number`` it must be that one.  Raises ReviewError.

        Nothing is removed: the undoing is a decision that names the one it takes back.  What was imported is taken back
        where it was decided, and the log imported again.
        """
        _check(by)
        with self._writing() as connection:
            undone = _last(connection, by)
            if undone is None:
                raise ReviewError("There is nothing of yours to take back.")
            last = undone.number
            if number is not None and number != last:
                raise ReviewError(f"Only your last decision can be taken back: that is number {last}, not {number}.")
            kept = {name: getattr(undone, name) for name in log.KEPT}
            made = log.append(connection, by=by, verb="undo", undoes=last, why=why, **kept)
            if undone.verb in ("split", "merge"):
                settle_decided(connection)
            elif undone.document is not None:
                refresh(connection, [undone.document])
            return made


def _last(connection: Connection, by: str) -> Decision | None:
    """The last decision of a person that stands and that they may take back."""
    conditions = (decisions.c.by == by, decisions.c.verb.not_in(log.NOT_UNDONE), log.STANDS,
                  decisions.c.origin.is_(None))  # fmt: skip
    wanted = select(decisions.c.number).where(*conditions).order_by(decisions.c.number.desc()).limit(1)
    last = connection.execute(wanted).scalar()
    return None if last is None else next(log.read(connection, decisions.c.number == last))


def _document(part: Deciding, document: str) -> Document:
    with part._reading() as connection:
        told = document_of(connection, document)
    if told is None:
        raise ReviewError(f"There is no document {document}.")
    return told


def _check(by: str, verdict: str = "accept") -> None:
    need_name(by)
    if verdict not in VERDICTS:
        raise ReviewError(f"There is no verdict {verdict!r}; there are: {', '.join(VERDICTS)}.")


def _item(connection: Connection, claim: str) -> Item:
    item = item_of(connection, claim)
    if item is None or item.original is None:
        raise ReviewError(f"There is no claim {claim}.")
    return item


def _free_for(connection: Connection, item: Item, by: str) -> None:
    lease = held_by_another(connection, item.id, by)
    if lease is not None:
        raise ReviewError(in_words(lease))


def _in_round(connection: Connection, item: Item, by: str, name: str | None) -> None:
    """That the round is open, and takes another decision on this claim."""
    if name is None:
        return
    found = open_round(connection, name)
    others = set(deciders(item.decisions, name)) - {by}
    if len(others) >= (2 if found.double else 1):
        raise ReviewError(f"This claim was decided in round {name!r} already.")


def _wordings(
    item: Item, by: str, verdict: Verdict, new: Mapping[str, Any] | None, changes: Mapping[str, Any] | None
) -> tuple[Json, Json | None]:
    """What stood, and what a correction puts in its place."""
    old = item.stood(by)
    assert old is not None
    if verdict != "correct":
        if new is not None or changes is not None:
            raise ReviewError("Only a correction changes a claim.")
        return old, None
    if (new is None) == (changes is None):
        raise ReviewError("A correction is the claim as it should be, or the fields that change.")
    asked = changed(old, changes) if changes is not None else {**old, **dict(new or {})}
    corrected = plain(_named(checked(_without_stale_texts(asked, old), item.document, item.claim_of(old)), item.id))
    if content_digest(corrected) == content_digest(old):
        raise ReviewError("Nothing is changed by this correction; accept the claim instead.")
    return old, corrected


def _without_stale_texts(asked: Json, old: Json) -> Json:
    """Without the texts of spans whose offsets were changed and whose texts were not."""
    made = dict(asked)
    for name in ("sentence", "span"):
        made[name] = _restated(asked.get(name), old[name])
    if isinstance(made.get("event"), dict) and "trigger" in made["event"]:
        made["event"] = {**made["event"], "trigger": _restated(made["event"]["trigger"], old["event"]["trigger"])}
    return made


def _restated(span: Any, before: Json) -> Any:
    if not isinstance(span, dict) or span.get("text") != before["text"]:
        return span
    moved = (span.get("start"), span.get("end")) != (before["start"], before["end"])
    return {name: value for name, value in span.items() if name != "text"} if moved else span


def _named(claim: Claim, name: str) -> Claim:
    return replace(claim, id=name)


def _record(connection: Connection, item: Item, **told: Any) -> Decision:
    """Add a decision about a claim to the log, and bring the states of its document up to date."""
    if item.decisions:
        first = item.decisions[0]
        where = {n: getattr(first, n) for n in _WHERE}
    elif item.entry is not None:
        claim = item.entry.claim
        where = {"extractor": item.entry.read_by.extractor, "kind": claim.kind,
                 "span_start": claim.span.start, "span_end": claim.span.end}  # fmt: skip
    else:
        new = told["new"]
        where = {"extractor": None, "kind": new["kind"], "span_start": new["span"]["start"],
                 "span_end": new["span"]["end"]}  # fmt: skip
    document = {"document": item.document.id, "text_sha256": text_digest(item.document.text)}
    made = log.append(connection, claim=item.id, **document, **where, **told)
    refresh(connection, [item.document.id])
    return made
