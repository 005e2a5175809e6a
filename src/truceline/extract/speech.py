"""Which verbs report speech: the cue words as sets, made once."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from ..knowledge.rules import Cue, cues
from .phrases import PhraseTrie


@cache
def verb_cues() -> dict[str, tuple[Cue, ...]]:
    """Reporting verbs by lemma; a lemma may belong to several entries ("reject": deny, or a quote's cue)."""
    found: dict[str, tuple[Cue, ...]] = {}
    for cue in cues():
        if cue.kind == "verb":
            for lemma in cue.lemmas:
                found[lemma] = (*found.get(lemma, ()), cue)
    return found


def is_reporting_verb(token: Token) -> bool:
    """Whether the token is a verb that may report speech."""
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in verb_cues()


def takes_clauses(token: Token) -> bool:
    """Whether the token is a verb that reports in a clause of its own ("said that"), not only beside quotations."""
    return is_reporting_verb(token) and any(cue.clause for cue in verb_cues()[token.lemma_.lower()])


@cache
def phrase_cues() -> PhraseTrie[Cue]:
    """Cue phrases ("according to")."""
    return PhraseTrie(
        (words, cue) for cue in cues() if cue.kind == "phrase" and cue.force != "relay" for words in cue.lemmas
    )


@cache
def noun_cues() -> frozenset[str]:
    """Nouns that name an act of saying ("claim")."""
    return frozenset(lemma for cue in cues() if cue.kind == "noun" for lemma in cue.lemmas)


@cache
def papers() -> frozenset[str]:
    """Papers that may stand behind "according to" and speak for whoever made them, as lemmas."""
    return frozenset(lemma for cue in cues() if cue.kind == "paper" for lemma in cue.lemmas)


@cache
def voices() -> frozenset[str]:
    """Nameless speakers that may stand behind "according to", as lemmas."""
    return frozenset(lemma for cue in cues() if cue.kind == "voice" for lemma in cue.lemmas)


@cache
def channels() -> dict[str, str]:
    """Channels by their lemma in lower case: "telegram" -> "Telegram"."""
    return {name.lower(): name for cue in cues() if cue.kind == "channel" for name in cue.lemmas}
