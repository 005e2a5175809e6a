"""Scores attributions - source, cue and content - against PolNeAR (Newell, Margolin and Ruths, LREC 2018).

Every annotator's reading counts for itself, and a document with several is their average; figures are micro averages
over documents.  ``token_f1``: tokens that some attribution marks as the part, tokens being words and single signs.
``exact_f1``: stretches of text marked as the part.  ``linked_f1``: whole attributions, right when the cues overlap and
source and content have at least half of their tokens in common with the gold's (intersection over union).

Two habits of PolNeAR are followed before scoring, since they are a matter of where to cut and not of what was said:
content begins with its "that", and does not include the full stop of a sentence unless a quotation ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..extract.attribution import find_attributions
from ..extract.attribution_record import Attribution
from ..language.parse import parse_many
from ..learned import Learned
from ..pipeline import context_of
from .data import as_it_is, folder, rows
from .result import DataError, Evaluation, Metric, Mistake, around, f1, metrics_of, sampled

STANDARD = "PolNeAR: token F1 of source, cue and content; exact-span F1; linked F1 at overlap .5"
PARTS = ("source", "cue", "content")
SPLITS = ("dev", "test", "train")
_FIELDS = ("id", "published", "annotators", "text", "attributions")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_THAT = re.compile(r"\bthat\s+$", re.IGNORECASE)
_OVERLAP = 0.5

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as marked: the stretches of each part, without white space at their ends."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]

    def part(self, name: str) -> tuple[Stretch, ...]:
        """The stretches of one part."""
        stretches: tuple[Stretch, ...] = getattr(self, name)
        return stretches


class Counts:
    """Right, gold and found, of one measure."""

    def __init__(self) -> None:
        self.right = self.gold = self.found = 0.0

    def add(self, right: float, gold: float, found: float, weight: float) -> None:
        """Add one annotator's counts, weighted."""
        self.right += weight * right
        self.gold += weight * gold
        self.found += weight * found

    @property
    def f1(self) -> float:
        """F1."""
        return f1(self.right, self.gold, self.found)


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score ``dev.jsonl.gz`` (and ``test``, or else ``train``) in the folder ``data``.  Raises DataError."""
    there = [s for s in SPLITS if any((folder(data) / f"{s}{end}").is_file() for end in (".jsonl.gz", ".jsonl"))]
    if not there:
        raise DataError(f"{data}: it has no dev.jsonl.gz. Give the folder with the converted PolNeAR.")
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    for split in [s for s in there if s != "train"] or there:
        some = sampled(rows(data, split, _FIELDS), sample)
        made, wrong = _score(split, some)
        metrics += made
        mistakes += wrong
    return Evaluation("attribution", STANDARD, tuple(metrics), tuple(mistakes))


def _score(split: str, articles: Sequence[dict[str, Any]]) -> tuple[tuple[Metric, ...], list[Mistake]]:
    tokens = {part: Counts() for part in PARTS}
    exact = {part: Counts() for part in PARTS}
    linked = Counts()
    mistakes: list[Mistake] = []
    for article, found in zip(articles, attributions_of(articles), strict=True):
        annotators = article["annotators"]
        for annotator in annotators:
            gold = [_gold(article["text"], a) for a in article["attributions"] if a["annotator"] == annotator]
            weight = 1 / len(annotators)
            for part in PARTS:
                _count_part(article["text"], part, gold, found, weight, tokens[part], exact[part])
            pairs = align(article["text"], gold, found)
            linked.add(len(pairs), len(gold), len(found), weight)
        mistakes += _mistakes(article, gold, found, pairs)
    values = {f"{part}.token_f1": tokens[part].f1 for part in PARTS}
    values |= {f"{part}.exact_f1": exact[part].f1 for part in PARTS}
    values |= {
        "linked_f1": linked.f1,
        "linked_precision": linked.right / linked.found if linked.found else 0.0,
        "linked_recall": linked.right / linked.gold if linked.gold else 0.0,
        "documents": len(articles),
    }
    return metrics_of(split, values), mistakes


def attributions_of(articles: Sequence[dict[str, Any]]) -> Iterable[list[Marked]]:
    """What the program finds in each article."""
    documents = (as_it_is(a["text"], a["published"]) for a in articles)
    for article, parsed in zip(articles, parse_many(documents), strict=True):
        yield marked(article["text"], find_attributions(context_of(parsed)), parsed.learned)


def marked(text: str, found: Sequence[Attribution], learned: Learned) -> list[Marked]:
    """Attributions as PolNeAR would mark them: one for each cue and source, with all of its content; and what the
    encoder marks as said by nobody who is named ("reportedly"), which makes no chain and so is no record.
    """
    seen = dict.fromkeys(a.marked for a in found if a.marked is not None)
    seen.update(dict.fromkeys(told for told in learned.told if not told.source))
    grouped: dict[tuple[Stretch, Stretch], list[Stretch]] = {}
    for a in found:
        if a.marked is None:
            content = [_as_polnear(text, s) for s in a.content]
            grouped.setdefault((a.source_span, a.cue_span), []).extend(content)
    return [
        *(Marked(*(stretches(text, part) for part in (t.source, t.cue, t.content))) for t in seen),
        *(Marked((_trim(text, s),), (_trim(text, c),), _merged(content)) for (s, c), content in grouped.items()),
    ]


def _gold(text: str, attribution: dict[str, Any]) -> Marked:
    return Marked(*(stretches(text, attribution[part]) for part in PARTS))


def stretches(text: str, part: Iterable[Sequence[int]]) -> tuple[Stretch, ...]:
    """Stretches without white space at their ends."""
    return tuple(_trim(text, (start, end)) for start, end in part)


def _as_polnear(text: str, stretch: Stretch) -> Stretch:
    start, end = _trim(text, stretch)
    that = _THAT.search(text[max(0, start - 8) : start])
    start = start - len(that.group()) if that else start
    end = end - 1 if text[start:end].endswith(".") else end
    return _trim(text, (start, end), " \n\t,;")


def _trim(text: str, stretch: Stretch, signs: str = " \n\t") -> Stretch:
    start, end = stretch
    while start < end and text[start] in signs:
        start += 1
    while end > start and text[end - 1] in signs:
        end -= 1
    return start, end


def _merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in order, those that touch or overlap as one."""
    made: list[Stretch] = []
    for start, end in sorted(s for s in stretches if s[1] > s[0]):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def token_starts(text: str, stretches: Iterable[Stretch]) -> set[int]:
    """Where the tokens begin that lie in the stretches."""
    return {start + m.start() for start, end in stretches for m in _TOKEN.finditer(text[start:end])}


def _count_part(
    text: str, part: str, gold: Sequence[Marked], found: Sequence[Marked], weight: float, tokens: Counts, exact: Counts
) -> None:
    wanted = {s for a in gold for s in a.part(part)}
    given = {s for a in found for s in a.part(part)}
    exact.add(len(wanted & given), len(wanted), len(given), weight)
    wanted_tokens, given_tokens = token_starts(text, wanted), token_starts(text, given)
    tokens.add(len(wanted_tokens & given_tokens), len(wanted_tokens), len(given_tokens), weight)


def align(text: str, gold: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pairs of gold and found attributions that are the same: each at most once, the most alike first."""
    options = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if _overlap(g.cue, f.cue):
                source, content = (_alike(text, g.part(p), f.part(p)) for p in ("source", "content"))
                if min(source, content) >= _OVERLAP:
                    options.append((source + content, -i, -j))
    used: set[tuple[str, int]] = set()
    pairs = []
    for _, i, j in sorted(options, reverse=True):
        if ("gold", i) not in used and ("found", j) not in used:
            used |= {("gold", i), ("found", j)}
            pairs.append((-i, -j))
    return pairs


def _overlap(a: Iterable[Stretch], b: Sequence[Stretch]) -> bool:
    return any(s < e2 and s2 < e for s, e in a for s2, e2 in b)


def _alike(text: str, a: tuple[Stretch, ...], b: tuple[Stretch, ...]) -> float:
    """Intersection over union in tokens; 1 where both are empty."""
    first, second = token_starts(text, a), token_starts(text, b)
    return len(first & second) / len(first | second) if first | second else 1.0


def _mistakes(
    article: dict[str, Any], gold: Sequence[Marked], found: Sequence[Marked], pairs: Iterable[tuple[int, int]]
) -> Iterable[Mistake]:
    """What is missed, spurious, or found with another source or content; of the last annotator."""
    text, name = article["text"], article["id"]
    right_gold, right_found = {i for i, _ in pairs}, {j for _, j in pairs}
    touched: set[int] = set()
    for i, g in enumerate(gold):
        if i in right_gold:
            continue
        near = next((j for j, f in enumerate(found) if j not in right_found and _overlap(g.cue, f.cue)), None)
        if near is None:
            kind = "missed, no source" if not g.source else "missed"
            yield Mistake(kind, name, _told(text, g), None, _around(text, g))
            continue
        touched.add(near)
        f = found[near]
        wrong = [p for p in ("source", "content") if _alike(text, g.part(p), f.part(p)) < _OVERLAP]
        yield Mistake(" and ".join(wrong) or "twice", name, _told(text, g), _told(text, f), _around(text, g))
    for j, f in enumerate(found):
        if j not in right_found | touched:
            yield Mistake("spurious", name, None, _told(text, f), _around(text, f))


def _told(text: str, a: Marked) -> str:
    parts = (" ... ".join(text[s:e] for s, e in a.part(p)) for p in PARTS)
    return " ".join(" | ".join(part if len(part) < 120 else f"{part[:60]} ... {part[-50:]}" for part in parts).split())


def _around(text: str, a: Marked) -> str:
    at = a.cue or a.content
    return around(text, at[0][0], at[0][1], 120) if at else ""
