"""Agent nouns: each example has its agent where the program looks for it, each counter-example has not."""

from __future__ import annotations

from collections import Counter

import pytest

from truceline.extract.actor_phrases import find_agents
from truceline.knowledge.loader import load_agents
from truceline.knowledge.schema import Agent
from truceline.language.parse import parse
from truceline.records import Document


def agents_in(sentence: str) -> list[Agent]:
    return [phrase.agent for phrase in find_agents(parse(Document(id="test", text=sentence)), set())]


def sentences(field: str) -> list[object]:
    return [
        pytest.param(agent, sentence, id=f"{agent.name}: {sentence}")
        for agent in load_agents()
        for sentence in getattr(agent, field)
    ]


@pytest.mark.parametrize(("agent", "sentence"), sentences("examples"))
def test_example_has_the_agent(agent: Agent, sentence: str) -> None:
    assert agent in agents_in(sentence)


@pytest.mark.parametrize(("agent", "sentence"), sentences("counter_examples"))
def test_counter_example_has_not(agent: Agent, sentence: str) -> None:
    assert agent not in agents_in(sentence)


def test_each_noun_and_phrase_stands_once() -> None:
    """The finder takes the first entry of a noun: a second one would do nothing."""
    texts = Counter(text for agent in load_agents() for text in {*agent.nouns, *agent.phrases, *agent.plurals})
    assert [text for text, count in texts.items() if count > 1] == []


def test_names_have_one_place_for_the_owner() -> None:
    names = [agent.name for agent in load_agents() if agent.name != "Pope"]
    assert [name for name in names if name.count("{country}") != 1] == []
