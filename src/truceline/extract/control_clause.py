"""What stands around a verb of holding: what it is done to, and what its prepositions lead to."""

from __future__ import annotations

from spacy.tokens import Token

from ..language import syntax


def patients(verb: Token) -> list[Token]:
    """What the verb is done to."""
    if syntax.is_passive(verb):
        subject = syntax.subject(verb)
        return _with_lost_conjuncts(syntax.conjuncts(subject) if subject is not None else [], verb)
    found = syntax.objects(verb)
    if not found:  # a name that the parser took for an adverb ("captured Masagaway from the group", "held Bakhmut")
        found = [c for c in syntax.children(verb, "npadvmod", "advmod") if c.i > verb.i and c.text[:1].isupper()]
    return found


def _with_lost_conjuncts(heads: list[Token], verb: Token) -> list[Token]:
    """A list before a passive verb that the parser hung elsewhere ("Jabrayil, Hadrut and 30 villages were freed")."""
    found = list(heads)
    i = min((t.idx for t in found), default=verb.idx)
    stop = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.pos_ not in ("AUX", "ADV", "PART")), None)
    if not found and stop is not None and stop.pos_ in ("NOUN", "PROPN"):
        found.append(stop)
    for t in list(found):
        head = t
        while head.dep_ == "conj" and head.head.pos_ not in syntax.VERBAL:
            head = head.head
            if head.idx < i and head.ent_type_ in ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP"):
                found.append(head)
    return sorted(dict.fromkeys(found), key=lambda t: t.i)


def behind(verb: Token, *prepositions: str) -> list[Token]:
    """The objects of prepositions below the verb, or below its adverb ("pushed *back from* the town")."""
    found = syntax.prepositional(verb, *prepositions)
    for adverb in syntax.children(verb, "advmod", "prt"):
        found.extend(syntax.prepositional(adverb, *prepositions))
    return found
