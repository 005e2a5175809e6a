"""Search everywhere: the first conflicts, reports and claims that fit a few words."""

from __future__ import annotations

from dataclasses import dataclass

from ..ledger import ClaimQuery, DocumentQuery
from ..ledger.folding import fold
from ..ledger.pages import ClaimPage, DocumentPage
from ..ledger.store import StoredConflict
from .desk import Desk


@dataclass(frozen=True, slots=True)
class Found:
    """All conflicts that fit, and the first of the reports and claims that do."""

    conflicts: list[StoredConflict]
    documents: DocumentPage
    claims: ClaimPage


def found_everywhere(desk: Desk, words: str, most: int) -> Found:
    """What fits the words, of which the last may be a beginning; at most so many reports and claims."""
    text = words if words.endswith(('"', "*")) else f"{words}*"
    wanted = fold(words)
    return Found(
        [one for one in desk.store.conflicts() if wanted in fold(f"{one.name} {' '.join(one.sides)}")],
        desk.browser.documents(DocumentQuery(text=text), limit=most),
        desk.browser.claims(ClaimQuery(text=text, sort="-published"), limit=most),
    )
