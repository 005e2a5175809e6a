"""Records as rows of the ledger's tables, and rows as records again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from ..records import (
    Actor,
    Claim,
    Control,
    Count,
    Dateline,
    Document,
    Event,
    Place,
    Published,
    Reason,
    Sentence,
    Span,
    Time,
    Toll,
)
from .folding import fold

Row = dict[str, Any]

Stored = Mapping[Any, Any]
"""A row as SQLAlchemy gives it: values by the names of the columns."""

BODIES: Mapping[str, type[Event] | type[Toll] | type[Control]] = {"event": Event, "toll": Toll, "control": Control}


def text_digest(text: str) -> str:
    """SHA-256, in hexadecimal, of a stored text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def claim_digest(claim: Claim) -> str:
    """SHA-256, in hexadecimal, of all that a claim says, and of the id of its document.

    Nulls and empty lists are left out, so that a field which a later version adds does not change the digest; whole
    numbers have no decimal point, whether they were read as 40 or 40.0.
    """
    said = {name: getattr(claim, name) for name in claim.__struct_fields__ if name != "document"}
    return _digest({**msgspec.to_builtins(said), "kind": claim.kind, "document": claim.document.id})


_NOT_DIGESTED = ("key", "document", "reading_sha256")


def reading_digest(document_id: str, reading: Stored, claims: Sequence[str]) -> str:
    """SHA-256, in hexadecimal, of a row of ``readings``, of the id of its document, and of the digests of its claims.

    ``claims`` are in the order of their keys.  Of the row all columns count but its keys and the digest itself; nulls
    and empty lists are left out, so that a column which a later version adds does not change the digest.
    """
    said = {name: value for name, value in reading.items() if name not in _NOT_DIGESTED}
    return _digest({"document": document_id, "reading": said, "claims": list(claims)})


def _digest(value: Row) -> str:
    return hashlib.sha256(msgspec.json.encode(_bare(value), order="deterministic")).hexdigest()


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(part) for name, part in value.items() if part not in (None, (), [])}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return [_bare(part) for part in value] if isinstance(value, tuple | list) else value


def document_row(document: Document) -> Row:
    """What of a document can never change."""
    return {"id": document.id, "text": document.text, "text_sha256": text_digest(document.text)}


def reading_row(document: Document) -> Row:
    """What a reading says of a document: the columns of ``readings`` that come from the record."""
    published = document.published
    return {
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "path": document.path,
        "language": document.language,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "published_text": published.text,
        "published_start": published.start,
        "published_end": published.end,
        "published_basis": published.basis,
        "published_evidence": list(published.evidence),
        "dateline": None if document.dateline is None else msgspec.to_builtins(document.dateline),
    }


def published_of(row: Stored, columns: str = "published_") -> Published:
    """When a report was published, from the columns of a reading whose names begin with ``columns``."""
    return Published(
        text=row[f"{columns}text"],
        start=row[f"{columns}start"],
        end=row[f"{columns}end"],
        basis=row[f"{columns}basis"],
        evidence=tuple(row[f"{columns}evidence"]),
    )


def document_of(row: Stored) -> Document:
    """The document of a joined row of ``documents`` and ``readings``."""
    return Document(
        id=row["document_id"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        path=row["path"],
        language=row["language"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        published=published_of(row),
        dateline=None if row["dateline"] is None else msgspec.convert(row["dateline"], Dateline),
    )


def claim_row(claim: Claim) -> Row:
    """The columns of ``claims`` that come from the record; those a body does not have are null."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "modality": claim.modality,
        "background": claim.background,
        "confidence": claim.confidence,
        "quotation": claim.quotation,
        "channel": claim.channel,
        "said": None if claim.said is None else msgspec.to_builtins(claim.said),
        "sentence_index": claim.sentence.index,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "sentence": claim.sentence.text,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "span": claim.span.text,
        "body": msgspec.to_builtins(claim.body),
        "sha256": claim_digest(claim),
        **body_columns(claim.body),
    }


def body_columns(body: Event | Toll | Control) -> Row:
    """The columns of ``claims`` that say again, to be searched, what stands in the body."""
    time = time_of(body)
    count = count_of(body)
    return {
        "type": getattr(body, "type", None),
        "mode": getattr(body, "mode", None),
        "harm": getattr(body, "harm", None),
        "object": getattr(body, "object", None),
        "victims": getattr(body, "group", None),
        "scope": getattr(body, "scope", None),
        "action": getattr(body, "action", None),
        "count_best": count.best if count else None,
        "count_low": count.low if count else None,
        "count_high": count.high if count else None,
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
    }


def time_of(body: Event | Toll | Control) -> Time | None:
    """When the thing itself is said to have happened (of a toll: the period that it counts)."""
    return body.period if isinstance(body, Toll) else body.time


def count_of(body: Event | Toll | Control) -> Count | None:
    """The number in a body; events have none."""
    return None if isinstance(body, Event) else body.count


def actors_of(claim: Claim) -> Iterable[tuple[str, Actor]]:
    """Everybody in a claim with the part they have in it: source, actor, recipient, side, blamed, by or from."""
    for source in claim.sources:
        yield "source", source
    match claim.body:
        case Event() as body:
            yield from (("actor", a) for a in body.actors)
            yield from (("recipient", a) for a in body.recipients)
        case Toll() as body:
            if body.side:
                yield "side", body.side
            yield from (("blamed", a) for a in body.blamed)
        case Control() as body:
            if body.by:
                yield "by", body.by
            if body.from_:
                yield "from", body.from_


def actor_rows(claim: Claim) -> list[Row]:
    """The rows of ``claim_actors``: positions count from 0 within each part."""
    rows: list[Row] = []
    positions: dict[str, int] = {}
    for part, actor in actors_of(claim):
        position = positions[part] = positions.get(part, -1) + 1
        rows.append({"part": part, "position": position, "folded": _folded(actor), **msgspec.to_builtins(actor)})
    return rows


def place_rows(claim: Claim) -> list[Row]:
    """The rows of ``claim_places``, in the claim's order."""
    return [
        {"position": i, "folded": _folded(place), **msgspec.to_builtins(place)}
        for i, place in enumerate(claim.body.places)
    ]


def reason_rows(claim: Claim) -> list[Row]:
    """The rows of ``claim_reasons``, in the claim's order."""
    return [{"position": i, **msgspec.to_builtins(reason)} for i, reason in enumerate(claim.why)]


def _folded(named: Actor | Place) -> str:
    return "\n".join(dict.fromkeys(fold(n) for n in (named.name, named.text) if n))


def actor_of(row: Stored) -> Actor:
    """The actor of a row of ``claim_actors``."""
    return Actor(**{f: row[f] for f in Actor.__struct_fields__})


def reason_of(row: Stored) -> Reason:
    """The reason of a row of ``claim_reasons``."""
    return Reason(**{f: row[f] for f in Reason.__struct_fields__})


def claim_of(
    row: Stored, document: Document, sources: Iterable[Actor], why: Iterable[Reason]
) -> Claim:
    """The claim of a row of ``claims`` with what belongs to it."""
    return Claim(
        id=row["id"],
        document=document,
        sentence=Sentence(
            index=row["sentence_index"],
            start=row["sentence_start"],
            end=row["sentence_end"],
            text=row["sentence"],
        ),
        span=Span(start=row["span_start"], end=row["span_end"], text=row["span"]),
        body=msgspec.convert(row["body"], BODIES[row["kind"]]),
        sources=tuple(sources),
        channel=row["channel"],
        quotation=row["quotation"],
        said=None if row["said"] is None else msgspec.convert(row["said"], Time),
        modality=row["modality"],
        background=row["background"],
        confidence=row["confidence"],
        why=tuple(why),
    )
