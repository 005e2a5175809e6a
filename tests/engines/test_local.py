"""The local engine: in order, every document once, and one bad document fails alone."""

from __future__ import annotations

import re
import time

import pytest
from engine_samples import documents, read, read_ahead

from truceline.engines.each import EngineError, Outcome, read_each
from truceline.engines.local import LocalEngine
from truceline.pipeline import Reading
from truceline.sources import Failure


def shown(outcome: Outcome) -> str:
    return outcome.document.text if isinstance(outcome, Reading) else f"failed {outcome.path}: {outcome.reason}"


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_order(workers: int) -> None:
    texts = [f"sleep {0.05 if i % 7 == 0 else 0}" for i in range(60)]
    outcomes = list(LocalEngine(workers, read).run(documents(*texts)))
    assert [o.document.url for o in outcomes if isinstance(o, Reading)] == [str(i) for i in range(60)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_raises_fails_alone(workers: int) -> None:
    outcomes = LocalEngine(workers, read).run(documents("a", "raise too odd", "b", "raise again", "c"))
    a, first, b, second, c = (shown(o) for o in outcomes)
    assert [a, b, c] == ["a", "b", "c"]
    assert re.fullmatch(r"failed 1: reading it failed with ValueError: too odd \(\w+/\w+\.py, line \d+\)", first)
    assert "ValueError: again" in second


@pytest.mark.parametrize("function", [read, read_ahead])
def test_a_batch_that_raises_is_read_one_by_one(function: object) -> None:
    outcomes = read_each(documents("a", "b", "raise odd", "c"), function)  # type: ignore[arg-type]
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [False, False, True, False]


@pytest.mark.parametrize(("fate", "end"), [("exit 7", "status 7"), ("die", "signal SIGKILL")])
def test_a_worker_that_dies_costs_one_document(fate: str, end: str) -> None:
    texts = [f"{i}" for i in range(30)]
    texts[11] = fate
    outcomes = list(LocalEngine(2, read).run(documents(*texts)))
    assert shown(outcomes[11]) == f"failed 11: the process that read it ended with {end}"
    assert [shown(o) for i, o in enumerate(outcomes) if i != 11] == [t for i, t in enumerate(texts) if i != 11]


def test_every_worker_may_die_and_the_rest_is_read() -> None:
    outcomes = list(LocalEngine(2, read).run(documents(*["die", "a"] * 2)))
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [True, False] * 2


@pytest.mark.parametrize("workers", [1, 2])
def test_what_no_document_can_be_blamed_for_ends_the_run(workers: int) -> None:
    with pytest.raises(EngineError, match="Nothing can be read: no model found"):
        list(LocalEngine(workers, read).run(documents("a", "break no model found", "b")))


def test_no_documents_start_no_process() -> None:
    engine = LocalEngine(4, read)
    assert list(engine.run([])) == []


def test_what_is_done_is_not_lost_when_the_run_ends_early() -> None:
    """The second worker goes ahead while the first one sleeps; then the run is given up."""
    engine = LocalEngine(2, read)
    texts = ["sleep 3", *(["skip"] * 7), *(str(i) for i in range(8))]
    found = iter(documents(*texts))

    def until_interrupted():  # type: ignore[no-untyped-def]
        yield from found
        deadline = time.monotonic() + 20
        while len(engine._done) < 8 and time.monotonic() < deadline:
            yield from ()
            engine._listen(engine._team[1])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(engine.run(until_interrupted()))
    assert [shown(outcome) for outcome in engine.finished()] == [str(i) for i in range(8)]
    assert engine.finished() == []


def test_a_worker_that_cannot_start_is_an_error_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.engines.local._work", _cannot_start)
    with pytest.raises(EngineError, match=r"could not start .* Try with --workers 1"):
        list(LocalEngine(2, read).run(documents("a")))


def _cannot_start(*_: object) -> None:
    raise SystemExit(3)
