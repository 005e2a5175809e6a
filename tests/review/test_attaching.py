"""Reviews belong to claims by where these stand, to the character; what is not certain is no one's."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.review.attaching import Spot, attach


def spot(name: str, start: int = 0, end: int = 9, kind: str = "toll", extractor: str | None = "rules") -> Spot:
    return Spot(name, kind, start, end, extractor)


@pytest.mark.parametrize(("reviewed", "claims", "found"), [
    pytest.param([spot("a")], [spot("a"), spot("b", 20, 30)], {"a": "a"}, id="the same id"),
    pytest.param([spot("a")], [spot("b")], {"a": "b"}, id="the same place"),
    pytest.param([spot("a")], [spot("b", 0, 8)], {}, id="a character less"),
    pytest.param([spot("a")], [spot("b", kind="event")], {}, id="another kind"),
    pytest.param([spot("a")], [spot("b"), spot("c")], {}, id="two in the place"),
    pytest.param([spot("a"), spot("b")], [spot("c")], {}, id="two reviews for one claim"),
    pytest.param([spot("a"), spot("b")], [spot("a"), spot("c")], {"a": "a", "b": "c"}, id="one by id, one by place"),
    pytest.param([spot("a")], [spot("b", extractor="llm:x")], {}, id="found by another"),
    pytest.param([spot("a", extractor=None)], [spot("a")], {"a": "a"}, id="added by a person, found later"),
])  # fmt: skip
def test_attach(reviewed: list[Spot], claims: list[Spot], found: dict[str, str]) -> None:
    assert attach(reviewed, claims) == found


places = st.tuples(st.integers(0, 2), st.integers(3, 4))
spots = st.dictionaries(st.sampled_from("abcdef"), places, max_size=6).map(
    lambda found: [spot(name, *place) for name, place in found.items()]
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(spots, spots)
def test_no_claim_has_two_reviews_and_nothing_moves(reviewed: list[Spot], claims: list[Spot]) -> None:
    found = attach(reviewed, claims)
    assert len(set(found.values())) == len(found)
    by_id, there = {s.id: s for s in reviewed}, {s.id: s for s in claims}
    assert all(claim == one or there[claim].where == by_id[one].where for one, claim in found.items())
