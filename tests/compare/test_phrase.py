"""Phrases: English wherever they are compared, sorted or exported, and in another language when they are told."""

from __future__ import annotations

import ast
import copy
import inspect
import json
import pickle
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.compare import evidence
from truceline.compare.copies import WHYS
from truceline.compare.dispute import names
from truceline.compare.evidence import POINTS
from truceline.ledger.derived.packing import pack, unpack
from truceline.translation import Language, Phrase, Templates, joined, phrase, spoken, translated, word
from truceline.views.phrases import in_words
from truceline.views.wording import EVIDENCE

PLAIN = st.text(max_size=8)
NAMES = ("who", "place", "day")


@st.composite
def phrases(draw: st.DrawFn, within: st.SearchStrategy[str] = PLAIN) -> Phrase:
    """A phrase with texts, or phrases, filled in."""
    values = draw(st.dictionaries(st.sampled_from(NAMES), within, min_size=1))
    parts = [draw(PLAIN).replace("%", "%%") + f"%({name})s" for name in values]
    return Phrase("".join(parts), values)


NESTED = st.recursive(PLAIN, lambda inner: phrases(inner) | st.builds(joined, PLAIN, st.lists(inner, max_size=3)))


KNOWN = {
    "control of %(place)s": "%(place)s fo lortnoc",
    "%(what)s on %(day)s": "%(day)s no %(what)s",
    "ceasefire": "erifesaec",
}


class Reversed(NullTranslations):
    """A language that writes words backwards: all but what is filled in."""

    def gettext(self, message: str) -> str:
        return KNOWN.get(message, message)


BACKWARDS = Language("qpb", Reversed())


@given(phrases(NESTED))
def test_a_phrase_is_its_english_text(one: Phrase) -> None:
    english = one.template % one.values
    assert one == english
    assert hash(one) == hash(english)
    assert {english: 1}[one] == 1
    assert sorted([one, english + "a"]) == [english, english + "a"]
    assert json.dumps(one) == json.dumps(english)
    assert type(str(one)) is str
    assert translated(one) == english
    assert type(translated(one)) is str


@given(NESTED)
def test_what_was_packed_comes_back_with_its_parts(text: str) -> None:
    told = unpack(str, json.loads(pack(text)), {})
    assert told == text
    assert _parts(told) == _parts(text)
    for again in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert _parts(again) == _parts(text)


def _parts(text: str) -> object:
    """A phrase to its last part, but for what its template has no place for."""
    if not isinstance(text, Phrase):
        return text
    used = {name: value for name, value in text.values.items() if f"%({name})s" in text.template}
    return text.template, {name: _parts(value) for name, value in used.items()}


@pytest.mark.parametrize("packed", ['"control of Goma"', '["control of %(place)s","Goma"]'])
def test_what_was_packed_as_a_plain_text_is_read_too(packed: str) -> None:
    assert unpack(str, json.loads(packed), {}) == "control of Goma"


def test_a_phrase_is_told_in_the_language_that_is_set_with_the_phrases_in_it() -> None:
    control = phrase("control of %(place)s", place="Goma")
    said = phrase("%(what)s on %(day)s", what=word("ceasefire"), day="2024-05-02")
    with spoken(BACKWARDS):
        assert translated(control) == "Goma fo lortnoc"
        assert translated(said) == "2024-05-02 no erifesaec"
        assert translated(joined(": ", (said, "100%"))) == "2024-05-02 no erifesaec: 100%"
        assert translated("control of Goma") == "control of Goma"
        assert in_words(phrase("control of %(place)s", place="Go\nma")) == "Go ma fo lortnoc"
    assert control == "control of Goma"


@given(st.lists(PLAIN, max_size=4), st.sampled_from([", ", " % "]))
def test_joined_texts_are_as_texts_are_joined(texts: list[str], between: str) -> None:
    assert joined(between, texts) == between.join(texts)
    assert joined(phrase(" and "), texts) == " and ".join(texts)
    assert joined(between, map(word, texts)) == between.join(texts).replace("_", " ")


@pytest.mark.parametrize(
    ("several", "told"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "A", "C"], "A, B and C"),
        ([word("prisoner_exchange"), word("talks"), word("ceasefire")], "prisoner exchange, talks and ceasefire"),
    ],
)
def test_names_are_told_once_with_and_before_the_last(several: list[str], told: str) -> None:
    assert names(several) == told


@given(st.text(min_size=1, max_size=20))
def test_a_table_reads_the_phrase_that_was_stored_in_english(name: str) -> None:
    made = WHYS.of("names", name=name)
    read = WHYS.read(str(made))
    assert isinstance(read, Phrase)
    assert (read.template, read.values) == (made.template, made.values)


def test_a_table_leaves_a_text_that_is_of_none_of_its_templates() -> None:
    assert not isinstance(Templates({"one": "by %(name)s"}).read("of somebody"), Phrase)


def test_each_piece_of_evidence_has_words() -> None:
    """Those with points, and those that rule one incident out."""
    yields = [node for node in ast.walk(ast.parse(inspect.getsource(evidence))) if isinstance(node, ast.Yield)]
    texts = [node for one in yields for node in ast.walk(one) if isinstance(node, ast.Constant)]
    assert {node.value for node in texts} == EVIDENCE.keys()
    assert POINTS.keys() < EVIDENCE.keys()
