"""Scores claims against the facts that a careful reader finds.

``found``      share of facts that some claim tells (kind, quote in its sentence, conditions of ``where``)
``fields``     share of the expected fields that the best of those claims has right
``precision``  where all facts of a kind are listed: share of claims that tell one
``never``      claims that must not be made;  ``unverifiable``: claims whose span is not in their sentence
``faultless``  share of the same claims that are the best to tell a fact and have none of its fields wrong: what
               ``confidence`` is the probability of
``ece_…``      expected calibration error of ``confidence`` over the same claims (ten bins of equal width; ``by_mass``:
               of equal numbers): against telling a fact (``told``), and against being faultless
A fact marked ``may`` is one that some readers find and others leave out: left out, it does not count.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..exports.contract import to_contract
from .calibration import brier, by_mass, by_width, calibration_error
from .claims_data import KINDS, Fact, Passage, passages
from .data import claims_of
from .facts import all_fit, field_of, fits, plain
from .result import Evaluation, Metric, Mistake, metrics_of, sampled, share

STANDARD = "facts found, fields right, precision where facts are complete, never-claims; calibration (Guo et al. 2017)"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact, the claims that may tell it, and for each of them the expected fields that it has wrong."""

    passage: Passage
    fact: Fact
    candidates: tuple[Json, ...]
    faults: tuple[tuple[str, ...], ...]

    @property
    def best(self) -> Json | None:
        """The claim with the fewest wrong fields, the first of several; null where none tells the fact."""
        return min(zip(self.candidates, self.faults, strict=True), key=lambda c: len(c[1]), default=(None, ()))[0]

    @property
    def wrong(self) -> tuple[str, ...]:
        """The expected fields that the best claim has wrong; all of them where there is none."""
        return min(self.faults, key=len, default=tuple(self.fact.get("expect", {})))


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a kind whose facts are all listed: whether it tells one, and tells one without a wrong field."""

    passage: Passage
    claim: Json
    right: bool
    faultless: bool


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score all facts files and gold passages under the folder ``data``.  Raises DataError; see :func:`passages`."""
    chosen = sampled(passages(data), sample)
    claims = _read(chosen)
    told = [row for p, found in zip(chosen, claims, strict=True) for row in tell(p, found) if not _left_out(row)]
    judged = [row for p, found in zip(chosen, claims, strict=True) for row in judge(p, found, told)]
    broken = [
        (p, name, c) for p, found in zip(chosen, claims, strict=True) for name, where in p.never for c in found
        if all_fit(c, where)
    ]  # fmt: skip
    loose = [(p, c) for p, found in zip(chosen, claims, strict=True) for c in found if not _verifiable(c)]
    metrics: list[Metric] = []
    for group in dict.fromkeys(p.group for p in chosen):
        of_group = _figures(
            [t for t in told if t.passage.group == group], [j for j in judged if j.passage.group == group]
        )
        counted = {
            "never": sum(p.group == group for p, _, _ in broken),
            "unverifiable": sum(p.group == group for p, _ in loose),
            "passages": sum(p.group == group for p in chosen),
        }
        metrics += metrics_of(group, {**of_group, **counted})
        for kind in KINDS:
            some = [t for t in told if t.passage.group == group and t.fact["kind"] == kind]
            metrics += metrics_of(f"{group} {kind}", _figures(
                some, [j for j in judged if j.passage.group == group and j.claim["kind"] == kind]))  # fmt: skip
        metrics += _by_field(group, [t for t in told if t.passage.group == group])
    mistakes = [*_mistakes(told, judged)]
    mistakes += [_unwanted("never", p, name, c) for p, name, c in broken]
    mistakes += [_unwanted("unverifiable", p, None, c) for p, c in loose]
    return Evaluation("claims", STANDARD, tuple(metrics), tuple(mistakes))


def _read(chosen: Sequence[Passage]) -> list[list[Json]]:
    """The claims of each passage in the form of the public contract."""
    return [[to_contract(c) for c in claims] for claims in claims_of(p.document for p in chosen)]


def tell(passage: Passage, claims: Sequence[Json]) -> list[Told]:
    """For each fact of a passage the claims that may tell it, and what each of them has wrong."""
    return [_tell(passage, fact, claims) for fact in passage.facts]


def _tell(passage: Passage, fact: Fact, claims: Sequence[Json]) -> Told:
    candidates = tuple(
        c
        for c in claims
        if c["kind"] == fact["kind"]
        and plain(fact.get("quote", "")) in plain(c["sentence"]["text"])
        and all_fit(c, fact.get("where", {}))
    )
    expect = fact.get("expect", {})
    faults = tuple(tuple(p for p, want in expect.items() if not fits(field_of(c, p), want)) for c in candidates)
    return Told(passage, fact, candidates, faults)


def _left_out(row: Told) -> bool:
    """Whether a fact that a reader may leave out was left out."""
    return row.best is None and bool(row.fact.get("may"))


def judge(passage: Passage, claims: Sequence[Json], told: Iterable[Told]) -> list[Judged]:
    """The claims of a passage whose kinds are complete, with whether they are right."""
    own = [t for t in told if t.passage is passage]
    rows = []
    for claim in claims:
        if claim["kind"] in passage.complete:
            faults = [f for t in own for c, f in zip(t.candidates, t.faults, strict=True) if c is claim]
            rows.append(Judged(passage, claim, bool(faults), () in faults))
    return rows


def _figures(told: Sequence[Told], judged: Sequence[Judged]) -> dict[str, float]:
    expected = sum(len(t.fact.get("expect", {})) for t in told)
    return {
        "found": share(sum(t.best is not None for t in told), len(told)),
        "fields": share(expected - sum(len(t.wrong) for t in told), expected),
        "precision": share(sum(j.right for j in judged), len(judged)),
        "faultless": share(sum(j.faultless for j in judged), len(judged)),
        **_calibration(judged),
        "facts": len(told),
        "claims_judged": len(judged),
    }


def _calibration(judged: Sequence[Judged]) -> dict[str, float]:
    """How far confidence lies from the share of claims that tell a fact, and of those that are faultless."""
    told = [(float(j.claim["confidence"]), j.right) for j in judged]
    faultless = [(float(j.claim["confidence"]), j.faultless) for j in judged]
    return {
        "ece_told": calibration_error(by_width(told)),
        "ece_faultless": calibration_error(by_width(faultless)),
        "ece_faultless_by_mass": calibration_error(by_mass(faultless)),
        "brier_faultless": brier(faultless),
    }


def _by_field(group: str, told: Sequence[Told]) -> tuple[Metric, ...]:
    """Share right of each expected field, of the facts that are found."""
    asked = Counter(path for t in told if t.best is not None for path in t.fact.get("expect", {}))
    wrong = Counter(path for t in told if t.best is not None for path in t.wrong)
    return metrics_of(f"{group} field", {path: 1 - wrong[path] / n for path, n in sorted(asked.items())})


def _verifiable(claim: Json) -> bool:
    return plain(claim["span"]["text"]) in plain(claim["sentence"]["text"])


def _mistakes(told: Iterable[Told], judged: Iterable[Judged]) -> Iterable[Mistake]:
    for t in told:
        fact, name = t.fact, f"{t.passage.group} {t.fact['id']}"
        if t.best is None:
            gold = f"{fact.get('quote', '')} {_short(fact.get('where', {}))}"
            yield Mistake(f"missed {fact['kind']}", name, gold, None, "")
            continue
        for path in t.wrong:
            got = field_of(t.best, path)
            gold = f"{path} = {_short(fact['expect'][path])}"
            yield Mistake(f"field {path}", name, gold, _short(got), t.best["sentence"]["text"])
    for j in judged:
        if not j.right:
            kind, body = j.claim["kind"], j.claim[j.claim["kind"]]
            got, name = f"{j.claim['span']['text']!r} {_short(_gist(body))}", f"{j.passage.group} {j.passage.id}"
            yield Mistake(f"spurious {kind}", name, None, got, j.claim["sentence"]["text"])


def _unwanted(kind: str, passage: Passage, name: str | None, claim: Json) -> Mistake:
    where = f"{passage.group} {passage.id}"
    return Mistake(kind, where, name, claim["span"]["text"], claim["sentence"]["text"])


def _gist(body: Json) -> Json:
    """The fields of a body that tell what it is."""
    return {key: body[key] for key in ("type", "mode", "harm", "object", "group", "count", "action") if body.get(key)}


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:200]
