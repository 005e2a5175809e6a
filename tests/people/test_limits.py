"""Who fails often has to wait, longer and longer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.ledger import Ledger
from truceline.ledger.sign_in_failures import FailureTable
from truceline.people.limits import FORGOTTEN, FREE, LONGEST, Limits

NUMBERS = count()


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger."""
    with Ledger(tmp_path_factory.mktemp("limits") / "team.db") as made:
        yield made


@pytest.fixture
def table(book: Ledger) -> FailureTable:
    """Nobody has failed yet."""
    made = book.store.people().failures
    made.clear(float("inf"))
    return made


def waits_of(limits: Limits, clock: Clock, name: str, address: str | None, times: int) -> list[int]:
    """How long one has to wait after each failure, when one waits as long as one has to."""
    found = []
    for _ in range(times):
        assert limits.attempt(name, address) == 0
        found.append(limits.wait(name, address))
        clock.now += found[-1]
    return found


def test_each_failure_makes_the_wait_twice_as_long(table: FailureTable) -> None:
    clock = Clock()
    waits = waits_of(Limits(table, clock), clock, "bo", None, 20)
    assert waits[:7] == [0, 0, 1, 2, 4, 8, 16]
    assert waits[-1] == LONGEST


def test_names_are_counted_apart_and_their_address_together(table: FailureTable) -> None:
    clock = Clock()
    limits = Limits(table, clock)
    for number in range(FREE["address"]):
        assert limits.attempt(f"name {number}", "10.0.0.1") == 0
    assert limits.attempt("another name", "10.0.0.1") == 1
    assert limits.attempt("another name", "10.0.0.2") == 0


def test_a_name_is_counted_from_whichever_address(table: FailureTable) -> None:
    limits = Limits(table, Clock())
    for number in range(FREE["name"]):
        limits.attempt("bo", f"10.0.0.{number}")
    assert limits.attempt("bo", "10.0.0.99") == 1


def test_addresses_of_one_network_of_ipv6_are_counted_together(table: FailureTable) -> None:
    limits = Limits(table, Clock())
    for number in range(FREE["address"]):
        limits.attempt(f"name {number}", f"2001:db8:0:1::{number:x}")
    assert limits.attempt("bo", "2001:db8:0:1:ffff::1") == 1
    assert limits.attempt("bo", "2001:db8:0:2::1") == 0


def test_success_makes_a_name_free_again(table: FailureTable) -> None:
    limits = Limits(table, Clock())
    for _ in range(FREE["name"] - 1):
        limits.attempt("bo", None)
    limits.attempt("bo", None)
    limits.succeeded("bo", None)
    assert [limits.attempt("bo", None) for _ in range(FREE["name"])] == [0, 0, 0]


def test_many_who_succeed_from_one_address_need_not_wait(table: FailureTable) -> None:
    limits = Limits(table, Clock())
    for number in range(100):
        assert limits.attempt(f"name {number}", "10.0.0.1") == 0
        limits.succeeded(f"name {number}", "10.0.0.1")


def test_failures_are_forgotten(table: FailureTable) -> None:
    clock = Clock()
    limits = Limits(table, clock)
    waits_of(limits, clock, "bo", None, 8)
    clock.now += FORGOTTEN
    assert waits_of(limits, clock, "bo", None, 3) == [0, 0, 1]


def test_a_restart_forgets_nothing_and_a_second_program_counts_too(table: FailureTable, book: Ledger) -> None:
    clock = Clock()
    for _ in range(FREE["name"]):
        assert Limits(table, clock).attempt("bo", "10.0.0.1") == 0
    with Ledger(book.path) as other:
        assert Limits(other.store.people().failures, clock).attempt("bo", None) == 1


def test_a_clock_that_is_set_back_makes_nobody_wait_longer(table: FailureTable) -> None:
    clock = Clock()
    limits = Limits(table, clock)
    waits_of(limits, clock, "bo", None, 4)
    clock.now -= 500_000
    assert limits.wait("bo", None) == 2


def test_names_are_not_stored_and_old_rows_are_removed(table: FailureTable, book: Ledger) -> None:
    clock = Clock()
    limits = Limits(table, clock)
    for name in ("bo", "a password in the wrong field"):
        limits.attempt(name, "10.0.0.1")
    assert b"wrong field" not in stored(book.path)
    clock.now += FORGOTTEN
    limits.attempt("rea", None)
    assert table.of([("name", "bo"), ("address", "10.0.0.1")]) == {}


def stored(path: Path) -> bytes:
    """All that the files of a ledger hold."""
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))


@given(st.lists(st.floats(0, 2_000), min_size=1, max_size=40))
def test_within_an_hour_nobody_gets_many_guesses(book: Ledger, pauses: list[float]) -> None:
    """However one spreads the attempts, no more are looked at than the waits allow."""
    clock = Clock()
    name, looked_at, begun = f"bo {next(NUMBERS)}", 0, clock.now
    limits = Limits(book.store.people().failures, clock)
    for pause in pauses:
        looked_at += limits.attempt(name, None) == 0
        clock.now += pause
        if clock.now - begun > 3_600:
            break
    assert looked_at <= 20


def test_who_signs_in_makes_nobody_at_their_address_wait(table: FailureTable) -> None:
    clock = Clock()
    limits = Limits(table, clock)
    for number in range(FREE["address"] + 4):
        clock.now += LONGEST
        assert limits.attempt(f"name {number}", "192.0.2.9") == 0
    clock.now += LONGEST
    assert limits.attempt("ada", "192.0.2.9") == 0
    limits.succeeded("ada", "192.0.2.9")
    assert limits.wait("ben", "192.0.2.9") == 0
