"""Totals: "the death toll rose to 43", "bringing to 43 the number of wounded", "deaths reached 53,901"."""

from __future__ import annotations

from functools import cache

from .tolls_line import Line
from .tolls_links import Link
from .tolls_lists import right_list
from .tolls_parts import ALL_WHO, entry_of
from .tolls_tables import HarmEntry, group_of, harms, is_person
from .tolls_triggers import Trigger
from .tolls_victims import Phrase
from .tolls_words import words

_LEADS = words("total_leads")
_RISE = words("total_verbs")
_STOP = frozenset({";", "while", "said", "but", "whereas", "although", "though", "because"})
_NO_HARM = frozenset(
    {
        "the",
        "those",
        "people",
        "internally",
        "confirmed",
        "civilian",
        "civilians",
        "soldiers",
        "children",
        "palestinians",
    }
)
_SPAN = 40
_KINDS = frozenset({"civilians", "soldiers", "police"})
_FIGURES = frozenset({"number", "figure", "tally"})
_PUT = words("putting")
_OWN = frozenset({"the", "its", "their", "those", "his"})


@cache
def _heads() -> tuple[dict[tuple[str, ...], HarmEntry], dict[str, HarmEntry]]:
    """Heads that stand alone ("death toll"), and the last words of "number of ... killed"."""
    plain: dict[tuple[str, ...], HarmEntry] = {}
    last: dict[str, HarmEntry] = {}
    for entry in harms():
        if entry.pattern != "toll_noun":
            continue
        for word in entry.words:
            parts = tuple(word.lower().split())
            if parts[:2] == ("number", "of"):
                last[next(p for p in parts[2:] if p not in _NO_HARM)] = entry
            else:
                plain[parts] = entry
    return plain, last


def find_totals(line: Line) -> list[Link]:
    """The totals of a sentence."""
    found: list[Link] = []
    p = 0
    while p < len(line.tokens):
        head = _head_at(line, p)
        if head is None:
            p += 1
            continue
        entry, last, words = head
        number = _number(line, p, last)
        if number is not None and not _suffers_otherwise(line, number, entry):
            trigger = Trigger(p, last, (entry,), "word", line.tokens[last])
            for n, each in enumerate(_listed(line, number)):
                own = each.words if each.persons and each.words else _counted_words(words)
                phrase = Phrase(each.first, each.last, each.head, own, each.count, each.form)
                found.append(Link(entry.harm, entry, trigger, phrase, part=n > 0 and number.form == "alone"))
        p = last + 1
    return found


def _listed(line: Line, number: Phrase) -> list[Phrase]:
    """The number and those listed with it: "put the dead at 920 militants, 165 soldiers and 47 civilians"."""
    if number.form == "alone":
        return [number]
    listed = right_list(line, number.first, lambda x: x.persons and x.form in ("counted", "bare"))
    return [number, *(x for x in listed if x.first > number.last and x.numbered)]


def _suffers_otherwise(line: Line, number: Phrase, entry: HarmEntry) -> bool:
    """Whether the number opens a list that ends in a harm word: "losses: 12 soldiers and 40 militiamen killed"."""
    if number.form == "alone":  # "losses stood at eight dead and 21 wounded"
        after = line.trigger_at(number.last + 1)
        return after is not None and line.suffers_next(number) and after.entries[0].harm != entry.harm
    listed = right_list(line, number.first, lambda x: x.persons)
    last = listed[-1] if listed else number
    following = line.covering(line.past_connector(last.last + 1))
    return line.suffers_next(last) or (following is not None and following.persons and line.suffers_next(following))


def _counted_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Who is counted: the words up to the first noun for people, or "people" with the words before the toll."""
    for n, word in enumerate(words):
        if (is_person([word]) and group_of(words[: n + 1]) is not None) or group_of([word, "people"]) in _KINDS:
            return words[: n + 1] if is_person([word]) else (word, "people")
    return (*words[-1:], "people")


def _head_at(line: Line, p: int) -> tuple[HarmEntry, int, tuple[str, ...]] | None:
    plain, last_words = _heads()
    for size in (2, 1):
        key = tuple(line.low(q) for q in range(p, p + size))
        entry = plain.get(key)
        if entry is None:
            continue
        last = p + size - 1
        if key == ("toll",) and (
            line.low(last + 1) in ("on", "road", "booth", "bridge", "roads", "plaza", "-") or line.low(p - 1) == "-"
        ):
            return None
        if size == 1 and key != ("toll",) and not _rises(line, last):
            continue
        first = p
        while first and first > p - 3 and line.tag(first - 1) in ("JJ", "NNP", "NN"):
            first -= 1
        return entry, last, tuple(line.low(q) for q in range(first, p))
    harm = ALL_WHO.get(line.low(p))
    if harm is not None and line.low(p - 1) in _OWN and (_put_at(line, p) or _rises(line, p)):
        return entry_of(harm), p, ()
    if line.low(p) in _FIGURES and line.low(p - 1) in _OWN and _put_at(line, p):
        told = [t for t in line.triggers if t.last < p]  # "51 died; residents put the number at 200"
        return (entry_of(told[-1].entries[0].harm), p, ()) if told else None
    if line.low(p) == "number" and line.low(p + 1) in last_words:
        return last_words[line.low(p + 1)], p + 1, ()
    if line.low(p) == "number" and line.low(p + 1) == "of":
        for q in range(p + 2, min(p + 9, len(line.tokens))):
            if line.low(q) in last_words:
                last = q + 1 if is_person([line.low(q + 1)]) else q  # "of displaced people", "of wounded soldiers"
                named = [r for r in range(p + 2, last + 1) if r != q]
                return last_words[line.low(q)], last, tuple(line.low(r) for r in named)
            if line.low(q) in ("to", "at", ",", "."):
                break
    return None


def _rises(line: Line, last: int) -> bool:
    """Whether a bare "deaths", "wounded" is told as a sum that grows: "deaths rose to 43"."""
    return (
        any(line.low(q) in _RISE for q in range(last + 1, min(last + 9, len(line.tokens))))
        and line.covering(last) is None
    )


def _put_at(line: Line, p: int) -> bool:
    """Whether a verb of putting a figure stands before and "at" with a number after: "put the dead at 39"."""
    if not any(line.low(q) in _PUT for q in range(p)):
        return False
    for q in range(p + 1, min(p + 14, len(line.tokens))):
        if line.low(q) == "at" and line.counted_at(q + 1):
            return True
        if line.low(q) in (",", ";", "and") or line.low(q) in ALL_WHO:
            return False
    return False


def _number(line: Line, first: int, last: int) -> Phrase | None:
    q = first - 1
    while line.low(q) in ("the", "total", "overall", "civilian", "official", "confirmed", "death"):
        q -= 1
    left = line.covering(q)
    if left is not None and left.form == "alone" and line.low(left.first - 1) == "to" and _valued(left):
        return left
    best: Phrase | None = None
    q = last + 1
    while q < min(last + _SPAN, len(line.tokens)):
        if line.low(q) in _STOP:
            break
        phrase = line.covering(q)
        if phrase is None:
            q += 1
            continue
        harmed = any(phrase.first <= t.first <= phrase.last for t in line.triggers)  # "150 injured people"
        if _valued(phrase) and not harmed and (phrase.form == "alone" or phrase.persons) and _led(line, phrase):
            if line.low(phrase.first - 1) != "from":
                return phrase
            best = best or None
        q = phrase.last + 1
    return best


def _led(line: Line, phrase: Phrase) -> bool:
    p = phrase.first - 1
    while line.low(p) in ("the", "a", "an", "some", "least", "more", "than", "(", "total", "well"):
        p -= 1
    inner = line.low(phrase.first)
    return line.low(p) in _LEADS or inner in _LEADS


def _valued(phrase: Phrase) -> bool:
    count = phrase.count.count if phrase.count else None
    return (
        count is not None
        and any(v is not None for v in (count.best, count.low, count.high))
        and phrase.count is not None
        and phrase.count.by != "count.article"
    )
