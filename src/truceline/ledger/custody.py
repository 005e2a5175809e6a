"""The proof that a ledger is as it was written: every text, every sentence, every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from ..identity import document_id
from ..records import Claim, Document, Event
from . import rows
from .parts import actors_of, places_of, reasons_of
from .schema import claims, documents, readings
from .store import Fault


class _Parts(NamedTuple):
    """The rows that belong to one claim."""

    actors: Sequence[rows.Stored]
    places: Sequence[rows.Stored]
    reasons: Sequence[rows.Stored]


def faults(connection: Connection) -> Iterator[Fault]:
    """What does not stand, document by document, with the claims of all its readings."""
    for key in connection.execute(select(documents.c.key).order_by(documents.c.key)).scalars().all():
        document = connection.execute(select(documents).where(documents.c.key == key)).mappings().one()
        yield from (Fault(document["id"], None, what) for what in _of_document(connection, document))
        yield from _of_claims(connection, document)


def _of_document(connection: Connection, document: rows.Stored) -> Iterator[str]:
    if rows.text_digest(document["text"]) != document["text_sha256"]:
        yield "the stored text does not have its digest: it was changed"
    found = connection.execute(select(readings).where(readings.c.document == document["key"])).mappings().all()
    if not found:
        yield "there is no reading of the document"
    for reading in found:
        if document_id(document["text"], reading["outlet"], reading["url"]) != document["id"]:
            yield f"text, outlet and URL of reading {reading['key']} do not give the id of the document"
        digests = connection.execute(
            select(claims.c.sha256).where(claims.c.reading == reading["key"]).order_by(claims.c.key)
        )
        if rows.reading_digest(document["id"], reading, digests.scalars().all()) != reading["reading_sha256"]:
            yield f"reading {reading['key']} does not have its digest: it was changed, or claims of it were"


def _of_claims(connection: Connection, document: rows.Stored) -> Iterator[Fault]:
    of_document = claims.c.reading.in_(select(readings.c.key).where(readings.c.document == document["key"]))
    found = connection.execute(select(claims).where(of_document).order_by(claims.c.key)).mappings().all()
    keys = [claim["key"] for claim in found]
    everybody, places, why = actors_of(connection, keys), places_of(connection, keys), reasons_of(connection, keys)
    bare = Document(id=document["id"], text=document["text"])
    for claim in found:
        key = claim["key"]
        parts = _Parts(everybody.get(key, ()), places.get(key, ()), why.get(key, ()))
        for what in chain(_of_places(claim, bare.text), _of_claim(claim, bare, parts)):
            yield Fault(bare.id, claim["id"], what)


def _of_places(claim: rows.Stored, text: str) -> Iterator[str]:
    for part in ("sentence", "span"):
        start, end = claim[f"{part}_start"], claim[f"{part}_end"]
        if not 0 <= start < end <= len(text) or text[start:end] != claim[part]:
            yield f"the {part} does not stand at {start} to {end} of the text"


def _of_claim(claim: rows.Stored, document: Document, parts: _Parts) -> Iterator[str]:
    sources = (rows.actor_of(row) for row in parts.actors if row["part"] == "source")
    try:
        record = rows.claim_of(claim, document, sources, map(rows.reason_of, parts.reasons))
    except (msgspec.ValidationError, KeyError, TypeError, ValueError) as error:
        yield f"the claim cannot be read: {error}"
        return
    if isinstance(record.body, Event):
        trigger = record.body.trigger
        if document.text[trigger.start : trigger.end] != trigger.text:
            yield f"the trigger does not stand at {trigger.start} to {trigger.end} of the text"
    if rows.claim_digest(record) != claim["sha256"]:
        yield "the claim does not have its digest: it was changed"
    yield from _of_derived(claim, record, parts)


def _of_derived(claim: rows.Stored, record: Claim, parts: _Parts) -> Iterator[str]:
    """What is stored a second time to be searched, and does not say what the body of the claim says."""
    for name, value in rows.body_columns(record.body).items():
        if claim[name] != value:
            yield f"{name} is {claim[name]!r} where the claim says {value!r}: it was changed"
    if not _same(rows.actor_rows(record), parts.actors, "part", "position"):
        yield "the rows of its actors do not say what the claim says: they were changed"
    if not _same(rows.place_rows(record), parts.places, "position"):
        yield "the rows of its places do not say what the claim says: they were changed"


def _same(expected: Sequence[rows.Row], stored: Sequence[rows.Stored], *key: str) -> bool:
    """Whether there are exactly the rows that are expected; that the stored ones belong to the claim is known."""
    wanted = {tuple(row[name] for name in key): row for row in expected}
    found = {tuple(row[name] for name in key): {k: v for k, v in row.items() if k != "claim"} for row in stored}
    return wanted == found
