"""The geometry of rival bands: in the plot, in order, open where the report leaves it open; nothing joined."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.views.bands import LEFT, RIGHT, BandChart, Piece, band_chart
from truceline.views.beside import Claimed, Rivals, Stated

NUMBERS = st.integers(0, 10**7)


def stated(
    low: int | None,
    best: int | None,
    high: int | None,
    last: str = "2024-06-02",
    first: str = "",
    *,
    added: bool = False,
) -> Stated:
    return Stated(
        first=first or last, last=last, count="?", low=low, best=best, high=high, added=added, outlets=(), ids=("a",)
    )  # fmt: skip


def rivals(*several: tuple[Stated, ...]) -> Rivals:
    claimed = (Claimed(claimant=str(number), stated=one, notes=()) for number, one in enumerate(several))
    return Rivals(title="killed", claimed=tuple(claimed))


def chart(*several: tuple[Stated, ...]) -> BandChart:
    made = band_chart(rivals(*several))
    assert made is not None
    return made


@st.composite
def figures(draw: st.DrawFn) -> Stated:
    """A count of any form that the contract has, with one number at least, of a day or two."""
    low, best, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    keep = draw(st.sampled_from(range(1, 8)))
    day = date(2024, 1, 1) + timedelta(draw(st.integers(0, 400)))
    first = day - timedelta(draw(st.integers(0, 2)))
    return stated(
        low if keep & 1 else None, best if keep & 2 else None, high if keep & 4 else None,
        day.isoformat(), first.isoformat(),
    )  # fmt: skip


SERIES = st.lists(figures(), min_size=1, max_size=6).map(lambda s: tuple(sorted(s, key=lambda one: one.last)))


@given(st.lists(SERIES, min_size=2, max_size=5))
def test_everything_is_inside_the_plot(several: list[tuple[Stated, ...]]) -> None:
    made = chart(*several)
    assert [len(band.pieces) for band in made.bands] == [len(one) for one in several]
    for piece in (piece for band in made.bands for piece in band.pieces):
        assert LEFT <= piece.x < piece.x + piece.width <= 100
        assert 0 <= piece.top < piece.bottom <= 100
        assert all(0 <= end <= 100 for end in (piece.open_up, piece.open_down) if end is not None)
    assert all(0 <= tick.x <= 100 for tick in (*made.numbers, *made.days))


@given(figures(), figures())
def test_an_end_is_open_exactly_where_the_report_leaves_it_open(one: Stated, other: Stated) -> None:
    made = chart((one,), (other,)).bands[0].pieces[0]
    assert (made.open_up is None, made.open_down is None) == (one.high is not None, one.low is not None)


def pieces(*several: Stated) -> tuple[Piece, ...]:
    return chart(several, (stated(1, 1, 1),)).bands[0].pieces


def test_a_figure_stands_until_the_next_and_is_not_joined_to_it() -> None:
    first, second = pieces(stated(10, 10, 10, "2024-06-01"), stated(20, 20, 20, "2024-06-05"))
    assert first.x == LEFT
    assert first.x + first.width == pytest.approx(second.x)
    assert second.x == RIGHT
    assert first.top > second.bottom


def test_a_greater_number_stands_higher() -> None:
    low, high = pieces(stated(10, 10, 10, "2024-06-01"), stated(500, 500, 500, "2024-06-02"))
    assert high.bottom < low.top


@pytest.mark.parametrize(
    ("count", "exact"), [((5, 5, 5), True), ((None, 5, None), True), ((5, None, 9), False), ((5, 7, 9), False)]
)
def test_one_number_is_a_stroke_and_a_range_a_band(
    count: tuple[int | None, int | None, int | None], exact: bool
) -> None:
    assert pieces(stated(*count))[0].exact is exact


@pytest.mark.parametrize("undrawn", [stated(5, 5, 5, last=""), stated(None, None, None), stated(5, 5, 5, added=True)])
def test_what_has_no_place_is_told_and_not_drawn(undrawn: Stated) -> None:
    known = stated(1, 1, 1)
    made = chart((undrawn, known), (known,))
    assert len(made.bands[0].pieces) == 1
    assert made.bands[0].claimed.stated == (undrawn, known)
    assert band_chart(rivals((undrawn,), (known,))) is None


def test_one_day_stands_alone_in_the_middle() -> None:
    made = chart((stated(1, 1, 1),), (stated(9, 9, 9),))
    assert [tick.label for tick in made.days] == ["2024-06-02"]
    assert made.days[0].x == (LEFT + RIGHT) / 2
