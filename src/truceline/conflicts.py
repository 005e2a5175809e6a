"""Which conflict a report tells of."""

from __future__ import annotations

from collections.abc import Iterable

from .records import Claim, Document


def score_conflict(claims: Iterable[Claim], document: Document) -> tuple[str, float] | None:
    """The conflict that the document tells of and its score, or null when none stands out."""
    return None
