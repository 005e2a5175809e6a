"""What an agent noun and its owner are called: what the owner's name says already is not said again."""

from __future__ import annotations

import pytest

from truceline.extract.actor_build import Owner, compose
from truceline.knowledge.loader import load_agents

CASES = [
    ("hospital", "al-Ahli Arab Hospital", "al-Ahli Arab Hospital"),
    ("hospital", "Sudan", "Hospitals of Sudan"),
    ("hospital", "El Fasher", "Hospitals of El Fasher"),
    ("army", "Armed Forces of Pakistan", "Armed Forces of Pakistan"),
    ("army", "Myanmar", "Armed Forces of Myanmar"),
    ("foreign ministry", "Colombia", "Ministry of Foreign Affairs of Colombia"),
    ("police", "Police of Kenya", "Police of Kenya"),
]


@pytest.mark.parametrize(("noun", "owner", "name"), CASES)
def test_a_name_says_nothing_twice(noun: str, owner: str, name: str) -> None:
    agent = next(one for one in load_agents() if noun in (*one.nouns, *one.phrases))
    assert compose(agent, noun, Owner(owner, None, None, None), noun).name == name
