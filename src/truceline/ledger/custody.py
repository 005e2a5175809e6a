"""The proof that a ledger is as it was written: every text, every sentence, every figure."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from ..identity import document_id
from ..records import Claim, Document, Event
from . import rows
from .schema import actors, claims, documents, readings, reasons
from .store import Fault


def faults(connection: Connection) -> Iterator[Fault]:
    """What does not stand, document by document, with the claims of all its readings."""
    for key in connection.execute(select(documents.c.key).order_by(documents.c.key)).scalars().all():
        document = connection.execute(select(documents).where(documents.c.key == key)).mappings().one()
        yield from (Fault(document["id"], None, what) for what in _of_document(connection, document))
        wanted = select(claims).join(readings, claims.c.reading == readings.c.key).where(readings.c.document == key)
        for claim in connection.execute(wanted.order_by(claims.c.key)).mappings().all():
            yield from (Fault(document["id"], claim["id"], what) for what in _of_claim(connection, claim, document))


def _of_document(connection: Connection, document: rows.Stored) -> Iterator[str]:
    if rows.text_digest(document["text"]) != document["text_sha256"]:
        yield "the stored text does not have its digest: it was changed"
    found = connection.execute(select(readings).where(readings.c.document == document["key"])).mappings().all()
    if not found:
        yield "there is no reading of the document"
    for reading in found:
        if document_id(document["text"], reading["outlet"], reading["url"]) != document["id"]:
            yield f"text, outlet and URL of reading {reading['key']} do not give the id of the document"


def _of_claim(connection: Connection, claim: rows.Stored, document: rows.Stored) -> Iterator[str]:
    text = document["text"]
    for part in ("sentence", "span"):
        start, end = claim[f"{part}_start"], claim[f"{part}_end"]
        if not 0 <= start < end <= len(text) or text[start:end] != claim[part]:
            yield f"the {part} does not stand at {start} to {end} of the text"
    try:
        record = _record(connection, claim, document)
    except (msgspec.ValidationError, KeyError, TypeError, ValueError) as error:
        yield f"the claim cannot be read: {error}"
        return
    if isinstance(record.body, Event):
        trigger = record.body.trigger
        if text[trigger.start : trigger.end] != trigger.text:
            yield f"the trigger does not stand at {trigger.start} to {trigger.end} of the text"
    if rows.claim_digest(record) != claim["sha256"]:
        yield "the claim does not have its digest: it was changed"


def _record(connection: Connection, claim: rows.Stored, document: rows.Stored) -> Claim:
    sources = connection.execute(
        select(actors).where(actors.c.claim == claim["key"], actors.c.part == "source").order_by(actors.c.position)
    ).mappings()
    why = connection.execute(select(reasons).where(reasons.c.claim == claim["key"]).order_by(reasons.c.position))
    bare = Document(id=document["id"], text=document["text"])
    return rows.claim_of(claim, bare, map(rows.actor_of, sources), map(rows.reason_of, why.mappings()))
