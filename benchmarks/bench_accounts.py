"""Copies, stories, incidents and what claims say side by side: what adding reports costs in a ledger that grows.

    python benchmarks/bench_accounts.py [LARGEST]

Generated reports with five claims each, spread over so many days that each day has 200.  After each doubling, 1,000
more are added at the end (what the next days bring), and 1,000 spread over all days (an archive that comes in late).
"side by side" are the seconds of processor time, of those before, for tolls, disputes, agreements and ceasefires.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from common import one_core, show, took

from truceline.identity import claim_id, document_id
from truceline.ledger import Ledger
from truceline.ledger.derived import updating
from truceline.ledger.store import Compared
from truceline.pipeline import Reading
from truceline.records import Claim, Count, Document, Event, Place, Published, Sentence, Span, Time, Toll

A_DAY = 200
MORE = 1000
FIRST = date(2015, 1, 1)
WORDS = 120
STORIES_A_DAY = 25
TOWNS = 400
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
    made = Document(id=document_id(text, None, url), text=text, url=url, published=published, language="en")
    return Reading(made, tuple(_claims(made, story, chance)))


def _claims(of: Document, story: int, chance: random.Random) -> Iterator[Claim]:
    """Two strikes and three tolls in towns of the story, most of them with the day."""
    sentence = Sentence(index=0, start=0, end=len(of.text), text=of.text)
    for number in range(5):
        town = story % TOWNS + chance.randrange(2)
        place = Place(text=f"t{town}", name=f"Town {town}", country="SDN", lat=town % 50 + 0.0, lon=town // 50 + 0.0)
        day = of.published.start
        time = Time(text=None, start=day, end=day) if chance.random() < 0.7 else None
        body: Event | Toll
        if number < 2:
            trigger = Span(start=0, end=1, text=of.text[0])
            body = Event(type="ASSAULT", mode="shelling", places=(place,), time=time, trigger=trigger)
        else:
            dead = chance.randint(1, 60)
            count = Count(text=str(dead), best=dead, low=dead, high=dead)
            body = Toll(harm="killed", object="persons", group=None, side=None, count=count, scope="incident",
                        period=time, places=(place,))  # fmt: skip
        span = Span(start=number, end=number + 1, text=of.text[number])
        name = claim_id(of.id, type(body).__name__, span.start, span.end, body)
        yield Claim(id=name, document=of, sentence=sentence, span=span, body=body)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def main() -> None:
    """Print seconds of comparing, by the size of the ledger before."""
    one_core()
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    rows: list[tuple[object, ...]] = [
        (
            "reports before",
            "added",
            "seconds",
            "processor",
            "side by side",
            "reports/s",
            "placed anew",
            "stories grouped",
        )
    ]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "bench.db")) as book:
        size = number = 0
        while size < largest:
            target = min(max(2000, size * 2), largest)
            rows.append(_add(book, size, [report(i, i // A_DAY) for i in range(number, number + target - size)], "all"))
            number += target - size
            size, days = target, number // A_DAY
            rows.append(_add(book, size, [report(i, i // A_DAY) for i in range(number, number + MORE)], "at the end"))
            number += MORE
            spread = random.Random(size)
            late = [report(10**9 + size * MORE + i, spread.randrange(days)) for i in range(MORE)]
            rows.append(_add(book, size + MORE, late, "spread over all days"))
            size += 2 * MORE
        stage = _Stage()
        again = took(lambda: book.compare(again=True), 1)
        rows.append((size, "all anew", *again.cells(), stage.seconds(), again.rate(size), "", ""))
    show("Copies, stories, incidents and what claims say side by side, one core, one run", rows)


def _add(book: Ledger, before: int, new: Sequence[Reading], how: str) -> tuple[object, ...]:
    for i in range(0, len(new), MORE):
        book.add_all(new[i : i + MORE])
    done: list[Compared] = []
    stage = _Stage()
    one = took(lambda: done.append(book.compare()), 1)
    placed, rate = done[0].placed - len(new), one.rate(len(new))
    return before, f"{len(new)} {how}", *one.cells(), stage.seconds(), rate, placed, done[0].grouped


class _Stage:
    """Takes the processor time of working out what claims say side by side, from now on."""

    def __init__(self) -> None:
        self._took = 0.0
        work = updating.bring_up_to_date

        def timed(*given: Any) -> int:
            begun = process_time()
            try:
                return work(*given)
            finally:
                self._took += process_time() - begun
                updating.bring_up_to_date = work

        updating.bring_up_to_date = timed

    def seconds(self) -> str:
        """How long it took."""
        return f"{self._took:.3g}"


if __name__ == "__main__":
    main()
