"""TIMEX3 values, and the kinds and grains that go with them."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.extract.times import find_in_text

WEDNESDAY = date(2020, 10, 14)
VALUES = [
    ("on Wednesday", "DATE", "day", "2020-10-14"),
    ("on Wednesday night", "TIME", "part_of_day", "2020-10-14TNI"),
    ("this week", "DATE", "week", "2020-W42"),
    ("over the weekend", "DATE", "week", "2020-W41-WE"),
    ("in October", "DATE", "month", "2020-10"),
    ("in 1994", "DATE", "year", "1994"),
    ("in the 1990s", "DATE", "decade", "199"),
    ("in the 20th century", "DATE", "century", "19"),
    ("for three days", "DURATION", "day", "P3D"),
    ("for two and a half years", "DURATION", "year", "P2Y6M"),
    ("for half an hour", "DURATION", "part_of_day", "PT30M"),
    ("for several weeks", "DURATION", "week", "PXW"),
    ("for twenty-four hours", "DURATION", "part_of_day", "PT24H"),
    ("every day", "SET", "day", "P1D"),
    ("each Friday", "SET", "day", "XXXX-WXX-5"),
    ("twice a week", "SET", "week", "P1W"),
    ("now", "DATE", "unknown", "PRESENT_REF"),
    ("recently", "DATE", "unknown", "PAST_REF"),
    ("at 3 a.m. on Tuesday", "TIME", "part_of_day", "2020-10-13T03:00"),
    ("on Tuesday at 5:30 p.m.", "TIME", "part_of_day", "2020-10-13T17:30"),
    ("at 4 in the morning", "TIME", "part_of_day", "2020-10-14T04:00"),
    ("from Sept. 27 to Oct. 13", "DATE", "day", "2020-09-27/2020-10-13"),
]


@pytest.mark.parametrize(("phrase", "kind", "grain", "value"), VALUES)
def test_value(phrase: str, kind: str, grain: str, value: str) -> None:
    text = f"On Oct. 14 it happened {phrase}." if "in the morning" in phrase else f"It happened {phrase}."
    m = find_in_text(text, WEDNESDAY)[-1]
    assert (m.kind, m.grain, m.value) == (kind, grain, value)
