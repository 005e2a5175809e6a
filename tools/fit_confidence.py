"""Fit the confidence of claims on gold passages, and say how far it can be trusted.

usage: python tools/fit_confidence.py [--check] [--gold FOLDER]

Runs the program on all parts of the gold, fits the weights of knowledge/confidence.yaml and writes that file; --check
only prints.  No chance is involved: the same program and gold give the same file.

What is printed is measured by cross-validation, on the parts that no rule was written with: each conflict is left out
of all parts in turn, and judged with weights fitted on the others.  (The confidence that the program then gives the
same passages is fitted on them, and says nothing.)  Rules were written with ``dev``, so its claims are right too often:
they count for less, and the shift between it and the other parts is fitted as a term that the program does not use.

A new trait (extract/confidence.py) needs an entry in the table first: weight 0, and what it means.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from truceline.evaluate.calibration import brier, by_mass, by_width, calibration_error
from truceline.evaluate.claims import judge, tell
from truceline.evaluate.claims_data import Passage, passages
from truceline.evaluate.data import claims_of
from truceline.exports.contract import to_contract
from truceline.extract.confidence import PARTS, content_traits, source_traits
from truceline.records import Claim

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "truceline" / "knowledge" / "confidence.yaml"
HEAD = """\
# What a trait of a claim adds to the log-odds that a careful reader would leave its sources, or its content, as it is
# (src/truceline/extract/confidence.py).  The weights are written by tools/fit_confidence.py; only `means` is by hand.
"""
PENALTY = 3.0
"""Of the square of a weight: with so few passages a weight has to be earned."""
WEIGHT_OF_DEV = 0.3
PARTS_OF_GOLD = ("dev", "calibration", "test")
BASE = "base"

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A claim of a gold passage: its traits by part, and what a careful reader thinks of it.

    ``right`` says by part whether it is right; a part is not there where the gold does not ask for it.  ``faultless``
    is null where not all facts of its kind are listed.
    """

    conflict: str
    part: str
    kind: str
    traits: dict[str, dict[str, float]]
    right: dict[str, bool]
    faultless: bool | None

    @property
    def dev(self) -> bool:
        """Whether rules were written with its passage."""
        return self.part == "dev"


def examples(chosen: Sequence[Passage]) -> list[Example]:
    """What the program claims of the passages, judged."""
    found: list[Example] = []
    for passage, claims in zip(chosen, claims_of(p.document for p in chosen), strict=True):
        found += _of_passage(passage, claims)
    return found


def _of_passage(passage: Passage, claims: Sequence[Claim]) -> Iterable[Example]:
    told_as = [to_contract(claim) for claim in claims]
    told = tell(passage, told_as)
    judged = {id(j.claim): j for j in judge(passage, told_as, told)}
    for claim, json in zip(claims, told_as, strict=True):
        best = min((t for t in told if t.best is json), key=lambda t: len(t.wrong), default=None)
        verdict = judged.get(id(json))
        right: dict[str, bool] = {}
        if best is not None and "sources" in best.fact.get("expect", {}):
            right["sources"] = "sources" not in best.wrong
        if verdict is not None:
            right["content"] = best is not None and not set(best.wrong) - {"sources"}
        if right:
            yield Example(
                passage.id.rsplit("-", 1)[0], passage.group, claim.kind,
                {"sources": source_traits(claim), "content": content_traits(claim)},
                right, None if verdict is None else verdict.faultless,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one part, by trait; ``base`` is the log-odds of a claim without any."""

    weights: dict[str, float]

    def __call__(self, traits: dict[str, float]) -> float:
        odds = self.weights[BASE] + sum(self.weights.get(name, 0.0) * value for name, value in traits.items())
        return float(1 / (1 + np.exp(-odds)))


def fitted(part: str, chosen: Iterable[Example]) -> Model:
    """The weights of a part: logistic regression with a square penalty, by Newton's method."""
    rows = [e for e in chosen if part in e.right]
    names = sorted({name for e in rows for name in e.traits[part]})
    matrix = np.array([[1.0, float(e.dev), *(e.traits[part].get(n, 0.0) for n in names)] for e in rows])
    truth = np.array([float(e.right[part]) for e in rows])
    counts = np.array([WEIGHT_OF_DEV if e.dev else 1.0 for e in rows])
    penalty = np.array([1e-6, 0.1, *([PENALTY] * len(names))])
    found = _newton(matrix, truth, counts, penalty)
    weights = [float(found[0]), *(float(weight) for weight in found[2:])]
    return Model({name: round(weight, 3) for name, weight in zip([BASE, *names], weights, strict=True)})


def _newton(matrix: Vector, truth: Vector, counts: Vector, penalty: Vector) -> Vector:
    found = np.zeros(matrix.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (counts * (chance - truth)) + penalty * found
        bend = (matrix * (counts * chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return found


def models(chosen: Sequence[Example]) -> dict[str, Model]:
    """One model a part."""
    return {part: fitted(part, chosen) for part in PARTS}


def left_out(chosen: Sequence[Example]) -> list[tuple[Example, float]]:
    """The judged claims of all parts but ``dev``, each with its confidence from a fit without its conflict."""
    pairs = []
    for conflict in sorted({e.conflict for e in chosen if not e.dev}):
        fit = models([e for e in chosen if e.conflict != conflict])
        mine = [e for e in chosen if e.conflict == conflict and not e.dev and e.faultless is not None]
        pairs += [(e, float(np.prod([fit[part](e.traits[part]) for part in PARTS]))) for e in mine]
    return pairs


def report(pairs: Sequence[tuple[Example, float]]) -> str:
    """Calibration, by kind and bin, of what was left out."""
    lines = []
    for kind in ("all", "toll", "event", "control"):
        some = [(chance, bool(e.faultless)) for e, chance in pairs if kind in ("all", e.kind)]
        if not some:
            continue
        true = sum(came for _, came in some) / max(len(some), 1)
        ranks = [(a > b) + (a == b) / 2 for a, yes in some if yes for b, no in some if not no]
        above = f"{sum(ranks) / len(ranks):.3f}" if ranks else "none, all being alike"
        lines.append(
            f"{kind:8} {len(some):4} claims, {true:.3f} faultless, mean {sum(c for c, _ in some) / len(some):.3f}, "
            f"ECE {calibration_error(by_mass(some)):.3f} by mass, {calibration_error(by_width(some)):.3f} by width, "
            f"Brier {brier(some):.3f} (a constant: {true * (1 - true):.3f}), AUC {above}"
        )
    lines.append("\n  claims  confidence  faultless")
    bins = by_mass([(chance, bool(e.faultless)) for e, chance in pairs])
    return "\n".join([*lines, *(f"  {b.size:6}  {b.mean:10.3f}  {b.true:9.3f}" for b in bins)])


def table(fit: dict[str, Model]) -> str:
    """The weights as the YAML file, with what each trait means as it stands there now."""
    meanings = {(e["part"], e["trait"]): e["means"] for e in yaml.safe_load(TABLE.read_text(encoding="utf-8"))}
    entries = [
        {"part": part, "trait": trait, "weight": weight, "means": meanings[part, trait]}
        for part in PARTS for trait, weight in fit[part].weights.items()
    ]  # fmt: skip
    return HEAD + "\n" + "\n".join(yaml.safe_dump([e], sort_keys=False, width=110, allow_unicode=True) for e in entries)


def main() -> int:
    """Fit, report, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold", metavar="FOLDER")
    given = parser.parse_args()
    chosen = examples([p for part in PARTS_OF_GOLD for p in passages(given.gold / part)])
    pairs = left_out(chosen)
    for part in PARTS_OF_GOLD[1:]:
        print(f"On the part `{part}`, each conflict judged by a fit without it:\n")
        print(report([(e, chance) for e, chance in pairs if e.part == part]), end="\n\n")
    fit = models(chosen)
    if given.check:
        return 0
    TABLE.write_text(table(fit), encoding="utf-8")
    print(f"\nWritten: {TABLE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
