"""In a history, days without a year are of the year last spoken of; in the news they are near the publication."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.extract.times import find_in_text

HISTORY = (
    "The war began in 1998, when troops crossed the river on 6 May. By October the front had stopped moving. "
    "A truce was signed on 18 June 2000. The peace accord followed on 12 December, and the last soldiers left in "
    "February 2001. The border commission ruled on 13 April 2002. Its ruling was rejected in September 2003. "
    "Talks in 2004 and 2005 failed, and in December 2006 one side brought tanks into the zone. "
    "On 8 June 2008 fighting broke out again. The next day the council met."
)
DAYS = [
    ("6 May", "1998-05-06"),
    ("October", "1998-10-31"),
    ("12 December", "2000-12-12"),
    ("The next day", "2008-06-09"),
]


@pytest.mark.parametrize("published", [date(2023, 9, 20), None])
@pytest.mark.parametrize(("text", "start"), DAYS)
def test_a_history_carries_its_year_on(published: date | None, text: str, start: str) -> None:
    [found] = [m for m in find_in_text(HISTORY, published) if (m.time.text or "").endswith(text)]
    assert start in (found.time.start, found.time.end)


def test_news_with_some_history_does_not() -> None:
    news = HISTORY.replace("The next day the council met.", "Shells fell on Tuesday and on Sept. 3, he said yesterday.")
    [found] = [m for m in find_in_text(news, date(2023, 9, 20)) if m.time.text == "Sept. 3"]
    assert found.time.start == "2023-09-03"
