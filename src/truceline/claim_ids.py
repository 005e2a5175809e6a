"""The id of a claim, from its document, its span and what it says."""

from __future__ import annotations

from .identity import claim_id
from .records import Control, Document, Event, Span, Toll


def id_of(document: Document, span: Span, body: Event | Toll | Control) -> str:
    """The id of a claim: whoever finds the same thing in the same stretch gives it the same id."""
    return claim_id(document.id, type(body).__name__.lower(), span.start, span.end, *_distinguishing(body))


def _distinguishing(body: Event | Toll | Control) -> tuple[str, ...]:
    """What tells claims on one stretch apart."""
    if isinstance(body, Event):
        return (body.type, body.mode or "")
    if isinstance(body, Toll):
        return (body.harm, body.object, body.group or "", body.count.text)
    return (body.action, *(p.text for p in body.places), body.count.text if body.count else "")
