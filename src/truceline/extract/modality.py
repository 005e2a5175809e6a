"""What a clause says of the thing it tells: that it is so, may be so, is planned, demanded, conditional, or not so.

The clauses above the thing are walked up to the verb of saying that hands it to its source: each may weaken what it
holds.  The categories are the contract's; what "may be so" means follows FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Modality

_POSSIBLE_MODALS = frozenset({"may", "might", "could", "can", "would"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_OBLIGATION = frozenset({"must", "should", "ought"})
_PLANS = word_class("modality.plans")
_PLAN_NOUNS = word_class("modality.plan_nouns")
_REQUESTS = word_class("modality.requests")
_THREATS = frozenset({"threaten", "warn", "risk", "fear"})
_DENIALS = word_class("modality.denials")
#: Verbs under which what stands behind "from" does not come about.
_HINDERING = frozenset({"stop", "keep", "block", "bar", "deter", "hinder", "prevent", "stave"})
_READY = word_class("modality.ready")
_ON_THE_WAY = word_class("modality.on_the_way")
_UNABLE = word_class("modality.unable")
_UNSURE = frozenset({"whether", "if"})
#: Before a present tense, words of what has not come ("not before the army *stops* its strikes").
_NOT_YET = frozenset({"until", "unless", "once"})
_UNSURE_ADVERBS = word_class("modality.unsure_adverbs")
_CONDITIONS = ("providing", "assuming", "unless", "until", "once", "after", "if", "provided", "when")


@dataclass(frozen=True, slots=True)
class Told:
    """The modality of a clause, the words of its condition where it has one, the rule and the words that tell it."""

    modality: Modality
    condition: str | None = None
    by: str = "tense"
    words: str | None = None


def told(anchor: Token, stop: Token | None = None) -> Told:
    """The modality of what ``anchor`` tells; ``stop`` is the verb of saying above it, which no longer counts."""
    verb = syntax.clause_verb(anchor)
    if stop is not None and verb.i == stop.i:
        return Told("actual", words=verb.text)
    condition = condition_of(verb)
    own = _own(verb, condition, reported=stop is not None and stop.tag_ in ("VBD", "VBN", "VBG"))
    if own is not None:
        return replace(own, words=_group(verb))
    return _above(verb, stop) or Told("actual", words=verb.text)


def _group(verb: Token) -> str:
    """The verb with what stands before it and may change its sense: "*will not be agreed*"."""
    before = (c for c in verb.lefts if c.dep_ in _OF_GROUP and c.lower_ != "that")
    return syntax.words_between(next(before, verb), verb)


_OF_GROUP = frozenset({"aux", "auxpass", "neg", "mark", "advmod"})


def _own(verb: Token, condition: str | None, *, reported: bool) -> Told | None:
    """What the clause's own verb group says; "would" in reported speech of the past is its future."""
    words = {t.lower_ for t in syntax.auxiliaries(verb)}
    if syntax.is_negated(verb) and not condition:
        return Told("denied", by="negation")
    if words & _FUTURE:
        return Told("conditional", condition, "future + condition") if condition else Told("planned", by="future")
    if "would" in words and reported and not condition:
        return Told("planned", by="future in the past")
    if words & _POSSIBLE_MODALS:
        return Told("conditional", condition, "modal + condition") if condition else Told("possible", by="modal")
    if words & _OBLIGATION:
        return Told("called_for", by="obligation")
    if (
        condition
        and syntax.tense(verb) == "present"
        and condition.split()[0].lower() in ("if", "unless", "only", "provided")
    ):
        return Told("conditional", condition, "condition")
    if _is_awaited(verb):
        return Told("possible", by="condition of another")
    if any(c.dep_ == "mark" and c.lower_ in _UNSURE for c in verb.children):
        return Told("possible", by="question")
    if any(c.dep_ == "advmod" and c.lower_ in _UNSURE_ADVERBS for c in verb.children):
        return Told("possible", by="adverb")
    return None


def _is_awaited(verb: Token) -> bool:
    """Whether the clause is itself what something else waits for ("no truce *unless* the troops leave")."""
    if verb.dep_ == "pcomp" and verb.head.lower_ in _PARTICIPLES:
        return True
    if verb.head.lower_ == "long" and verb.head.dep_ == "advmod" and verb.dep_ == "advcl":
        return _is_to_come(verb.head.head)
    if verb.head.lemma_.lower() == "condition" and verb.dep_ in ("acl", "relcl", "ccomp"):
        return verb.head.dep_ == "pobj" and verb.head.head.lower_ == "on"
    marks = {c.lower_ for c in syntax.children(verb, "mark", "advmod")}
    if not marks & _NOT_YET:
        return False
    waiting = verb.dep_ == "advcl" and verb.head.pos_ in syntax.VERBAL and _is_to_come(verb.head)
    return syntax.tense(verb) == "present" or waiting


def _is_to_come(verb: Token) -> bool:
    return any(t.lower_ in _FUTURE | _WILLING for t in syntax.auxiliaries(verb))


#: Modals of what is to come, besides the plain future ("there can be no talks as long as ...").
_WILLING = frozenset({"would", "can", "ca", "could"})


def condition_of(verb: Token) -> str | None:
    """The words of a condition below the verb: "only after ...", "if ...", "unless ...", "on condition that ..."."""
    for clause in syntax.children(verb, "advcl", "prep", "advmod"):
        found = _condition_words(verb, clause)
        if found is not None:
            return found
    return None


def _condition_words(verb: Token, clause: Token) -> str | None:
    start, end = syntax.subtree_range(clause)
    if clause.dep_ == "prep" and clause.lower_ == "on" and _names_a_condition(clause):
        return str(verb.doc.text[start:end])
    if clause.dep_ == "advmod":  # "so long as", "as long as"
        lasting = clause.lower_ == "long" and syntax.child(clause, "advcl") is not None
        return str(verb.doc.text[start:end]) if lasting else None
    conditions = (*_CONDITIONS, "before") if _refuses(verb) else _CONDITIONS
    mark = clause if clause.dep_ == "prep" else next(
        (c for c in clause.children if c.dep_ in ("mark", "advmod") and c.lower_ in conditions), None
    )  # fmt: skip
    if clause.lower_ in _PARTICIPLES:
        mark = clause
    if mark is None or mark.lower_ not in conditions:
        return None
    only = any(t.lower_ == "only" for t in (*mark.lefts, *clause.lefts)) or (
        mark.i > 0 and mark.nbor(-1).lower_ == "only"
    )
    to_come = any(t.lower_ in _FUTURE | {"would"} for t in syntax.auxiliaries(verb))
    if mark.lower_ in ("after", "when", "once") and not only and not (mark.lower_ == "once" and to_come):
        return None
    if clause.dep_ == "prep" and not only and mark.lower_ not in _PARTICIPLES:
        return None
    if only and mark.i > 0 and mark.nbor(-1).lower_ == "only":
        start = min(start, mark.nbor(-1).idx)
    return str(verb.doc.text[start:end])


def _refuses(verb: Token) -> bool:
    """Whether the clause says no to what is to come ("there *will* be *no* truce *before* ...")."""
    none = any(c.lower_ == "no" for t in syntax.children(verb, "attr", "nsubj", "dobj") for c in t.children)
    return (none or syntax.is_negated(verb)) and _is_to_come(verb)


#: Participles that stand before a condition ("*provided* that the other side does so too").
_PARTICIPLES = frozenset({"provided", "providing", "assuming"})


def _names_a_condition(preposition: Token) -> bool:
    """Whether "on condition that ..." follows; "on condition of anonymity" names none."""
    noun = next((t for t in preposition.children if t.lemma_.lower() == "condition"), None)
    return noun is not None and syntax.child(noun, "acl", "relcl", "ccomp") is not None


def _above(verb: Token, stop: Token | None) -> Told | None:
    """What the clauses above say, nearest first."""
    t = verb
    described = False
    for _ in range(12):
        if t.dep_ == "ROOT" or t.head.i == t.i:
            return None
        dep, head = t.dep_, t.head
        # "rejected a plan that *called* for a truce": the plan is refused, the call was made
        described = described or (dep == "relcl" and t.tag_ in ("VBD", "VBZ", "VBP"))
        if dep == "advcl" and t.tag_ == "VBG" and t.left_edge.i > 0 and t.left_edge.nbor(-1).text == ",":
            # "..., calling for a ceasefire" goes on about the main verb, whatever stands between
            t = next((a for a in t.ancestors if a.tag_ in ("VBD", "VBZ", "VBP", "MD")), t.sent.root)
            continue
        if stop is not None and head.i == stop.i:
            return None
        if dep == "conj" and syntax.accuses_besides(t):
            t = next((a for a in head.ancestors if a.pos_ in syntax.VERBAL), head)
            continue
        if dep == "ccomp" and any(x.text == ";" for x in verb.doc[t.i : head.i]):
            return None  # "A accused B of it; B denied this": two sentences in one
        if dep in (
            "xcomp",
            "ccomp",
            "acl",
            "advcl",
            "pcomp",
            "conj",
            "prep",
            "relcl",
            "dobj",
            "pobj",
            "nsubj",
            "nsubjpass",
        ):
            found = _from_head(t, head, dep)
            if found is not None and not (described and found.modality == "denied"):
                return replace(found, words=head.text)
        t = head
    return None


def _from_head(t: Token, head: Token, dep: str) -> Told | None:
    lemma = head.lemma_.lower()
    goes_on = lemma == "go" and any(c.lower_ == "on" for c in head.children)  # "went on to seize the town"
    purpose = dep in ("advcl", "acl") and purpose_of(t) and not goes_on
    if lemma in _HINDERING and dep == "prep" and t.lower_ == "from":
        return Told("denied", by=f"above:{lemma}")
    if lemma in _DENIALS and dep in ("xcomp", "ccomp", "dobj", "pcomp", "prep"):
        return Told("denied", by=f"above:{lemma}")
    if lemma in ("tell", "ask") and dep != "xcomp":
        return None  # "told the agency that": only "told them to" demands
    if lemma in _REQUESTS and dep in ("xcomp", "ccomp", "prep", "dobj", "pcomp"):
        return Told("called_for", by=f"above:{lemma}")
    if lemma in _PLANS and dep in ("xcomp", "ccomp"):
        return Told("planned", by=f"above:{lemma}")
    if lemma in _PLAN_NOUNS and any(c.lower_ == "no" and c.dep_ == "det" for c in head.children):
        return Told("denied", by=f"above:no {lemma}")
    if lemma in _PLAN_NOUNS or (lemma == "be" and _subject_lemma(head) in _PLAN_NOUNS):
        return Told("planned", by=f"above:{lemma}")
    if lemma in _THREATS and dep in ("xcomp", "ccomp", "dobj", "prep", "pcomp"):
        return Told("possible", by=f"above:{lemma}")
    if lemma == "need" and dep == "xcomp":
        return Told("called_for", by="above:need")
    if lemma == "have" and dep == "xcomp" and any(c.lower_ == "yet" for c in head.children):
        return Told("denied", by="yet to")
    if lemma in _READY and dep in ("xcomp", "advcl", "ccomp", "acl", "prep", "pcomp"):
        return Told("planned", by=f"above:{lemma}")
    if lemma in _ON_THE_WAY and dep in ("xcomp", "ccomp", "acl", "prep", "pcomp"):
        return Told("possible", by=f"above:{lemma}")
    if lemma in _UNABLE and dep in ("xcomp", "acl", "prep", "pcomp"):
        return Told("denied", by=f"above:{lemma}")
    if lemma == "be" and dep == "xcomp" and purpose_of(t):
        return Told("planned", by="is to")
    if purpose:
        return Told("planned", by="purpose")
    if head.pos_ in syntax.VERBAL and dep in ("ccomp", "xcomp", "conj"):
        words = {x.lower_ for x in syntax.auxiliaries(head)}
        own_subject = syntax.own_subject(t) is not None
        if dep == "xcomp" or (dep == "conj" and not own_subject and not syntax.auxiliaries(t)):
            if words & _FUTURE:
                return Told("planned", by="future")
            if words & _POSSIBLE_MODALS:
                return Told("possible", by="modal")
            if syntax.is_negated(head) and dep == "xcomp":
                return Told("denied", by="negation")
    return None


def purpose_of(t: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.lower_ == "to" and c.tag_ == "TO" for c in t.children)


def _subject_lemma(verb: Token) -> str | None:
    subject = syntax.own_subject(verb)
    return subject.lemma_.lower() if subject is not None else None
