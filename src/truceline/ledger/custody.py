"""The proof that a ledger is as it was written: every text, every sentence, every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec
from sqlalchemy import Connection, select

from ..identity import document_id
from ..records import Document, Event
from . import rows
from .parts import reasons_of, sources_of
from .schema import claims, documents, readings
from .store import Fault


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


def _of_claims(connection: Connection, document: rows.Stored) -> Iterator[Fault]:
    of_document = claims.c.reading.in_(select(readings.c.key).where(readings.c.document == document["key"]))
    found = connection.execute(select(claims).where(of_document).order_by(claims.c.key)).mappings().all()
    keys = [claim["key"] for claim in found]
    sources, why = sources_of(connection, keys), reasons_of(connection, keys)
    bare = Document(id=document["id"], text=document["text"])
    for claim in found:
        key = claim["key"]
        for what in chain(_of_places(claim, bare.text), _of_claim(claim, bare, sources.get(key, ()), why.get(key, ()))):
            yield Fault(bare.id, claim["id"], what)


def _of_places(claim: rows.Stored, text: str) -> Iterator[str]:
    for part in ("sentence", "span"):
        start, end = claim[f"{part}_start"], claim[f"{part}_end"]
        if not 0 <= start < end <= len(text) or text[start:end] != claim[part]:
            yield f"the {part} does not stand at {start} to {end} of the text"


def _of_claim(
    claim: rows.Stored, document: Document, sources: Iterable[rows.Stored], why: Iterable[rows.Stored]
) -> Iterator[str]:
    try:
        record = rows.claim_of(claim, document, map(rows.actor_of, sources), map(rows.reason_of, why))
    except (msgspec.ValidationError, KeyError, TypeError, ValueError) as error:
        yield f"the claim cannot be read: {error}"
        return
    if isinstance(record.body, Event):
        trigger = record.body.trigger
        if document.text[trigger.start : trigger.end] != trigger.text:
            yield f"the trigger does not stand at {trigger.start} to {trigger.end} of the text"
    if rows.claim_digest(record) != claim["sha256"]:
        yield "the claim does not have its digest: it was changed"
