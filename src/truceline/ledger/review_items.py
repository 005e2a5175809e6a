"""A claim as review sees it: what the machine has now, all decisions about it, and what one person may see of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ..exports.contract import from_contract
from ..records import Claim, Document
from ..review.checking import plain
from ..review.folding import ON_CLAIMS, Folded, fold, standing
from ..review.records import Decision, Json, Reviewed
from . import rows
from .chunks import chunked
from .decisions import on_claims
from .entries import entries
from .joins import DOCUMENT_COLUMNS, with_documents
from .review_states import blind_rounds, read_through
from .schema import claims, documents, readings
from .schema_review import states
from .standing import STANDING
from .store import Entry


@dataclass(frozen=True, slots=True)
class Item:
    """A claim that is reviewed: ``id`` is what its decisions name it by, ``entry`` what the machine has now (null where
    a person added it, or no reading has it any more), ``decisions`` all about it, ``blind`` the open double rounds,
    ``through`` who read its document through in which double round."""

    id: str
    document: Document
    entry: Entry | None
    decisions: tuple[Decision, ...]
    changed: bool
    blind: frozenset[str]
    through: frozenset[tuple[str, str]] = frozenset()

    def seen_by(self, viewer: str | None) -> Folded:
        """What the decisions that a person may see make of it: all but those of others that are pending."""
        folded = fold(self.decisions, self.blind, self.through)
        hidden = {d.number for d in folded.pending if d.by != viewer}
        if not folded.pending:
            return folded
        return fold(
            [d for d in self.decisions if d.number not in hidden and d.undoes not in hidden], through=self.through
        )

    def visible(self, viewer: str | None) -> tuple[Decision, ...]:
        """The decisions that a person may see, undone ones too, oldest first."""
        if not any(d.round in self.blind for d in self.decisions):
            return self.decisions
        open_now = {d.number for d in fold(self.decisions, self.blind, self.through).pending}
        undone = {d.undoes for d in self.decisions if d.undoes is not None}
        hidden = {
            d.number for d in self.decisions
            if d.by != viewer and d.round in self.blind and (d.number in open_now or d.number in undone)
        }  # fmt: skip
        return tuple(d for d in self.decisions if d.number not in hidden and d.undoes not in hidden)

    @property
    def original(self) -> Json | None:
        """What the machine has now; where it has nothing, what was decided on first."""
        if self.entry is not None:
            return plain(self.entry.claim)
        first = next((d for d in self.decisions if d.verb in ON_CLAIMS), None)
        return None if first is None else first.old or first.new

    def stood(self, viewer: str | None) -> Json | None:
        """What stands for a person: what was settled, or the claim as it was found."""
        return self.seen_by(viewer).content or self.original

    def claim_of(self, told: Json) -> Claim:
        """A claim of this document from the form that the log keeps."""
        name = self.id if self.entry is None else self.entry.claim.id
        return from_contract({**told, "id": name}, self.document)

    def reviewed(self, viewer: str | None) -> Reviewed | None:
        """What a person may see of it; null where there is nothing (an added claim that was taken back)."""
        folded, original = self.seen_by(viewer), self.original
        mine = [d.number for d in folded.counting if d.by == viewer]
        added = self.entry is None and any(d.verb == "add" for d in self.decisions)
        if original is None or (added and not folded.counting):
            return None
        return Reviewed(
            claim=self.claim_of(original) if self.entry is None else self.entry.claim,
            state=folded.state,
            stands=None if folded.content is None else self.claim_of(folded.content),
            decisions=self.visible(viewer),
            mine=mine[-1] if mine else None,
            added=added,
            changed=self.changed,
            silent=folded.silent,
        )


def item_of(connection: Connection, claim: str) -> Item | None:
    """The claim with this id as review sees it; null where there is none."""
    return next(iter(items_of(connection, [claim]).values()), None)


def items_of(connection: Connection, ids: Iterable[str]) -> dict[str, Item]:
    """The claims with these ids as review sees them, by these ids; those that there are not are left out."""
    wanted = list(dict.fromkeys(ids))
    located = _keys(connection, wanted)
    keys = {one: key for one, (_, key) in located.items()}
    known = _names(connection, keys.values())
    names = {one: known[keys[one]][0] if one in keys and keys[one] in known else one for one in wanted}
    gone = {one: name for one, name in names.items() if not located.get(one, (False, 0))[0]}
    keys.update(_attached(connection, gone))
    known = _names(connection, keys.values())
    told = on_claims(connection, list(dict.fromkeys(names.values())))
    found = _entries(connection, keys.values())
    blind = blind_rounds(connection)
    through = read_through(connection, {d.document for several in told.values() for d in several if d.document})
    made: dict[str, Item] = {}
    for one in wanted:
        key = keys.get(one, 0)
        document = _document(connection, found.get(key), told[names[one]])
        if document is not None:
            changed = known.get(key, ("", False))[1]
            several = tuple(told[names[one]])
            made[one] = Item(names[one], document, found.get(key), several, changed, blind,
                             through.get(document.id, frozenset()))  # fmt: skip
    return made


def _document(connection: Connection, entry: Entry | None, told: list[Decision]) -> Document | None:
    if entry is not None:
        return entry.claim.document
    return document_of(connection, told[0].document or "") if standing(told) else None


def document_of(connection: Connection, document: str) -> Document | None:
    """The document with this id, by the reading that stands for it."""
    wanted = select(*DOCUMENT_COLUMNS).select_from(with_documents()).where(STANDING, documents.c.id == document)
    row = connection.execute(wanted).mappings().first()
    return None if row is None else rows.document_of(row)


def _keys(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[bool, int]]:
    """The keys of claims by their ids: of the reading that stands (then true), else of the latest that has it."""
    found: dict[str, tuple[bool, int]] = {}
    for part in chunked(ids):
        wanted = (
            select(claims.c.id, STANDING.label("stands"), claims.c.key)
            .join(readings, claims.c.reading == readings.c.key).where(claims.c.id.in_(part))
        )  # fmt: skip
        for one, stands, key in connection.execute(wanted):
            found[one] = max(found.get(one, (False, 0)), (bool(stands), key))
    return found


def _names(connection: Connection, keys: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """Of claims by their keys, the names that their decisions have them by, and whether they were worded otherwise."""
    found: dict[int, tuple[str, bool]] = {}
    for part in chunked(keys):
        wanted = select(states.c.claim, states.c.item, states.c.changed).where(states.c.claim.in_(part))
        found.update({row.claim: (row.item, bool(row.changed)) for row in connection.execute(wanted)})
    return found


def _attached(connection: Connection, names: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The keys of the claims, of readings that stand, that decisions belong to; ``names`` are those they go by."""
    for part in chunked(sorted(set(names.values()))):
        wanted = (
            select(states.c.item, states.c.claim)
            .join(claims, states.c.claim == claims.c.key).join(readings, claims.c.reading == readings.c.key)
            .where(states.c.item.in_(part), STANDING)
        )  # fmt: skip
        keys = {row.item: row.claim for row in connection.execute(wanted)}
        yield from ((one, keys[name]) for one, name in names.items() if name in keys)


def _entries(connection: Connection, keys: Iterable[int]) -> dict[int, Entry]:
    return {
        key: entry
        for part in chunked(keys)
        for key, entry in entries(connection, [claims.c.key.in_(part)], [claims.c.key])
    }
