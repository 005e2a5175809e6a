"""Who says it, by what way, when and in whose words: each names what found it."""

from __future__ import annotations

import pytest

from truceline import Claim, read_text

TEXT = """The army said in a statement on Tuesday that 12 soldiers had been killed near Goma.

"Three children were killed in the shelling," a doctor said.

Two people were wounded in Bukavu."""


@pytest.fixture(scope="module")
def claims() -> dict[str, Claim]:
    return {claim.span.text.split()[0].lower(): claim for claim in read_text(TEXT, published="2024-02-14")
            if claim.kind == "toll"}  # fmt: skip


def reasons(claim: Claim) -> dict[str, tuple[str, str | None]]:
    return {reason.part: (reason.by, reason.text) for reason in claim.why}


def test_reported_words(claims: dict[str, Claim]) -> None:
    claim, why = claims["12"], reasons(claims["12"])
    assert (claim.channel, claim.said is not None, claim.quotation) == ("statement", True, "indirect")
    assert why["channel"] == (why["sources"][0], "statement")
    assert why["said"] == (why["sources"][0], "Tuesday")
    assert why["quotation"] == ("no quotation marks", "said")


def test_quoted_words(claims: dict[str, Claim]) -> None:
    assert claims["three"].quotation == "direct"
    assert reasons(claims["three"])["quotation"] == ("quotation marks", None)


def test_the_outlets_own_words(claims: dict[str, Claim]) -> None:
    assert claims["two"].quotation == "none"
    assert reasons(claims["two"]).keys().isdisjoint({"sources", "channel", "said", "quotation"})
