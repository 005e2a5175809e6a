"""What a numeral is worth: digits, number words, dozens and vague plurals, with what bounds them.

Everything here works on plain strings; the tables stand in ``knowledge/numbers.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from ..knowledge.loader import KNOWLEDGE, load_entries
from ..records import Count

_DIGIT = re.compile(r"\d")
WORD_END = r"(?![\w])"


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of ``words``, longest first, white space inside them free."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


class ModifierEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that bound or blur a number; ``best``, ``low`` and ``high`` are "n", "n+1", "n-1" or null."""

    id: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    best: str | None = None
    low: str | None = None
    high: str | None = None


class CountExample(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of text and the count that must be found in it."""

    text: str
    count: Count


class Numbers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of ``knowledge/numbers.yaml``; the file says what each table is for."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    dozen: int
    vague: dict[str, int]
    vague_multipliers: tuple[str, ...]
    unnumbered: tuple[str, ...]
    none: tuple[str, ...]
    modifiers: tuple[ModifierEntry, ...]
    fillers: tuple[str, ...]
    units_after: dict[str, tuple[str, ...]]
    unit_names: tuple[str, ...]
    words_before: dict[str, tuple[str, ...]]
    one_not_before: tuple[str, ...]
    one_not_after: tuple[str, ...]
    examples: tuple[CountExample, ...]
    counter_examples: tuple[str, ...]


@cache
def tables() -> Numbers:
    """``knowledge/numbers.yaml``, checked."""
    (numbers,) = load_entries(KNOWLEDGE / "numbers.yaml", Numbers)
    return numbers


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a string: ``text[start:end]``.

    ``value`` is null for words that carry no number ("several"); ``vague`` marks plural scales ("dozens"), whose
    value is a lower bound; ``fraction`` marks decimals that are no whole number ("39.8"), told by ``decimal``.
    """

    start: int
    end: int
    value: int | None
    vague: bool = False
    fraction: bool = False
    rule: str = "digits"
    decimal: float | None = None

    @property
    def exact(self) -> float | None:
        """The value with its decimals ("5.9"); null for words that carry no number."""
        return self.decimal if self.decimal is not None else self.value


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    t = tables()
    unit, ten = alternatives(t.units), alternatives(t.tens)
    small = rf"(?:(?:{ten})(?:[\s-]+(?:{unit}))?|(?:{unit}))"
    scale = alternatives(t.scales)
    hundreds = rf"(?:(?:{small}|a)[\s-]+hundred(?:\s+and\s+{small}|\s+{small})?)"
    group = rf"(?:{hundreds}|{small})"
    large = rf"(?:(?:{group}|a)[\s-]+(?:{scale})(?:(?:\s+and)?\s+{group}(?:\s+(?:{scale}))?)*)"
    digits = (
        r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}"
        r"|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d{1,3}(?:\x20\d{3})+(?!\d)|\d+)"
        r"(?:\.\d+)?"
    )
    suffix = alternatives(t.suffixes)
    some_of = alternatives(t.vague_multipliers)
    vague = alternatives(t.vague)
    return [
        ("vague", re.compile(
            rf"\b(?:(?P<many>{some_of})\s+(?P<scale>dozen|{scale})s?|(?P<plural>{vague})){WORD_END}", re.I)),
        ("half", re.compile(
            rf"\b(?:(?:half[\s-]+a|a\s+half)[\s-]+(?P<of>dozen|{scale})"
            rf"|(?P<by>{small}|a)\s+(?:and\s+a\s+half\s+(?P<then>{scale})|(?P<first>{scale})\s+and\s+a\s+half)){WORD_END}",
            re.I)),
        ("dozen", re.compile(rf"\b(?P<by>{small}|a|\d+)[\s-]+dozens?{WORD_END}", re.I)),
        ("digits", re.compile(
            rf"(?<![\w.,/:\u2044$€£#])(?<![^\W\d]-)(?<![./:]-)(?P<num>{digits})"
            rf"(?:(?P<suf>{suffix}){WORD_END}|[\s-](?P<scale>{scale}){WORD_END})?(?![\w/:]|[.,]\d)",
            re.I)),
        ("words", re.compile(rf"(?<![\w-])(?:{large}|{hundreds}|{small}){WORD_END}", re.I)),
        ("none", re.compile(rf"(?<![\w-])(?:{alternatives(t.none)})(?![\w-])", re.I)),
        ("unnumbered", re.compile(rf"(?<![\w-])(?:{alternatives(t.unnumbered)}){WORD_END}", re.I)),
    ]  # fmt: skip


def find_numerals(text: str) -> list[Numeral]:
    """All numerals of ``text`` in order, none overlapping; an earlier kind in the table wins over a later one."""
    found: list[Numeral] = []
    lower = text.lower()
    for rule, pattern in _patterns():
        if (rule == "digits" and not _DIGIT.search(text)) or (rule in ("half", "dozen") and rule not in lower):
            continue  # most sentences have none of these: they need not be searched for them
        for m in pattern.finditer(text):
            if any(n.start < m.end() and m.start() < n.end for n in found):
                continue
            numeral = _numeral(rule, m)
            if numeral is not None:
                found.append(numeral)
    return sorted(found, key=lambda n: n.start)


def _numeral(rule: str, m: re.Match[str]) -> Numeral | None:
    start, end = m.span()
    if rule == "vague":
        value = _plural(m["plural"]) if m["plural"] else 2 * _scale(m["scale"])
        return Numeral(start, end, value, vague=True, rule=rule)
    if rule == "half":
        halves = 1 if m["of"] else 2 * words_value(m["by"]) + 1
        return Numeral(start, end, halves * _scale(m["of"] or m["then"] or m["first"]) // 2, rule=rule)
    if rule == "dozen":
        by = m["by"].lower()
        times = 1 if by == "a" else int(by) if by.isdigit() else words_value(by)
        return Numeral(start, end, times * tables().dozen, rule=rule)
    if rule == "digits":
        plain = re.sub(r"[,\s]", "", m["num"])
        factor = tables().suffixes[m["suf"].lower()] if m["suf"] else _scale(m["scale"]) if m["scale"] else 1
        exact = float(plain) * factor if "." in plain else int(plain) * factor
        whole = round(exact)
        return Numeral(start, end, whole, fraction=abs(exact - whole) > 1e-6, rule=rule, decimal=float(exact))
    if rule == "words":
        return Numeral(start, end, words_value(m.group()), rule=rule)
    if rule == "none":
        return Numeral(start, end, 0, rule=rule)
    return Numeral(start, end, None, rule=rule)


def _plural(word: str) -> int:
    return int(tables().vague[re.sub(r"\s+", " ", word.lower())])


def _scale(word: str) -> int:
    scale = word.lower()
    return 12 if scale == "dozen" else int(tables().scales[scale])


def words_value(words: str) -> int:
    """The value of a number in words: "twenty-seven" 27, "one hundred and five" 105, "two million" 2,000,000."""
    t = tables()
    total = group = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in t.units:
            group += t.units[word]
        elif word in t.tens:
            group += t.tens[word]
        elif word == "a":
            group += 1
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in t.scales:
            total += max(group, 1) * t.scales[word]
            group = 0
    return total + group


@dataclass(frozen=True, slots=True)
class Modifier:
    """How words beside a numeral change its value; each field is "n", "n+1", "n-1" or null."""

    id: str
    best: str | None
    low: str | None
    high: str | None

    def apply(self, text: str, n: int) -> Count:
        """The count that the modified numeral states."""
        return Count(text=text, best=_shift(self.best, n), low=_shift(self.low, n), high=_shift(self.high, n))


def _shift(form: str | None, n: int) -> int | None:
    return None if form is None else n + {"n": 0, "n+1": 1, "n-1": -1}[form]


@dataclass(frozen=True, slots=True)
class _Modifiers:
    """One pattern for all modifiers before a numeral, one for those after it, one for fillers; words to modifiers."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    filler: re.Pattern[str]
    by_word: dict[str, Modifier]


@cache
def _modifiers() -> _Modifiers:
    t = tables()
    rows = [(Modifier(e.id, e.best, e.low, e.high), e) for e in t.modifiers]
    return _Modifiers(
        before=re.compile(rf"(?<![\w-])({alternatives(w for _, e in rows for w in e.before)})\s*$", re.I),
        after=re.compile(rf"(?:\s+|(?=[+-]))?({alternatives(w for _, e in rows for w in e.after)})(?!\w)", re.I),
        filler=re.compile(rf"(?<![\w-])(?:{alternatives(t.fillers)})\s+$", re.I),
        by_word={w.strip(): m for m, e in rows for w in (*e.before, *e.after)},
    )


def _modifier(word: str) -> Modifier:
    return _modifiers().by_word[re.sub(r"\s+", " ", word.lower()).strip()]


def modifier_before(text: str, start: int) -> tuple[Modifier, int] | None:
    """The modifier that ends before ``start`` (fillers such as "another" may stand between), and where it begins."""
    at = start
    for _ in range(3):
        window = text[max(0, at - 40) : at]
        m = _modifiers().before.search(window)
        if m:
            return _modifier(m[1]), at - len(window) + m.start()
        m = _modifiers().filler.search(window)
        if m is None:
            return None
        at = at - len(window) + m.start()
    return None


def modifier_after(text: str, end: int) -> tuple[Modifier, int] | None:
    """The modifier that begins right after ``end`` ("or more"), and where it ends."""
    m = _modifiers().after.match(text[end : end + 20])
    return (_modifier(m[1]), end + m.end()) if m else None
