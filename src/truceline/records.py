"""The records of the public contract, typed and frozen; nothing else.

Everything Truceline knows is a :class:`Claim`: *somebody* (``sources``) *says* that *something*
(the body: an :class:`Event`, a :class:`Toll` or a :class:`Control`) *is so* (``modality``), and
*here is the sentence*.  ``None`` always means "the report does not say".

All offsets are Unicode code points into :attr:`Document.text`, ends exclusive.
All dates are ISO 8601 days (``YYYY-MM-DD``), both ends inclusive.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

Kind = Literal["event", "toll", "control"]
Modality = Literal["actual", "called_for", "conditional", "planned", "possible", "denied"]
Quotation = Literal["direct", "indirect", "mixed", "none"]
DateBasis = Literal["given", "metadata", "url", "dateline", "inferred", "unknown"]
Precision = Literal["exact", "near", "admin2", "admin1", "country", "region"]
Harm = Literal[
    "killed", "wounded", "casualties", "missing", "captured", "displaced", "evacuated", "destroyed", "damaged"
]
LossObject = Literal["persons", "vehicles", "aircraft", "drones", "buildings", "equipment", "settlements"]
Scope = Literal["cumulative", "increment", "incident"]
ControlAction = Literal["captured", "lost", "held", "withdrew", "handed_over"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


class Record(Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, hashable where its fields are, compared by value."""


class Span(Record, frozen=True, kw_only=True):
    """A stretch of a document's stored text: ``document.text[start:end] == text``."""

    start: int
    end: int
    text: str


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence of a document, by its place in it (``index`` counts from 0)."""

    index: int
    start: int
    end: int
    text: str


class Time(Record, frozen=True, kw_only=True):
    """An interval of whole days.  A null end is open; both null: no calendar value known."""

    text: str | None
    start: str | None
    end: str | None


class Published(Record, frozen=True, kw_only=True):
    """When a document was published, and how that is known (``basis``).

    ``evidence`` lists, in words, what the interval was worked out from.
    """

    text: str | None = None
    start: str | None = None
    end: str | None = None
    basis: DateBasis = "unknown"
    evidence: tuple[str, ...] = ()


class Count(Record, frozen=True, kw_only=True):
    """A number as a report gives it.  "at least 49": ``best=None, low=49, high=None``."""

    text: str
    best: int | None
    low: int | None
    high: int | None


class Place(Record, frozen=True, kw_only=True):
    """A place as written (``text``) and as resolved (the rest; null where unknown)."""

    text: str
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    wikidata: str | None = None
    precision: Precision | None = None


class Actor(Record, frozen=True, kw_only=True):
    """Somebody who acts or speaks: ``text`` as written, ``name`` canonical.

    ``country`` is the ISO 3166-1 alpha-3 code of the state it acts for; ``sector`` a PLOVER/CAMEO
    sector (GOV, MIL, REB, IGO, NGO, MED, CVL, JUD, LEG, ...); ``role`` an office ("President").
    """

    text: str
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    role: str | None = None


class Event(Record, frozen=True, kw_only=True):
    """Something done or said to be done: a PLOVER ``type`` narrowed by a ``mode`` of the ontology."""

    type: EventType
    mode: str | None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    time: Time | None = None
    condition: str | None = None
    instrument: str | None = None
    trigger: Span


class Toll(Record, frozen=True, kw_only=True):
    """A count of people harmed or things lost."""

    harm: Harm
    object: LossObject
    group: str | None
    side: Actor | None
    count: Count
    scope: Scope | None
    period: Time | None
    places: tuple[Place, ...] = ()
    blamed: tuple[Actor, ...] = ()


class Control(Record, frozen=True, kw_only=True):
    """A claim about who holds a place, or that it changed hands."""

    action: ControlAction
    by: Actor | None
    from_: Actor | None = field(name="from")
    places: tuple[Place, ...] = ()
    count: Count | None
    time: Time | None
    wording: str


class Reason(Record, frozen=True, kw_only=True):
    """Why a part of a claim is what it is.

    ``part`` is the field as the contract names it ("toll.harm", "sources", "event.places"); of a list there is one
    reason for each item, in their order, or one or more for all of it.  ``by`` names the rule, cue, knowledge entry or
    learned model that found it, ``text`` the words it was found by, ``score`` how sure that is (0 to 1, null where it
    is not measured).
    """

    part: str
    by: str
    text: str | None = None
    score: float | None = None


class Dateline(Record, frozen=True, kw_only=True):
    """The opening of a wire report: "KHARTOUM, April 15 (Reuters) -"."""

    span: Span
    place: str | None = None
    date: Time | None = None
    agency: str | None = None


class Document(Record, frozen=True, kw_only=True):
    """A report as read: its stored text and what is known about it.

    ``id`` is the content hash (see :func:`truceline.identity.document_id`); ``sha256`` the digest of the bytes
    it was read from.  ``text`` never changes once stored: every offset in the ledger points into it.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    path: str | None = None
    language: str | None = None
    published: Published = Published()
    dateline: Dateline | None = None
    sha256: str | None = None
    media_type: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """One claim of the ledger: see the module docstring and the contract (docs/reference/contract.md)."""

    id: str
    document: Document
    sentence: Sentence
    span: Span
    body: Event | Toll | Control
    sources: tuple[Actor, ...] = ()
    channel: str | None = None
    quotation: Quotation = "none"
    said: Time | None = None
    modality: Modality = "actual"
    background: bool = False
    confidence: float = 0.5
    why: tuple[Reason, ...] = ()

    @property
    def kind(self) -> Kind:
        """Which of the three bodies this claim carries."""
        if isinstance(self.body, Event):
            return "event"
        return "toll" if isinstance(self.body, Toll) else "control"
