"""Search everywhere: whatever has a few words, the first of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from ..ledger import ClaimQuery, DocumentQuery
from ..ledger.facets import ChoicePage
from ..ledger.folding import fold
from ..ledger.pages import ClaimPage, DocumentPage, IncidentPage, StoryPage
from ..ledger.store import StoredConflict
from ..ledger.word_columns import TermUsed
from ..translation import Phrases
from .desk import Desk

NAMED = Phrases({"source": "Sources", "outlet": "Outlets", "actor": "Actors", "place": "Places"})
"""The facets whose names are looked through, and what such names are called."""


@dataclass(frozen=True, slots=True)
class Found:
    """All conflicts and words of a side that fit, and the first of what else does; ``names`` are choices of facets, by
    the filters of claims, and ``incidents_by`` is the filter by which incidents were found."""

    conflicts: list[StoredConflict]
    names: dict[str, ChoicePage]
    documents: DocumentPage
    claims: ClaimPage
    stories: StoryPage
    incidents: IncidentPage
    incidents_by: str
    words: list[TermUsed]

    def __bool__(self) -> bool:
        names = sum(some.total for some in self.names.values())
        others = self.documents.total + self.claims.total + self.stories.total + self.incidents.total
        return bool(self.conflicts or self.words or names + others)


def as_text(words: str) -> str:
    """The words as texts are searched for them: the last may be a beginning."""
    return words if words.endswith(('"', "*")) else f"{words}*"


def found_everywhere(desk: Desk, words: str, most: int) -> Found:
    """What fits the words, of which the last may be a beginning; at most so many of what there may be many of."""
    text = as_text(words)
    wanted, browser = fold(words), desk.browser
    incidents, by = browser.incidents(ClaimQuery(text=text), limit=most), "text"
    if not incidents.total:  # a place may stand in no sentence as it is asked for
        incidents, by = browser.incidents(ClaimQuery(place=(words,)), limit=most), "place"
    return Found(
        [one for one in desk.store.conflicts() if wanted in fold(f"{one.name} {' '.join(one.sides)}")],
        {name: browser.facet(ClaimQuery(), name).some(0, most, words) for name in NAMED},
        browser.documents(DocumentQuery(text=text), limit=most),
        browser.claims(ClaimQuery(text=text, sort="-published"), limit=most),
        browser.stories(DocumentQuery(text=text), limit=most),
        incidents,
        by,
        browser.words(DocumentQuery()).terms(words),
    )
