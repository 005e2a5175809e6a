"""An account: a claim among the claims of other reports, with what has to be known to lay them side by side."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Claim


@dataclass(frozen=True, slots=True)
class Account:
    """A claim with the ``story`` its report is in, the report that its report is a copy of (``original``), and the
    ``conflict`` its report tells of.

    The first two are ids of documents.  ``story`` is null where nobody has looked, and then a report is a story of its
    own; ``original`` is null where the report is no copy; ``conflict`` is null where it tells of none.
    """

    claim: Claim
    story: str | None = None
    original: str | None = None
    conflict: str | None = None

    @property
    def story_or_report(self) -> str:
        """The id of the story, or of the report where it is in none that is known."""
        return self.story or self.claim.document.id

    @property
    def text_of(self) -> str:
        """The id of the report whose text this is: of two copies it is the same."""
        return self.original or self.claim.document.id
