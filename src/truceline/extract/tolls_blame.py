"""Who is said to have done the harm that a toll counts."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .context import Context
from .found import Found, by_rule
from .tolls_accused import accused
from .tolls_actors import actor_in, nominal, possessor, some_side
from .tolls_causes import is_attack, is_attack_verb, is_clash, is_war_cause, pattern
from .tolls_index import positions
from .tolls_line import Line
from .tolls_links import Link
from .tolls_phrases import NOUNS
from .tolls_triggers import before_auxiliaries
from .tolls_words import words

_POSSESSIVES = frozenset({"its", "their", "our", "his", "her"})
_KINDS = frozenset({"air", "ground", "naval", "aerial", "missile", "drone", "rocket", "artillery", "tank"})
_MEANS = frozenset(
    {"gunfire", "fire", "bullets", "bullet", "shells", "rockets", "drones", "missiles", "artillery", "jets", "aircraft"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its"})
#: How many tokens back "the attack" may point while other attackers are told of in the report.
_NEAR = 80
_REPORTING = words("reporting_verbs")
_FIGHTING = word_class("actor.fighting_sectors")
_MUTUAL = word_class("tolls_blame.mutual")


def blamed_for(context: Context, line: Line, link: Link, side: Actor | None) -> Found[Actor]:
    """Who is said to have done it, nearest evidence first; empty when the report does not say.

    Looked for in this order: the "by" phrase of a passive verb; the subject of an active one; an attack that is named
    with its doer in the same sentence; a clause of attack beside it; an attack told before that "the attack" points to.
    """
    count = link.phrase.count.count if link.phrase.count else None
    if count is not None and count.best == 0:
        return {}  # nobody is blamed for no harm
    unnamed: Found[Actor] = {}
    for rule, way in _WAYS.items():
        found = tuple(dict.fromkeys(a for a in way(context, line, link) if _blameable(a)))
        if link.phrase.group == "soldiers" and way in (_named_attack, _attack_clause):
            found = tuple(a for a in found if a.country is not None or a.sector not in ("MIL", "COP", "GOV"))
        if way is _attack_clause or len(found) > 1:
            found = _not_their_own(found, side)
        if len(found) > 1 and _to_each_other(link):
            return {}
        if found and (way in (_by_phrase, accused) or any(some_side(a) for a in found)):
            return by_rule(rule, found)
        unnamed = unnamed or by_rule(rule, found)  # "gunmen": kept unless another way names somebody
    known = _not_their_own(tuple(a for a in _known_attack(context, line, link) if _blameable(a)), side)
    before = by_rule("blamed:attack told before", known)
    return before if any(some_side(a) for a in known) else unnamed or before


def _to_each_other(link: Link) -> bool:
    """Whether sides do it to each other: "Thai and Cambodian troops *clashed*, killing 12"."""
    subject = syntax.subject(link.trigger.anchor)
    return subject is not None and subject.head.lemma_.lower() in _MUTUAL


def done_in_war(context: Context, link: Link) -> bool:
    """Whether the clause of the harm itself has one who makes war, or an attack, for its doer."""
    verb = link.trigger.anchor
    if verb.pos_ not in syntax.VERBAL or link.harm not in ("killed", "wounded", "casualties", "captured"):
        return False
    subject = syntax.subject(verb)
    passive = not link.active or syntax.is_passive(verb)
    doers = syntax.agents(verb) if passive else [subject] if subject is not None else []
    return any(_makes_war(context, t) for d in doers for t in syntax.conjuncts(d))


def _makes_war(context: Context, doer: Token) -> bool:
    """Whether a noun names an attack, or those who fight."""
    attack = is_attack(doer) and not is_clash(doer)
    return attack or is_war_cause(doer) or any(a.sector in _FIGHTING for a in context.actors_at(doer))


def _not_their_own(blamed: tuple[Actor, ...], side: Actor | None) -> tuple[Actor, ...]:
    """Without those whose people were harmed: an attack told beside it is seldom one on one's own."""
    return tuple(a for a in blamed if side is None or a.country is None or a.country != side.country)


def _by_phrase(context: Context, line: Line, link: Link) -> list[Actor]:
    if link.active:
        return []
    start = max(link.trigger.last, -1)
    for p in range(start + 1, min(start + 9, len(line.tokens))):
        low = line.low(p)
        if low == "by" and line.tag(p + 1) not in ("VBG",):
            return _all_in(context, line, p + 1)
        if low in (";", ",", "and", "that") or line.tag(p) in ("VBD", "VBZ", "VBP", "MD"):
            break
    return []


def _all_in(context: Context, line: Line, p: int) -> list[Actor]:
    """The actors of the noun phrase at ``p`` and of those coordinated with it."""
    found: list[Actor] = []
    while True:
        run = nominal(line, p)
        if not run:
            return found
        actor = _of_attack(context, line, run) if is_attack(run[-1]) else actor_in(context, run)
        if actor is not None:
            found.append(actor)
        p += len(run)
        if line.low(p) != "and":
            return found
        p += 1


def _of_attack(context: Context, line: Line, run: list[Token]) -> Actor | None:
    """Who did an attack, told by what stands before its noun or by "by" after it."""
    actor = actor_in(context, run)
    if actor is not None:
        return actor
    end = line.at(run[-1])
    return next(iter(_after_attack(context, line, end + 1)), None) if end is not None else None


def _after_attack(context: Context, line: Line, p: int) -> list[Actor]:
    if line.low(p) in ("of", "from") and line.low(p - 1) in _MEANS:  # "gunfire of the border guards"
        found = [a for a in _all_in(context, line, p + 1) if a.sector in ("MIL", "REB", "COP", "UAF", "GOV")]
        if found:
            return found
    for q in range(p, min(p + 12, len(line.tokens))):
        if (
            line.low(q) == "by"
            or (line.low(q) == "on" and line.low(q - 1) == "blamed")
            or (line.low(q) == "to" and line.low(q - 1) == "attributed")
        ):
            return _all_in(context, line, q + 1)
        if line.low(q) in (";", "said", "killed", "killing", "wounded", "."):
            break
    return []


def _doer(context: Context, line: Line, link: Link) -> list[Actor]:
    if not link.active:
        return []
    verb = link.trigger.anchor
    subject = syntax.subject(verb)
    q, _, _ = before_auxiliaries(line.tokens, link.trigger.first)
    if q >= 0 and is_clash(line.tokens[q]) and line.tag(q) in NOUNS:
        return []  # "the fighting had killed 80"
    speaks = subject is not None and subject.head.i != verb.i and subject.head.lemma_.lower() in _REPORTING
    if speaks and (verb.tag_ == "VBG" or line.tag(q) in NOUNS):
        return []  # "rescuers said that strikes hit the village, killing 12"
    own = subject is not None and line.tokens[0].i <= subject.i < verb.i and not (speaks and _says_that(line, link))
    found = _from_subject(context, line, subject) if own and subject is not None else []
    if found or (subject is not None and is_clash(subject)):
        return found
    if line.low(q) in ("that", "which", "who"):
        q -= 2 if line.low(q - 1) == "," else 1
    run: list[Token] = []
    while q >= 0 and (line.tag(q) in NOUNS or line.tag(q) in ("DT", "JJ", "POS", "HYPH", "PRP$") or line.low(q) == "-"):
        run.insert(0, line.tokens[q])
        q -= 1
    if line.tag(q) == "IN" or line.low(q) in ("and", "or", "to"):
        return []  # "raids on a town in Ethiopia's Tigray region killed 64": the noun before the verb is no subject
    return [a for a in [actor_in(context, run)] if a is not None]


def _says_that(line: Line, link: Link) -> bool:
    """Whether "that" stands before the harm word: who "said in New York that the militia had killed 12" did nothing."""
    return any(line.low(p) == "that" for p in range(max(0, link.trigger.first - 16), link.trigger.first))


def _from_subject(context: Context, line: Line, subject: Token) -> list[Actor]:
    several = list(context.actors_at(subject))
    if is_attack(subject) and len(several) < 2 and not is_clash_between(subject):
        before = [t for t in subject.lefts if t.dep_ not in ("det", "relcl")]
        run = [u for t in before for u in t.subtree] or []
        actor = actor_in(context, [*run, subject])
        if actor is not None:
            return [actor]
        at = line.at(subject)
        return _after_attack(context, line, at + 1) if at is not None else []
    if is_clash(subject):
        return []
    if several:
        return several
    actor = actor_in(context, list(subject.lefts))
    if actor is None and any(t.lower_ in _POSSESSIVES for t in subject.lefts):
        at = line.at(subject)
        actor = possessor(context, line, at) if at is not None else None
    return [actor] if actor is not None else []


def is_clash_between(token: Token) -> bool:
    """Whether the noun is fighting with both sides named: "fighting between", "clashes with"."""
    return is_clash(token) and any(c.lower_ in ("between", "with", "among") for c in token.children)


def _named_attack(context: Context, line: Line, link: Link) -> list[Actor]:
    """An attack with its doer in the same sentence: "in Armenian attacks", "in a strike by the army", "blamed on X"."""
    found: list[tuple[int, list[Actor]]] = []
    for p, t in enumerate(line.tokens):
        if (
            not is_attack(t)
            or is_clash(t)
            or link.phrase.first <= p <= link.phrase.last
            or (t.pos_ == "VERB" and t.tag_ != "VBG")
        ):
            continue
        q = p
        while q and (
            line.tag(q - 1) in NOUNS
            or line.tag(q - 1) in ("JJ", "POS", "HYPH", "VBN", "VBG", "PRP$", "CD")
            or line.low(q - 1) in ("-", "–", "(", ")")
            or _kinds_joined(line, q - 1)
        ):
            q -= 1
        run = line.tokens[q : p + 1]
        actor = actor_in(context, [u for n, u in enumerate(run, q) if not link.phrase.first <= n <= link.phrase.last])
        actors = [actor] if actor is not None else _after_attack(context, line, p + 1)
        if not actors and line.low(q - 1) in _POSSESSIVES:
            owner = possessor(context, line, q)
            actors = [owner] if owner is not None else []
        if actors and not _victim_noun(line, p) and not _of_another_harm(line, link, p):
            found.append((abs(p - link.trigger.first), actors))
    m = pattern("blame_phrases").search(line.text())
    if m:
        at = next((p for p, t in enumerate(line.tokens) if t.idx >= line.tokens[0].idx + m.end()), None)
        if at is not None:
            actors = _all_in(context, line, at)
            if actors:
                return actors
    return min(found, key=lambda f: f[0])[1] if found else []


def _of_another_harm(line: Line, link: Link, p: int) -> bool:
    """Whether the attack at ``p`` did another harm: an attack without a doer and a harm word stand before it.

    "Three were killed by a mine explosion and two by gunfire of the border guards" blames no guards for the three.
    """
    end = max(link.trigger.last, link.phrase.last)
    between = next((q for q in range(end + 1, p) if is_attack(line.tokens[q]) and not is_clash(line.tokens[q])), None)
    return between is not None and any(between < t.first < p for t in line.triggers)


def _kinds_joined(line: Line, p: int) -> bool:
    """Whether "and" at ``p`` joins two kinds of attack: "Israeli air and artillery strikes"."""
    return line.low(p) == "and" and (line.low(p - 1) in _KINDS or is_attack(line.tokens[p - 1]))


def _victim_noun(line: Line, p: int) -> bool:
    """Whether the word is part of a phrase of people or things ("12 soldiers")."""
    phrase = line.covering(p)
    return phrase is not None and phrase.numbered


def _attack_clause(context: Context, line: Line, link: Link) -> list[Actor]:
    """A clause of attack in the sentence: "Russian forces shelled the town, killing 12"."""
    verbs = [
        t
        for t in line.tokens
        if is_attack_verb(t)
        and t.i != link.trigger.anchor.i
        and t.lemma_ not in _REPORTING
        and not _suffered(line, t)
        and not _set_against(t, link)
    ]
    verbs.sort(key=lambda t: abs(t.i - link.trigger.anchor.i))
    for verb in verbs:
        harm = next((t for t in line.triggers if t.anchor.i == verb.i), None)
        if harm is not None and not syntax.is_passive(verb):
            actors = _doer(context, line, replace(link, trigger=harm, active=True))
        elif syntax.is_passive(verb):
            actors = [a for t in syntax.agents(verb) for a in (_from_subject(context, line, t))]
        else:
            subject = syntax.own_subject(verb) or syntax.subject(verb)
            at = line.at(subject) if subject is not None else None
            phrase = line.covering(at) if at is not None else None
            if subject is None or at is None or (phrase is not None and phrase.first == link.phrase.first):
                continue
            actors = _from_subject(context, line, subject)
        if actors:
            return actors
    return []


def _set_against(verb: Token, link: Link) -> bool:
    """Whether the harm is told in a clause set against the attack ("killed 27 rebels, *while* nine people died")."""
    harm = link.trigger.anchor
    first, last = sorted((verb.i, harm.i))
    between = harm.doc[first:last]
    marked = any(t.lower_ in ("while", "whereas") and t.dep_ in ("mark", "advmod") for t in between)
    return marked and syntax.own_subject(harm) is not None and harm.tag_ != "VBG"


def _suffered(line: Line, verb: Token) -> bool:
    """Whether the verb is a harm word without an object: "12 officers killed"."""
    trigger = next((t for t in line.triggers if t.anchor.i == verb.i), None)
    return trigger is not None and line.covering(trigger.last + 1) is None


def _known_attack(context: Context, line: Line, link: Link) -> list[Actor]:
    """ "the attack", "the military action": the doer of such an attack where the document tells it elsewhere."""
    own = _attack_described(link)
    nouns = {
        t.lemma_.lower() for p, t in enumerate(line.tokens)
        if is_attack(t) and not is_clash(t) and _definite(line, p) and (own is None or own.i == t.i)
    }  # fmt: skip
    if not nouns:
        return []
    at = line.tokens[0].i
    told: list[tuple[int, Actor]] = []
    for i in sorted(i for noun in nouns for i in positions(context.doc, "lemma", noun)):
        if at <= i <= line.tokens[-1].i:
            continue
        actor = actor_in(context, _before_noun(context.doc[i]))
        if actor is not None and some_side(actor):
            told.append((at - i, actor))
    near = [actor for distance, actor in sorted(told, key=lambda d: d[0]) if 0 < distance <= _NEAR]
    if near:
        return near[:1]
    doers = dict.fromkeys(actor.country or actor.name for _, actor in told)
    return [told[0][1]] if len(doers) == 1 else []


def _attack_described(link: Link) -> Token | None:
    """The attack that a relative clause tells the harm of: "a response to the *attack* in which 25 were killed"."""
    relative = next((t for t in (link.trigger.anchor, *link.trigger.anchor.ancestors) if t.dep_ == "relcl"), None)
    return relative.head if relative is not None and is_attack(relative.head) else None


def _definite(line: Line, p: int) -> bool:
    q = p - 1
    while line.tag(q) in ("JJ", "NN", "NNP", "HYPH", "VBN"):
        q -= 1
    return line.low(q) in _DEFINITE or (line.tag(q) == "POS" and line.low(q - 1).endswith("day"))


def _before_noun(noun: Token) -> list[Token]:
    found: list[Token] = []
    doc = noun.doc
    i = noun.i - 1
    while i >= 0 and (doc[i].tag_ in NOUNS or doc[i].tag_ in ("JJ", "POS", "HYPH", "VBN") or doc[i].text == "-"):
        found.insert(0, doc[i])
        i -= 1
    return found


_WAYS = {
    "blamed:by": _by_phrase,
    "blamed:accused": accused,
    "blamed:subject": _doer,
    "blamed:named attack": _named_attack,
    "blamed:clause of attack": _attack_clause,
}


def _blameable(actor: Actor) -> bool:
    return (some_side(actor) and actor.sector != "MED") or actor.sector in (
        "REB",
        "MIL",
        "UAF",
        "GOV",
        "COP",
        "CRM",
        "INS",
        "SEP",
    )
