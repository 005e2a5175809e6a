"""Who fails often has to wait, longer and longer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from truceline.people.limits import FORGOTTEN, FREE, LONGEST, Limits


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def waits_of(limits: Limits, clock: Clock, name: str, address: str | None, times: int) -> list[int]:
    """How long one has to wait after each failure, when one waits as long as one has to."""
    found = []
    for _ in range(times):
        assert limits.attempt(name, address) == 0
        found.append(limits.wait(name, address))
        clock.now += found[-1]
    return found


def test_each_failure_makes_the_wait_twice_as_long() -> None:
    clock = Clock()
    waits = waits_of(Limits(clock), clock, "bo", None, 20)
    assert waits[:7] == [0, 0, 1, 2, 4, 8, 16]
    assert waits[-1] == LONGEST


def test_names_are_counted_apart_and_their_address_together() -> None:
    clock = Clock()
    limits = Limits(clock)
    for number in range(FREE["address"]):
        assert limits.attempt(f"name {number}", "10.0.0.1") == 0
    assert limits.attempt("another name", "10.0.0.1") == 1
    assert limits.attempt("another name", "10.0.0.2") == 0


def test_a_name_is_counted_from_whichever_address() -> None:
    limits = Limits(Clock())
    for number in range(FREE["name"]):
        limits.attempt("bo", f"10.0.0.{number}")
    assert limits.attempt("bo", "10.0.0.99") == 1


def test_addresses_of_one_network_of_ipv6_are_counted_together() -> None:
    limits = Limits(Clock())
    for number in range(FREE["address"]):
        limits.attempt(f"name {number}", f"2001:db8:0:1::{number:x}")
    assert limits.attempt("bo", "2001:db8:0:1:ffff::1") == 1
    assert limits.attempt("bo", "2001:db8:0:2::1") == 0


def test_success_makes_a_name_free_again() -> None:
    limits = Limits(Clock())
    for _ in range(FREE["name"] - 1):
        limits.attempt("bo", None)
    limits.attempt("bo", None)
    limits.succeeded("bo", None)
    assert [limits.attempt("bo", None) for _ in range(FREE["name"])] == [0, 0, 0]


def test_many_who_succeed_from_one_address_need_not_wait() -> None:
    limits = Limits(Clock())
    for number in range(100):
        assert limits.attempt(f"name {number}", "10.0.0.1") == 0
        limits.succeeded(f"name {number}", "10.0.0.1")


def test_failures_are_forgotten() -> None:
    clock = Clock()
    limits = Limits(clock)
    waits_of(limits, clock, "bo", None, 8)
    clock.now += FORGOTTEN
    assert waits_of(limits, clock, "bo", None, 3) == [0, 0, 1]


@given(st.lists(st.floats(0, 2_000), min_size=1, max_size=40))
def test_within_an_hour_nobody_gets_many_guesses(pauses: list[float]) -> None:
    """However one spreads the attempts, no more are looked at than the waits allow."""
    clock = Clock()
    limits, looked_at, begun = Limits(clock), 0, clock.now
    for pause in pauses:
        looked_at += limits.attempt("bo", None) == 0
        clock.now += pause
        if clock.now - begun > 3_600:
            break
    assert looked_at <= 20
