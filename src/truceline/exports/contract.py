"""A claim in the public form of the ledger (docs/reference/contract.md), and a claim from that form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from ..ledger.store import Entry
from ..records import (
    Actor,
    Claim,
    Control,
    Document,
    Event,
    Kind,
    Modality,
    Published,
    Quotation,
    Reason,
    Record,
    Sentence,
    Span,
    Time,
    Toll,
)
from ..review.records import ReviewMark


class ContractDocument(Record, frozen=True, kw_only=True):
    """A document as a claim names it: without its text, which stays in the ledger."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    path: str | None
    language: str | None
    published: Published


class ContractClaim(Record, frozen=True, kw_only=True):
    """One line of the export.  Of the three bodies one is there and two are absent.

    ``why``, ``conflict``, ``superseded`` (there only when true: the claim is of an earlier reading) and ``review``
    (there only in exports of what stands after review) go beyond the contract.
    """

    id: str
    kind: Kind
    document: ContractDocument
    sentence: Sentence
    span: Span
    sources: tuple[Actor, ...]
    channel: str | None
    quotation: Quotation
    said: Time | None
    modality: Modality
    background: bool
    confidence: float
    event: Event | UnsetType = UNSET
    toll: Toll | UnsetType = UNSET
    control: Control | UnsetType = UNSET
    why: tuple[Reason, ...] = ()
    conflict: str | UnsetType | None = UNSET
    superseded: bool | UnsetType = UNSET
    review: ReviewMark | UnsetType = UNSET


_SHARED = tuple(f for f in ContractClaim.__struct_fields__ if f in Claim.__struct_fields__ and f != "document")
_DOCUMENT = ContractDocument.__struct_fields__


def exported(claim: Claim) -> ContractClaim:
    """The claim as a record of the contract."""
    fields: dict[str, Any] = {name: getattr(claim, name) for name in _SHARED}
    fields["document"] = ContractDocument(**{name: getattr(claim.document, name) for name in _DOCUMENT})
    fields[claim.kind] = claim.body
    return ContractClaim(kind=claim.kind, **fields)


def exported_entry(entry: Entry) -> ContractClaim:
    """A claim of the ledger as a record of the contract, with its conflict and whether it is superseded."""
    superseded = UNSET if entry.current else True
    review = UNSET if entry.review is None else entry.review
    return msgspec.structs.replace(
        exported(entry.claim), conflict=entry.conflict, superseded=superseded, review=review
    )


def to_contract(claim: Claim) -> dict[str, Any]:
    """The claim as plain data, in the key order of the contract."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(exported(claim)))
    return plain


def from_contract(record: Mapping[str, Any], document: Document | None = None) -> Claim:
    """The claim of plain data in the contract's form; fields that the contract does not have are passed over.

    The form holds no text: unless ``document`` is given, that of the claim has the empty text.  Raises
    :class:`msgspec.ValidationError`, which names the field, when the data is not in the contract's form.
    """
    given = msgspec.convert(record, ContractClaim)
    body = getattr(given, given.kind)
    if isinstance(body, UnsetType):
        raise msgspec.ValidationError(f"Object missing required field `{given.kind}`: the body of its kind")
    if document is None:
        document = Document(text="", **{name: getattr(given.document, name) for name in _DOCUMENT})
    return Claim(document=document, body=body, **{name: getattr(given, name) for name in _SHARED})
