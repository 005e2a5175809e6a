"""Agent nouns: each example has its agent where the program looks for it, each counter-example has not."""

from __future__ import annotations

from collections import Counter

import pytest

from truceline.extract.actor_phrases import find_agents
from truceline.knowledge.loader import load_agents, load_countries
from truceline.knowledge.names import name_index
from truceline.knowledge.schema import Agent, Institution
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


#: Bodies that reports call by a name of their own and by a noun with the country: one actor, one name.
ONE_BODY = [
    ("IDF", "Armed Forces of {country}"),
    ("Sudanese Armed Forces", "Armed Forces of {country}"),
    ("FARDC", "Armed Forces of {country}"),
    ("Tatmadaw", "Armed Forces of {country}"),
    ("Russian Defence Ministry", "Ministry of Defence of {country}"),
    ("Ukrainian General Staff", "General Staff of {country}"),
    ("Knesset", "Parliament of {country}"),
]


@pytest.mark.parametrize(("text", "template"), ONE_BODY)
def test_a_body_with_a_name_of_its_own_is_named_as_composed(text: str, template: str) -> None:
    assert template in {agent.name for agent in load_agents()}
    (name,) = name_index().lookup(text)
    assert isinstance(name.entry, Institution)
    country = next(c for c in load_countries() if c.iso3 == name.entry.country)
    assert name.entry.name == template.replace("{country}", country.label)


def test_the_label_of_a_country_has_its_article() -> None:
    labels = {c.iso3: c.label for c in load_countries()}
    assert (labels["USA"], labels["AZE"], labels["PSE"]) == ("the United States", "Azerbaijan", "Palestine")
