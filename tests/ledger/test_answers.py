"""Answers are worked out once, kept up to a number, and those asked for last the longest."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from truceline.ledger.answers import Answers


def test_an_answer_is_worked_out_once() -> None:
    made: list[int] = []
    answers = Answers(2)
    assert [answers.once("a", lambda: made.append(1) or "A") for _ in range(3)] == ["A"] * 3
    assert made == [1]


def test_the_one_asked_for_longest_ago_is_forgotten_first() -> None:
    made: list[str] = []
    answers = Answers(2)
    for name in ("a", "b", "a", "c", "a", "b"):
        answers.once(name, lambda name=name: made.append(name))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_of_several_who_ask_at_once_one_works() -> None:
    made: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> str:
        made.append(1)
        begun.set()
        go_on.wait(5)
        return "A"

    answers = Answers(2)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(answers.once, "a", slowly)
        assert begun.wait(5)
        others = [pool.submit(answers.once, "a", slowly) for _ in range(3)]
        go_on.set()
        assert [one.result(5) for one in (first, *others)] == ["A"] * 4
    assert made == [1]


def test_what_fails_is_tried_again() -> None:
    answers = Answers(2)
    with pytest.raises(ZeroDivisionError):
        answers.once("a", lambda: 1 // 0)
    assert answers.once("a", lambda: 7) == 7
