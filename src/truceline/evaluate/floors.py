"""Floors under what the benchmarks have reached, and the digests of the data that they were reached on.

A floors file is YAML: a list of gates, each with ``task``, ``data`` (a folder), ``sample`` (documents of each file, or
none), ``digest`` (of the data), ``at_least`` and ``at_most`` (figures by ``part.measure``).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .registry import scorer
from .result import Evaluation

_SUFFIXES = (".gz", ".jsonl", ".json", ".yaml", ".html")


@dataclass(frozen=True, slots=True)
class Gate:
    """One task on one data set, and the figures that it must keep."""

    task: str
    data: str
    digest: str = ""
    sample: int | None = None
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)

    def folder(self, *bases: Path) -> Path | None:
        """Where the data is: in the first of ``bases`` that has it; null where none has."""
        return next((base / self.data for base in bases if (base / self.data).is_dir()), None)

    def run(self, folder: Path) -> Evaluation:
        """Score the data in ``folder``.  Raises DataError when it is not there."""
        return scorer(self.task)(folder, sample=self.sample)


def bases(repository: Path) -> tuple[Path, Path]:
    """Where the data of gates may be: in the repository, and in the folder that TRUCELINE_BENCH names.

    Unless that is set, it is ``shared/bench`` beside the repository.
    """
    return repository, Path(os.environ.get("TRUCELINE_BENCH") or repository.parent / "shared" / "bench")


def load(path: Path) -> list[Gate]:
    """The gates of a floors file.  Raises TypeError for an entry with a field that does not exist."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Gate(**entry) for entry in entries]


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of all data files of a folder, in the order of names."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in _SUFFIXES):
        whole.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def shortfalls(gate: Gate, figures: Mapping[str, float]) -> list[str]:
    """What has fallen below its floor, or risen above its ceiling, in words; a figure that is gone counts."""
    low = [(name, floor, "below the floor") for name, floor in gate.at_least.items()
           if figures.get(name, float("-inf")) < floor]  # fmt: skip
    high = [(name, bound, "above the ceiling") for name, bound in gate.at_most.items()
            if figures.get(name, float("inf")) > bound]  # fmt: skip
    return [f"{gate.task} {name} is {figures.get(name, 'gone')}, {how} of {bound}" for name, bound, how in low + high]
