"""Mentions of one happening: kinds of words, points and their reasons, and groups by average."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.compare.coreference import candidates, group, judge, overlap
from truceline.compare.happenings import Happening, happenings, kinds, root, same_root
from truceline.compare.linkage import average_linkage
from truceline.compare.mentions import Mention
from truceline.compare.words import stems
from truceline.language.parse import pipeline


def mention(name: str, lemma: str, *, block: str = "s", document: str | None = None, **roles: Any) -> Mention:
    sets = {role: frozenset(words.split()) if isinstance(words, str) else words for role, words in roles.items()}
    return Mention(id=name, document=document or name, block=block, lemma=lemma, words=frozenset([lemma]), **sets)


@pytest.mark.parametrize("entry", happenings(), ids=lambda e: e.id)
def test_examples_of_a_kind_share_it(entry: Happening) -> None:
    for pair in entry.examples:
        for doc in pipeline().pipe(pair):
            words = {t.lemma_.lower() for t in doc} | {t.lower_ for t in doc}
            assert words & set(entry.words), doc.text
    for first, second in entry.counter_examples:
        assert not kinds(stems(first)[0]) & kinds(stems(second)[0])


def test_a_word_stands_once_in_an_entry() -> None:
    assert [e.id for e in happenings() if len(set(e.words)) != len(e.words)] == []
    assert len({e.id for e in happenings()}) == len(happenings())


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("resign", "resignation", True), ("negotiate", "negotiation", True), ("appoint", "appointment", True),
     ("arrive", "arrival", True), ("shell", "shelter", False), ("win", "wind", False), ("bomb", "bombing", True)],
)  # fmt: skip
def test_roots(first: str, second: str, same: bool) -> None:
    assert same_root(first, second) == same
    assert same_root(second, first) == same


def test_roots_are_those_of_the_docstring() -> None:
    assert [root(w) for w in ("appointment", "appoint", "negotiation", "negotiate")] == [
        "appoint", "appoint", "negoti", "negotiat",
    ]  # fmt: skip


def test_roles_speak_for_and_against() -> None:
    one = mention("a", "shell", undergoers="market hilltown", places="hilltown")
    same = mention("b", "bombardment", undergoers="market", places="hilltown")
    other = mention("c", "bombardment", undergoers="harbour", places="westport")
    assert judge(one, same).sure > judge(one, mention("d", "bombardment")).sure > judge(one, other).sure
    assert {name for name, _ in judge(one, same).why} >= {"same kind", "same undergoer", "same place"}
    assert "other undergoer" in {name for name, _ in judge(one, other).why}


def test_groups() -> None:
    mentions = [
        mention("a", "shell", undergoers="market", places="hilltown"),
        mention("b", "shelling", undergoers="market", places="hilltown"),
        mention("c", "meet", places="geneva"),
        mention("d", "talks", places="geneva"),
        mention("e", "shell", block="t", undergoers="market", places="hilltown"),
    ]
    assert [[m.id for m in g] for g in group(mentions)] == [["a", "b"], ["c", "d"], ["e"]]
    shuffled = mentions[:]
    random.Random(1).shuffle(shuffled)
    assert group(shuffled) == group(mentions)


def test_only_kindred_words_of_one_block_are_compared() -> None:
    mentions = [mention("a", "shell"), mention("b", "meet"), mention("c", "shell", block="t"), mention("d", "bomb")]
    assert candidates(mentions) == {(0, 3)}


def test_overlap_goes_by_weight() -> None:
    assert overlap(frozenset(), frozenset(["x"])) == 0
    assert overlap(frozenset(["hilltown", "the"]), frozenset(["hilltown", "of"])) == 1
    assert overlap(frozenset(["hilltown"]), frozenset(["westport"])) == 0


def test_average_linkage() -> None:
    """b is sure of a and of c, but a and c are not of each other: the average of the three is too low."""
    assert average_linkage(3, {(0, 1): 0.9, (1, 2): 0.8}, 0.6) == [[0, 1], [2]]
    assert average_linkage(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.6}, 0.6) == [[0, 1, 2]]
    assert average_linkage(0, {}, 0.5) == []


pairs = st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(0, 1))


@given(pairs, st.floats(0.1, 0.9))
def test_every_thing_is_in_one_group(sure: dict[tuple[int, int], float], enough: float) -> None:
    groups = average_linkage(8, sure, enough)
    assert sorted(i for g in groups for i in g) == list(range(8))
    for g in groups:
        several = [sure.get((a, b), 0.0) for a in g for b in g if a < b]
        assert not several or sum(several) / len(several) >= enough - 1e-9
