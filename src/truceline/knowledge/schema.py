"""The shapes of the entries in the knowledge files about actors, outlets and conflicts; nothing else.

Every list may be left out where its default is empty.  Dates are prefixes of ISO days: ``2020``, ``2020-09`` or
``2020-09-27``; the precision is in the value, both ends are inclusive, a missing end is open.  Names are written as
the press writes them, in English letters; case matters only where a name is an abbreviation.

``examples`` are sentences in which the entry must be recognised by name, ``counter_examples`` sentences in which it
must not: tests run all of them.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

Iso2: TypeAlias = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
Iso3: TypeAlias = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Wikidata: TypeAlias = Annotated[str, Meta(pattern="^Q[1-9][0-9]*$")]
FullDate: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
PartialDate: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Texts: TypeAlias = tuple[Text, ...]

Sector: TypeAlias = Literal[
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "OPP", "PTY", "REB", "INS", "SEP", "UAF", "CRM",
    "IGO", "NGO", "NGM", "MED", "CVL", "REF", "SET", "REL", "EDU", "HLH", "LAB", "AGR", "BUS", "MNC", "ELI", "INT",
]  # fmt: skip
"""PLOVER/CAMEO sectors.  Armed opponents of a state, separatists too, are REB; UAF is armed men of unknown side."""

NameKind: TypeAlias = Literal["name", "abbreviation", "demonym", "people", "capital", "seat", "surname", "loaded"]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all entries: immutable, compared by value; a field that the schema does not know is an error."""


class Dated(Entry, frozen=True, kw_only=True):
    """An entry that held from one date to another.  ``from`` in the files is ``from_`` here."""

    from_: PartialDate | None = field(default=None, name="from")
    to: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.from_ and self.to and self.to < self.from_[: len(self.to)]:
            raise ValueError(f"`to` ({self.to}) is before `from` ({self.from_})")

    def covers(self, day: str | None) -> bool:
        """Whether the entry held on ``day`` (an ISO day, or a prefix of one); yes when the day is not known."""
        return day is None or self.held_between(day, day)

    def held_between(self, first: str, last: str) -> bool:
        """Whether the entry held on any of these days (ISO days, or prefixes of them), both included."""
        if self.from_ and last[: len(self.from_)] < self.from_[: len(last)]:
            return False
        return not (self.to and first[: len(self.to)] > self.to[: len(first)])


class Named(Dated, frozen=True, kw_only=True):
    """An entry that texts call by name.

    ``name`` is canonical and matched too, as are ``names``; ``abbreviations`` match in their own case only.
    ``ambiguous`` lists those among all the entry's names that often mean something else ("Georgia", "Chad") or that
    another entry has as well ("Congo", "SDF"): whoever finds one must look at the context.  ``masks`` are longer
    phrases that contain a name of the entry and mean something else ("New Mexico", "Minsk agreements"): nothing is
    found there.
    """

    name: Text
    names: Texts = ()
    abbreviations: Texts = ()
    ambiguous: Texts = ()
    masks: Texts = ()
    wikidata: Wikidata | None = None
    examples: Texts = ()
    counter_examples: Texts = ()


class Country(Named, frozen=True, kw_only=True):
    """A state or territory, today's or a former one.

    ``name`` is the usual short name; ``government`` the canonical name of the actor ("Government of Azerbaijan").
    ``demonyms`` are adjectives and singular nouns ("Azerbaijani", "Azeri"; plurals are derived; irregular plurals and
    collectives such as "the French" or "Swedes" stand in ``peoples``).  ``capitals`` stand for the government where the
    text lets them act; ``seats`` are palaces and other metonyms that nearly always do ("Kremlin").  ``parent`` is the
    state that a territory belongs to; ``disputed`` says, with who says so, that its status is disputed.
    """

    iso3: Iso3
    iso2: Iso2 | None = None
    government: Text
    demonyms: Texts = ()
    peoples: Texts = ()
    capitals: Texts = ()
    seats: Texts = ()
    former: bool = False
    parent: Iso3 | None = None
    disputed: str | None = None

    @property
    def label(self) -> str:
        """The name as it stands after "of": "Armed Forces of *the United States*"."""
        prefix = "Government of "
        return self.government.removeprefix(prefix) if self.government.startswith(prefix) else self.name


OrganisationKind: TypeAlias = Literal[
    "union", "alliance", "un_body", "un_mission", "peace_mission", "court", "tribunal", "inquiry", "contact_group",
    "coalition", "bank", "aid", "red_cross", "rights", "monitor", "media_freedom", "think_tank", "medical", "political",
    "religious", "company", "other",
]  # fmt: skip


class Organisation(Named, frozen=True, kw_only=True):
    """A body of states or of no state.  ``country`` is the state it acts for: null but for national NGOs.

    ``part_of`` is the ``name`` of the organisation above it.
    """

    sector: Sector
    country: Iso3 | None = None
    kind: OrganisationKind
    part_of: str | None = None


InstitutionKind: TypeAlias = Literal[
    "presidency", "cabinet", "ministry", "parliament", "court", "prosecution", "armed_forces", "command", "unit",
    "gendarmerie", "border_guard", "coast_guard", "police", "intelligence", "civil_defence", "health", "red_cross",
    "ombudsman", "public_relations", "regional", "regulator", "commission", "party", "other",
]  # fmt: skip


class Institution(Named, frozen=True, kw_only=True):
    """A national body that the press calls by a name of its own ("Pentagon", "Shin Bet", "IDF").

    Where an agent noun and the country compose the same body ("Israel's army"), ``name`` is what they compose ("Armed
    Forces of Israel"), so that one body has one name however a report puts it.
    """

    country: Iso3
    sector: Sector
    kind: InstitutionKind
    part_of: str | None = None


class Outlet(Named, frozen=True, kw_only=True):
    """A news agency or outlet (sector MED).  ``domains`` without "www."; ``language`` ISO 639-1 of its main edition.

    ``country`` is where it is at home, whoever pays for it; ``state``: it belongs to, or speaks for, a state.
    """

    domains: Texts = ()
    country: Iso3 | None = None
    kind: Literal["agency", "newspaper", "broadcaster", "site", "magazine"]
    language: Annotated[str, Meta(pattern="^[a-z]{2}$")] | None = None
    state: bool = False

    @property
    def sector(self) -> Sector:
        """MED: outlets have no other sector."""
        return "MED"


class Agent(Entry, frozen=True, kw_only=True):
    """A noun or phrase that denotes an actor together with a country, a place or a group ("Azerbaijan's prosecutors").

    ``nouns`` are single words in the singular, ``phrases`` of more words, in the singular where they have one; plurals
    are derived, irregular ones stand in ``plurals``.  ``name`` is the canonical name with ``{country}`` for the name of
    the country, place or group ("Ministry of Defence of {country}").  ``kind``: ``person`` ("spokesman"), ``body``
    ("ministry") or ``people`` ("troops", "residents").  ``role`` is the office that the noun gives to a name beside it
    ("Azerbaijan's president Ilham Aliyev" -> "President"); null where it is none.  ``modifiers`` are words that may
    stand before the noun and belong to the mention without changing whom it means ("senior" official).  ``of`` says
    what it composes with; ``alone``: it denotes an actor even when nothing says whose ("witnesses said").
    """

    nouns: Texts = ()
    phrases: Texts = ()
    plurals: Texts = ()
    sector: Sector
    name: Text
    kind: Literal["person", "body", "people"]
    role: str | None = None
    modifiers: Texts = ()
    of: tuple[Literal["country", "place", "group", "organisation"], ...] = ("country",)
    alone: bool = False
    examples: Texts = ()
    counter_examples: Texts = ()

    def __post_init__(self) -> None:
        if not self.nouns and not self.phrases:
            raise ValueError("an agent needs `nouns` or `phrases`")


class Office(Dated, frozen=True, kw_only=True):
    """A term of office: ``role`` ("President") ``of`` a body ("Government of Azerbaijan")."""

    role: Text
    of: Text
    sector: Sector
    country: Iso3 | None = None


class Person(Entry, frozen=True, kw_only=True):
    """Somebody who speaks or decides in the reports, with the dates of the offices.

    ``name`` is the usual English form; ``names`` other spellings of the whole name; ``surname`` the word or words by
    which a report names the person after the first mention (null where that would mislead).  ``offices`` oldest first.
    """

    name: Text
    names: Texts = ()
    surname: str | None = None
    wikidata: Wikidata | None = None
    offices: tuple[Office, ...]
    ambiguous: Texts = ()
    examples: Texts = ()
    counter_examples: Texts = ()

    def offices_on(self, day: str | None) -> tuple[Office, ...]:
        """The offices held on ``day`` (an ISO day or a prefix of one); all of them when the day is not known."""
        return tuple(o for o in self.offices if o.covers(day))


class LoadedName(Entry, frozen=True, kw_only=True):
    """A name that takes a side ("ISIL terrorists", "junta"), and who uses it."""

    name: Text
    used_by: Text


class ArmedGroup(Named, frozen=True, kw_only=True):
    """An armed group, a de facto authority or an alliance of such.

    ``country`` is its home state; ``countries`` where it fights.  ``demonyms`` are adjectives and singular nouns for
    its members ("Houthi").  ``part_of`` is the ``name`` of the group whose wing it is.
    """

    demonyms: Texts = ()
    sector: Sector = "REB"
    country: Iso3 | None = None
    countries: tuple[Iso3, ...] = ()
    kind: Literal[
        "rebel", "de_facto_authority", "militia", "jihadist", "pmc", "alliance", "political_wing", "criminal",
        "self_defence",
    ]  # fmt: skip
    part_of: str | None = None
    aka_loaded: tuple[LoadedName, ...] = ()


class Side(Entry, frozen=True, kw_only=True):
    """One side of a conflict: ``actors`` by their canonical names."""

    name: Text
    actors: Texts


class Rival(Entry, frozen=True, kw_only=True):
    """A loaded or disputed term, who uses it, and the neutral words this program uses."""

    term: Text
    used_by: Text
    neutral: str | None = None


class Conflict(Named, frozen=True, kw_only=True):
    """A conflict: its period, sides, words that tell a report of it, and the names its sides fight over.

    ``counted_from``: the day that reports count its days and months from, where that is not the first of its period.
    ``part_of``: the id of a longer conflict between the same sides that it is a war of.
    """

    id: Annotated[str, Meta(pattern="^[a-z0-9-]+$")]
    part_of: Annotated[str, Meta(pattern="^[a-z0-9-]+$")] | None = None
    countries: tuple[Iso3, ...]
    sides: tuple[Side, ...]
    keywords: Texts = ()
    places: Texts = ()
    rivals: tuple[Rival, ...] = ()
    counted_from: Texts = ()


class Landmark(Entry, frozen=True, kw_only=True):
    """A day that reports name without its year.

    A report that means it has one of the names ``about``, and in the sentence of the date a word that begins with one
    of ``words``.  ``lasting``: reports go on naming the day without a year long after.
    """

    day: FullDate
    what: Text
    about: Texts
    words: Texts
    lasting: bool = False
