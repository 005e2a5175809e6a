"""Stable names: the id of a document and of a claim, worked out from their content and nothing else."""

from __future__ import annotations

from hashlib import sha256

import msgspec

#: Hex digits of a claim's id: 64 bits.  In a ledger of ten million claims, a collision has a chance of 3 in a million.
CLAIM_DIGITS = 16


def document_id(text: str, outlet: str | None, url: str | None) -> str:
    """The id of a document: 64 hex digits (SHA-256) over stored text, outlet and URL.

    Two outlets that print the same text are two documents, and so are two pages of one outlet; the same page read
    twice is one.  Publication date and path are left out: a date may be worked out better later, a file may be moved,
    and neither makes another document.
    """
    return _digest([text, outlet, url])


def claim_id(document: str, kind: str, start: int, end: int, *distinguishing: object) -> str:
    """The id of a claim: 16 hex digits over the document's id, the kind, the span and whatever tells it from others.

    ``distinguishing`` holds plain values (strings, numbers, null) or records, in a fixed order: two claims about the
    same stretch of text ("killed or wounded 5 and 7") must differ in at least one of them.
    """
    return _digest([document, kind, start, end, *distinguishing])[:CLAIM_DIGITS]


def _digest(parts: list[object]) -> str:
    # JSON keeps the parts apart: ["ab", "c"] and ["a", "bc"] must not give the same digest.
    return sha256(msgspec.json.encode(parts, enc_hook=str, order="deterministic")).hexdigest()
