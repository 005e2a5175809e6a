"""The words of time: the lexicon (knowledge/time_words.yaml) and the reader that turns text into classed tokens.

Every token has a one-letter word class; a text becomes a string of such letters, and the grammar is a set of regular
expressions over that string.  Words that say nothing of time are ``x``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from ..knowledge.months import NUMBERS, SHORT

#: Lists of the lexicon whose words differ in form only, and the class letter of each.
LISTS = {
    "the": "t", "a": "a", "of": "o", "and": "&", "or": "v", "to": ">", "from": "f", "on": "n", "in": "i", "at": "@",
    "last": "L", "previous": "P", "next": "X", "following": "F", "this": "H", "that": "R", "recent": "r", "early": "e",
    "comparative": "A", "relative_to": "B", "half": "h", "ago": "g", "every": "V", "long": "l", "more": "m",
    "fiscal": "p", "once": "c", "old": "Z", "vague_numbers": "Q", "approximators": "q",
}  # fmt: skip
#: Tables of the lexicon whose words have a value, and the class letter of each.
TABLES = {
    "edge": "b", "seasons": "S", "parts_of_day": "T", "day_words": "d", "decade_words": "E",
    "set_words": "s", "references": "G", "weekdays": "W", "weekday_abbreviations": "w", "months": "M",
}  # fmt: skip
UNIT_CLASSES = {"quarter": "K", "century": "k", "weekend": "D"}
ZONES = frozenset({"gmt", "utc", "est", "edt", "pst", "pdt", "bst", "cet", "cest", "eet", "msk", "ist"})
PUNCTUATION = {",": ",", "-": "-", "–": "-", "‑": "-", "—": "_", "’s": "'", "'s": "'", "/": "/", "&": "&"}

_TOKEN = re.compile(
    r"""(?P<word>[^\W\d_]\w*)
      | (?P<iso>(?<![\d/-])(?:\d{4}/\d{2}/\d{2}|\d{4}-\d{2}-\d{2})
            (?:[T\ ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d/-]))
      | (?P<num>(?<![\d/.])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4})(?![\d/]))
      | (?P<clock>\d{1,2}(?:[:.]\d{2})?\s?[aApP](?:\.[mM]\.?|[mM]\b)|(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
      | (?P<decade>(?:\d{3}0['’]?s|['’]\d0s)\b)
      | (?P<ord>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
      | (?P<frac>\d+\ \d/\d(?!\w)|\d*½)
      | (?P<int>(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\w))
      | (?P<poss>['’]s\b)
      | (?P<other>\w+)
      | (?P<punct>[^\w\s])
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset([*SHORT, *"mon tue tues wed weds thu thur thurs fri sat sun".split()])
_BREAK = re.compile(r"\n\s*\n")


class Token(NamedTuple):
    """A word, number or mark: its class letter, its place in the text, its lower-cased form and its value."""

    cls: str
    start: int
    end: int
    low: str
    value: Any


@dataclass(frozen=True)
class Lexicon:
    """The word lists of time_words.yaml, indexed for reading."""

    words: Mapping[str, tuple[str, Any]]
    phrases: Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], str, Any], ...]]]
    numbers: Mapping[str, int]
    raw: Mapping[str, Any]

    def words_of(self, name: str) -> frozenset[str]:
        """The words of one plain list of the file."""
        return _word_set(name)


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(str(w) for w in lexicon().raw[name])


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process.  Raises ValueError naming the file and the list that is missing."""
    raw = yaml.safe_load(files("truceline.knowledge").joinpath("time_words.yaml").read_text(encoding="utf-8"))
    raw["months"] = NUMBERS
    missing = [name for name in (*LISTS, *TABLES, "units", "ordinals", "numbers", "holidays") if name not in raw]
    if missing:
        raise ValueError(f"knowledge/time_words.yaml: no list {', '.join(missing)}; restore the file of this version")
    entries: dict[str, tuple[str, Any]] = {}
    for name, letter in LISTS.items():
        entries.update({str(w): (letter, None) for w in raw[name]})
    for name, letter in TABLES.items():
        entries.update({str(w): (letter, v) for w, v in raw[name].items()})
    entries.update({w: (UNIT_CLASSES.get(u, "U"), u) for w, u in raw["units"].items()})
    entries.update({w: ("O", i + 1) for i, w in enumerate(raw["ordinals"])})
    entries.update({w: ("N", v) for w, v in raw["numbers"].items()})
    entries.update({w: ("~", rule) for w, rule in raw["holidays"].items()})
    entries.update(dict.fromkeys(ZONES, ("z", None)))
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], str, Any], ...]]] = {}
    for phrase, (letter, value) in sorted(entries.items(), key=lambda e: -len(e[0])):
        parts = tuple(t.group() for t in _TOKEN.finditer(phrase))
        if len(parts) > 1:
            by_second = phrases.setdefault(parts[0], {})
            by_second[parts[1]] = (*by_second.get(parts[1], ()), (parts, letter, value))
    return Lexicon({w: e for w, e in entries.items() if w.isalpha()}, phrases, raw["numbers"], raw)


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text`` in order, with number words and fixed phrases joined; a blank line is a ``#``."""
    lex = lexicon()
    words = lex.words
    tokens: list[Token] = []
    last = 0
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        if start < last:
            continue
        if start - last > 1 and _BREAK.search(text, last, start):
            tokens.append(Token("#", last, start, "", None))
        raw = m.group()
        kind = m.lastgroup
        if kind == "word":
            low = raw.lower()
            entry = words.get(low)
            token = Token("x", start, end, low, None) if entry is None else _word(text, raw, low, start, end, entry)
        else:
            token = _marked(kind or "", raw, start, end)
        tokens.append(token)
        last = token.end
    return _join(tokens, lex)


def _word(text: str, raw: str, low: str, start: int, end: int, entry: tuple[str, Any]) -> Token:
    letter, value = entry
    if letter in "MWw":
        if not _is_name_case(raw, low):
            letter = "x"
        elif low in _ABBREVIATIONS and text.startswith(".", end):
            end += 1
    return Token(letter, start, end, low, value)


def _is_name_case(raw: str, low: str) -> bool:
    """ "march" and "may" in lower case are verbs; other months and days are sometimes written small."""
    return raw[0].isupper() or (low.endswith("day") or (len(low) > 5 and low not in ("march", "august")))


def _marked(kind: str, raw: str, start: int, end: int) -> Token:
    low = raw.lower()
    if kind == "punct" or kind == "poss":
        return Token(PUNCTUATION.get(raw, "x"), start, end, raw, None)
    if kind == "int":
        return _integer(raw, start, end)
    if kind == "ord":
        number = int(raw[:-2])
        return Token("O" if 1 <= number <= 31 else "x", start, end, low, number)
    if kind == "decade":
        return Token("E", start, end, low, int("".join(c for c in raw if c.isdigit())) // 10)
    if kind == "frac":
        whole, _, rest = raw.partition(" ")
        value = int(raw[:-1] or 0) + 0.5 if raw.endswith("½") else int(whole) + int(rest[0]) / max(1, int(rest[2]))
        return Token("N", start, end, low, value)
    if kind == "other":
        return Token("x", start, end, low, None)
    return Token("C" if kind == "clock" else "I", start, end, low, kind)


def _integer(raw: str, start: int, end: int) -> Token:
    if raw.isdigit():
        number = int(raw)
        if len(raw) == 4 and 1400 <= number <= 2100:
            return Token("Y", start, end, raw, number)
        return Token("J" if 1 <= number <= 31 and len(raw) <= 2 else "N", start, end, raw, number)
    return Token("N", start, end, raw, float(raw.replace(",", "")))


def _join(tokens: list[Token], lex: Lexicon) -> list[Token]:
    joined: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        phrase = _phrase_at(tokens, i, lex) if token.low in lex.phrases else None
        if phrase is not None:
            joined.append(phrase[0])
            i += phrase[1]
        elif _is_military(tokens, i):
            joined.append(Token("C", token.start, tokens[i + 1].end, token.low, "clock"))
            i += 2
        elif token.cls == "N" and token.low in lex.numbers:
            number, used = _number_at(tokens, i, lex)
            joined.append(number)
            i += used
        else:
            joined.append(token)
            i += 1
    return joined


def _is_military(tokens: list[Token], i: int) -> bool:
    """ "since 2000 hours": a clock time, where four figures and "hours" follow a word that asks when."""
    low = tokens[i].low
    if tokens[i].cls not in "YN" or len(low) != 4 or not low.isdigit() or i + 1 >= len(tokens):
        return False
    asked = i > 0 and tokens[i - 1].low in (
        "at",
        "since",
        "from",
        "around",
        "about",
        "by",
        "until",
        "till",
        "before",
        "after",
    )
    return asked and tokens[i + 1].low in ("hours", "hrs") and int(low) < 2400 and int(low[2:]) < 60


def _phrase_at(tokens: list[Token], i: int, lex: Lexicon) -> tuple[Token, int] | None:
    second = tokens[i + 1].low if i + 1 < len(tokens) else ""
    for parts, letter, value in lex.phrases[tokens[i].low].get(second, ()):
        found = tokens[i : i + len(parts)]
        if len(found) == len(parts) and all(t.low.replace("’", "'") == p for t, p in zip(found, parts, strict=True)):
            return Token(letter, found[0].start, found[-1].end, " ".join(parts), value), len(parts)
    return None


def _number_at(tokens: list[Token], i: int, lex: Lexicon) -> tuple[Token, int]:
    """Number words from ``tokens[i]`` on, as one token: "one hundred and fifty", "nineteen ninety-six"."""
    total, current, j, last = 0, 0, i, 0
    year = _spoken_year(tokens, i, lex)
    if year is not None:
        return year
    while j < len(tokens):
        value = lex.numbers.get(tokens[j].low)
        if value is None:
            glue = tokens[j].cls in "-&" and j + 1 < len(tokens) and tokens[j + 1].low in lex.numbers
            fits = glue and ((tokens[j].cls == "-" and current % 100 >= 20) or (tokens[j].cls == "&" and last >= 100))
            if not fits or not 0 < lex.numbers[tokens[j + 1].low] < 100:
                break
            j += 1
            continue
        if value >= 100:
            current = max(current, 1) * value
            if value == 1000:
                total, current = total + current, 0
        elif current % 100 == 0 or (current % 10 == 0 and value < 10 and current % 100 >= 20):
            current += value
        else:
            break
        last = value
        j += 1
    first, end = tokens[i], tokens[j - 1].end
    number = total + current
    low = first.low if j == i + 1 else str(number)
    return Token("N", first.start, end, low, number), j - i


def _spoken_year(tokens: list[Token], i: int, lex: Lexicon) -> tuple[Token, int] | None:
    if tokens[i].low not in ("nineteen", "eighteen", "twenty") or i + 1 >= len(tokens):
        return None
    tens = lex.numbers.get(tokens[i + 1].low, 0)
    if not 10 <= tens < 100 or (tokens[i].low == "twenty" and tens > 29):
        return None
    year, used = lex.numbers[tokens[i].low] * 100 + tens, 2
    if tens >= 20 and tens % 10 == 0 and i + 3 < len(tokens) and tokens[i + 2].cls == "-":
        ones = lex.numbers.get(tokens[i + 3].low, 0)
        if 1 <= ones <= 9:
            year, used = year + ones, 4
    return Token("Y", tokens[i].start, tokens[i + used - 1].end, str(year), year), used
