"""What the benchmarks share: example reports, more documents made from them, timing, and a table."""

from __future__ import annotations

import os
import platform
import random
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from truceline.records import Document
from truceline.sources import document_from_text, open_source

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "examples" / "reports"

_NUMBER = re.compile(r"\b\d{2,3}\b")


def reports() -> list[Document]:
    """The English example reports."""
    found = [d for d in open_source(REPORTS) if isinstance(d, Document)]
    return [d for d in found if d.language == "en"]


def made(number: int, seed: int = 7) -> list[Document]:
    """So many different documents: example reports with other numbers in them, some of two reports."""
    chance = random.Random(seed)
    base = reports()
    documents = []
    for i in range(number):
        texts = chance.sample(base, chance.choice((1, 1, 2)))
        text = _NUMBER.sub(lambda m: str(int(m.group()) + chance.randrange(1, 40)), "\n\n".join(d.text for d in texts))
        url = f"https://reports.example.org/{i}"
        documents.append(document_from_text(text, title=texts[0].title, url=url, published=texts[0].published))
    return documents


def one_core() -> None:
    """Keep this process, and all that it starts, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


@dataclass(frozen=True, order=True)
class Took:
    """Seconds of the clock, and of processors: on a busy machine the latter say more."""

    clock: float
    processor: float

    def cells(self) -> tuple[str, str]:
        """Both for a table."""
        return f"{self.clock:.3g}", f"{self.processor:.3g}"

    def rate(self, number: float) -> str:
        """How many a second of processor time."""
        return f"{number / self.processor:,.0f}" if number > 20 * self.processor else f"{number / self.processor:.1f}"


def took(work: Callable[[], object], runs: int = 3) -> Took:
    """Median over several runs, processes that were started counted in."""
    clocks, processors = [], []
    for _ in range(runs):
        began, before = perf_counter(), _processor()
        work()
        after = _processor()
        clocks.append(perf_counter() - began)
        processors.append(after - before)
    return Took(statistics.median(clocks), max(statistics.median(processors), 1e-6))


def _processor() -> float:
    """Seconds of processors that this process and those it waited for have used."""
    times = os.times()
    return process_time() + times.children_user + times.children_system


def truceline(*arguments: str | Path) -> None:
    """Run the command line in a process of its own.  Raises CalledProcessError when it fails."""
    subprocess.run([sys.executable, "-m", "truceline", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def show(title: str, rows: Iterable[Sequence[object]]) -> None:
    """Print a small table with the machine above it."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    print(f"{title} ({machine}; load {os.getloadavg()[0]:.1f})")
    for row in cells:
        first, rest = row[0].ljust(widths[0]), (cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))
        print("  " + "  ".join((first, *rest)))
