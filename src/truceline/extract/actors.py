"""Who is named in a text: every noun phrase that denotes an actor, resolved to the Actor of the contract.

Known names come first (``actor_names``), then agent nouns with their owners (``actor_phrases``), then people and bodies
that only the tagger knows, and at last the words that point back (``coreference``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc, Span, Token

from ..knowledge.names import AnyEntry
from ..knowledge.schema import Agent, ArmedGroup, Country, Organisation, Outlet, Person
from ..language import syntax
from ..language.text import ParsedText
from ..records import Actor, Place, Published
from . import coreference
from .actor_build import Owner, compose, from_entry, owner_of
from .actor_names import Name
from .actor_phrases import AgentPhrase, find_agents, owner_entry
from .mentions import ActorMention, PlaceMention
from .metonymy import stands_for_government

_MODIFIER = frozenset({"amod", "compound", "nmod", "npadvmod"})


@dataclass
class _Workbench:
    """What is known while the actors of one document are put together."""

    doc: Doc
    day: str | None
    names: list[Name]
    agents: list[AgentPhrase]
    entries: dict[int, AnyEntry]
    places: dict[int, Place]
    people: list[Span]
    mentions: list[ActorMention] = field(default_factory=list)
    beside: list[tuple[int, int, int]] = field(default_factory=list)
    modifiers: dict[int, ActorMention] = field(default_factory=dict)

    def add(self, start: int, end: int, head: int, actor: Actor, by: str) -> None:
        """Note a mention over the tokens ``doc[start:end]``."""
        self.mentions.append(self.mention(start, end, head, actor, by))

    def mention(self, start: int, end: int, head: int, actor: Actor, by: str) -> ActorMention:
        """The mention over the tokens ``doc[start:end]``."""
        span = self.doc[start:end]
        return ActorMention(span.start_char, span.end_char, head, actor, by)


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of a text: noun phrases in text order, and what adjectives and nouns before a noun stand for."""

    mentions: tuple[ActorMention, ...]
    modifiers: dict[int, ActorMention]


def find_actors(
    parsed: ParsedText, published: Published, places: tuple[PlaceMention, ...], names: list[Name]
) -> Actors:
    """All actors in the news sentences of ``parsed``, as they were on the day of publication.

    ``names`` are the known names of the text (:func:`truceline.extract.actor_names.find_names`).
    """
    doc, day = parsed.doc, published.start
    taken = {i for n in names for i in range(n.start, n.end)}
    bench = _Workbench(
        doc=doc,
        day=day,
        names=names,
        agents=find_agents(parsed, taken),
        entries={i: n.entry for n in names for i in range(n.start, n.end)},
        places=_place_tokens(parsed, places, taken),
        people=[e for e in doc.ents if e.label_ == "PERSON"],
    )
    _add_agents(bench)
    _add_names(bench)
    _add_unlisted(bench, parsed)
    _add_named_offices(bench)
    bench.mentions.sort(key=lambda m: (m.start, m.end))
    resolved = coreference.resolve(parsed, bench.mentions, bench.modifiers, (p.place for p in places))
    return Actors(tuple(sorted(resolved, key=lambda m: (m.start, m.end))), bench.modifiers)


def _place_tokens(parsed: ParsedText, places: tuple[PlaceMention, ...], taken: set[int]) -> dict[int, Place]:
    return {t.i: p.place for p in places for t in parsed.tokens(p.start, p.end) if t.i not in taken}


def _add_names(bench: _Workbench) -> None:
    for n in bench.names:
        head = bench.doc[n.start : n.end].root
        if n.kind == "demonym":
            _add_demonym(bench, n, head)
            continue
        if n.kind == "capital" and not stands_for_government(head):
            continue
        text = bench.doc[n.start : n.end].text
        if n.kind == "people":
            actor = Actor(text=text, name=f"People of {n.entry.name}", country=_country(n.entry), sector="CVL")
            if not isinstance(n.entry, Country):
                actor = from_entry(n.entry, text, bench.day)
        else:
            title = _title(bench, n, head)
            actor = from_entry(n.entry, text, bench.day, title)
        mention = bench.mention(n.start, n.end, head.i, actor, f"name:{n.kind}:{n.entry.name}")
        if head.dep_ in _MODIFIER and head.head.i not in range(n.start, n.end):
            bench.modifiers[head.i] = mention
        bench.mentions.append(mention)


def _add_demonym(bench: _Workbench, n: Name, head: Token) -> None:
    """An adjective stands for the state before a noun ("Armenian attacks"), for a person by itself ("an Azeri")."""
    text = bench.doc[n.start : n.end].text
    by = f"name:demonym:{n.entry.name}"
    state = bench.mention(n.start, n.end, head.i, from_entry(n.entry, text, bench.day), by)
    bench.modifiers.update(dict.fromkeys(range(n.start, n.end), state))
    if (
        head.dep_ in syntax.SUBJECTS | {"dobj", "pobj", "conj"}
        and head.pos_ in ("NOUN", "PROPN", "ADJ")
        and not _before_noun(head)
    ):
        person = Actor(text=text, name=f"People of {n.entry.name}", country=_country(n.entry), sector="CVL")
        bench.add(n.start, n.end, head.i, person, by)
    elif head.dep_ == "poss":  # "Azeri's presidential administration"
        bench.mentions.append(state)


def _before_noun(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ in ("NOUN", "PROPN", "ADJ")


def _country(entry: AnyEntry) -> str | None:
    if isinstance(entry, Country):
        return entry.iso3
    return None if isinstance(entry, Person) else entry.country


def _title(bench: _Workbench, n: Name, head: Token) -> Agent | None:
    """The office written beside a person's name, before it or in apposition; null for "former"."""
    if not isinstance(n.entry, Person):
        return None
    for a in bench.agents:
        if a.agent.kind == "person" and a.agent.role and (a.end == n.start or bench.doc[a.head].head.i == head.i):
            before = bench.doc[a.start - 1].lower_ if a.start else ""
            return None if before in ("former", "ex", "late", "ousted") else a.agent
    return None


def _add_agents(bench: _Workbench) -> None:
    doc = bench.doc
    for a in bench.agents:
        head = doc[a.head]
        entry, at = owner_entry(doc, a.start, a.end, head, bench.entries, bench.places)
        owner = owner_of(entry, bench.day) if entry is not None else None
        start, end = _extent(doc, a, at)
        actor = compose(a.agent, doc[start:end].text, owner, doc[a.start : a.end].text)
        if actor.name is None and a.agent.kind == "body":
            actor = _with_name_beside(bench, actor, head)
        if _is_title(head, bench):
            continue
        named = _named_beside(bench, a, head)
        if named is not None:
            bench.beside.append((start, head.i, named))
            continue
        by = f"agent:{doc[a.start : a.end].lemma_.lower()}" + (f"+{owner.label}" if owner else "")
        mention = bench.mention(start, end, head.i, actor, by)
        if head.dep_ in _MODIFIER and head.head.pos_ in ("NOUN", "PROPN"):
            bench.modifiers[head.i] = mention
            if owner is None:
                continue
        bench.mentions.append(mention)
        for other in _other_owners(bench, head, at):
            begin, stop = _extent(doc, a, other.i)
            begin, stop = min(start, begin), max(end, stop)
            owner = owner_of(bench.entries.get(other.i) or bench.places[other.i], bench.day)
            text = doc[begin:stop].text
            bench.add(begin, stop, head.i, compose(a.agent, text, owner, doc[a.start : a.end].text), by)


def _other_owners(bench: _Workbench, head: Token, at: int) -> list[Token]:
    """The further owners of several: "the presidents of France *and Ukraine*", "*Thai* and Cambodian troops"."""
    if head.tag_ not in ("NNS", "NNPS") or at < 0:
        return []
    if at < head.i:
        return _adjectives_before(bench, at)
    if bench.doc[at].head.lower_ != "of":
        return []
    return [t for t in syntax.conjuncts(bench.doc[at])[1:] if t.i in bench.entries or t.i in bench.places]


def _adjectives_before(bench: _Workbench, at: int) -> list[Token]:
    """The adjectives of states that "and" joins to the one at ``at``, nearest first."""
    adjectives = {n.end: n for n in bench.names if n.kind == "demonym"}
    before = next((n.start for n in adjectives.values() if n.start <= at < n.end), 0)
    found: list[Token] = []
    while before > 1 and bench.doc[before - 1].lower_ in ("and", ",", "&") and before - 1 in adjectives:
        name = adjectives[before - 1]
        found.append(bench.doc[name.end - 1])
        before = name.start
    return found


def _with_name_beside(bench: _Workbench, actor: Actor, head: Token) -> Actor:
    """A body that only the name in apposition tells: "the state news agency *SONNA*"."""
    name = next((t for t in syntax.children(head, "appos") if t.pos_ == "PROPN" and t.i > head.i), None)
    if name is None:
        return actor
    start, end = syntax.noun_phrase_range(name)
    return msgspec.structs.replace(actor, name=bench.doc.text[start:end])


def _named_beside(bench: _Workbench, a: AgentPhrase, head: Token) -> int | None:
    """The head of the name in apposition to an office ("Colombia's president Gustavo Petro"), if there is one."""
    one_person = a.agent.kind == "person" or (a.agent.kind == "people" and head.tag_ == "NN")
    if one_person:
        by_place = _name_behind_comma(bench, a)
        if by_place is not None:
            return by_place
    if not one_person:
        group = next(
            (
                t
                for t in syntax.children(head, "appos")
                if isinstance(bench.entries.get(t.i), ArmedGroup | Organisation)
            ),
            None,
        )
        return group.i if group is not None else None
    for t in (x for x in head.subtree if x.dep_ == "appos" and x.i > head.i):
        if isinstance(bench.entries.get(t.i), Person) or t.ent_type_ == "PERSON":
            return t.i
    return None


def _untagged_holder(bench: _Workbench, start: int, head: int, name: int) -> ActorMention | None:
    """A holder whose name the tagger missed: "the prosecutor of Ouahigouya, Lamine Kabore, said"."""
    doc = bench.doc
    first = name
    while doc[first - 1].pos_ == "PROPN":
        first -= 1
    told = next((a for a in bench.agents if a.head == head), None)
    if told is None or first == name:
        return None
    text = doc[first : name + 1].text
    entry, _ = owner_entry(doc, told.start, told.end, doc[head], bench.entries, bench.places)
    owner = owner_of(entry, bench.day) if entry is not None else None
    title = compose(told.agent, text, owner, doc[told.start : told.end].text)
    role = told.agent.role or doc[told.start : told.end].text
    actor = Actor(text=text, name=text, country=title.country, sector=title.sector, role=role)
    return ActorMention(doc[first].idx, doc[name].idx + len(doc[name]), name, actor, "tagger:PERSON")


def _name_behind_comma(bench: _Workbench, a: AgentPhrase) -> int | None:
    """The head of a person's name behind an office and a comma: "the governor of Hatay, Rahmi Dogan, told".

    By place alone, since the parser often misses it: nothing but the office's own phrase may stand between.
    """
    i, stop = a.end, min(a.end + 12, len(bench.doc))
    while i < stop and bench.doc[i].text != ",":
        if bench.doc[i].pos_ not in ("ADP", "DET", "PROPN", "NOUN", "ADJ", "PART", "CCONJ", "NUM"):
            return None
        i += 1
    if i + 1 >= stop or bench.doc[i].text != ",":
        return None
    first = bench.doc[i + 1]
    name = next((n for n in bench.names if n.start == first.i and isinstance(n.entry, Person)), None)
    if name is not None:
        return int(bench.doc[name.start : name.end].root.i)
    ent = next((e for e in bench.people if e.start <= first.i < e.end), None)
    if ent is not None and ent.start >= i and len(ent) > 1:
        return int(ent.root.i)
    last = first.i + 1
    while last < len(bench.doc) and bench.doc[last].pos_ == "PROPN":
        last += 1
    closed = last < len(bench.doc) and bench.doc[last].text == "," and 2 <= last - first.i <= 4
    return last - 1 if closed and first.pos_ == "PROPN" and not _known(bench, first.i, last) else None


def _known(bench: _Workbench, start: int, end: int) -> bool:
    return any(i in bench.entries or i in bench.places for i in range(start, end))


def _add_named_offices(bench: _Workbench) -> None:
    """An office with its holder's name in apposition denotes the holder."""
    by_head = {m.head: m for m in bench.mentions}
    for start, head, name in bench.beside:
        holder = by_head.get(name) or _untagged_holder(bench, start, head, name)
        if holder is not None:
            first = bench.doc[start].idx
            bench.mentions.append(ActorMention(min(first, holder.start), holder.end, head, holder.actor, holder.by))


def _extent(doc: Doc, a: AgentPhrase, owner: int) -> tuple[int, int]:
    """The words of an agent with its owner and what stands between them."""
    start, end = a.start, a.end
    if 0 <= owner < start:
        start = owner
        while start > 0 and doc[start - 1].dep_ == "compound" and doc[start - 1].head.i == owner:
            start -= 1
    elif owner >= end:
        end = owner + 1
    while start > 0 and doc[start - 1].dep_ in ("amod", "compound") and a.start <= doc[start - 1].head.i < a.end:
        start -= 1
    return start, end


def _is_title(head: Token, bench: _Workbench) -> bool:
    """Whether the agent noun is the title of the person whose name it stands before."""
    if head.dep_ not in ("compound", "nmod", "appos"):
        return False
    if head.dep_ == "appos":
        return head.head.ent_type_ == "PERSON" or isinstance(bench.entries.get(head.head.i), Person)
    name = head.head
    return isinstance(bench.entries.get(name.i), Person) or (name.ent_type_ == "PERSON" and name.pos_ == "PROPN")


def _add_unlisted(bench: _Workbench, parsed: ParsedText) -> None:
    """People and bodies that only the tagger knows."""
    heads = {m.head for m in bench.mentions}
    agent_tokens = {i for a in bench.agents for i in range(a.start, a.end)}
    for ent in bench.doc.ents:
        if ent.label_ not in ("PERSON", "ORG") or parsed.sentence_at(ent.start_char) is None:
            continue
        span = _without_known(bench, ent, agent_tokens)
        if span is None or span.root.i in heads:
            continue
        actor = _unlisted_person(bench, span) if ent.label_ == "PERSON" else _unlisted_body(bench, span)
        bench.add(span.start, span.end, span.root.i, actor, f"tagger:{ent.label_}")
        heads.add(span.root.i)


def _without_known(bench: _Workbench, ent: Span, agent_tokens: set[int]) -> Span | None:
    """The entity without titles and nationalities at its start; null when known names or places make it up."""
    start, end = ent.start, ent.end
    while start < end and (start in bench.entries or start in agent_tokens or bench.doc[start].pos_ in ("DET", "PART")):
        start += 1
    if start >= end or any(i in bench.entries or i in bench.places for i in range(start, end)):
        return None
    if bench.doc[end - 1].tag_ == "POS":
        end -= 1
    span = bench.doc[start:end]
    return span if end > start and any(t.pos_ == "PROPN" and t.is_alpha for t in span) else None


def _unlisted_person(bench: _Workbench, span: Span) -> Actor:
    """Somebody not in the knowledge files: the office and whose it is come from the words beside the name."""
    doc = bench.doc
    for a in bench.agents:
        head = doc[a.head]
        beside = a.end == span.start or head.head.i == span.root.i
        beside = beside or (span.root.dep_ == "appos" and span.root.head.i == a.head)
        beside = beside or _name_behind_comma(bench, a) == span.root.i
        if a.agent.kind == "person" and beside:
            entry, _ = owner_entry(doc, a.start, a.end, head, bench.entries, bench.places)
            owner = owner_of(entry, bench.day) if entry is not None else None
            told = compose(a.agent, span.text, owner, doc[a.start : a.end].text)
            former = a.start > 0 and doc[a.start - 1].lower_ in ("former", "ex")
            role = None if former else (a.agent.role or doc[a.start : a.end].text)
            return Actor(text=span.text, name=span.text, country=told.country, sector=told.sector, role=role)
    return Actor(text=span.text, name=span.text)


def _unlisted_body(bench: _Workbench, span: Span) -> Actor:
    owner: Owner | None = None
    for t in span.root.children:
        if (
            t.dep_ in ("poss", "amod", "compound", "nmod")
            and t.i in bench.entries
            and not isinstance(bench.entries[t.i], Outlet)
        ):
            owner = owner_of(bench.entries[t.i], bench.day)
    return Actor(text=span.text, name=span.text, country=owner.country if owner else None)
