"""The geometry of the toll chart: in order, inside the plot, open where the report leaves it open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.views.briefing import Figure, TollLine
from truceline.views.chart import LEFT, RIGHT, Chart, Row, charts, scale, ticks
from truceline.views.wording import SCOPES

NUMBERS = st.integers(0, 10**9)


def figure(
    best: int | None, low: int | None, high: int | None, scope: str = "in all", key: str = "2024-06-02"
) -> Figure:
    line = TollLine(
        chain=(), mark="", first="", told=(), harm="Killed", lost="persons", group="", side="", count="?", bounds="",
        best=best, low=low, high=high, scope=scope, period="", places="", blamed="", before="",
    )  # fmt: skip
    return Figure(key=key, label=key, line=line)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Counts of every form that the contract has, at least one number known."""
    low, best, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    keep = draw(st.sampled_from(range(1, 8)))
    return figure(
        best if keep & 1 else None, low if keep & 2 else None, high if keep & 4 else None,
        draw(st.sampled_from(list(SCOPES.values()))),
    )  # fmt: skip


def chart(*several: Figure) -> Chart:
    (made,) = charts(several)
    return made


def row(best: int | None, low: int | None, high: int | None) -> Row:
    return chart(figure(best, low, high), figure(100, 100, 100)).rows[0]


@given(st.lists(figures(), min_size=2, max_size=30))
def test_everything_is_inside_the_plot(several: list[Figure]) -> None:
    for made in chart(*several).rows:
        assert all(LEFT <= x <= RIGHT for x in made.marks)
        ends = [x for line in (made.bar, made.open_low, made.open_high) if line for x in line]
        assert all(0 <= x <= 100 for x in ends)
        assert all(line[0] < line[1] for line in (made.bar, made.open_low, made.open_high) if line)


@given(st.lists(NUMBERS, min_size=1, max_size=30))
def test_a_greater_number_never_stands_to_the_left(numbers: list[int]) -> None:
    of = scale(numbers)
    places = [of.at(n) for n in sorted(numbers)]
    assert places == sorted(places)


@given(st.lists(NUMBERS, min_size=1, max_size=30))
def test_ticks_are_few_round_and_in_order(numbers: list[int]) -> None:
    found = ticks(scale(numbers))
    assert 1 <= len(found) <= 11
    assert [t.x for t in found] == sorted({t.x for t in found})
    assert len({t.label for t in found}) == len(found)
    assert all(LEFT <= t.x <= RIGHT for t in found)


@given(figures())
def test_an_end_is_open_exactly_where_the_report_leaves_it_open(one: Figure) -> None:
    made = chart(one, figure(5, 5, 5)).rows[0]
    assert (made.open_low is None) == (one.line.low is not None)
    assert (made.open_high is None) == (one.line.high is not None)


@pytest.mark.parametrize(
    ("count", "marks", "bar", "opens"),
    [
        ((42, 42, 42), 1, False, ""),
        ((None, 49, None), 1, False, "high"),
        ((None, None, 30), 1, False, "low"),
        ((30, None, 30), 1, False, "low"),
        ((30, None, None), 1, False, "low high"),
        ((None, 30, 35), 2, True, ""),
        ((0, 0, 0), 1, False, ""),
    ],
)
def test_each_form_of_count(
    count: tuple[int | None, int | None, int | None], marks: int, bar: bool, opens: str
) -> None:
    made = row(*count)
    open_ends = [name for name, line in (("low", made.open_low), ("high", made.open_high)) if line]
    assert (len(made.marks), made.bar is not None, " ".join(open_ends)) == (marks, bar, opens)


def test_a_range_has_no_middle() -> None:
    """"Between 100 and 300" is not 200: only what was said is drawn."""
    made = row(None, 100, 300)
    assert made.bar == made.marks


def test_totals_and_incidents_are_told_apart() -> None:
    made = chart(*(figure(1, 1, 1, scope) for scope in SCOPES.values()))
    assert len({r.shape for r in made.rows}) == len(SCOPES)


def test_a_day_is_named_once() -> None:
    made = chart(figure(1, 1, 1), figure(2, 2, 2), figure(3, 3, 3, key="2024-06-03"))
    assert [r.first_of_day for r in made.rows] == [True, False, True]


def test_one_figure_alone_has_no_chart() -> None:
    assert charts([figure(1, 1, 1)]) == ()


@pytest.mark.parametrize(
    ("numbers", "labels", "logarithmic"),
    [
        ([3, 12], ["0", "5", "10", "15", "20"], False),
        ([1, 974, 2783], ["1", "10", "100", "1,000"], True),
        ([0], ["0", "1"], False),
        ([5, 46_700_000], ["10", "1,000", "100,000", "10 million"], True),
    ],
)
def test_scales(numbers: list[int], labels: list[str], logarithmic: bool) -> None:
    of = scale(numbers)
    assert of.logarithmic is logarithmic
    assert [t.label for t in ticks(of)] == labels
