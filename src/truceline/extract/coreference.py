"""Words that point back: pronouns, "the ministry", "the group", "both sides".

News needs little of what coreference can be: the one who speaks goes on speaking, and a subject goes on being the
subject.  So a pronoun that speaks takes the last speaker of its kind; another takes the subject above it in its own
sentence, then the last subject before it.  Nothing reaches back more than :data:`REACH` sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from msgspec.structs import replace as changed
from spacy.tokens import Token

from ..knowledge.loader import load_countries
from ..knowledge.schema import Country
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..language.text import ParsedText
from ..records import Actor, Place
from .actor_build import Owner, compose
from .actor_phrases import agent_called
from .coreference_sides import sides
from .mentions import ActorMention
from .speech import is_reporting_verb

#: Bodies that every state has one of: "the army", in a report about one country, is that country's.
_OF_STATES = word_class("coreference.of_states")

#: Who counts the dead where they fall: in a war waged on another state's land, not bodies of the one that wages it.
_HEALTH = "HLH"

#: How many sentences back a pronoun may reach.
REACH = 3

_PERSON = word_class("coreference.person")
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_SIDES = word_class("coreference.sides")
_POINTING = word_class("coreference.pointing")
_NAMELESS = {noun: kind for kind in ("group", "body", "state") for noun in word_class(f"coreference.nameless_{kind}")}


_OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})


def resolve(
    parsed: ParsedText, mentions: list[ActorMention], modifiers: dict[int, ActorMention], places: Iterable[Place]
) -> list[ActorMention]:
    """``mentions`` with those added, or completed, that point back to one of them."""
    home, alone = _home(mentions, places)
    found: dict[int, list[ActorMention]] = {}
    for m in mentions:
        found.setdefault(m.head, []).append(m)
    for sentence in parsed.sentences:
        for token in parsed.tokens_of(sentence):
            if token.i in found:
                there = found[token.i]
                found[token.i] = [_complete(parsed, m, found, home, alone=alone) for m in there]
            else:
                new = _pointing(parsed, token, found)
                if new:
                    found[token.i] = new
    for token_i, there in found.items():
        token = parsed.doc[token_i]
        if token.dep_ == "poss" and token.lower_ in _PERSON | _MANY | _THING and there:
            modifiers[token_i] = there[0]
    return [m for ms in found.values() for m in ms]


def _pointing(parsed: ParsedText, token: Token, found: dict[int, list[ActorMention]]) -> list[ActorMention]:
    """The mentions that a token without a name of its own stands for."""
    lower = token.lower_
    if lower in _PERSON | _MANY | _THING:
        antecedent = _antecedent(parsed, token, found)
        return [_echo(token, antecedent.actor, "coreference:pronoun")] if antecedent else []
    if token.pos_ != "NOUN":
        return []
    lemma = token.lemma_.lower()
    words = {c.lower_ for c in token.children}
    if lemma in _SIDES and words & _POINTING:
        mentions = [m for there in found.values() for m in there]
        parties = sides(token, mentions, lambda m: _kind(m, parsed.doc[m.head]) == "state")
        if not parties:  # who they are is not certain: the words alone
            start = token.left_edge.idx
            text = parsed.document.text[start : token.idx + len(token)]
            return [ActorMention(start, token.idx + len(token), token.i, Actor(text=text), "coreference:sides")]
        return [_echo(token, actor, "coreference:sides") for actor in parties]
    if (
        lemma in _NAMELESS
        and words & {"the", "this", "that"}
        and not any(c.dep_ in ("prep", "relcl", "poss") for c in token.children)
    ):
        before = _last(parsed, token, found, _NAMELESS[lemma])
        return [_echo(token, before.actor, "coreference:noun")] if before else []
    return []


def _complete(
    parsed: ParsedText, m: ActorMention, found: dict[int, list[ActorMention]], home: Country | None, *, alone: bool
) -> ActorMention:
    """An agent noun that says not whose it is ("the ministry") takes the owner of the last one of its noun.

    "The army", with none before it, is that of the one country that the whole report is about, if there is one.
    """
    if m.by == "tagger:PERSON" and home is not None and m.actor.country is None and m.actor.sector in _OF_STATE:
        return replace(m, actor=changed(m.actor, country=home.iso3), by=m.by + "+document")
    if not m.by.startswith("agent:") or "+" in m.by:
        return m
    token = parsed.doc[m.head]
    lemma = token.lemma_.lower()
    possessor = next((c for c in token.children if c.dep_ == "poss" and c.i in found), None)
    if possessor is not None:
        return replace(m, actor=_of_owner(m, found[possessor.i][0].actor), by=m.by + "+possessor")
    for other in _before(parsed, token, found, reach=None):
        same_noun = parsed.doc[other.head].lemma_.lower() == lemma and _same_office(m, other)
        if not same_noun or not _same_sector(m, other, lemma):
            continue
        if other.actor.country and other.actor.name:
            role = m.actor.role or other.actor.role
            return replace(m, actor=changed(other.actor, text=m.actor.text, role=role), by=m.by + "+coreference")
        if other.actor.sector != m.actor.sector:  # "the ministry" is the health ministry, whosever that is
            return replace(m, actor=changed(m.actor, sector=other.actor.sector), by=m.by + "+coreference")
    if m.actor.sector == _HEALTH and not alone:
        return m
    if home is not None and m.actor.name is None and lemma in _OF_STATES and not _other(token):
        return replace(m, actor=_of_home(m, home), by=m.by + "+document")
    return m


def _other(token: Token) -> bool:
    """Whether the noun is of somebody else, or of several ("other governments", "foreign ministers")."""
    others = {
        "other",
        "foreign",
        "neighbouring",
        "neighboring",
        "regional",
        "western",
        "some",
        "several",
        "both",
        "two",
    }
    return any(c.lower_ in others for c in token.children)


def _same_office(m: ActorMention, other: ActorMention) -> bool:
    """Whether "the ministry" may be the other one: "the foreign ministry" is not the defence ministry."""
    phrase = m.by.removeprefix("agent:").split("+")[0]
    if other.by.startswith("name:"):  # "the Lebanese health ministry", known by name
        known = (other.actor.name or "").lower()
        return all(word in known for word in phrase.split())
    return " " not in phrase or phrase == other.by.removeprefix("agent:").split("+")[0]


def _same_sector(m: ActorMention, other: ActorMention, lemma: str) -> bool:
    """Whether they may be one by what they are: "the ministry" may be a health ministry, too."""
    if other.actor.sector == m.actor.sector:
        return True
    agent = agent_called(lemma)
    return m.by == f"agent:{lemma}" and m.actor.sector == "GOV" and agent is not None and agent.kind == "body"


def _of_owner(m: ActorMention, owner: Actor) -> Actor:
    """ "Its army", where "its" is known: that of the state, group or body."""
    agent = agent_called(m.by.removeprefix("agent:"))
    if m.actor.name is not None or owner.name is None or agent is None:
        return changed(m.actor, country=owner.country)
    label = owner.name.removeprefix("Government of ")
    return compose(agent, m.actor.text, Owner(label, owner.country, owner.sector, None), m.actor.text)


def _of_home(m: ActorMention, home: Country) -> Actor:
    noun = m.actor.text[:1].upper() + m.actor.text[1:]
    return changed(m.actor, name=f"{noun} of {home.label}", country=home.iso3)


def _home(mentions: list[ActorMention], places: Iterable[Place]) -> tuple[Country | None, bool]:
    """The state that a report is about: the only one it names, by actors or places, or by actors three times as often.
    With it, whether it is the only one.

    Places alone do not outvote actors: a war is often told where it is fought and waged from elsewhere.
    """
    actors = Counter(m.actor.country for m in mentions if m.actor.country and m.actor.sector != "MED")
    every = {*actors, *(p.country for p in places if p.country)}
    ranked = actors.most_common(2)
    if len(every) == 1:
        code = next(iter(every))
    elif ranked and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]) and len(every - {ranked[0][0]}) <= 1:
        code = ranked[0][0]
    else:
        return None, False
    return _countries().get(code), len(every) == 1


@cache
def _countries() -> dict[str, Country]:
    return {c.iso3: c for c in load_countries() if not c.former}


def _echo(token: Token, actor: Actor, by: str) -> ActorMention:
    return ActorMention(token.idx, token.idx + len(token), token.i, changed(actor, text=token.text), by)


def _before(
    parsed: ParsedText, token: Token, found: dict[int, list[ActorMention]], reach: int | None = REACH
) -> list[ActorMention]:
    """Mentions before ``token``, nearest first, within ``reach`` sentences."""
    here = parsed.sentence_at(token.idx)
    first = -1
    if reach is not None and here is not None:
        first = parsed.sentences[max(0, here.index - reach)].start
    heads = sorted((h for h in found if h < token.i and parsed.doc[h].idx >= first), reverse=True)
    return [m for h in heads for m in found[h]]


def _kind(m: ActorMention, token: Token) -> str:
    """person, group, state or body: what sort of thing a mention denotes."""
    unlisted = not m.by.startswith("name:")
    if m.by.startswith("tagger:PERSON") or m.actor.role or (unlisted and token.ent_type_ == "PERSON"):
        return "person"
    if m.actor.sector in ("REB", "UAF", "INS", "SEP"):
        return "group"
    if m.by.startswith("name:") and m.actor.sector == "GOV" and (m.actor.name or "").startswith("Government of"):
        return "state"
    return "body"


def _agrees(token: Token, m: ActorMention, head: Token) -> bool:
    """Whether a pronoun may stand for a mention: persons are he or she, the rest it or they."""
    lower = token.lower_
    kind = _kind(m, head)
    # the name of one body may be a plural: "the Rapid Support Forces said it had left"
    plural = head.tag_ in ("NNS", "NNPS") and not (m.by.startswith("name:") and lower in _THING)
    if lower in _PERSON:
        return kind == "person" and not plural
    if lower in _THING:
        return kind != "person" and not plural
    return kind != "person" or plural


def _antecedent(parsed: ParsedText, token: Token, found: dict[int, list[ActorMention]]) -> ActorMention | None:
    doc = parsed.doc
    candidates = [m for m in _before(parsed, token, found) if _agrees(token, m, doc[m.head])]
    verb = syntax.clause_verb(token)
    own = syntax.own_subject(verb)
    if own is not None and token.dep_ not in (*syntax.SUBJECTS, "poss"):  # "called on it": not the one who calls
        candidates = [m for m in candidates if m.head != own.i]
    candidates = [m for m in candidates if not m.by.startswith("name:demonym")]
    if not candidates:
        return None
    if token.dep_ in syntax.SUBJECTS and is_reporting_verb(verb):
        speakers = [m for m in candidates if _speaks(doc[m.head]) and doc[m.head].sent != token.sent]
        if speakers:
            return speakers[0]
    if token.lower_ in _MANY:
        plural = [m for m in candidates if doc[m.head].tag_ in ("NNS", "NNPS") and doc[m.head].sent == token.sent]
        if plural:
            return plural[0]
    above = _subjects_above(token)
    for m in candidates:
        if m.head in above:
            return m
    if token.dep_ == "poss":
        return candidates[0]
    subjects = [m for m in candidates if doc[m.head].dep_ in syntax.SUBJECTS]
    return (subjects or candidates)[0]


def _speaks(head: Token) -> bool:
    return head.dep_ in syntax.SUBJECTS and is_reporting_verb(head.head)


def _subjects_above(token: Token) -> set[int]:
    """Heads of the subjects of the clauses that ``token`` stands in, its own clause last."""
    found: set[int] = set()
    for t in token.ancestors:
        if t.pos_ in syntax.VERBAL:
            subject = syntax.own_subject(t)
            if subject is not None and subject.i != token.i and not subject.is_ancestor(token):
                found.add(subject.i)
    return found


def _last(parsed: ParsedText, token: Token, found: dict[int, list[ActorMention]], kind: str) -> ActorMention | None:
    for m in _before(parsed, token, found):
        if not m.by.startswith("name:demonym") and _kind(m, parsed.doc[m.head]) == kind and m.actor.name:
            return m
    return None
