"""Claims counted by place and by time from columns: the same as when they are counted one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import HADRUT, document, reading, readings
from ledger_samples import claim as sample_claim

from truceline.ledger import ClaimQuery, Ledger
from truceline.ledger.geography import KINDS, Spot
from truceline.ledger.rows import time_of
from truceline.ledger.timeline import STEPS, Step, Timeline
from truceline.pipeline import Reading
from truceline.records import Claim, Control, Place, Time

SLOW = [HealthCheck.too_slow]


def spot_of(place: Place) -> Spot:
    return Spot(place.name or place.text, place.country, place.lat, place.lon, place.precision)


@settings(max_examples=30, suppress_health_check=SLOW, deadline=None)
@given(st.lists(readings(), max_size=4), st.sampled_from([{}, {"kind": "toll"}, {"placed": False}]))
def test_places_are_those_of_the_claims(fresh: Callable[[], Path], made: list[Reading], asked: dict[str, str]) -> None:
    with Ledger(fresh()) as book:
        book.add_all(made, again=True)
        found = book.browser().geography(ClaimQuery.of(**asked))
        claims = list(book.claims(**asked))
    counts: Counter[tuple[Spot, str]] = Counter()
    for claim in claims:
        counts.update((spot, claim.kind) for spot in {spot_of(place) for place in claim.body.places})
    told = {(c.spot, kind): getattr(c, kind) for c in (*found.places, *found.unlocated) for kind in KINDS}
    assert {key: number for key, number in told.items() if number} == counts
    assert all(c.spot.located for c in found.places)
    assert not any(c.spot.located for c in found.unlocated)
    placed = [c for c in claims if any(spot_of(p).located for p in c.body.places)]
    assert (found.claims, found.placed) == (len(claims), len(placed))
    assert found.named == len([c for c in claims if c.body.places]) - len(placed)
    assert found.kinds == tuple(sum(c.kind == kind for c in claims) for kind in KINDS)
    assert sum(found.unplaced) == len(claims) - len(placed)
    totals = [c.claims for c in found.places]
    assert totals == sorted(totals, reverse=True)


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def check(found: Timeline, claims: list[Claim]) -> None:
    """That the bars are without gaps and count what is within them."""
    times = [(time_of(c.body), c.kind) for c in claims]
    known = [(day_of(t.start), day_of(t.end) if t.end else date.max, kind) for t, kind in times if t and t.start]
    spans = [(start, max(start, end), kind) for start, end, kind in known]
    for bar, following in zip(found.bars, found.bars[1:], strict=False):
        assert bar.last + timedelta(1) == following.first
    for bar in found.bars:
        within = [kind for start, end, kind in spans if bar.first <= start and end <= bar.last]
        meeting = [kind for start, end, kind in spans if start <= bar.last and end >= bar.first]
        assert (bar.event, bar.toll, bar.control) == tuple(within.count(kind) for kind in KINDS)
        assert bar.claims == len(meeting)
    first, last = found.bars[0].first, found.bars[-1].last
    assert found.earlier == sum(end < first for _, end, _ in spans)
    assert found.later == sum(start > last for start, _, _ in spans)
    assert found.undated == len(claims) - len(spans)


@settings(max_examples=30, suppress_health_check=SLOW, deadline=None)
@given(st.lists(readings(), min_size=1, max_size=4), st.sampled_from([None, *STEPS]))
def test_bars_are_those_of_the_claims(fresh: Callable[[], Path], made: list[Reading], step: Step | None) -> None:
    with Ledger(fresh()) as book:
        book.add_all(made, again=True)
        found = book.browser().timeline(ClaimQuery(), step)
        claims = list(book.claims())
    if found is None:
        assert not any(time and time.start for time in (time_of(c.body) for c in claims))
    else:
        check(found, claims)


SPANS = [
    (("2020-10-01", "2020-10-31"), "day", 31),
    (("2020-10-13", "2020-10-13"), "day", 1),
    (("2020-01-01", "2021-06-30"), "week", 79),
    (("2012-01-15", "2021-06-30"), "month", 114),
    (("1900-01-01", "2021-06-30"), "year", 122),
    (("9990-01-01", "9999-12-31"), "month", 108),
]


@pytest.mark.parametrize(("span", "step", "bars"), SPANS)
def test_a_span_is_drawn_whole_in_bars_that_fit(ledger: Ledger, span: tuple[str, str], step: Step, bars: int) -> None:
    first, last = map(day_of, span)
    found = ledger.browser().timeline(ClaimQuery(), span=(first, last))
    assert found
    assert (found.step, len(found.bars)) == (step, bars)
    check(found, list(ledger.claims()))


def at(place: Place, outlet: str, sentence: str, when: str, number: int) -> Reading:
    of = document(sentence, outlet=outlet, url=f"sample:{number}")
    time = Time(text=when, start=when, end=when)
    body = Control(action="held", by=None, from_=None, places=(place,), count=None, time=time, wording="holds")
    return Reading(of, (sample_claim(of, sentence, body),))


def test_what_lies_far_away_is_counted_and_not_drawn(ledger: Ledger) -> None:
    days = ["1915-04-24", *(f"2023-09-{day:02}" for day in range(1, 31))] * 2
    ledger.add_all(at(HADRUT, "Post", f"They hold it, says {i}.", day, 10 + i) for i, day in enumerate(days))
    found = ledger.browser().timeline(ClaimQuery(kind=("control",), since="2023-09-20"))
    assert found
    assert found.bars[0].first.year >= 2020
    assert found.earlier == 2


def test_names_are_listed_with_the_outlets_that_use_them(ledger: Ledger) -> None:
    told = [("Stepanakert", "Post"), ("Stepanakert", "Wire"), ("Stepanakert", "Post"), ("Khankendi", "Herald")]
    spot = Spot("Stepanakert", "AZE", 39.8, 46.8, "exact")
    ledger.add_all(
        at(Place(text=text, name=spot.name, country="AZE", lat=39.8, lon=46.8, precision="near" if i else "exact"),
           outlet, f"They hold {text}, says {i}.", "2023-09-20", 20 + i)
        for i, (text, outlet) in enumerate(told)
    )  # fmt: skip
    ledger.add(reading(url="sample:99"))
    first, second = ledger.browser().names_used(ClaimQuery(), spot)
    assert (first.text, first.claims, first.outlets) == ("Stepanakert", 3, (("Post", 2), ("Wire", 1)))
    assert (second.text, second.outlets) == ("Khankendi", (("Herald", 1),))
    assert ledger.browser().names_used(ClaimQuery(kind=("toll",)), spot) == ()
