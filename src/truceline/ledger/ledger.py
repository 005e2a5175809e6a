"""The ledger as people use it: one file, readings in, claims and documents out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..closing import Closing
from ..records import Claim, Document
from .provenance import provenance
from .queries import ClaimQuery, DocumentQuery
from .side_by_side import SideBySide
from .sqlite import open_store
from .store import (
    Compared,
    Entry,
    Fault,
    NewReading,
    Restriction,
    Store,
    StoredConflict,
    StoredCopy,
    StoredDocument,
    StoredStory,
    Totals,
)
from .worded import Worded

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from ..compare.account import Account
    from ..compare.incidents import Incident
    from ..pipeline import Reading
    from .browse import Browser
    from .reviews import Reviews
    from .seen import Seen


class Ledger(SideBySide, Worded, Closing):
    """A ledger in the SQLite file at ``path``; it is made when there is none, unless ``create`` is false.

    Opening brings a ledger of an older version up to date.  Any number of programs may read it while one writes.
    Use it in a ``with`` block, or ``close`` it.

    Raises :class:`~truceline.ledger.errors.LedgerError` when the file cannot be used; the message says what to do.
    """

    def __init__(self, path: str | PathLike[str], *, create: bool = True) -> None:
        self.path = Path(fspath(path))
        self.store: Store = open_store(self.path, create=create)

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def known(self, ids: Iterable[str], extractor: str | None = None) -> set[str]:
        """Which of these document ids have been stored; with ``extractor`` (its name), read by that one."""
        return self.store.known(ids, extractor)

    def add(self, reading: Reading, *, reason: str | None = None, again: bool = False) -> bool:
        """Store a reading, for good; whether it was added (false: its extractor has read the document before, and
        nothing was changed).

        ``reason`` marks a document that is stored but was not read ("it is in French").  With ``again`` the reading
        supersedes the earlier ones of its document by the same extractor; their claims are kept.
        """
        return self.add_all([reading], reason=reason, again=again)[0]

    def add_all(self, readings: Iterable[Reading], *, reason: str | None = None, again: bool = False) -> list[bool]:
        """Like :meth:`add`, for several readings in one transaction: all are stored, or none."""
        from ..conflicts import score_conflict

        new = [
            NewReading(
                r.document, r.claims, provenance(r.extractor), reason, score_conflict(r.claims, r.document), r.uses
            )
            for r in readings
        ]
        return self.store.add(new, again=again)

    def claims(self, **filters: Any) -> Iterator[Claim]:
        """The claims that pass the filters (see :class:`~truceline.ledger.queries.ClaimQuery`), as read last.

        Unless ``extractor`` is given, those of one reading a document: the rules' own, where they have read it.

        >>> for claim in ledger.claims(kind="toll", harm="killed", country="SDN"):  # doctest: +SKIP
        ...     print(claim.body.count.text, claim.sentence.text)
        """
        return (entry.claim for entry in self.entries(**filters))

    def entries(self, **filters: Any) -> Iterator[Entry]:
        """Like :meth:`claims`, each with its conflict and what read it."""
        return self.store.entries(ClaimQuery.of(**filters))

    def claim(self, claim_id: str) -> Claim | None:
        """The claim with exactly this id, from the latest reading that has it; null when there is none."""
        return next((e.claim for e in self.matching(claim_id) if e.claim.id == claim_id), None)

    def matching(self, beginning: str) -> list[Entry]:
        """The claims whose id begins so, each once, current ones first; at most a dozen."""
        return self.seen_by(None).matching(beginning)

    def documents(self, **filters: Any) -> Iterator[StoredDocument]:
        """The documents that pass the filters (see :class:`~truceline.ledger.queries.DocumentQuery`)."""
        return self.store.documents(DocumentQuery.of(**filters))

    def document(self, document_id: str) -> Document | None:
        """The document with exactly this id, or null."""
        return self.store.document(document_id)

    def totals(self) -> Totals:
        """How many documents and claims there are."""
        return self.store.totals()

    @property
    def reviews(self) -> Reviews:
        """What people decided about the claims, and what stands after that; see
        :class:`~truceline.ledger.reviews.Reviews`."""
        return self.store.reviews()

    def faults(self, noted: str | None = None) -> Iterator[Fault]:
        """All that does not stand any more: texts without their digest, spans and sentences that are not in the text,
        decisions that were changed or removed.

        Nothing, when the ledger is as it was written.  ``noted`` is a digest that ``reviews.head()`` gave at some time:
        the chain of decisions must still have it.
        """
        return self.store.faults(noted)

    def assign_conflicts(self) -> int:
        """Work out anew which conflict each document tells of; how many tell of one.

        To be called when the knowledge of conflicts has changed; nothing else of the ledger is touched.
        """
        from ..conflicts import score_conflict

        assigned = {
            stored.document.id: score_conflict(tuple(self.claims(document=stored.document.id)), stored.document)
            for stored in self.documents()
        }
        self.store.set_conflicts(assigned.items())
        return sum(conflict is not None for conflict in assigned.values())

    def conflicts(self) -> list[StoredConflict]:
        """The conflicts that documents tell of, those of most documents first, with their names and sides.

        Those that no knowledge describes are found from who fights whom, in two reports at least.
        """
        self.compare()
        return self.store.conflicts()

    def name_conflict(self, conflict: str, name: str) -> None:
        """Call a conflict, by its id, so from now on; an empty name gives it back the one it had."""
        self.store.name_conflict(conflict, name)

    def compare(self, *, again: bool = False, most: int | None = None) -> Compared:
        """Find the copies, the stories and the incidents of the documents that were added since it was done last.

        With ``again`` all of it is worked out anew.  The result is the same; documents and claims are not touched.
        With ``most`` at most so many documents are compared, and the others the next time: whoever else writes to the
        ledger waits for as long as it takes.
        """
        return self.store.compare(again=again, most=most)

    def stories(self, **filters: Any) -> Iterator[StoredStory]:
        """The stories with a document that passes the filters (see :class:`~truceline.ledger.queries.DocumentQuery`),
        the latest first; ``limit`` counts stories.  Brings them up to date first."""
        self.compare()
        return self.store.stories(DocumentQuery.of(**filters))

    def copies(self, **filters: Any) -> Iterator[StoredCopy]:
        """The pairs of copies of which a document passes the filters; see :meth:`stories`."""
        self.compare()
        return self.store.copies(DocumentQuery.of(**filters))

    def accounts(self, **filters: Any) -> Iterator[Account]:
        """Like :meth:`claims`, each as an account among others: with its story, and what its report is a copy of.

        Brings copies and stories up to date first.
        """
        self.compare()
        return self.store.accounts(ClaimQuery.of(**filters))

    def _up_to_date(self) -> None:
        self.compare()

    def incidents(self, *, single: bool = True, **filters: Any) -> Iterator[Incident]:
        """The incidents with a claim that passes the filters (see :meth:`claims`), those reported latest first.

        Each has all of its claims; without ``single`` those of one claim are left out; ``limit`` counts incidents.
        Brings them up to date first.
        """
        self.compare()
        return self.store.incidents(ClaimQuery.of(**filters), single=single)

    def restrict(self, document_id: str, people: Iterable[str], by: str) -> Restriction:
        """Have a document, by its whole id, be read by the people of these names only; ``by`` is who set it so.

        Nobody else comes to know of it, of its claims or of anything that comes of them on the pages of
        :mod:`truceline.web` or through :meth:`seen_by`.  Who can read the file can read everything in it.  Raises
        :class:`ValueError` where nobody is named, and :class:`~truceline.ledger.errors.LedgerError` where there is no
        such document.
        """
        return self.store.restrict(document_id, _somebody(people), by)

    def lift(self, document_id: str, by: str) -> Restriction:
        """Have a document be read by everybody again; see :meth:`restrict`."""
        return self.store.restrict(document_id, (), by)

    def restrictions(self) -> list[Restriction]:
        """The restrictions that count now, in the order in which they were set."""
        return self.store.restrictions()

    def withheld_from(self, name: str) -> frozenset[str]:
        """The ids of the documents that are restricted to others than the person of this name."""
        return self.store.withheld_from(name)

    def seen_by(self, name: str | None) -> Seen:
        """What the person of this name may see; with null, all there is."""
        from .seen import Seen

        return Seen(self.store, self.browser(), frozenset() if name is None else self.withheld_from(name))

    def browser(self) -> Browser:
        """The claims and documents page by page, counted and with what one can narrow them to; for a program that
        answers many questions.  Reads the columns of the whole ledger into memory (about 150 bytes a claim)."""
        return self.store.browser()

    def to_arrow(self, **filters: Any) -> pyarrow.Table:
        """The claims as an Arrow table, one row a claim; the columns are those of the parquet export."""
        from ..exports.parquet import to_table

        return to_table(self.entries(**filters))

    def to_pandas(self, **filters: Any) -> pandas.DataFrame:
        """The claims as a pandas data frame; needs pandas (``pip install 'truceline[tables]'``)."""
        _need("pandas")
        return self.to_arrow(**filters).to_pandas()

    def to_polars(self, **filters: Any) -> polars.DataFrame:
        """The claims as a Polars data frame; needs polars (``pip install 'truceline[tables]'``)."""
        _need("polars")
        import polars

        frame = polars.from_arrow(self.to_arrow(**filters))
        assert isinstance(frame, polars.DataFrame)
        return frame


def _somebody(people: Iterable[str]) -> list[str]:
    named = [name for name in people if name.strip()]
    if not named:
        raise ValueError("a restriction names at least one person who may read the document")
    return named


def _need(library: str) -> None:
    from importlib.util import find_spec

    if find_spec(library) is None:
        raise ImportError(f"{library} is not installed. Install it with: pip install 'truceline[tables]'")
