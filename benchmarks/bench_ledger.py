"""A ledger of many claims: insert, query, export, verify.

usage: python benchmarks/bench_ledger.py [CLAIMS]; 100,000 unless told.

The claims are those of the example reports, stored again and again as documents of other addresses.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import msgspec
from common import Took, reports, show, took

from truceline.exports import writer
from truceline.identity import claim_id, document_id
from truceline.ledger import Entry, Ledger
from truceline.pipeline import Reading, read_documents

CLAIMS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def readings(number: int) -> Iterator[Reading]:
    """Readings with so many claims in all."""
    base = [r for r in read_documents(reports()) if r.claims]
    made = 0
    for i, reading in enumerate(cycle(base)):
        if made >= number:
            return
        url = f"https://reports.example.org/{i}"
        name = document_id(reading.document.text, None, url)
        one = msgspec.structs.replace(reading.document, id=name, url=url, outlet=None)
        claims = tuple(
            msgspec.structs.replace(c, document=one, id=claim_id(one.id, c.kind, n, n))
            for n, c in enumerate(islice(reading.claims, number - made))
        )
        made += len(claims)
        yield Reading(one, claims)


def _all(book: Ledger, filters: dict[str, Any]) -> list[Entry]:
    return list(book.entries(**filters))


def _export(book: Ledger, form: str) -> None:
    writer(form)(book.entries(), io.BytesIO())


def main() -> None:
    """Print seconds and claims a second."""
    made = list(readings(CLAIMS))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "bench.db")) as book:
        rows: list[tuple[object, ...]] = [("", "seconds", "processor", "claims/s")]

        def line(name: str, number: int, one: Took) -> None:
            rows.append((name, *one.cells(), one.rate(number)))

        line("insert", CLAIMS, took(lambda: book.add_all(made), 1))
        queries: list[tuple[str, dict[str, Any]]] = [
            ("query: tolls of dead, 50 of them", {"kind": "toll", "harm": "killed", "limit": 50}),
            ("query: a place and a time", {"place": "Goma", "since": "2025-01-01", "until": "2025-12-31"}),
            ("query: words of the sentence", {"text": "ceasefire"}),
            ("query: all", {}),
        ]
        for name, filters in queries:
            found = len(_all(book, filters))
            line(f"{name} ({found:,})", found, took(partial(_all, book, filters), 3))
        for form in ("jsonl", "csv", "parquet"):
            line(f"export: {form}", CLAIMS, took(partial(_export, book, form), 1))
        line("verify", CLAIMS, took(lambda: list(book.faults()), 1))
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
    show(f"Ledger of {CLAIMS:,} claims in {len(made):,} documents, {size:.0f} MB", rows)


if __name__ == "__main__":
    main()
