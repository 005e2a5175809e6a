"""What is changed, removed, put in or moved in the log breaks its chain; what is cut off shows against a noted head."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from review_samples import chained, decision, jsons, logs, words

from truceline.review.chain import BEGINNING, breaks, digest, linked
from truceline.review.records import Decision

LOG = chained([decision(n, by, verb) for n, (by, verb) in enumerate(
    [("ann", "accept"), ("ben", "reject"), ("ann", "unsure"), ("eve", "accept")], 1)])  # fmt: skip


def whats(log: list[Decision], head: str | None = None) -> list[str]:
    return [one.what for one in breaks(log, head)]


@given(logs(), jsons, words)
def test_a_log_that_nobody_touched_has_no_break(several: list[Decision], new: dict[str, Any], why: str) -> None:
    log = chained([*several, decision(len(several) + 1, "ann", "correct", new=new, why=why)])
    assert whats(log, log[-1].sha256) == []


@given(logs().filter(bool), st.data())
def test_any_field_that_is_changed_shows(several: list[Decision], data: st.DataObject) -> None:
    log = chained(several)
    at = data.draw(st.integers(0, len(log) - 1))
    field = data.draw(st.sampled_from([f for f in Decision.__struct_fields__ if f != "number"]))
    log[at] = replace(log[at], **{field: {"other": 1} if field in ("old", "new") else "something else"})
    assert whats(log) != []


@pytest.mark.parametrize("at", range(len(LOG) - 1))
def test_a_row_that_is_removed_shows(at: int) -> None:
    assert any("is missing" in what for what in whats(LOG[:at] + LOG[at + 1 :]))


@pytest.mark.parametrize("at", range(len(LOG)))
def test_a_row_that_is_put_in_shows(at: int) -> None:
    before = LOG[at - 1].sha256 if at else None
    strange = linked(decision(at + 1, "mallory", "accept"), before)
    moved = [replace(one, number=one.number + 1) for one in LOG[at:]]
    assert whats([*LOG[:at], strange, *moved]) != []


def test_rows_that_changed_places_show() -> None:
    swapped = [LOG[0], replace(LOG[2], number=2), replace(LOG[1], number=3), LOG[3]]
    assert any("does not follow" in what for what in whats(swapped))


def test_rows_that_are_cut_off_show_against_a_noted_head_alone() -> None:
    cut = LOG[:2]
    assert whats(cut) == []
    assert len(whats(cut, LOG[-1].sha256)) == 1
    assert whats(LOG, cut[-1].sha256) == [], "a head that was noted earlier is still in a longer log"


def test_a_log_that_was_written_anew_shows_against_a_noted_head() -> None:
    forged = chained([replace(LOG[0], by="mallory"), *LOG[1:]])
    assert whats(forged) == []
    assert len(whats(forged, LOG[-1].sha256)) == 1


def test_a_field_that_a_later_version_adds_changes_no_digest() -> None:
    assert digest(LOG[0], BEGINNING) == digest(replace(LOG[0], why=None, incident=None), BEGINNING)
