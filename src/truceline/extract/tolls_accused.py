"""Who is accused of the harm: "accused the rebels of killing 12", "was responsible for the deaths of three"."""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Actor
from .context import Context
from .tolls_actors import actor_in, nominal
from .tolls_causes import is_attack
from .tolls_line import Line
from .tolls_links import Link
from .tolls_phrases import NOUNS

_ACCUSE = frozenset({"accuse", "blame", "hold"})
_BE = frozenset({"was", "were", "is", "are", "been", "being"})
#: How many tokens may stand between the accused and the harm: "of being responsible for the murder of five".
_REACH = 12


def accused(context: Context, line: Line, link: Link) -> list[Actor]:
    """Who is accused of what the link tells; empty where nobody is."""
    start = min(link.phrase.first, link.trigger.first)
    for p in range(start - 1, max(-1, start - _REACH - 6), -1):
        if line.low(p) == "and" and line.tag(p + 1) in ("DT", "NNP", "NNPS"):
            return _second(context, line, p + 1, start)
        if line.low(p) in (";", "."):
            return []
        if line.low(p) == "responsible" and line.low(p + 1) == "for":
            found = _before(context, line, p)
            if found:
                return found
        if line.tokens[p].lemma_.lower() in _ACCUSE and line.tokens[p].pos_ == "VERB":
            run = nominal(line, p + 1)
            after = p + 1 + len(run)
            told = line.low(after) in ("of", "for", "over", "responsible") and start - after <= _REACH
            actor = actor_in(context, run) if told else None
            return [actor] if actor is not None else []
        if line.tokens[p].lemma_.lower() == "claim" and any(is_attack(t) for t in line.tokens[p + 1 : p + 8]):
            return _subject(context, line, p - 1)
    return []


def _second(context: Context, line: Line, p: int, start: int) -> list[Actor]:
    """The second of two accused of a deed each: "accused A of killing 12 and *B of killing* three"."""
    run = nominal(line, p)
    after = p + len(run)
    deed = line.low(after) in ("of", "for") and line.tag(after + 1) == "VBG" and after < start
    told = any(t.lemma_.lower() in _ACCUSE and t.pos_ == "VERB" for t in line.tokens[:p])
    actor = actor_in(context, run) if deed and told else None
    return [actor] if actor is not None else []


def _before(context: Context, line: Line, p: int) -> list[Actor]:
    """The subject of "was responsible for"."""
    q = p - 1
    while line.low(q) in ("also", "directly", "partly", "allegedly", "not"):
        q -= 1
    return _subject(context, line, q - 1) if line.low(q) in _BE else []


def _subject(context: Context, line: Line, q: int) -> list[Actor]:
    """The actor of the noun phrase that ends at ``q``, auxiliaries aside."""
    while line.low(q) in ("has", "have", "had", "later", "also"):
        q -= 1
    run: list[Token] = []
    while q >= 0 and (line.tag(q) in NOUNS or line.tag(q) in ("DT", "JJ", "POS", "HYPH")):
        run.insert(0, line.tokens[q])
        q -= 1
    actor = actor_in(context, run)
    return [actor] if actor is not None else []
