"""What a browser gives of a long list: some of it, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass

from ..compare.incidents import Incident
from .store import Entry, StoredDocument, StoredStory


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Some of the claims that a query asks for, and how many there are in all."""

    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some of the documents that a query asks for, the latest first, and how many there are in all."""

    total: int
    documents: tuple[StoredDocument, ...]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Some of the incidents that a query asks for, those reported latest first, and how many there are in all."""

    total: int
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Some of the stories that a query asks for, the latest first, and how many there are in all."""

    total: int
    stories: tuple[StoredStory, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The number of the reading that was stored last (0: none), its moment as a number such as 20230920140231, and the
    latest day on which a report was published, as a number such as 20230920; 0 where there is none."""

    reading: int
    moment: int
    day: int
