"""Numbers that count people or things, with what bounds them ("at least 49", "more than 200", "30 to 35", "dozens").

Dates, years, ages, money, distances, ordinals and numbers in names are not counts and are not given.  "a" and "one"
before a noun for people or things lost are counts of one.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from ..language.text import ParsedText
from ..records import Count, Sentence
from .counts_kinds import kind_of
from .counts_values import Modifier, Numeral, find_numerals, modifier_after, modifier_before
from .mentions import CountMention
from .tolls_phrases import another_alone, counted_noun, names_counted, singular_after_article

_RANGE = re.compile(r"^\s*(?:-|–|—|to|or)\s*(?:as\s+many\s+as\s+|up\s+to\s+)?$", re.I)
_BETWEEN = re.compile(r"(?:\bbetween|\bfrom)\s+$", re.I)
_AND_UP_TO = re.compile(
    r"^\s+(?:and|but|or)\s+(?:possibly\s+|perhaps\s+|maybe\s+)?(?:up\s+to|as\s+many\s+as|at\s+most|no\s+more\s+than)\s+$",
    re.I,
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:rose|risen|rise|rises|increased|grew|fell|climbed|jumped|up|down|revised)\s+from\s+$", re.I
)
_BUT_FEWER = re.compile(r"^\s+(?:and|but)\s+(?:fewer|less)\s+than\s+$", re.I)
_ALL_BUT = re.compile(r"\ball\s+but\s+$", re.I)
_OF_ALL = re.compile(r"^\s+of\s+(?:the|its|their|his|her|those|these)\s+$", re.I)
#: "a quarter of the dead" is no quarter of a town.
_FRACTIONS = (["quarter", "of"], ["third", "of"], ["half", "of"])
_SO_MANY = re.compile(r"\b(?:as|how|too|so)\s+(?:many|few|several|numerous)$|\b(?:this|that)\s+(?:many|few)$", re.I)
_AND = re.compile(r"^\s+and\s+$", re.I)


def find_counts(parsed: ParsedText) -> tuple[CountMention, ...]:
    """All counts of the news sentences of a document, in text order."""
    found: list[CountMention] = []
    for sentence in parsed.sentences:
        found.extend(_in_sentence(parsed, sentence))
    return tuple(found)


def count_in(text: str) -> Count | None:
    """The count that a quoted stretch states by itself ("at least 49 people"); null unless it states exactly one."""
    numerals = [n for n in find_numerals(text) if kind_of(text, n, counted_follows=True) == "count"]
    if len(numerals) == 2 and (pair := _range(text, *numerals)) is not None:
        return pair[2]
    return _single(text, numerals[0])[2] if len(numerals) == 1 else None


def _in_sentence(parsed: ParsedText, sentence: Sentence) -> list[CountMention]:
    tokens = [t for t in parsed.tokens_of(sentence) if not t.is_space]
    text = sentence.text
    numerals = [n for n in find_numerals(text) if _is_count(text, n, tokens, sentence.start)]
    found = _with_ranges(text, numerals, tokens, sentence.start)
    found += _articles(tokens, found)
    return sorted(found, key=lambda m: m.start)


def _is_count(text: str, n: Numeral, tokens: list[Token], offset: int) -> bool:
    follows = _token_from(tokens, offset + n.end)
    counted = follows is not None and names_counted(follows)
    if n.rule == "none" and text[n.start : n.end].lower() == "no":
        return not re.match(
            r"\s+(?:one\s+(?!was|were|has|had|is)|longer|more\s+than|less\s+than|fewer\s+than|later|doubt|way|matter)\b",
            text[n.end :],
            re.I,
        )
    if n.rule == "unnumbered" and text[n.start : n.end].lower() == "some" and re.match(r"\s+\d", text[n.end :]):
        return False
    if n.rule == "unnumbered" and _SO_MANY.search(text[: n.end]):
        return False
    return kind_of(text, n, counted_follows=counted) == "count"


def _with_ranges(text: str, numerals: list[Numeral], tokens: list[Token], offset: int) -> list[CountMention]:
    found: list[CountMention] = []
    i = 0
    while i < len(numerals):
        n = numerals[i]
        following = numerals[i + 1] if i + 1 < len(numerals) else None
        pair = _all_but(text, n, following) or (_range(text, n, following) if following else None)
        if pair is not None:
            start, end, count = pair
            both = following is not None and end >= following.end
            last = following.end if following is not None and both else n.end
            found.append(_mention(tokens, offset, start, end, n.start, last, count, "range" if both else "unnumbered"))
            i += 2 if both else 1
            continue
        start, end, count, rule = _single(text, n)
        found.append(_mention(tokens, offset, start, end, n.start, n.end, count, rule))
        i += 1
    return found


def _all_but(text: str, n: Numeral, following: Numeral | None) -> tuple[int, int, Count] | None:
    """ "all but two of the 30": 28; "all but two of the passengers": no number."""
    head = _ALL_BUT.search(text[: n.start])
    if head is None or n.value is None:
        return None
    whole = following.value if following is not None and _OF_ALL.match(text[n.end : following.start]) else None
    if following is None or whole is None or whole <= n.value:
        return head.start(), n.end, Count(text=text[head.start() : n.end], best=None, low=None, high=None)
    left = whole - n.value
    return head.start(), following.end, Count(text=text[head.start() : following.end], best=left, low=left, high=left)


def _range(text: str, a: Numeral, b: Numeral) -> tuple[int, int, Count] | None:
    if a.value is None or b.value is None or a.rule == "none" or b.rule == "none":
        return None
    between = text[a.end : b.start]
    low, high = a.value, b.value
    head = _BETWEEN.search(text[: a.start])
    if _AND.match(between) and head and head.group().lower().startswith("between") and low < high:
        return head.start(), b.end, _bounds(text[head.start() : b.end], low, high)
    if _AND_UP_TO.match(between) and low < high:
        left = modifier_before(text, a.start)
        start = left[1] if left else a.start
        return start, b.end, _bounds(text[start : b.end], low, high)
    if _BUT_FEWER.match(between) and low < high:
        least = modifier_before(text, a.start)
        if least is not None and least[0].low is not None:
            bound = least[0].apply("", low).low
            return least[1], b.end, _bounds(text[least[1] : b.end], bound or low, high - 1)
    if not _RANGE.match(between) or _CHANGE_BEFORE.search(text[: a.start]):
        return None
    if a.rule == "digits" and b.rule == "digits" and low < 100 <= high and text[b.start : b.end].count(" "):
        low *= high // max(1, int(re.sub(r"\D.*", "", text[b.start : b.end]) or 1))  # "10 to 15 thousand"
    if low >= high:
        return None
    start = head.start() if head and head.group().lower().startswith("from") else a.start
    left = modifier_before(text, start)
    if left and left[0].id == "about":
        start = left[1]
    return start, b.end, _bounds(text[start : b.end], low, high)


def _bounds(text: str, low: int, high: int) -> Count:
    return Count(text=text, best=None, low=low, high=high)


def _single(text: str, n: Numeral) -> tuple[int, int, Count, str]:
    start, end = n.start, n.end
    if n.value is None:
        return start, end, Count(text=text[start:end], best=None, low=None, high=None), "unnumbered"
    left, right = modifier_before(text, start), modifier_after(text, end)
    modifier: Modifier | None = None
    if left:
        modifier, start = left
    elif right:
        modifier, end = right
    written = text[start:end]
    if n.vague:
        if modifier is not None and modifier.id == "up-to":
            return start, end, Count(text=written, best=None, low=None, high=None), "vague:up-to"
        return start, end, Count(text=written, best=None, low=n.value, high=None), "vague"
    if modifier is None:
        return start, end, Count(text=written, best=n.value, low=n.value, high=n.value), n.rule
    return start, end, modifier.apply(written, n.value), f"{n.rule}:{modifier.id}"


def _mention(
    tokens: list[Token], offset: int, start: int, end: int, first: int, last: int, count: Count, rule: str
) -> CountMention:
    """A mention of ``text[start:end]`` whose numeral is ``text[first:last]`` (offsets into the sentence)."""
    inside = [t for t in tokens if t.idx < offset + last and t.idx + len(t) > offset + first]
    token = inside[-1]
    after = next((t for t in tokens if t.idx >= offset + end), None)
    written_last = next((t for t in reversed(tokens) if t.idx < offset + end), token)
    noun = counted_noun(written_last, tokens) if after is not None else None
    return CountMention(
        start=offset + start,
        end=offset + end,
        token=token.i,
        noun=noun.i if noun is not None else None,
        count=count,
        by=f"count.{rule}",
    )


def _articles(tokens: list[Token], found: list[CountMention]) -> list[CountMention]:
    """ "a", "an" and "another" before a singular noun for a person or a thing lost: a count of one."""
    taken = {m.token for m in found}
    more: list[CountMention] = []
    for p, t in enumerate(tokens):
        if t.i in taken or t.lower_ not in ("a", "an", "another") or any(m.start <= t.idx < m.end for m in found):
            continue
        if [u.lower_ for u in tokens[p + 1 : p + 3]] in _FRACTIONS:
            continue
        noun = singular_after_article(t, tokens)
        if noun is not None or (t.lower_ == "another" and another_alone(t, tokens)):
            one = Count(text=t.text, best=1, low=1, high=1)
            more.append(
                CountMention(
                    start=t.idx,
                    end=t.idx + len(t),
                    token=t.i,
                    noun=noun.i if noun is not None else None,
                    count=one,
                    by="count.article",
                )
            )
    return more


def _token_from(tokens: list[Token], at: int) -> Token | None:
    return next((t for t in tokens if t.idx >= at), None)
