"""Threads that wait for answers, so that several requests can be under way; they never keep the program from ending."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class Team(Generic[T]):
    """Runs jobs on ``size`` daemon threads, started as they are needed.

    The threads of ``concurrent.futures`` would be waited for when the program ends: an interrupted run would hang until
    the last server has answered.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._jobs: SimpleQueue[tuple[Future[T], Callable[[], T]] | None] = SimpleQueue()
        self._threads = 0

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """The result of a job, when it is there."""
        future: Future[T] = Future()
        self._jobs.put((future, job))
        if self._threads < self._size:
            self._threads += 1
            threading.Thread(target=self._work, daemon=True, name="truceline-llm").start()
        return future

    def dismiss(self) -> None:
        """Let the threads end when they are done with what they are at."""
        for _ in range(self._threads):
            self._jobs.put(None)
        self._threads = 0

    def _work(self) -> None:
        while (task := self._jobs.get()) is not None:
            future, job = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:  # handed to whoever asks for the result
                future.set_exception(error)
