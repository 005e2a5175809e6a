"""The pages of a large ledger under several readers at once: milliseconds by kind of page, from the browser's side.

    pip install -r benchmarks/requirements.txt
    python benchmarks/make_ledger.py --claims 1000000 build/large.db
    python benchmarks/bench_web.py build/large.db [--readers 10] [--minutes 3] [--export]

Starts ``truceline serve`` on the ledger, as it was compared last, and lets locust's readers look at pages with choices
drawn from what is in it; ``--export`` also times the whole ledger written by each export of the page of claims.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode
from urllib.request import urlopen

from common import show

from truceline.exports import FORMATS
from truceline.ledger import ClaimQuery, DocumentQuery, Ledger

SAMPLES = 400
"""Addresses of each kind that choose among conflicts, reports, actors or words; readers draw from them."""

PAGES = Path(__file__).with_name("readers.py")


def addresses(path: Path) -> dict[str, list[str]]:
    """Addresses to ask for, by the kind of page."""
    chance = random.Random(7)
    with Ledger(path, create=False) as book:
        browser = book.browser()
        facets = browser.facets(ClaimQuery())
        several = browser.documents(DocumentQuery(), limit=SAMPLES).documents
        claims = browser.claims(ClaimQuery(sort="-confidence"), limit=SAMPLES).entries
        conflicts = [one.id for one in book.store.conflicts()]
    words = [word for e in claims for word in re.findall(r"[A-Za-z]{5,}", e.claim.sentence.text)]

    def of(path: str, **choices: list[str]) -> list[str]:
        return [f"{path}?{urlencode({n: chance.choice(v) for n, v in choices.items()})}" for _ in range(SAMPLES)]

    def facet(name: str) -> list[str]:
        return [choice.value for choice in facets[name]]

    pages = [str(number) for number in range(1, 20)]
    return {
        "overview": ["/"],
        "today": of("/briefing", conflict=conflicts),
        "claims": of("/claims", page=pages),
        "claims of a conflict": of("/claims", conflict=conflicts, page=pages[:5]),
        "claims, three filters": of("/claims", kind=facet("kind"), actor=facet("actor"), outlet=facet("outlet")),
        "claims, sorted": of("/claims", conflict=conflicts, sort=["-count", "-time", "confidence"]),
        "claims, words": of("/claims", text=words),
        "claims, one year": of("/claims", since=facet("year"), place=facet("place")),
        "reports": of("/documents", conflict=conflicts),
        "a report": [f"/documents/{stored.document.id}" for stored in several],
        "stories": of("/stories", conflict=conflicts),
        "incidents": of("/incidents", conflict=conflicts),
        "tolls": of("/accounts", conflict=conflicts),
        "disputes": of("/accounts", conflict=conflicts, part=["disputes"]),
        "agreements": of("/accounts", conflict=conflicts, part=["agreements"]),
        "ceasefires": of("/ceasefires", conflict=conflicts),
        "map": of("/map", conflict=conflicts),
        "map, its data": of("/api/v1/map", conflict=conflicts),
        "words": of("/words", conflict=conflicts),
        "sources": ["/sources"],
        "review": of("/review", conflict=conflicts),
        "search everywhere": of("/search", q=words),
        "claims as JSON": of("/api/v1/claims", conflict=conflicts, kind=facet("kind")),
    }


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the pages of a ledger."""
    command = [sys.executable, "-m", "truceline", "serve", "--ledger", str(path), "--port", "0", "--no-compare"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        began = perf_counter()
        line = server.stdout.readline()
        print(f"open after {perf_counter() - began:.1f} s: {line.strip()}", flush=True)
        try:
            yield line.split(" is open at ")[1].split()[0].rstrip("/")
        finally:
            server.terminate()


def read_by_several(site: str, pages: dict[str, list[str]], readers: int, minutes: float) -> list[tuple[object, ...]]:
    """Requests, milliseconds at the median, at the 95th of 100, the longest, and failures, by kind of page."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "pages.json")
        asked.write_text(json.dumps(pages))
        subprocess.run(
            [sys.executable, "-m", "locust", "-f", str(PAGES), "--headless", "--host", site, "--users", str(readers),
             "--spawn-rate", str(readers), "--run-time", f"{int(minutes * 60)}s", "--csv", f"{folder}/told",
             "--only-summary", "--exit-code-on-error", "0", "--loglevel", "ERROR"],
            check=True, stdout=subprocess.DEVNULL, env={**os.environ, "READERS_PAGES": str(asked)},
        )  # fmt: skip
        with Path(folder, "told_stats.csv").open() as file:
            return [
                (row["Name"], row["Request Count"], row["50%"], row["95%"], round(float(row["Max Response Time"])),
                 row["Failure Count"])
                for row in csv.DictReader(file)
            ]  # fmt: skip


def exported(site: str, format_name: str) -> tuple[object, ...]:
    """Seconds and bytes of the whole ledger as a file."""
    began, size = perf_counter(), 0
    with urlopen(f"{site}/claims.{format_name}") as answer:
        while piece := answer.read(1 << 20):
            size += len(piece)
        return format_name, answer.headers["X-Claims"], f"{perf_counter() - began:.1f}", f"{size / 1e6:,.0f}"


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("ledger", type=Path, nargs="?", help="without one, a small one is made")
    asked.add_argument("--readers", type=int, default=10)
    asked.add_argument("--minutes", type=float, default=3)
    asked.add_argument("--export", action="store_true")
    given = asked.parse_args()
    if find_spec("locust") is None:
        print("The readers need locust: pip install -r benchmarks/requirements.txt")
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure(given.ledger or _small(Path(folder, "small.db")), given)


def _small(path: Path) -> Path:
    """A ledger of 5,000 generated claims."""
    maker = PAGES.with_name("make_ledger.py")
    subprocess.run([sys.executable, str(maker), "--claims", "5000", "--largest", "1000", str(path)], check=True)
    return path


def _measure(ledger: Path, given: argparse.Namespace) -> None:
    pages = addresses(ledger)
    with served(ledger) as site:
        told = read_by_several(site, pages, given.readers, given.minutes)
        head = ("page", "requests", "median ms", "95% ms", "longest ms", "failed")
        show(f"{given.readers} readers, each a page every 1 to 3 s and what it took", [head, *told])
        if given.export:
            rows = [exported(site, name) for name in FORMATS]
            show("The whole ledger exported", [("format", "claims", "seconds", "MB"), *rows])


if __name__ == "__main__":
    main()
