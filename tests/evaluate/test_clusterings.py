"""The measures of clusterings, on examples worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.evaluate.clusterings import b_cubed, ceaf_e, conll, muc, pairwise


def clustering(written: str) -> dict[str, int]:
    """ "abc de" puts a, b and c together, and d and e."""
    return {item: number for number, group in enumerate(written.split()) for item in group}


def test_two_clusters_run_together() -> None:
    """Luo (2005): gold {1-5}, {6, 7}, {8-C}; found {1-5}, {6-C}."""
    gold, found = clustering("12345 67 89ABC"), clustering("12345 6789ABC")
    assert muc(gold, found).recall == 1  # 9 of 9 links
    assert muc(gold, found).precision == pytest.approx(9 / 10)
    assert b_cubed(gold, found).recall == 1
    assert b_cubed(gold, found).precision == pytest.approx((5 * 1 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    # {1-5} with itself gives 1; {6-C} goes to {8-C}: 2 * 5 / (5 + 7).
    assert ceaf_e(gold, found).precision == pytest.approx((1 + 10 / 12) / 2)
    assert ceaf_e(gold, found).recall == pytest.approx((1 + 10 / 12) / 3)
    assert pairwise(gold, found).recall == 1
    assert pairwise(gold, found).precision == pytest.approx((10 + 1 + 10) / (10 + 21))


def test_all_in_one() -> None:
    """Gold {1-5}, {6, 7}, {8-C}; found one cluster of 12."""
    gold, found = clustering("12345 67 89ABC"), clustering("123456789ABC")
    assert (muc(gold, found).precision, muc(gold, found).recall) == (pytest.approx(9 / 11), 1)
    assert b_cubed(gold, found).precision == pytest.approx((25 + 4 + 25) / 12 / 12)
    assert ceaf_e(gold, found).precision == pytest.approx(10 / 17)
    assert ceaf_e(gold, found).recall == pytest.approx(10 / 17 / 3)


def test_all_alone() -> None:
    gold, found = clustering("abc d"), clustering("a b c d")
    assert (muc(gold, found).precision, muc(gold, found).recall, muc(gold, found).f1) == (0, 0, 0)
    assert (b_cubed(gold, found).precision, b_cubed(gold, found).recall) == (1, pytest.approx(0.5))
    # {a,b,c} with one of its three: 2 * 1 / 4; {d} with itself: 1.
    assert (ceaf_e(gold, found).precision, ceaf_e(gold, found).recall) == (pytest.approx(1.5 / 4), 0.75)
    assert conll(gold, found) == pytest.approx((0 + 2 * 0.5 / 1.5 + 2 * 1.5 / 6) / 3)


def test_items_missed_and_items_found_where_there_are_none() -> None:
    """Gold {a, b, c}; found {a, b, x}: c is missed, x is spurious."""
    gold, found = clustering("abc"), clustering("abx")
    assert muc(gold, found).recall == pytest.approx(1 / 2)
    assert muc(gold, found).precision == pytest.approx(1 / 2)
    assert b_cubed(gold, found).recall == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert b_cubed(gold, found).precision == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert ceaf_e(gold, found).f1 == pytest.approx(2 * 2 / 6)
    assert pairwise(gold, found).f1 == pytest.approx(1 / 3)


def test_the_best_matching_is_not_the_greedy_one() -> None:
    """Gold {a-d}, {e, f}; found {a, b, e, f}, {c, d}: greedy takes {e, f} with the first (2 * 2 / 6) and is left with
    {a-d} and {c, d} (2 * 2 / 6); the other way gives 2 * 2 / 8 alone."""
    gold, found = clustering("abcd ef"), clustering("abef cd")
    assert ceaf_e(gold, found).f1 == pytest.approx((4 / 6 + 4 / 6) / 2)


def test_nothing_at_all() -> None:
    for measure in (muc, b_cubed, ceaf_e, pairwise):
        assert measure({}, {}).f1 == 0
    assert conll({}, {"a": 1}) == 0


clusterings = st.dictionaries(st.integers(0, 20), st.integers(0, 5), min_size=1)


@given(clusterings)
def test_what_is_right_has_all_of_it(gold: Mapping[int, int]) -> None:
    assert b_cubed(gold, gold).f1 == pytest.approx(1)
    assert ceaf_e(gold, gold).f1 == pytest.approx(1)
    assert muc(gold, gold).f1 == (1 if len(set(gold.values())) < len(gold) else 0)


@given(clusterings, clusterings)
def test_precision_is_recall_the_other_way_round(gold: Mapping[int, int], found: Mapping[int, int]) -> None:
    for measure in (muc, b_cubed, ceaf_e, pairwise):
        score, other = measure(gold, found), measure(found, gold)
        assert (score.precision, score.recall) == pytest.approx((other.recall, other.precision))
        assert 0 <= score.precision <= 1 + 1e-9
        assert 0 <= score.recall <= 1 + 1e-9
