"""Whatever text comes in: no exception, and every claim stands letter for letter where it says."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.pipeline import read_documents
from truceline.sources import document_from_text

FRAGMENTS = st.sampled_from(
    [
        "The army said", "“We will not stop,”", '"killed', "at least 12", "people were killed", ", including",
        "two", "children", "in Khartoum", "on Tuesday", "Russia accused Ukraine of shelling", "according to",
        "the health ministry", "it", "they", "he", "told reporters", "captured", "the village of", "Bakhmut",
        "and", "but", "only after", "a ceasefire", "called for", ".", ".", "\n\n", "\n", ",", ";", "—", "(",
        ")", "’s", "'s", "1,200", "2023", "19 September", "more than 200", "RSF", "U.S.", "M23 rebels", "no",
        "citing", "as saying", "should", "if", "unless", "denied that", "KYIV (Reuters) -", "Гроза", "…",
        "\u200b", "🙂", "of", "the", "Mr. X",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAGMENTS, min_size=1, max_size=60), st.sampled_from([None, "2023-09-20", "2023-09", "1999"]))
def test_any_text(fragments: list[str], published: str | None) -> None:
    try:
        document = document_from_text(" ".join(fragments), published=published)
    except ValueError:
        return  # nothing left to read once white space is gone
    (reading,) = read_documents([document])
    text = reading.document.text
    assert text == document.text
    assert len({c.id for c in reading.claims}) == len(reading.claims)
    for claim in reading.claims:
        span, sentence = claim.span, claim.sentence
        assert text[span.start : span.end] == span.text
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start <= span.start < span.end <= sentence.end
        assert 0 <= claim.confidence <= 1


def test_reading_twice_gives_the_same_claims() -> None:
    text = "Sudan's army said on Monday that 12 soldiers were killed and that it had retaken Wad Madani."
    first, second = (next(iter(read_documents([document_from_text(text, published="2025-01-13")]))) for _ in range(2))
    assert first == second
    assert first.claims
