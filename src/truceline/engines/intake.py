"""From sources into a ledger: one run of ``truceline read``, without a terminal.

Each document is stored in a transaction of its own as soon as it is done, so an end at any moment, even by SIGKILL,
costs at most what was being read; the next run finds the rest by content id and does not parse it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from ..extractor import Extractor
from ..ledger import Ledger
from ..pipeline import Reading
from ..records import Document
from ..sources.options import Failure
from .each import Outcome


@dataclass(slots=True)
class Summary:
    """What a run has done.  ``not_read`` are documents that were stored whole but not read, with the reason."""

    read: int = 0
    known: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    not_read: list[tuple[Document, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    interrupted: bool = False

    @property
    def done(self) -> int:
        """How many documents, and things that were none, the run is done with."""
        return self.read + self.known + len(self.not_read) + len(self.failures)


class Engine(Protocol):
    """Whatever turns documents into readings; ``extractor`` is who makes the claims."""

    @property
    def extractor(self) -> Extractor:
        """Who makes the claims."""

    def run(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """A reading, or why there is none, for each document, in order."""

    def finished(self) -> list[Outcome]:
        """After an interruption: what was done but not handed out yet."""


class Watcher(Protocol):
    """Somebody who follows a run."""

    def finished(self, summary: Summary) -> None:
        """One more document is done with, whichever way."""


class Intake:
    """Reads what the sources yield into ``ledger``; with ``again`` also what its extractor has read before."""

    def __init__(
        self, ledger: Ledger, engine: Engine, *, again: bool = False, watcher: Watcher | None = None
    ) -> None:
        self._ledger = ledger
        self._engine = engine
        self._again = again
        self._watcher = watcher
        self._seen: set[str] = set()
        self.summary = Summary()

    def run(self, found: Iterable[Document | Failure]) -> Summary:
        """Read everything.  An interruption (Ctrl-C) ends the run early; all that is done is stored."""
        try:
            for outcome in self._engine.run(self._to_read(iter(found))):
                self._store(outcome)
        except KeyboardInterrupt:
            self.summary.interrupted = True
        finally:
            for outcome in self._engine.finished():
                self._store(outcome)
        return self.summary

    def _to_read(self, found: Iterator[Document | Failure]) -> Iterator[Document]:
        """The documents that have to be read; what else turns up is dealt with here."""
        for item in found:
            if isinstance(item, Failure):
                self._fail(item)
            elif self._is_known(item):
                self.summary.known += 1
                self._tell()
            elif (reason := unreadable(item)) is not None:
                self._keep_unread(item, reason)
            else:
                yield item

    def _is_known(self, document: Document) -> bool:
        """Whether the document turned up before: in this run, or (unless it is to be read again) in an earlier one."""
        if document.id in self._seen:
            return True
        self._seen.add(document.id)
        return not self._again and bool(self._ledger.known([document.id], self._engine.extractor.name))

    def _keep_unread(self, document: Document, reason: str) -> None:
        self._ledger.add(Reading(document, (), self._engine.extractor), reason=reason, again=self._again)
        self.summary.not_read.append((document, reason))
        self._tell()

    def _store(self, outcome: Outcome) -> None:
        if isinstance(outcome, Failure):
            self._fail(outcome)
            return
        if self._ledger.add(outcome, again=self._again):
            self.summary.read += 1
            self.summary.claims.update(claim.kind for claim in outcome.claims)
        else:  # somebody else has stored it since we looked
            self.summary.known += 1
        self._tell()

    def _fail(self, failure: Failure) -> None:
        self.summary.failures.append(failure)
        self._tell()

    def _tell(self) -> None:
        if self._watcher is not None:
            self._watcher.finished(self.summary)


def unreadable(document: Document) -> str | None:
    """Why a document cannot be read, though it can be stored; null when it can."""
    language = document.language
    if language is None or language.lower().split("-")[0] in ("en", "eng"):
        return None
    return f"its language is {language}; only English is read"
