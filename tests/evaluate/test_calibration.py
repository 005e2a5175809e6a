"""Calibration errors, Brier score and bins of pairs of a probability and whether it came true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.evaluate.calibration import Bin, brier, by_mass, by_width, calibration_error

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()))


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        ([(0.9, True)] * 9 + [(0.9, False)], 0.0),
        ([(0.95, False), (0.95, False)], 0.95),
        ([(0.95, False), (0.05, False)], 0.5),
        ([(1.0, True), (0.0, False)], 0.0),
        ([], 0.0),
    ],
)
def test_error_in_bins_of_equal_width(pairs: list[tuple[float, bool]], error: float) -> None:
    assert calibration_error(by_width(pairs)) == pytest.approx(error)


def test_bins_of_equal_mass_hold_equally_many() -> None:
    pairs = [(i / 100, i % 2 == 0) for i in range(30)]
    assert [b.size for b in by_mass(pairs)] == [3] * 10
    assert by_mass([(0.4, True), (0.2, False)], bins=1) == [Bin(2, pytest.approx(0.3), 0.5)]


def test_brier_score() -> None:
    assert brier([(1.0, True), (0.5, False)]) == pytest.approx(0.125)
    assert brier([]) == 0.0


@given(PAIRS)
def test_every_pair_is_in_one_bin_and_no_error_is_beyond_one(pairs: list[tuple[float, bool]]) -> None:
    for bins in (by_width(pairs), by_mass(pairs)):
        assert sum(b.size for b in bins) == len(pairs)
        assert 0 <= calibration_error(bins) <= 1
        assert all(0 <= b.mean <= 1 and 0 <= b.true <= 1 for b in bins)
