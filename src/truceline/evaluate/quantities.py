"""Scores reading numbers against NewsQuant (Almasian et al., EMNLP 2023): values, and how they are bounded.

The gold marks quantities of every kind - money, percentages, distances - and not only counts of people and things, so
the numerals are scored before :func:`truceline.extract.counts.find_counts` leaves those out; only dates, years, times
of day, ordinals, scores and numbers in names are taken away.  Units and concepts are not scored: a count has a noun,
not a unit.  The gold has no offsets: values are matched as a multiset, sentence by sentence, as upstream does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..extract.counts_kinds import kind_of
from ..extract.counts_values import Numeral, find_numerals, modifier_after, modifier_before
from .data import rows
from .result import Evaluation, Mistake, f1, metrics_of, sampled, share

STANDARD = "NewsQuant: F1 of values, and of values with what bounds them (Almasian et al., EMNLP 2023)"

_NO_QUANTITY = frozenset(
    {"date", "year", "clock", "ordinal", "score", "designation", "enumerator", "pronoun", "compound"}
)
_SIGNS = str.maketrans(dict.fromkeys("$€£¥₹#", " "))
_CHANGES = {
    "about": "~",
    "nearly": "~",
    "at-least": ">",
    "more-than": ">",
    "plus": ">",
    "up-to": "<",
    "fewer-than": "<",
}


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score ``newsquant.jsonl.gz`` in the folder ``data``: ``value`` and ``value_change``.  Raises DataError.

    In ``value_change`` the gold's "up" and "down", which tell of a trend and bound nothing, count as "=".
    """
    chosen = sampled(rows(data, "newsquant", ("text", "quantities")), sample)
    pairs = [(Counter(_gold(row)), Counter(quantities_of(row["text"]))) for row in chosen]
    values = [(_values(gold), _values(found)) for gold, found in pairs]
    mistakes = [m for row, (gold, found) in zip(chosen, pairs, strict=True) for m in _mistakes(row, gold, found)]
    counts = {"sentences": len(chosen), "quantities": sum(gold.total() for gold, _ in pairs)}
    metrics = metrics_of("newsquant", {**_figures("value", values), **_figures("value_change", pairs), **counts})
    return Evaluation("quantities", STANDARD, metrics, tuple(mistakes))


def _values(quantities: Counter[tuple[str, str]]) -> Counter[str]:
    return Counter(value for value, _ in quantities.elements())


def _mistakes(row: dict[str, Any], gold: Counter[tuple[str, str]], found: Counter[tuple[str, str]]) -> list[Mistake]:
    name, text = str(row.get("id", "")), row["text"]
    missed = [Mistake("missed", name, " ".join(q), None, text) for q in (gold - found).elements()]
    return missed + [Mistake("spurious", name, None, " ".join(q), text) for q in (found - gold).elements()]


def quantities_of(text: str) -> list[tuple[str, str]]:
    """The quantities of a sentence: value ("6", "252-287") and change ("=", "~", ">", "<")."""
    plain = text.translate(_SIGNS)
    numerals = [n for n in find_numerals(plain) if n.exact is not None and n.rule != "none" and _is_quantity(plain, n)]
    found: list[tuple[str, str]] = []
    i = 0
    while i < len(numerals):
        n = numerals[i]
        after = numerals[i + 1] if i + 1 < len(numerals) else None
        between = plain[n.end : after.start] if after is not None else ""
        if after is not None and re.fullmatch(r"\s*(?:-|–|to|and)\s*", between) and _ranged(plain, n, between):
            found.append((f"{_number(n)}-{_number(after)}", "="))
            i += 2
            continue
        found.append((_number(n), _change(plain, n)))
        i += 1
    return found


def _is_quantity(text: str, n: Numeral) -> bool:
    return kind_of(text, n, counted_follows=False) not in _NO_QUANTITY


def _ranged(text: str, n: Numeral, between: str) -> bool:
    return "and" not in between or re.search(r"\bbetween\s+$", text[: n.start], re.I) is not None


def _change(text: str, n: Numeral) -> str:
    left, right = modifier_before(text, n.start), modifier_after(text, n.end)
    modifier = left[0] if left else right[0] if right else None
    return _CHANGES.get(modifier.id, "=") if modifier is not None else "="


def _number(n: Numeral) -> str:
    return f"{n.exact:.10g}"


def _gold(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(_same_form(q["value"]), q["change"] if q["change"] in "~><" else "=") for q in row["quantities"]]


def _same_form(value: str) -> str:
    return "-".join(f"{float(part):.10g}" for part in re.findall(r"\d+(?:\.\d+)?(?:e[+]?\d+)?", value.replace(",", "")))


def _figures(name: str, pairs: Sequence[tuple[Counter[Any], Counter[Any]]]) -> dict[str, float]:
    right = sum((gold & found).total() for gold, found in pairs)
    wanted, given = sum(gold.total() for gold, _ in pairs), sum(found.total() for _, found in pairs)
    return {
        f"{name}.f1": f1(right, wanted, given),
        f"{name}.precision": share(right, given),
        f"{name}.recall": share(right, wanted),
    }
