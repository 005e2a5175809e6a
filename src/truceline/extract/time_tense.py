"""Which way an expression without a year or date looks: was it, or is it to come?

Two sources, each used alone or together: the words of the sentence, and the parse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from spacy.tokens import Token

from ..language import syntax
from ..language.text import ParsedText
from .time_values import Tense
from .time_words import lexicon

TenseAt = Callable[[int], Tense | None]

#: How far before an expression a word of the future still governs it, in characters.
REACH = 70
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"‘])|\n\s*\n|;\s")
_NO_VERBS = "armed|indeed|hundred|need|wounded|alleged|so-called"
_SINCE = re.compile(r"\b(?:since|after)\s+(?:the\s+)?\Z", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by)\s+\Z", re.IGNORECASE)


@cache
def _future() -> re.Pattern[str]:
    words = sorted(lexicon().words_of("future_words"), key=len, reverse=True)
    return re.compile("(?<![\\w])(?:" + "|".join(re.escape(w) for w in words) + r")(?![\w])(?! have\b)", re.IGNORECASE)


@cache
def _past() -> re.Pattern[str]:
    """Verbs of the past; a participle after "be" is none ("will be named")."""
    irregular = "|".join(sorted(lexicon().words_of("past_verbs")))
    return re.compile(rf"(?<!\bbe )\b(?:{irregular}|(?!(?:{_NO_VERBS})\b)[a-z]{{3,}}ed)\b")


def tense_by_words(text: str) -> TenseAt:
    """A reader of tense from the words around: the last verb of past or future before the expression decides;
    where none stands before it in the sentence, the first one after it."""

    def tense_at(offset: int) -> Tense | None:
        before = text[max(0, offset - 250) : offset]
        if _SINCE.search(before):
            return "past"
        return around(offset, before) or ("future" if _UNTIL.search(before) else None)

    def around(offset: int, before: str) -> Tense | None:
        cut = None
        for m in _SENTENCE_END.finditer(before):
            cut = m.end()
        inside = before[cut:] if cut else before
        future, past = _last(_future(), inside), _last(_past(), inside)
        if future >= 0 and len(inside) - future <= REACH and future >= past:
            return "future"
        if past >= 0:
            return "past"
        return None if future >= 0 else _first_after(text, offset)

    return tense_at


def _last(pattern: re.Pattern[str], text: str) -> int:
    found = -1
    for m in pattern.finditer(text):
        found = m.start()
    return found


def _first_after(text: str, offset: int) -> Tense | None:
    after = text[offset : offset + 160]
    end = _SENTENCE_END.search(after)
    after = after[: end.start()] if end else after
    future, past = _future().search(after), _past().search(after)
    if future is not None and (past is None or future.start() < past.start()):
        return "future"
    return "past" if past is not None else None


def tense_by_parse(parsed: ParsedText) -> TenseAt:
    """A reader of tense from the words, and where they are silent from the verb that governs the expression.

    The words come first because the parse hangs many dates on the wrong verb: on TimeBank the two are right equally
    often, and wrong in different places.
    """
    by_words = tense_by_words(parsed.document.text)

    def tense_at(offset: int) -> Tense | None:
        words = by_words(offset)
        if words is not None:
            return words
        tokens = parsed.tokens(offset, offset + 1) or parsed.tokens(offset, offset + 12)
        verb = syntax.clause_verb(tokens[0]) if tokens else None
        return _of_verb(verb) if verb is not None and verb.pos_ in syntax.VERBAL else None

    return tense_at


def verb_tense(parsed: ParsedText, start: int, end: int) -> Tense | None:
    """The tense of the verb that the expression at ``start`` to ``end`` itself hangs on; null where it hangs on a noun.

    Stricter than :func:`tense_by_parse`: "the attack in 2015 killed" and "offered talks on January 9" say nothing here.
    """
    tokens = parsed.tokens(start, end)
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    token = tokens[0]
    while token.head.i in inside and token.head.i != token.i:
        token = token.head
    while (
        token.head.i != token.i
        and token.head.dep_ in ("prep", "pcomp", "advmod")
        and token.head.pos_ not in syntax.VERBAL
    ):
        token = token.head
    verb = token.head
    return _of_verb(verb) if verb.pos_ in syntax.VERBAL else None


def _of_verb(verb: Token) -> Tense | None:
    auxiliaries = [a.lower_ for a in syntax.auxiliaries(verb)]
    if any(a in ("will", "would", "shall", "'ll", "’ll", "wo", "may", "might", "can", "could") for a in auxiliaries):
        return "past" if "have" in auxiliaries else "future"
    if "to" in auxiliaries and verb.tag_ == "VB":
        if verb.head.lemma_.lower() in lexicon().words_of("future_verbs") or verb.head.lower_ in ("is", "are"):
            return "future"
        return None if verb.head.i == verb.i or verb.head.pos_ not in syntax.VERBAL else _of_verb(verb.head)
    if verb.tag_ in ("VBD",) or any(a in ("had", "has", "have", "was", "were", "did", "been") for a in auxiliaries):
        return "past"
    return None
