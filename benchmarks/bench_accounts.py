"""Copies and stories: what adding reports costs in a ledger that grows.

    python benchmarks/bench_accounts.py [LARGEST]

Generated reports without claims, spread over so many days that each day has 200.  After each doubling, 1,000 more are
added at the end (what the next days bring), and 1,000 spread over all days (an archive that comes in late).
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from common import one_core, show, took

from truceline.identity import document_id
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Document, Published

A_DAY = 200
MORE = 1000
FIRST = date(2015, 1, 1)
WORDS = 120
STORIES_A_DAY = 25
SYLLABLES = "ba ko shi ra den mu lat vor ne gu tal sem ri az hol pe dun ka wi jor".split()


def report(number: int, day: int) -> Reading:
    """A report of some story of that day or the days before; one in twenty is a copy of another one with a new lead."""
    chance = random.Random(number if number % 20 else number - A_DAY // 4)
    story = chance.randrange(STORIES_A_DAY) + STORIES_A_DAY * (day // 3)
    names = random.Random(story)
    own = [_name(names) for _ in range(12)]
    common = ["the", "army", "said", "on", "town", "killed", "were", "fighters", "minister", "of", "in", "after"]
    words = chance.choices(own, k=WORDS // 4) + chance.choices(common, k=WORDS // 2)
    words += [_name(chance) for _ in range(WORDS // 4)]
    chance.shuffle(words)
    text = f"Report {number}. {' '.join(words)}."
    when = (FIRST + timedelta(day)).isoformat()
    published = Published(text=when, start=when, end=when, basis="given")
    url = f"https://reports.example.org/{number}"
    name = document_id(text, None, url)
    return Reading(Document(id=name, text=text, url=url, published=published, language="en"), ())


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def main() -> None:
    """Print seconds of comparing, by the size of the ledger before."""
    one_core()
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    rows: list[tuple[object, ...]] = [("reports before", "added", "seconds", "processor", "reports/s", "placed anew")]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "bench.db")) as book:
        size = number = 0
        while size < largest:
            target = max(min(2000, largest), size * 2)
            rows.append(_add(book, size, [report(i, i // A_DAY) for i in range(number, number + target - size)], "all"))
            number += target - size
            size, days = target, number // A_DAY
            rows.append(_add(book, size, [report(i, i // A_DAY) for i in range(number, number + MORE)], "at the end"))
            number += MORE
            spread = random.Random(size)
            late = [report(10**9 + size * MORE + i, spread.randrange(days)) for i in range(MORE)]
            rows.append(_add(book, size + MORE, late, "spread over all days"))
            size += 2 * MORE
        again = took(lambda: book.compare(again=True), 1)
        rows.append((size, "all anew", *again.cells(), again.rate(size), ""))
    show("Copies and stories, one core, one run", rows)


def _add(book: Ledger, before: int, new: Sequence[Reading], how: str) -> tuple[object, ...]:
    for i in range(0, len(new), MORE):
        book.add_all(new[i : i + MORE])
    moved: list[int] = []
    one = took(lambda: moved.append(book.compare().placed), 1)
    return before, f"{len(new)} {how}", *one.cells(), one.rate(len(new)), moved[0] - len(new)


if __name__ == "__main__":
    main()
