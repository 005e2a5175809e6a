"""Whether two accounts depend on each other, and what is said of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import claim, document

from truceline.compare.account import Account
from truceline.compare.independence import TIES, Voices, heard_in
from truceline.records import Actor, Count, Toll

WAR = "sudan-2023"
TEXT = "Three people were killed."

WHO = Actor(text="WHO", name="World Health Organization", sector="IGO")
DOCTORS = Actor(text="the network", name="Sudan Doctors Network", country="SDN", sector="NGO")
ARMY = Actor(text="the army", name="Armed Forces of Sudan", country="SDN", sector="MIL")
MINISTRY = Actor(text="the ministry", name="Ministry of the Interior of Sudan", country="SDN", sector="GOV")
RSF = Actor(text="the RSF", name="Rapid Support Forces", country="SDN", sector="REB")
OFFICIALS = Actor(text="officials", name="Local officials", sector="GOV")
WIRE = Actor(text="Reuters", name="Reuters", sector="MED")


def told(
    *sources: Actor, outlet: str = "Sample Wire", text: str = "", original: str | None = None, url: str | None = None
) -> Account:
    """A claim of three dead, by a chain of sources, in a report of an outlet."""
    count = Count(text="Three", best=3, low=3, high=3)
    toll = Toll(harm="killed", object="persons", group=None, side=None, count=count, scope="incident", period=None)
    report = document(f"{TEXT}\n\n{text}", url=url or f"{outlet}{text}", outlet=outlet)
    return Account(claim(report, TEXT, toll, sources=sources), "story", original, WAR)


CASES: list[Any] = [
    pytest.param(told(WHO), told(DOCTORS, outlet="B"), "independent", id="two bodies in two outlets"),
    pytest.param(told(WHO), told(DOCTORS), "independent", id="two bodies in one report"),
    pytest.param(told(WHO), told(WHO, outlet="B"), "same_source", id="one body in two outlets"),
    pytest.param(told(WIRE, WHO), told(WHO, outlet="B"), "same_source", id="one body, once through an agency"),
    pytest.param(told(WIRE, WHO), told(WIRE, outlet="B"), "one_quotes_the_other", id="an agency, and whom it quotes"),
    pytest.param(told(WIRE, WHO, outlet="B"), told(outlet="Reuters"), "one_quotes_the_other", id="an agency as outlet"),
    pytest.param(told(), told(outlet="B"), "independent", id="two outlets in their own voices"),
    pytest.param(told(), told(text="More."), "same_outlet", id="one outlet twice"),
    pytest.param(told(outlet="A", text="By hand. (Reuters)"), told(outlet="Reuters"), "same_outlet", id="its agency"),
    pytest.param(told(), told(WHO), "one_report", id="a report beside its source"),
    pytest.param(told(ARMY), told(MINISTRY, outlet="B"), "same_side", id="two bodies of one side"),
    pytest.param(told(ARMY), told(RSF, outlet="B"), "independent", id="two opposing sides"),
    pytest.param(told(OFFICIALS), told(OFFICIALS, outlet="B"), "unnamed", id="unnamed officials"),
    pytest.param(told(OFFICIALS), told(WHO, outlet="B"), "unnamed", id="an unnamed one and a body"),
]


@pytest.mark.parametrize(("one", "other", "tie"), CASES)
def test_tie(one: Account, other: Account, tie: str) -> None:
    voices = Voices(heard_in([one, other]))
    assert voices.relation(one, other).tie == voices.relation(other, one).tie == tie


def test_a_copy_is_the_same_text() -> None:
    first, second = told(outlet=""), told(outlet="", text="More.")
    copy = Account(second.claim, "story", first.claim.document.id, WAR)
    relation = Voices(heard_in([first, copy])).relation(first, copy)
    assert relation.independent is False
    assert relation.tie in ("same_text", "same_outlet")


@pytest.mark.parametrize(("one", "other", "tie"), CASES)
def test_it_is_explained(one: Account, other: Account, tie: str) -> None:
    relation = Voices(heard_in([one, other])).relation(one, other)
    assert relation.why
    assert "{" not in relation.why
    assert relation.independent is {"independent": True, "unnamed": None}.get(tie, False)


def test_every_tie_has_words() -> None:
    assert all(TIES.values())
