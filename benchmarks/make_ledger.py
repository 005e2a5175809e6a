"""A large ledger to measure with.

usage: python benchmarks/make_ledger.py [--claims 1000000] [--largest 100000] [--no-compare] FILE

One conflict has ``--largest`` claims, about a hundred others share the rest.  Reports, readings and claims are
written in large portions.  Stories are those of the generator, not found by comparing texts (which takes longest, and
is measured by bench_accounts.py); incidents, and what is worked out from claims, are found as in any ledger, unless
``--no-compare``.  Alike reports of one address make the same ledger every time, the days of reading aside.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from generated import Report, wars
from sqlalchemy import Connection, Table, insert

from truceline.ledger import Ledger, rows
from truceline.ledger.comparing import METHOD
from truceline.ledger.provenance import provenance
from truceline.ledger.schema import actors, claims, conflicts, documents, places, readings, stories, terms
from truceline.ledger.sqlite import writing
from truceline.ledger.sqlstore import SqlStore

AT_ONCE = 2000
"""Reports that are written at a time."""

Rows = dict[Table, list[rows.Row]]
_ORDER = (documents, readings, conflicts, terms, stories, claims, actors, places)


class Filler:
    """Writes generated reports into an empty ledger; keys are counted here, so that nothing has to be asked back."""

    def __init__(self) -> None:
        by = provenance()
        self._by = {name: getattr(by, name) for name in (
            "read_at", "version", "knowledge", "model", "extractor", "extractor_version")}  # fmt: skip
        self._document = self._claim = 0
        self._story_of: dict[tuple[str, int], int] = {}

    def write(self, connection: Connection, reports: list[Report]) -> None:
        """Write some reports, with the stories they are in."""
        new: Rows = {table: [] for table in _ORDER}
        for report in reports:
            self._take(report, new)
        for table, several in new.items():
            connection.execute(insert(table), several)

    def _take(self, report: Report, new: Rows) -> None:
        self._document += 1
        key, document = self._document, report.document
        claim_rows = [rows.claim_row(claim) for claim in report.claims]
        reading = {**self._by, "status": "read", "reason": None, **rows.reading_row(document)}
        digest = rows.reading_digest(document.id, reading, [row["sha256"] for row in claim_rows])
        first = self._story_of.setdefault((report.conflict, report.story), key)
        new[documents].append({"key": key, **rows.document_row(document)})
        new[readings].append({"key": key, "document": key, "reading_sha256": digest, **reading})
        new[conflicts].append({"document": key, "conflict": report.conflict, "score": 1.0})
        new[terms].append({"document": key, "reading": key, "method": METHOD, "terms": {},
                           "day": document.published.start})  # fmt: skip
        new[stories].append({"document": key, "story": first, "likeness": None if first == key else 1.0, "shared": []})
        for claim, row in zip(report.claims, claim_rows, strict=True):
            self._claim += 1
            new[claims].append({"key": self._claim, "reading": key, **row})
            new[actors] += [{**_NOBODY, "claim": self._claim, **one} for one in rows.actor_rows(claim)]
            new[places] += [{"claim": self._claim, **one} for one in rows.place_rows(claim)]


_NOBODY: dict[str, Any] = {"name": None, "country": None, "sector": None, "wikidata": None, "role": None}


def fill(book: Ledger, claims_wanted: int, largest: int) -> None:
    """Write so many claims into an empty ledger."""
    assert isinstance(book.store, SqlStore)
    filler = Filler()
    reports = _reports(claims_wanted, largest)
    with writing(book.store._engine) as connection:
        while several := list(islice(reports, AT_ONCE)):
            filler.write(connection, several)
        book.store._search.update(connection)


def _reports(claims_wanted: int, largest: int) -> Iterator[Report]:
    for war, reports in wars(claims_wanted, largest):
        yield from war.reports(reports)


def main() -> None:
    """Make the ledger and say how long it took."""
    asked = argparse.ArgumentParser(description="Make a large ledger to measure with.")
    asked.add_argument("file", type=Path)
    asked.add_argument("--claims", type=int, default=1_000_000)
    asked.add_argument("--largest", type=int, default=100_000, help="claims of the largest conflict")
    asked.add_argument("--compare", action=argparse.BooleanOptionalAction, default=True)
    given = asked.parse_args()
    given.file.unlink(missing_ok=True)
    with Ledger(given.file) as book:
        begun = perf_counter()
        fill(book, given.claims, min(given.largest, given.claims))
        print(f"written in {perf_counter() - begun:.0f} s")
        if given.compare:
            begun = perf_counter()
            book.compare()
            print(f"compared in {perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
