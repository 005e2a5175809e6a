"""The columns that the table of claims can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..cli import phrasing as words
from ..ledger import Entry
from ..ledger.rows import actors_of, time_of
from ..translation import _
from ..views import sentences
from ..views.lines import line_of
from ..views.phrases import clean
from . import asking, labels
from .state import State


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, the text of its cells, how these are set, and the order that its head asks for;
    ``whole`` is what a file has where a cell shows less."""

    label: str
    text: Callable[[Entry], str]
    style: str = ""
    sort: str = ""
    whole: Callable[[Entry], str | float] | None = None


def _voice(entry: Entry) -> str:
    return words.chain(entry.claim) or _("own voice")


def _people(entry: Entry) -> str:
    return ", ".join(words.actor(one) for part, one in actors_of(entry.claim) if part != "source")


def _review(entry: Entry) -> str:
    return labels.REVIEWS[entry.state]


COLUMNS = {
    "claim": Column("Claim", lambda e: sentences.gist(line_of(e.claim)), "what"),
    "sentence": Column("Sentence", lambda e: e.claim.sentence.text, "quote"),
    "source": Column("Said by", _voice, "who"),
    "place": Column("Place", lambda e: words.places(e.claim.body.places)),
    "time": Column("Happened", lambda e: words.interval(time_of(e.claim.body)), "day", "time"),
    "outlet": Column("Outlet", lambda e: words.publisher(e.claim.document)),
    "published": Column("Published", lambda e: words.interval(e.claim.document.published), "day", "published"),
    "kind": Column("Kind", lambda e: labels.KINDS[e.claim.kind]),
    "modality": Column("Modality", lambda e: labels.MODALITIES[e.claim.modality]),
    "actors": Column("Actors", _people),
    "conflict": Column("Conflict", lambda e: e.conflict or ""),
    "confidence": Column("Confidence", lambda e: f"{e.claim.confidence:.2f}", "number", "confidence",
                         lambda e: e.claim.confidence),
    "background": Column("Background", lambda e: _("history") if e.claim.background else ""),
    "title": Column("Report", lambda e: clean(e.claim.document.title)),
    "review": Column("Review", _review),
    "id": Column("Id", lambda e: e.claim.id[:8], "id", whole=lambda e: e.claim.id),
}
"""By their names in the address, in the order in which they are shown; the template marks
words in the first two."""

USUAL = ("claim", "sentence", "source", "time", "outlet", "published")


def chosen(state: State) -> dict[str, Column]:
    """The columns that an address asks for, in the order in which they are shown; without any, those shown usually."""
    wanted = asking.chosen(state, "column", tuple(COLUMNS)) or USUAL
    return {name: column for name, column in COLUMNS.items() if name in wanted}


def cells(columns: Mapping[str, Column]) -> dict[str, Callable[[Entry], str | float]]:
    """What a file has in these columns."""
    return {name: column.whole or column.text for name, column in columns.items()}
