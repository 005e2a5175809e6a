"""How far reviewers agree, in figures that can be checked by hand."""

from __future__ import annotations

import pytest
from review_samples import decision, with_group

from truceline.review.agreement import agreement, alpha
from truceline.review.records import Decision


def test_alpha_is_that_of_the_literature() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: nominal, four observers: 0.743
    rows = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
    cells = [row.split() for row in rows]
    labels = {str(unit): {f"o{i}": row[unit] for i, row in enumerate(cells) if row[unit] != "."} for unit in range(12)}
    assert alpha(labels) == pytest.approx(0.743, abs=0.001)


def test_alpha_is_not_defined_where_all_say_the_same() -> None:
    assert alpha({"a": {"ann": "accept", "ben": "accept"}}) is None
    assert alpha({}) is None


def both(item: str, start: int, ann: tuple[str, str | None], ben: tuple[str, str | None] | None) -> list[Decision]:
    """What Ann and Ben decided on a claim: the verb, and the group that they put in."""
    made = []
    for number, (by, told) in enumerate([("ann", ann), ("ben", ben)], start):
        if told is not None:
            new = with_group(told[1]) if told[0] == "correct" else None
            made.append(decision(number, by, told[0], new=new, claim=item, round="pilot"))
    return made


TOLD = {
    "c1": both("c1", 1, ("accept", None), ("accept", None)),
    "c2": both("c2", 3, ("correct", "civilians"), ("correct", "soldiers")),
    "c3": both("c3", 5, ("reject", None), ("accept", None)),
    "c4": both("c4", 7, ("reject", None), ("reject", None)),
    "c5": both("c5", 9, ("unsure", None), None),
}


def test_agreement_of_a_round() -> None:
    found = agreement("pilot", TOLD)
    assert (found.reviewers, found.items, found.waiting, found.differing) == (("ann", "ben"), 4, 1, 2)
    assert (found.verdict.items, found.verdict.same, found.verdict.share) == (4, 3, 0.75)
    # accept 3, correct 2, reject 3 of 8: expected disagreement 1 - (3*2 + 2*1 + 3*2)/(8*7) = 42/56; observed 2/8
    assert found.verdict.alpha == pytest.approx(1 - (2 / 8) / (42 / 56))
    fields = {one.field: one for one in found.fields}
    assert (fields["toll.harm"].items, fields["toll.harm"].same) == (2, 2)
    assert (fields["toll.group"].items, fields["toll.group"].same) == (2, 1)
    assert {d: (a.items, a.same) for d, a in found.documents.items()} == {"d1": (4, 3)}


def test_decisions_outside_of_the_round_do_not_count() -> None:
    assert agreement("other", TOLD).items == 0


def test_what_was_taken_back_does_not_count() -> None:
    told = {"c1": [*TOLD["c1"], decision(11, "ben", "undo", undoes=2, round="pilot")]}
    assert (agreement("pilot", told).items, agreement("pilot", told).waiting) == (0, 1)
