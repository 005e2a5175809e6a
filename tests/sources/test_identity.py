"""The same thing read twice has one id; two things never share one."""

from hypothesis import given
from hypothesis import strategies as st

from truceline.identity import claim_id, document_id
from truceline.records import Count

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]))


def test_a_document_is_its_text_its_outlet_and_its_address() -> None:
    same = document_id("The bridge fell.", "The Daily", "https://example.org/1")
    assert same == document_id("The bridge fell.", "The Daily", "https://example.org/1")
    assert same != document_id("The bridge fell.", "The Weekly", "https://example.org/1")
    assert same != document_id("The bridge fell.", "The Daily", "https://example.org/2")
    assert same != document_id("The bridge stood.", "The Daily", "https://example.org/1")
    assert len(same) == 64


def test_parts_do_not_run_into_each_other() -> None:
    assert document_id("ab", "c", None) != document_id("a", "bc", None)
    assert document_id("a", None, "b") != document_id("a", "b", None)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_ids_differ_when_outlet_or_address_differ(a: str | None, b: str | None, c: str | None, d: str | None) -> None:
    assert (document_id("x", a, b) == document_id("x", c, d)) == ((a, b) == (c, d))


def test_a_claim_is_told_from_another_about_the_same_words() -> None:
    count = Count(text="5", best=5, low=5, high=5)
    first = claim_id("d", "toll", 3, 9, "killed", count)
    assert first == claim_id("d", "toll", 3, 9, "killed", Count(text="5", best=5, low=5, high=5))
    assert first != claim_id("d", "toll", 3, 9, "wounded", count)
    assert first != claim_id("d", "event", 3, 9, "killed", count)
    assert first != claim_id("e", "toll", 3, 9, "killed", count)
    assert len(first) == 16
    assert int(first, 16) >= 0
