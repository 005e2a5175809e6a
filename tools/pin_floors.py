"""Pin the floors of the benchmarks a little under what they reach now.

usage: python tools/pin_floors.py [--lower] [TASK ...]

A floor goes up when a figure has risen, and down only with --lower.  What is pinned for each task stands in
tests/evaluate/floors.yaml: the figures named there are kept, their values and the digests are written anew.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

import yaml

from truceline.evaluate.floors import Gate, bases, digest, load

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "tests" / "evaluate" / "floors.yaml"
HEAD = """\
# Floors under the figures of the benchmarks, ceilings over their errors: 0.01 from what was reached when they were set
# (python tools/pin_floors.py).  sample: documents of each file, evenly spread; all of them where it does not stand.
# data: a folder of this repository, or of the folder that TRUCELINE_BENCH names.  digest: of the data, so that a floor
# is not compared with figures on something else.  A figure that is a count of things that must not happen is exact.
"""
MARGIN = 0.01
EXACT = ("never", "unverifiable")


def pinned(gate: Gate, folder: Path, *, lower: bool) -> Gate:
    """The gate with floors and ceilings ``MARGIN`` from what is reached now."""
    figures = gate.run(folder).figures()
    same = gate.digest == digest(folder)
    least = {n: _floor(figures[n] - MARGIN, old if same and not lower else None) for n, old in gate.at_least.items()}
    most = {
        n: figures[n] if n.endswith(EXACT) else -_floor(-figures[n] - MARGIN, -old if same and not lower else None)
        for n, old in gate.at_most.items()
    }
    return Gate(gate.task, gate.data, digest(folder), gate.sample, least, most)


def _floor(value: float, old: float | None) -> float:
    return round(value if old is None else max(value, old), 3)


def main() -> int:
    """Run the tasks and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="let floors go down as well")
    parser.add_argument("tasks", nargs="*", metavar="TASK")
    given = parser.parse_args()
    gates = []
    for gate in load(FLOORS):
        folder = gate.folder(*bases(ROOT))
        if folder is None or (given.tasks and gate.task not in given.tasks):
            print(f"{gate.task}: kept as it is", file=sys.stderr)
            gates.append(gate)
            continue
        print(f"{gate.task}: running on {gate.data} ...", file=sys.stderr)
        gates.append(pinned(gate, folder, lower=given.lower))
    entries = [{k: v for k, v in asdict(g).items() if v not in (None, {})} for g in gates]
    FLOORS.write_text(HEAD + yaml.safe_dump(entries, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
