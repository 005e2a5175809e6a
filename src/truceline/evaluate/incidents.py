"""Scores tolls and events against incident data: MUC-4, SATP and IndiaPoliceEvents.

MUC-4 (the two test sets that it gives out; upper case, 1980s): the human targets of accomplished incidents that died or
were hurt, as pairs of effect and number.  ``toll_f1``: pairs found with the number as the key has it ("5", "~40" about,
"5-" at least, "6-8", "PLURAL" more than one).  ``effect_f1``: texts in which somebody died (was hurt), whatever the
number.  The texts are put into sentence case first, since reports of today do not come in capitals.
SATP (test split): texts by what happened, from the modes of events; macro and micro F1.
IndiaPoliceEvents: sentences in which police killed (a toll of dead, or an assault, by police) or arrested somebody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..records import Claim, Control, Event, Toll
from ..sources import document_from_text
from .data import Row, as_it_is, claims_of, rows
from .result import Evaluation, Metric, Mistake, f1, metrics_of, sampled, share

STANDARD = "incidents: MUC-4 casualties (number and effect) F1; SATP macro F1; IndiaPoliceEvents sentence F1"

_MUC4 = ("muc4_tst1", "muc4_tst2")
_EFFECTS = {"DEATH": "killed", "INJURY": "wounded"}
_DATELINE = re.compile(r"^.*?\[TEXT\]", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|[.!?]\"?\s+|\n\n\s*)\"?[a-z]|\bi\b")
_NUMBER = re.compile(r"(~?)(-?)(\d+)(?:([-/])(\d*))?")

_SATP = ("armed assault", "bombing", "abduction", "other")
_SATP_MODES = {
    "armed assault": {"clash", "shooting", "attack", "offensive", "atrocity"},
    "bombing": {"bombing", "shelling", "airstrike"},
    "abduction": {"detention"},
}

Target = tuple[str, tuple[str, ...]]


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score the MUC-4 test files, ``satp`` and ``india_police_events`` in the folder ``data``.  Raises DataError."""
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    texts = [(name, row) for name in _MUC4 for row in rows(data, name, ("id", "text", "templates"))]
    for made, wrong in (
        _muc4(sampled(texts, sample)),
        _satp(sampled((r for r in rows(data, "satp", ("text", "labels")) if r["split"] == "test"), sample)),
        _police(sampled(rows(data, "india_police_events", ("text", "sentences")), sample)),
    ):
        metrics += made
        mistakes += wrong
    return Evaluation("incidents", STANDARD, tuple(metrics), tuple(mistakes))


def _muc4(texts: Sequence[tuple[str, Row]]) -> tuple[Iterable[Metric], Iterable[Mistake]]:
    documents = [document_from_text(sentence_case(r["text"]), published=r.get("published")) for _, r in texts]
    pairs = Counter[str]()
    effects = Counter[str]()
    mistakes: list[Mistake] = []
    for (_, row), claims in zip(texts, claims_of(documents), strict=True):
        gold, found = human_targets(row), _tolls(claims)
        free = list(found)
        for effect, numbers in gold:
            match = next((t for t in free if t.harm == effect and any(number_fits(n, t) for n in numbers)), None)
            if match is None:
                wanted = " or ".join(numbers)
                mistakes.append(Mistake(f"MUC-4 missed {effect}", row["id"], wanted, None, _brief(row["text"])))
            else:
                free.remove(match)
                pairs["right"] += 1
        mistakes += [Mistake(f"MUC-4 other {t.harm}", row["id"], None, t.count.text, _brief(row["text"])) for t in free]
        pairs.update(gold=len(gold), found=len(found))
        died_or_hurt, told = {e for e, _ in gold}, {t.harm for t in found}
        effects.update(right=len(died_or_hurt & told), gold=len(died_or_hurt), found=len(told))
    return metrics_of("muc4", {
        "toll_f1": f1(pairs["right"], pairs["gold"], pairs["found"]),
        "toll_precision": share(pairs["right"], pairs["found"]),
        "toll_recall": share(pairs["right"], pairs["gold"]),
        "effect_f1": f1(effects["right"], effects["gold"], effects["found"]),
        "texts": len(texts),
        "targets": pairs["gold"],
    }), mistakes  # fmt: skip


def sentence_case(text: str) -> str:
    """A text in capitals with small letters but at the beginning of sentences, without its dateline.

    >>> sentence_case("LIMA, 1 MAY 90 [TEXT] TWO MEN DIED.  I SAW IT.")
    'Two men died.  I saw it.'
    """
    small = _DATELINE.sub("", text, count=1).lower()
    return _SENTENCE.sub(lambda m: m.group().upper(), small.strip())


def human_targets(row: Row) -> list[Target]:
    """Effect and number (alternatives) of the people that a text's accomplished incidents killed or hurt, each once."""
    found = {}
    for template in row["templates"]:
        if "ACCOMPLISHED" in (template.get("stage") or ()):
            for target in template["human_targets"]:
                numbers = _alternatives(target.get("number"))
                for effect in _alternatives(target.get("effect")):
                    if effect in _EFFECTS and numbers:
                        names = f"{target.get('names')} {target.get('descriptions')}"
                        found[_EFFECTS[effect], numbers, names] = (_EFFECTS[effect], numbers)
    return [found[key] for key in sorted(found)]


def _alternatives(fillers: Any) -> tuple[str, ...]:
    """The values that a slot allows: of several in one filler any is right."""
    flat = [v for filler in fillers or () for v in (filler if isinstance(filler, list) else [filler])]
    return tuple(v for v in flat if isinstance(v, str))


def _tolls(claims: Iterable[Claim]) -> list[Toll]:
    """The tolls of people killed or wounded, each number of each harm once."""
    tolls = (c.body for c in claims if isinstance(c.body, Toll) and c.modality == "actual")
    some = (t for t in tolls if t.object == "persons" and t.harm in _EFFECTS.values() and t.count.best != 0)
    return list({(t.harm, t.count.best, t.count.low, t.count.high): t for t in some}.values())


def number_fits(gold: str, toll: Toll) -> bool:
    """Whether a count is the number of the key."""
    count = toll.count
    if gold == "PLURAL":
        return (count.best or count.low or count.high or 0) > 1
    match = _NUMBER.fullmatch(gold)
    if match is None:
        return False
    about, at_most, first, dash, last = match.groups()
    number = int(first)
    if at_most:
        return count.high == number
    if last:
        return (count.low, count.high) == (number, int(last))
    if dash:
        return number in (count.low, count.best) or count.low == number + 1
    return number in (count.best, count.low, count.high) if about else number == count.best


def _satp(texts: Sequence[Row]) -> tuple[Iterable[Metric], Iterable[Mistake]]:
    counts = {label: Counter[str]() for label in _SATP[:3]}
    mistakes = []
    for row, claims in zip(texts, claims_of(as_it_is(r["text"]) for r in texts), strict=True):
        modes = {c.body.mode for c in claims if isinstance(c.body, Event)}
        modes |= {"detention" for c in claims if isinstance(c.body, Toll) and c.body.harm == "captured"}
        for label, wanted in zip(_SATP[:3], row["labels"], strict=False):
            given = bool(modes & _SATP_MODES[label])
            counts[label].update(right=bool(wanted) and given, gold=bool(wanted), found=given)
            if given != bool(wanted):
                kind = f"SATP {label} {'missed' if wanted else 'spurious'}"
                mistakes.append(Mistake(kind, row["id"], None, ", ".join(filter(None, modes)), row["text"][:300]))
    each = {label: f1(c["right"], c["gold"], c["found"]) for label, c in counts.items()}
    total = sum(counts.values(), Counter())
    return metrics_of("satp", {
        "macro_f1": sum(each.values()) / len(each),
        "micro_f1": f1(total["right"], total["gold"], total["found"]),
        **{f"{label.replace(' ', '_')}_f1": value for label, value in each.items()},
        "texts": len(texts),
    }), mistakes  # fmt: skip


def _police(articles: Sequence[Row]) -> tuple[Iterable[Metric], Iterable[Mistake]]:
    counts = {label: Counter[str]() for label in ("KILL", "ARREST")}
    mistakes = []
    documents = [as_it_is(a["text"], a.get("published")) for a in articles]
    for article, claims in zip(articles, claims_of(documents), strict=True):
        for sentence in article["sentences"]:
            inside = [c for c in claims if sentence["start"] <= c.span.start < sentence["end"]]
            for label, given in (("KILL", any(map(_police_killed, inside))), ("ARREST", any(map(_arrested, inside)))):
                wanted = label in sentence["labels"]
                counts[label].update(right=wanted and given, gold=wanted, found=given)
                if wanted != given:
                    kind = f"police {label} {'missed' if wanted else 'spurious'}"
                    mistakes.append(Mistake(kind, article["id"], None, None, sentence["text"][:300]))
    figures: dict[str, float] = {}
    for label, c in counts.items():
        name = label.lower()
        figures[f"{name}_f1"] = f1(c["right"], c["gold"], c["found"])
        figures[f"{name}_precision"] = share(c["right"], c["found"])
        figures[f"{name}_recall"] = share(c["right"], c["gold"])
        figures[f"{name}_sentences"] = c["gold"]
    return metrics_of("india_police", {**figures, "articles": len(articles)}), mistakes


def _police_killed(claim: Claim) -> bool:
    """Whether a claim tells of dead for whom police answer."""
    if not isinstance(claim.body, Toll) or claim.body.harm != "killed":
        return False
    return _police_in(a.text for a in claim.body.blamed) or "police firing" in claim.sentence.text.lower()


def _arrested(claim: Claim) -> bool:
    """Whether a claim tells of people arrested."""
    body = claim.body
    if isinstance(body, Toll):
        return body.harm == "captured"
    return not isinstance(body, Control) and body.mode == "detention"


def _police_in(texts: Iterable[str]) -> bool:
    return any("police" in text.lower() for text in texts)


def _brief(text: str) -> str:
    return " ".join(_DATELINE.sub("", text, count=1).split())[:300]
