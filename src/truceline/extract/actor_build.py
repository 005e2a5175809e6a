"""From what is known (an entry, an agent noun and its owner) to the :class:`Actor` of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..knowledge.loader import load_armed_groups
from ..knowledge.names import AnyEntry
from ..knowledge.schema import Agent, ArmedGroup, Country, Institution, Office, Organisation, Outlet, Person
from ..records import Actor, Place


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an agent is: the country, group, organisation or place beside it ("*Azerbaijan's* prosecutors")."""

    label: str
    country: str | None
    sector: str | None
    entry: AnyEntry | Place | None


@cache
def _self_declared() -> frozenset[str]:
    """Lands whose de facto authorities act for no recognised state: their ministries are not the recognised state's."""
    suffix = " authorities"
    groups = [g for g in load_armed_groups() if g.kind == "de_facto_authority"]
    return frozenset(n.removesuffix(suffix) for g in groups for n in (g.name, *g.names) if n.endswith(suffix))


def owner_of(entry: AnyEntry | Place, day: str | None) -> Owner:
    """The owner that an entry or a place makes."""
    if isinstance(entry, Country):
        return Owner(entry.label, entry.iso3, "GOV", entry)
    if isinstance(entry, Person):
        office = office_on(entry, day)
        return Owner(entry.name, office.country if office else None, office.sector if office else None, entry)
    if isinstance(entry, Place):
        label = entry.name or entry.text
        return Owner(label, None if label in _self_declared() else entry.country, None, entry)
    return Owner(entry.name, entry.country, entry.sector, entry)


def from_entry(entry: AnyEntry, text: str, day: str | None, title: Agent | None = None) -> Actor:
    """The actor that a known name denotes on ``day``; ``title`` is the office written beside a person's name."""
    if isinstance(entry, Person):
        return _person(entry, text, day, title)
    if isinstance(entry, Country):
        return Actor(text=text, name=entry.government, country=entry.iso3, sector="GOV", wikidata=entry.wikidata)
    return Actor(text=text, name=entry.name, country=entry.country, sector=entry.sector, wikidata=entry.wikidata)


def _person(person: Person, text: str, day: str | None, title: Agent | None) -> Actor:
    office = office_on(person, day, title.role if title else None)
    if office is None:
        last = _last_before(person, day)
        return Actor(
            text=text,
            name=person.name,
            country=last.country if last else None,
            sector=title.sector if title else (last.sector if last else None),
            wikidata=person.wikidata,
            role=title.role if title else None,
        )
    return Actor(
        text=text,
        name=person.name,
        country=office.country,
        sector=office.sector,
        wikidata=person.wikidata,
        role=office.role,
    )


def office_on(person: Person, day: str | None, role: str | None = None) -> Office | None:
    """The office held on ``day``: the one that ``role`` names when several are held, else the latest taken up."""
    held = person.offices_on(day)
    if role:
        named = [o for o in held if role.casefold() in o.role.casefold() or o.role.casefold() in role.casefold()]
        held = tuple(named) or held
    return max(held, key=lambda o: o.from_ or "", default=None)


def _last_before(person: Person, day: str | None) -> Office | None:
    before = [o for o in person.offices if day is None or (o.from_ or "") <= day]
    return max(before or person.offices, key=lambda o: o.from_ or "", default=None)


def compose(agent: Agent, text: str, owner: Owner | None, noun: str) -> Actor:
    """The actor of an agent noun and its owner: "Azerbaijan's defence ministry", "RSF fighters", "witnesses"."""
    if owner is None:
        name = noun[:1].upper() + noun[1:] if agent.alone else None
        return Actor(text=text, name=name, sector=agent.sector, role=agent.role)
    entry = owner.entry
    same_body = isinstance(entry, ArmedGroup) or (
        isinstance(entry, Institution) and entry.kind in ("armed_forces", "command")
    )
    if same_body and agent.kind != "person" and agent.sector in ("MIL", "REB", "UAF", "INS", "SEP"):
        assert not isinstance(entry, Place)
        return Actor(
            text=text,
            name=owner.label,
            country=owner.country,
            sector=owner.sector,
            wikidata=getattr(entry, "wikidata", None),
        )
    return Actor(
        text=text,
        name=_named(agent, owner.label),
        country=_country(agent, owner),
        sector=_sector(agent, owner),
        role=agent.role,
    )


def _named(agent: Agent, owner: str) -> str:
    """ "Armed Forces of Pakistan", whether the owner is Pakistan or its armed forces: what its name says is not said
    again."""
    head, owned, _ = agent.name.partition(" of {country}")
    return owner if owned and _words(head) <= _words(owner) else agent.name.replace("{country}", owner)


def _words(name: str) -> set[str]:
    return {word.casefold().removesuffix("s") for word in name.split()}


def _country(agent: Agent, owner: Owner) -> str | None:
    """A place's rebels or separatists act for nobody's state."""
    if isinstance(owner.entry, Place) and agent.sector in ("REB", "SEP", "INS", "UAF"):
        return None
    return owner.country


def _sector(agent: Agent, owner: Owner) -> str:
    """Officials of an organisation or group act for it; people and professions keep their own sector."""
    if isinstance(owner.entry, Organisation | ArmedGroup | Institution | Outlet) and agent.sector in (
        "GOV",
        "MIL",
        "ELI",
        "INT",
    ):
        return owner.sector or agent.sector
    return agent.sector
