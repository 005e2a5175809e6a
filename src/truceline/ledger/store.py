"""What a store of readings must be able to do: the interface that every database stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from ..compare.account import Account
from ..compare.copies import CopyKind
from ..compare.incidents import Incident
from ..records import Claim, Document, Published
from ..review.records import ReviewMark, ReviewState
from .queries import ClaimQuery, DocumentQuery
from .withholding import NOTHING, Withheld

if TYPE_CHECKING:
    from ..compare.ceasefires import Timeline
    from ..compare.wording import Use
    from .browse import Browser
    from .derived.asking import Choice, Ref
    from .derived.brief import Brief
    from .derived.records import Record, RecordKind
    from .people import PeopleTables
    from .reviews import Reviews

Status = Literal["read", "not_read"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What has read a document: the program's version, the digest of its knowledge, the model that parses, when (UTC),
    and the extractor whose claims these are (see :class:`~truceline.extractor.Extractor`)."""

    version: str
    knowledge: str
    model: str | None
    read_at: str
    extractor: str
    extractor_version: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it stands in the ledger: ``conflict`` is that of its document, ``current`` false when a later
    reading of the document by the same extractor has superseded it.  ``state`` is what reviewers have made of
    it; ``review`` is there where the claim is as it stands after that."""

    claim: Claim
    conflict: str | None
    current: bool
    read_by: Provenance
    state: ReviewState = "unreviewed"
    review: ReviewMark | None = None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it stands in the ledger, by the reading that stands for it: the latest by the rules, or, where
    these have not read it, the latest.  ``claims`` counts those of that reading."""

    document: Document
    status: Status
    reason: str | None
    conflict: str | None
    read_by: Provenance
    readings: int
    claims: int


@dataclass(frozen=True, slots=True)
class NewReading:
    """A reading on its way into the store.  ``reason`` is why the document was stored but not read, null if it was."""

    document: Document
    claims: tuple[Claim, ...]
    by: Provenance
    reason: str | None = None
    conflict: tuple[str, float] | None = None
    uses: tuple[Use, ...] | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a ledger holds.

    ``claims`` counts by kind those of the readings that stand for their documents, ``stored_claims`` those of all
    readings; ``not_read`` are documents that were stored but not read; ``conflicts`` counts documents by the conflict
    they tell of; ``extractors`` counts documents by who has read them.
    """

    documents: int
    not_read: int
    readings: int
    stored_claims: int
    claims: dict[str, int]
    conflicts: dict[str, int]
    extractors: dict[str, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a ledger that is not as it was stored: in which document, or which claim of it, and ``what``.

    Both null: the file itself.
    """

    document: str | None
    claim: str | None
    what: str


@dataclass(frozen=True, slots=True)
class StoryReport:
    """A document in a story: ``likeness`` to the reports before it (null: it opened the story), ``shared`` the terms
    that spoke most for it, ``copy_of`` the document that it goes back to, if it is a copy."""

    id: str
    title: str
    outlet: str | None
    published: Published
    conflict: str | None
    likeness: float | None
    shared: tuple[str, ...]
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class StoredStory:
    """A story: named by its first report; ``first`` and ``last`` are the days of its reports, null where not known."""

    id: str
    first: str | None
    last: str | None
    reports: tuple[StoryReport, ...]


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """That one document is a copy of another; see :class:`truceline.compare.copies.Copy`.

    ``original`` is the document that all copies of the text go back to, as far as can be told.
    """

    copy: Document
    of: Document
    original: str
    kind: CopyKind
    share_of_copy: float
    share_of_original: float
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class StoredConflict:
    """A conflict that documents tell of: its id, what it is called, the names of its sides, whether it was ``found``
    from who fights whom (else the program's knowledge describes it), how many documents tell of it, and the id of the
    longer conflict it is ``part_of``; whoever asks for that one gets both."""

    id: str
    name: str
    sides: tuple[str, ...]
    found: bool
    documents: int
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    """That a document may be read by ``readers`` only, named as in the ledger (none of them: by everybody again), since
    when (UTC), and who set it so."""

    document: str
    readers: tuple[str, ...]
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What was done: documents compared, copies found among them, documents put into another story than before, and
    stories whose incidents were worked out anew."""

    documents: int
    copies: int
    placed: int
    grouped: int


class Store(Protocol):
    """A place that readings are put in, once each, and asked for."""

    def known(self, ids: Iterable[str], extractor: str | None = None) -> set[str]:
        """Which of these document ids the store has; with ``extractor``, read by that one."""

    def add(self, readings: Iterable[NewReading], *, again: bool = False) -> list[bool]:
        """Store readings, all or none; for each, whether it was added.

        A document that its extractor has read is left alone, unless ``again``: then the new reading supersedes the
        earlier ones by the same extractor.
        """

    def entries(self, query: ClaimQuery) -> Iterator[Entry]:
        """The claims that a query asks for."""

    def accounts(self, query: ClaimQuery) -> Iterator[Account]:
        """The claims that a query asks for, each with its story and the report that its report is a copy of."""

    def documents(self, query: DocumentQuery) -> Iterator[StoredDocument]:
        """The documents that a query asks for, in the order in which they were stored."""

    def document(self, document_id: str) -> Document | None:
        """The document with exactly this id, as its latest reading has it."""

    def totals(self, withheld: Withheld = NOTHING) -> Totals:
        """How much there is, without the documents ``withheld``."""

    def set_conflicts(self, conflicts: Iterable[tuple[str, tuple[str, float] | None]]) -> None:
        """Set anew the conflict (id and score, or null for none) of documents, by their ids; for those that have none,
        conflicts are found from who fights whom."""

    def conflicts(self, withheld: Withheld = NOTHING) -> list[StoredConflict]:
        """The conflicts that documents tell of, those of most documents first; without the documents ``withheld``."""

    def unfounded(self, withheld: Withheld) -> frozenset[str]:
        """The ids of conflicts that would not have been found without the documents ``withheld``."""

    def name_conflict(self, conflict: str, name: str) -> None:
        """Call a conflict so from now on; an empty name gives it back the one it had."""

    def compare(self, *, again: bool = False, most: int | None = None) -> Compared:
        """Bring copies and stories up to date; with ``again`` work them out anew, with ``most`` those of at most so
        many documents that were not compared yet."""

    def last_reading(self) -> int:
        """The number of the reading that was stored last, 0 where there is none; asked in no time."""

    def stories(self, query: DocumentQuery) -> Iterator[StoredStory]:
        """The stories with a document that the query asks for, the latest first."""

    def copies(self, query: DocumentQuery) -> Iterator[StoredCopy]:
        """The copies among which a document is that the query asks for."""

    def incidents(self, query: ClaimQuery, *, single: bool = True) -> Iterator[Incident]:
        """The incidents with a claim that the query asks for, those reported latest first; without ``single``, only
        those of more than one claim."""

    def restrict(self, document_id: str, readers: Iterable[str], by: str) -> Restriction:
        """Have a document be read by these people only; without any, by everybody again."""

    def restrictions(self) -> list[Restriction]:
        """The restrictions that count now."""

    def restrictions_of(self, document_id: str) -> list[Restriction]:
        """What was set and lifted for a document, the latest last."""

    def withheld_from(self, name: str) -> Withheld:
        """The ids of the documents that are restricted to others than the person of this name."""

    def record_keys(self, kind: RecordKind, query: ClaimQuery, choice: Choice) -> list[Ref]:
        """The tolls, disputes or agreements with a claim that the query asks for, worked out among all claims, or
        among those of each conflict that it names; in the order of ``choice``.  By their keys, or, where documents are
        withheld, in part as they were worked out without these."""

    def records(self, refs: Sequence[Ref], withheld: Withheld = NOTHING) -> list[Record]:
        """These records, in that order, with their claims; those that were worked out anew since are left out.
        ``withheld`` has to be what it was when they were asked for."""

    def briefs(self, refs: Sequence[Ref], withheld: Withheld = NOTHING) -> list[Brief]:
        """Like :meth:`records`, in short, for a page; not more of them than a page has."""

    def timelines(self, conflicts: Sequence[str] = (), withheld: Withheld = NOTHING) -> list[Timeline]:
        """The timelines of the ceasefires of these conflicts, or of all; without the documents ``withheld``."""

    def words(self, query: DocumentQuery) -> Iterator[Use]:
        """The words that sources choose, in the documents that the query asks for, as far as they are found."""

    def unheard(self, query: DocumentQuery) -> int:
        """How many of these documents there are whose words are not found."""

    def to_hear(self, query: DocumentQuery, number: int) -> list[Document]:
        """At most ``number`` of these."""

    def add_words(self, document_id: str, found: Iterable[Use]) -> None:
        """Store the words of a document, instead of those that it had."""

    def browser(self) -> Browser:
        """The claims and documents to be looked through a page at a time; see
        :class:`~truceline.ledger.browse.Browser`."""

    def people(self) -> PeopleTables:
        """Who may sign in, and what was done; see :class:`~truceline.ledger.people.PeopleTables`."""

    def reviews(self) -> Reviews:
        """What people decided about the claims."""

    def faults(self, noted: str | None = None) -> Iterator[Fault]:
        """All that is not as it was stored, of earlier readings and of the decisions too; ``noted`` is a digest that
        the chain of decisions ended with at some time."""

    def close(self) -> None:
        """Let go of the database."""
