"""Where a sentence tells of harm: the words of ``knowledge/harm.yaml`` found in it, and the voice they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from .tolls_phrases import HURTS
from .tolls_tables import HarmEntry, harms
from .tolls_words import words

#: The patterns whose words are verbs, given by their base form.
VERBAL = frozenset({"verb", "intransitive", "lives", "loss", "flee", "driven"})
Shape = Literal["base", "past", "ing", "word"]
_BE = words("be")
_HAVE = frozenset("have has had having 've 'd".split())
ADVERBS = words("adverbs")
_THOUGHT = frozenset({"known", "believed", "said", "reported", "feared", "thought", "presumed"})
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "``", "''"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A harm word at ``tokens[first..last]``; ``entries`` are those it may belong to, in the order of the file."""

    first: int
    last: int
    entries: tuple[HarmEntry, ...]
    shape: Shape
    anchor: Token

    @property
    def pattern(self) -> str:
        """The pattern of its first entry."""
        return self.entries[0].pattern


def inflections(word: str) -> dict[str, Shape]:
    """The forms of a verb as ``harm.yaml`` gives it ("gun down", "shoot|shoots|shot|shooting dead"), with shapes."""
    verb, _, rest = word.partition(" ")
    rest = f" {rest}" if rest else ""
    if "|" in verb:
        parts = verb.split("|")
        shapes: list[Shape] = ["base", "base", "past", "ing", "past"]
        return {part + rest: shape for part, shape in zip(parts, shapes, strict=False)}
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if verb.endswith(("sh", "ch", "s", "x")) else "s")
    past, ing = stem + "ed", stem + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    if verb.endswith("p") and len(verb) > 5:  # kidnap
        past, ing = verb + "ped", verb + "ping"
    return {verb + rest: "base", third + rest: "base", past + rest: "past", ing + rest: "ing"}


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], Shape, HarmEntry]]]:
    """First word of a form -> (all its words, shape, entry), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Shape, HarmEntry]]] = {}
    for entry in harms():
        for word in entry.words:
            verbal = entry.pattern in VERBAL
            forms = inflections(word) if verbal else {word: "word"}
            for form, shape in forms.items():
                words = tuple(form.lower().split())
                index.setdefault(words[0], []).append((words, shape, entry))  # type: ignore[arg-type]
    for rows in index.values():
        rows.sort(key=lambda r: -len(r[0]))
    return index


def find_triggers(tokens: list[Token]) -> list[Trigger]:
    """All harm words of a sentence in order; at one place the longest form wins, and all entries that have it."""
    found: list[Trigger] = []
    lows = [t.lower_ for t in tokens]
    p = 0
    while p < len(tokens):
        rows = _index().get(lows[p], [])
        hits = [(_size(tokens, lows, p, r[0]), r) for r in rows if _possible(tokens, p, r)]
        size = max((n for n, _ in hits), default=0)
        if size == 0:
            p += 1
            continue
        best = [r for n, r in hits if n == size]
        entries = tuple(dict.fromkeys(_Wrapped(r[2]) for r in best))
        found.append(Trigger(p, p + size - 1, tuple(w.entry for w in entries), best[0][1], tokens[p]))
        p += size
    return found


class _Wrapped:
    """An entry compared by its id, so that a set of entries can be made (structs with lists do not hash)."""

    __slots__ = ("entry",)

    def __init__(self, entry: HarmEntry) -> None:
        self.entry = entry

    def __hash__(self) -> int:
        return hash(self.entry.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Wrapped) and other.entry.id == self.entry.id


def _size(tokens: list[Token], lows: list[str], p: int, form: tuple[str, ...]) -> int:
    """How many tokens at ``p`` the form takes; 0 where it does not stand.  "sustained injuries" may have adjectives."""
    if tuple(lows[p : p + len(form)]) == form:
        return len(form)
    if len(form) == 2 and form[1] in HURTS and lows[p] == form[0]:
        for gap in (1, 2, 3):
            if (
                p + gap + 1 < len(lows)
                and lows[p + gap + 1] == form[1]
                and all(
                    tokens[q].tag_.startswith(("JJ", "NN", "CC", "RB", "VB", "IN")) for q in range(p + 1, p + gap + 1)
                )
            ):
                return gap + 2
    return 0


def _possible(tokens: list[Token], p: int, hit: tuple[tuple[str, ...], Shape, HarmEntry]) -> bool:
    """Not where a noun or a preposition only looks like the verb ("down", "level", "wound", "claim", "damage")."""
    t = tokens[p]
    words, shape, entry = hit
    if len(words) > 1 or entry.pattern not in VERBAL or shape != "base":
        return True
    if words[0] == "down":
        return t.tag_ in ("VB", "VBP")
    return t.pos_ in ("VERB", "AUX") or (
        t.tag_ in ("NNS", "NNP", "NNPS")
        and words[0].endswith("s")
        and _noun_before(tokens, p)
        and words[0] in ("kills", "wounds", "injures")
    )


def _noun_before(tokens: list[Token], p: int) -> bool:
    return p > 0 and tokens[p - 1].tag_ in ("NN", "NNS", "NNP", "NNPS")


def before_auxiliaries(tokens: list[Token], p: int) -> tuple[int, bool, bool]:
    """The position left of the auxiliaries and adverbs before ``p``, whether they make it passive, whether negated."""
    passive = negated = False
    q = p - 1
    while q >= 0:
        low = tokens[q].lower_
        if low in _BE:
            passive = True
        elif low in ("not", "n't", "n’t", "never"):
            negated = True
        elif not _auxiliary(tokens, q):
            on = _date_between(tokens, q)
            if on is None:
                break
            q = on
        q -= 1
    return q, passive, negated


def _date_between(tokens: list[Token], q: int) -> int | None:
    """The position of "on" where a date stands between auxiliary and verb ("was on July 2 killed"); else null."""
    p = q
    while p > max(0, q - 4) and (tokens[p].tag_ in ("CD", "NNP") or tokens[p].text == ","):
        p -= 1
    stands = p < q and p > 0 and tokens[p].lower_ in ("on", "in") and tokens[p - 1].lower_ in _BE
    return p if stands else None


def _auxiliary(tokens: list[Token], q: int) -> bool:
    """Whether the word belongs between a subject and its verb: "have", modals, adverbs, "reported to have"."""
    low, tag = tokens[q].lower_, tokens[q].tag_
    if low in _HAVE or low in ADVERBS or low in _QUOTES or tag == "MD":
        return True
    if tag == "RB":
        return low not in ("when", "where", "there", "so")
    if low == "to":
        return q > 0 and (tokens[q - 1].lower_ in _THOUGHT or tokens[q - 1].lower_ in ("have", "had", "has", "going"))
    if low == "found":
        return line_next(tokens, q) in ("dead", "shot", "killed")
    return low in _THOUGHT and line_next(tokens, q) in ("to", "dead", "killed", "missing")


def line_next(tokens: list[Token], p: int) -> str:
    """The lower-case word after ``p``; empty at the end."""
    return tokens[p + 1].lower_ if p + 1 < len(tokens) else ""
