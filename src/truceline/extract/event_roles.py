"""Who does what to whom, where and when in an event: the roles around its verb or noun."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor, Place, Sentence, Time
from .context import Context
from .found import Found, by_rule, joined, under, without
from .speech import is_reporting_verb, takes_clauses

_LIGHT = word_class("event_role.light")
_RECEIVING = word_class("event_role.receiving")
_AREAS = word_class("control.settlements")
_SHARES = word_class("event_role.shares")
_OWNING_UP = word_class("event_role.owning_up")
_INSTRUMENTS = word_class("event_role.instruments")
_AMOUNTS = word_class("event_role.amounts")
#: Nouns of those who fight: "rebels *of the M23*" are the M23's.
_FIGHTERS = word_class("control.armed_nouns")
_ON = ("on", "against", "at", "upon", "toward", "towards")


def subject_actors(context: Context, verb: Token) -> Found[Actor]:
    """The actors that do what the verb tells: its subject, or the "by" phrase of a passive."""
    if syntax.is_passive(verb):
        return by_rule("role:agent", (a for t in syntax.agents(verb) for a in context.actors_at(t)))
    lost = _lost_subject(context, verb)
    if lost:
        return by_rule("role:subject:lost", lost)
    subject = syntax.subject(verb)
    if subject is not None:
        return under("role:subject", actors_of(context, subject))
    return by_rule("role:before verb", _left_neighbour(context, verb))


def _lost_subject(context: Context, verb: Token) -> tuple[Actor, ...]:
    """The actor before a coordinated verb that the parser took for an object ("halt hostilities and Moscow urged")."""
    if verb.dep_ != "conj" or syntax.own_subject(verb) is not None or verb.i == 0:
        return ()
    before = verb.nbor(-1)
    if before.dep_ == "conj" and context.actor_at(before) is not None and context.actor_at(before.head) is None:
        return context.actors_at(before)
    return ()


#: The rule by which a noun phrase denotes an actor by its own words: the role that it plays says it all.
ITSELF = ""


def actors_of(context: Context, head: Token) -> Found[Actor]:
    """The actors of a noun phrase; of "Armenian forces' attack" the possessor, where the head itself is none."""
    own = context.actors_at(head)
    if own:
        return by_rule(ITSELF, tuple(a for a in own if a.name is not None) or own)
    lemma = head.lemma_.lower()
    if lemma in _AMOUNTS or {lemma, lemma.removesuffix("s")} & _FIGHTERS:  # the lemma of a proper noun is its plural
        members = by_rule("members", (a for t in syntax.prepositional(head, "of") for a in actors_of(context, t)))
        if members:
            return members
    owner = syntax.child(head, "poss")
    if owner is not None:
        return by_rule("owner", context.actors_at(owner))
    modifiers = (context.actor_for_modifier(c) for c in syntax.children(head, "amod", "compound", "nmod"))
    return by_rule("modifier", (a for a in modifiers if a is not None and a.name is not None))


def _left_neighbour(context: Context, verb: Token) -> tuple[Actor, ...]:
    """The actor directly before a verb whose subject the parser did not find ("..., Azerbaijan this week sent")."""
    i = verb.i - 1
    while i >= 0 and context.doc[i].sent == verb.sent:
        token = context.doc[i]
        if context.actor_at(token) is not None:
            return context.actors_at(token)
        in_time = any(m.start <= token.idx < m.end for m in context.times)
        if token.pos_ not in ("ADV", "AUX", "PART") and not in_time:
            return ()
        i -= 1
    return ()


def object_actors(context: Context, verb: Token) -> Found[Actor]:
    """The actors to whom the verb does it."""
    if syntax.is_passive(verb):
        subject = syntax.subject(verb)
        return under("role:passive subject", actors_of(context, subject)) if subject is not None else {}
    objects = under("role:object", joined(_harmed(context, t) for t in syntax.objects(verb)))
    if objects:
        return objects
    # "shelled the town with artillery": what stands behind "with" is the means where there is an object
    others = ("with", "to") if not syntax.objects(verb) else ("to",)
    return behind_prepositions(context, verb, *_ON, *others)


def behind_prepositions(context: Context, head: Token, *prepositions: str) -> Found[Actor]:
    """The actors behind prepositions below ``head``."""
    return joined(
        by_rule(f"role:{_preposition(t)}", context.actors_at(t)) for t in syntax.prepositional(head, *prepositions)
    )


def _preposition(token: Token) -> str:
    """The preposition that a noun, or the first of its list, stands behind."""
    while token.dep_ == "conj":
        token = token.head
    return token.head.lower_


def _harmed(context: Context, token: Token) -> Found[Actor]:
    """The actors of an object; a country before a place is not at the receiving end ("the *Zairean* town")."""
    if context.place_at(token) is not None or token.lemma_.lower() in _AREAS:
        return by_rule(ITSELF, context.actors_at(token))
    return actors_of(context, token)


def noun_roles(context: Context, noun: Token) -> tuple[Found[Actor], Found[Actor]]:
    """Actors and recipients of an event told by a noun ("Russia's invasion of Ukraine", "fighting between A and B")."""
    actors: dict[Actor, str] = {}
    for c in (noun, *syntax.children(noun, "compound", "amod")):
        for m in syntax.children(c, "poss", "amod", "compound", "nmod", "npadvmod"):
            actor = context.actor_for_modifier(m) or (context.actor_at(m) if m.dep_ == "poss" else None)
            if actor is None and m.dep_ == "poss":
                actor = next(iter(actors_of(context, m)), None)
            if actor is not None and actor.name is not None and c.lower_ not in _BROKERED:
                actors.setdefault(actor, "role:before noun")
    for t in syntax.prepositional(noun, "by", "between", "among"):
        sides = _both_sides(context, t) or context.actors_at(t)
        actors = joined((actors, by_rule(f"role:{_preposition(t)}", sides)))
    verb = noun.head
    below = verb.pos_ in syntax.VERBAL
    if not actors and noun.dep_ in syntax.SUBJECTS and below:  # "clashes erupted between"
        actors |= behind_prepositions(context, verb, "between", "among")
    recipients = behind_prepositions(context, noun, *_ON, "of", "with")
    if below and noun.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in _LIGHT and not actors:
        actors |= subject_actors(context, verb)
    owning = owning_up(noun)
    if owning is not None and not actors:
        actors |= subject_actors(context, owning)
    if below and noun.dep_ == "dobj" and verb.lemma_.lower() in _RECEIVING:
        recipients = joined((recipients, subject_actors(context, verb)))
    return actors, without(recipients, actors)


def owning_up(noun: Token) -> Token | None:
    """The verb by which somebody says or denies a share in the deed of a noun: "*denied* any role in the attack"."""
    share = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("for", "in") else noun
    verb = share.head
    owns = share.lemma_.lower() in _SHARES and share.dep_ == "dobj" and verb.lemma_.lower() in _OWNING_UP
    return verb if owns else None


def _both_sides(context: Context, token: Token) -> tuple[Actor, ...]:
    """The two of "between *Thai* and *Cambodian* soldiers", where one noun serves both."""
    mods = [m for c in syntax.children(token, "amod", "compound", "nmod") for m in (c, *syntax.children(c, "conj"))]
    found = tuple(dict.fromkeys(a for m in mods if (a := context.actor_for_modifier(m)) is not None and a.name))
    return found if len(found) > 1 else ()


#: Participles whose first word is who helped an agreement about, not who made it ("a *Qatar-brokered* truce").
_BROKERED = word_class("event_role.brokered")


def places_of(context: Context, token: Token, topic: Token | None = None) -> Found[Place]:
    """The places named in the clause of ``token``, clauses below it left out; capitals that act do not count.

    ``topic`` is what an act is about: its clause belongs to the act.
    """
    inside = {t.i for t in syntax.clause_tokens(syntax.clause_verb(token))}
    for own in (token, topic):
        if own is not None:
            inside.update(t.i for t in syntax.clause_tokens(own))
    named = (m for m in context.places if m.head in inside and "metonym" not in m.by)
    return by_rule("where:clause", (m.place for m in named if _is_location(context, m.head)))


def _is_location(context: Context, head: int) -> bool:
    """A country that is a subject or an object is an actor; elsewhere, and other places anywhere, it is a location."""
    token = context.doc[head]
    if token.dep_ in ("compound", "nmod"):  # "the *Kinshasa* government"
        owner = context.actor_at(token.head)
        if owner is not None and owner.sector in ("GOV", "MIL") and context.place_at(token.head) is None:
            return False
    if context.actor_at(token) is None:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "into",
        "near",
        "from",
        "across",
        "inside",
        "throughout",
        "at",
        "over",
        "of",
    )


def time_of(context: Context, token: Token) -> Found[Time]:
    """When it happened: the date in its own phrase or clause, or the only one of its sentence."""
    own = {t.idx for t in token.subtree} if token.pos_ not in syntax.VERBAL else set()
    inside = [
        m
        for m in context.times
        if m.kind in ("DATE", "TIME") and m.time.start and m.start in own and not _in_name(context, m.start)
    ]
    if inside:
        return {min(inside, key=lambda m: abs(m.start - token.idx)).time: "when:phrase"}
    verb = syntax.clause_verb(token)
    own_clause = context.time_of(verb)
    if own_clause is not None:
        return {own_clause: "when:clause"}
    return _time_above(context, verb) or _only_date(context, verb)


def _time_above(context: Context, verb: Token) -> Found[Time]:
    """The date of the phrase or clause that a clause hangs on ("since 1991 when", "a conflict in 2020, ended by")."""
    t = verb
    while t.dep_ in (
        "relcl",
        "acl",
        "advcl",
        "xcomp",
        "prep",
        "pobj",
        "dobj",
        "conj",
        "pcomp",
    ) and not is_reporting_verb(t.head):
        t = t.head
        near = {t.idx} | {
            x.idx for c in t.children if c.dep_ in ("prep", "npadvmod", "advmod") for x in (c, *c.children)
        }
        for m in context.times:
            if (
                m.kind == "DATE"
                and m.time.start
                and any(m.start <= i < m.end for i in near)
                and not _in_name(context, m.start)
            ):
                return {m.time: "when:clause above"}
    return {}


def _only_date(context: Context, verb: Token) -> Found[Time]:
    """The only date of the sentence, where it follows the main verb and the parser hung it elsewhere."""
    sentence = context.parsed.sentence_at(verb.idx)
    if sentence is None or verb.dep_ not in ("ROOT", "ccomp") or takes_clauses(verb):
        return {}
    dates = [m for m in context.times_in(sentence.start, sentence.end) if m.kind in ("DATE", "TIME") and m.time.start]
    above = [syntax.clause_verb(t) for m in dates for t in context.parsed.tokens(m.start, m.start + 1)]
    if any(takes_clauses(v) or (v.i != verb.i and v.dep_ in _SUBORDINATE and syntax.own_subject(v)) for v in above):
        return {}  # when it was said, or when something else happened
    only = len(dates) == 1 and dates[0].start > verb.idx and not _in_name(context, dates[0].start)
    return {dates[0].time: "when:sentence"} if only else {}


_SUBORDINATE = frozenset({"advcl", "relcl", "conj"})


def _in_name(context: Context, offset: int) -> bool:
    """Whether a year belongs to the name of a document ("the 2020 ceasefire agreement")."""
    tokens = context.parsed.tokens(offset, offset + 1)
    return bool(tokens) and tokens[0].dep_ in ("nummod", "compound", "nmod", "amod")


def instrument_of(context: Context, verb: Token, topic: Token | None) -> str | None:
    """The document by which something is demanded or to which a call refers ("the 2020 ceasefire agreement")."""
    candidates = [*context.parsed.tokens(verb.left_edge.idx, verb.right_edge.idx + len(verb.right_edge))]
    for t in candidates:
        if t.lemma_.lower() in _INSTRUMENTS and t.pos_ == "NOUN" and (topic is None or t.i != topic.i):
            if not any(c.dep_ in ("compound", "nummod", "amod", "poss", "nmod") for c in t.children):
                continue
            if t.dep_ == "pobj" and t.head.lower_ in ("in",) and t.lemma_ == "statement":
                continue
            start, end = syntax.noun_phrase_range(t)
            return _without_article(context.parsed.document.text[start:end])
    return None


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else text


def stretch(sentence: Sentence, *tokens: Token) -> tuple[int, int]:
    """The smallest stretch of the sentence around the tokens and the subject of the first."""
    subject = syntax.own_subject(tokens[0]) if tokens[0].pos_ in syntax.VERBAL else None
    involved = [*tokens, *([subject] if subject is not None else [])]
    start = min(t.idx for t in involved)
    end = max(t.idx + len(t) for t in involved)
    return max(start, sentence.start), min(end, sentence.end)


def is_rehearsal(token: Token) -> bool:
    """Whether the sentence is about an exercise, a parade or a match."""
    return any(t.pos_ == "NOUN" and t.lemma_.lower() in _REHEARSALS for t in token.sent)


_REHEARSALS = word_class("event.rehearsals")
