"""What an act is about: the modes that stand in its topic, or that a pronoun in its topic stands for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from .event_acts import ActFound, act_verbs
from .event_hits import Hit
from .speech import verb_cues

#: Modes that a pronoun may take up: agreements and what one agrees on.
_TAKEN_UP = frozenset({"ceasefire", "peace_agreement"})
#: Nouns by which such a thing is called again ("rejected *the proposal*").
_AGAIN = word_class("event_topic.again")
#: Types of acts whose topic may be such a pronoun.
_TAKING_UP = frozenset({"AGREE", "REJECT", "ACCUSE"})
_LINKS = frozenset({"to", "on", "with", "by"})


def topics(found: ActFound, hits: Sequence[Hit], before: Sequence[Hit]) -> list[Hit]:
    """The hits that stand in the topic of an act, in text order; ``before`` are the hits of the sentence before."""
    inside = [h for h in hits if _in_topic(found, h)]
    if not inside and found.act.type == "REQUEST" and asks_for_the_same(found.verb):
        return [h for h in hits if h.token.i < found.token.i and h.mode.mode in _TAKEN_UP][-1:]
    if found.act.type == "REQUEST":  # "insisted that there would be no pause" demands none
        inside = [h for h in inside if not any(c.lower_ == "no" and c.dep_ == "det" for c in h.token.children)]
    heads = {h.token.i for h in inside}
    inside = [h for h in inside if h.how != "noun" or not any(t.i in heads for t in h.token.ancestors)]
    return [h for h in inside if not _denied(h)] or inside or _taken_up(found, hits, before)


def _taken_up(found: ActFound, hits: Sequence[Hit], before: Sequence[Hit]) -> list[Hit]:
    """The agreement named just before, where a pronoun or "the offer" in the topic stands for it ("dismissed *it*")."""
    act = found.act
    if act.type not in _TAKING_UP or act.id in ("accuse", "blame", "condemn"):
        return []
    told = [
        *(syntax.objects(found.verb) if "dobj" in act.topic else []),
        *(t for slot in act.topic if slot in _LINKS for t in syntax.prepositional(found.verb, slot)),
    ]
    if "subject" in act.topic:
        subject = syntax.own_subject(found.verb)
        told.extend([subject] if subject is not None and not syntax.objects(found.verb) else [])
    if not any(_stands_for_one(t) for t in told):
        return []
    earlier = [h for h in (*before, *hits) if h.token.i < found.token.i and h.mode.mode in _TAKEN_UP]
    earlier = [h for h in earlier if not act.topic_modes or h.mode.mode in act.topic_modes]
    return earlier[-1:]


def asks_for_the_same(verb: Token) -> bool:
    """Whether others are asked to do what was done just before ("called on the rebels to *do the same*")."""
    for asked in syntax.children(verb, "xcomp", "ccomp", "advcl"):
        if asked.lemma_.lower() == "reciprocate":
            return True
        if asked.lemma_.lower() in _DOING and any(c.lower_ in _SAME for c in asked.children):
            return True
    return False


_DOING = frozenset({"do", "follow", "respond"})
_SAME = word_class("event_topic.same")


def _stands_for_one(token: Token) -> bool:
    if token.lower_ in ("it", "one", "this"):
        return token.pos_ in ("PRON", "DET", "NUM", "NOUN")
    return called_again(token)


def called_again(token: Token) -> bool:
    """Whether a noun calls again what was proposed or agreed just before ("*the appeal* came from the patriarch")."""
    definite = any(c.lower_ in ("the", "this", "that", "such", "its", "their", "his", "her") for c in token.children)
    return token.lemma_.lower() in _AGAIN and definite and syntax.child(token, "prep", "relcl", "compound") is None


def _denied(hit: Hit) -> bool:
    """Whether the topic is what shall not be done ("not to continue to reinforce")."""
    return any(syntax.is_negated(t) for t in (hit.token, hit.token.head) if t.pos_ in syntax.VERBAL)


def way_up(found: ActFound, hit: Hit) -> set[int]:
    """The tokens between a hit and its act, both included."""
    way = {hit.token.i, found.token.i}
    for t in hit.token.ancestors:
        if t.i in (found.verb.i, found.token.i):
            break
        way.add(t.i)
    return way


def _in_topic(found: ActFound, hit: Hit) -> bool:
    """Whether the way up from the hit to the act enters it through one of its topic places."""
    act = found.act
    if act.topic_modes and hit.mode.mode not in act.topic_modes:
        return False
    if act.topic_types and hit.mode.type not in act.topic_types:
        return False
    if act.topic_verbs and not _below_verb(hit.token, found.verb, act.topic_verbs):
        return False
    t = hit.token
    if t.i in (found.verb.i, found.token.i):
        return False
    if act.type == "REQUEST" and hit.how == "noun" and hit.mode.type == "ASSAULT" and _is_nested(t, found):
        return False  # "called for an inquiry into the massacre" calls for no massacre
    below: Token | None = None
    for _ in range(14):
        head = t.head
        if head.i in (found.verb.i, found.token.i):
            if _slot(t) == "subject" and act.id not in _BY_THEMSELVES and not syntax.is_passive(found.verb):
                return False  # "aid *reaches* those in need": only what is passive is agreed or declared
            # the parser hangs "of breaching" in "accused the rebels of breaching" on the rebels, too
            if (
                _slot(t) == "subject"
                and act.intransitive
                and syntax.objects(found.verb)
                and not syntax.is_passive(found.verb)
            ):
                return False
            by_object = t.dep_ == "dobj" and below is not None and below.dep_ == "prep" and below.lower_ in act.topic
            apart = below is not None and below.dep_ == "prep" and f"{t.lower_} {below.lower_}" in act.topic
            return by_object or apart or _slot(t) in act.topic or (t.dep_ == "prep" and t.lower_ in act.topic)
        if t.dep_ == "prep" and _parted(t, found):
            return t.lower_ in act.topic
        if head.i == t.i or (
            t.dep_ in ("relcl", "ccomp") and head.lemma_.lower() in verb_cues() and head.pos_ == "VERB"
        ):
            return False
        if (t.dep_ == "relcl" and not _of_paper(t, found)) or (t.dep_ == "advcl" and _told_beside(t)):
            return False
        if t.dep_ == "conj" and t.tag_ in ("VBD", "VBZ") and t.lemma_.lower() in act_verbs():
            return False  # "appealed to A to stop and implored B to talk": an act of its own
        below, t = t, head
    return False


def _parted(prep: Token, found: ActFound) -> bool:
    """Whether words of saying between commas part a preposition from its verb ("agreed, he said, *to* a truce")."""
    verb = found.verb
    between = verb.dep_ == "ccomp" and verb.head.i == prep.head.i and verb.i < prep.head.i < prep.i
    return between and verb.nbor(1).text == "," and prep.nbor(-1).text == ","


#: Acts whose subject is the ceasefire itself ("the truce collapsed").
_BY_THEMSELVES = frozenset({"take_effect", "suspend_agreement", "break_down"})


def _is_nested(noun: Token, found: ActFound) -> bool:
    """Whether the noun stands in the phrase of another noun of the topic."""
    above = noun.head
    while above.dep_ in ("prep", "compound", "conj") or above.pos_ == "ADP":
        above = above.head
    return above.pos_ in ("NOUN", "PROPN") and above.i not in (found.token.i, found.verb.i)


def _told_beside(clause: Token) -> bool:
    """Whether an adverbial clause tells what else happened ("as Russia stepped up attacks"), not what is asked for."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _BESIDE for c in clause.children)


_BESIDE = word_class("event_act.beside")


def _of_paper(clause: Token, found: ActFound) -> bool:
    """Whether a relative clause says what a paper is for that is signed ("a declaration that *stops* the war")."""
    noun = clause.head.lemma_.lower()
    told = noun in _PAPERS if found.act.id == "agree" else found.act.id == "reject" and noun in _PAPERS | _AGAIN
    return told and clause.head.dep_ in ("dobj", "pobj")


_PAPERS = word_class("event_role.instruments") | {"document", "text", "letter", "communique"}


def _slot(t: Token) -> str:
    if t.dep_ in syntax.SUBJECTS:
        return "subject"
    if t.dep_ == "advcl" and t.tag_ == "VBG" and _follows(t):
        return "gerund"
    return t.dep_ if t.dep_ != "oprd" else "xcomp"


def _follows(gerund: Token) -> bool:
    """Whether a form in "-ing" stands right behind its verb, as what the verb is about ("ruled out *giving* up")."""
    return gerund.i > gerund.head.i and not any(t.is_punct for t in gerund.doc[gerund.head.i : gerund.i])


def _below_verb(token: Token, top: Token, verbs: tuple[str, ...]) -> bool:
    for t in token.ancestors:
        if t.lemma_.lower() in verbs:
            return True
        if t.i == top.i:
            return False
    return False
