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
    assert reasons(claims["two"]).keys().isdisjoint({"sources", "channel", "said"})
    assert reasons(claims["two"])["quotation"] == ("no quotation marks", None)


@pytest.mark.parametrize(("text", "part", "by", "words"), [
    ("Rwandan troops shelled Goma on Monday.", "event.actors", "role:subject, ", "Rwandan troops"),
    ("Goma was shelled by Rwandan troops on Monday.", "event.actors", "role:agent, ", "Rwandan troops"),
    ("Rwandan troops shelled Goma on Monday.", "event.places", "where:clause, overlay", "Goma"),
    ("Rwandan troops shelled Goma on Monday.", "event.time", "when:clause, time:", "Monday"),
    ("Rwanda and Uganda signed a truce.", "event.actors", "role:subject, name:name:Rwanda", "Rwanda"),
    ("M23 rebels captured Goma on Monday.", "control.by", "role:subject, ", "M23 rebels"),
    ("M23 rebels captured Goma on Monday.", "control.places", "where:held, overlay", "Goma"),
    ("M23 rebels took full control of Goma.", "control.wording", "control:", "took full control"),
    ("M23 rebels captured 12 villages near Goma.", "control.count", "counted, count.digits", "12"),
    ("Shelling by Rwandan troops killed 12 Congolese soldiers in Goma.", "toll.blamed", "blamed:", "Rwandan troops"),
    ("Shelling by Rwandan troops killed 12 Congolese soldiers in Goma.", "toll.side", "side:modifier, ", "Congolese"),
    ("Shelling by Rwandan troops killed 12 Congolese soldiers in Goma.", "toll.places", "where:after, ", "Goma"),
    ("Rwanda may sign a truce with Uganda.", "modality", "modal", "may sign"),
    ("The army told a news agency that 12 people had been killed.", "channel", "cue:tell:", "told a news agency"),
])  # fmt: skip
def test_the_rule_and_the_words(text: str, part: str, by: str, words: str) -> None:
    found = [(r.by, r.text) for claim in read_text(text, published="2024-02-14") for r in claim.why if r.part == part]
    assert any(rule.startswith(by) and told == words for rule, told in found), found
