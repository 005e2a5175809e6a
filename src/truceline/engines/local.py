"""The engine on our own machine: in this process, or in several that each load the models once.

Worker processes are started by *spawn* (nothing is shared with the parent, so it is safe with threads and on every
system), each at the end of a pipe.  A worker answers document by document, so when it dies it is known which document
it was at: that one is reported, the rest of its batch is given to a new worker.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from ..extractor import RULES
from ..pipeline import read_documents
from ..records import Document
from .each import BatchFunction, EngineError, Outcome, failure, read_each

BATCH = 8
"""Documents given to a worker at a time."""

AHEAD = 4
"""How many batches a worker may be ahead of the slowest one, whose results are to be handed out before its own."""

Task = tuple[int, Document]

_READY = "ready"


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    tasks: deque[Task] = field(default_factory=deque)


class LocalEngine:
    """Reads documents in ``workers`` processes; with one, in this process.

    ``read`` must be a function that another process can import.
    """

    extractor = RULES

    def __init__(self, workers: int = 1, read: BatchFunction = read_documents) -> None:
        if workers < 1:
            raise ValueError("an engine needs at least one worker")
        self.workers = workers
        self._read = read
        self._team: list[_Worker] = []
        self._done: dict[int, Outcome] = {}
        self._waiting: deque[Task] = deque()

    def run(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """A reading, or why there is none, for each document, in order, as they get done.

        Raises :class:`EngineError` when nothing can be read at all.
        """
        if self.workers == 1:
            for document in documents:
                yield from read_each([document], self._read)
            return
        try:
            yield from self._run_team(enumerate(documents))
        finally:
            self._dismiss()

    def finished(self) -> list[Outcome]:
        """After an interruption: what was done but not handed out yet, because something before it was not done."""
        return [self._done.pop(i) for i in sorted(self._done)]

    def _run_team(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        following = 0
        while True:
            self._assign(tasks, following)
            busy = {worker.pipe: worker for worker in self._team if worker.tasks}
            if not busy:
                return
            for pipe in wait(list(busy)):
                self._listen(busy[pipe])  # type: ignore[index]
            while following in self._done:
                yield self._done.pop(following)
                following += 1

    def _assign(self, tasks: Iterator[Task], following: int) -> None:
        """Give every idle worker a batch, and start the workers that are missing while there is something to do."""
        limit = following + self.workers * BATCH * AHEAD
        while True:
            idle = next((w for w in self._team if not w.tasks), None)
            if idle is None and len(self._team) == self.workers:
                return
            if self._waiting and self._waiting[0][0] >= limit:
                return
            batch = list(islice(self._next_tasks(tasks), BATCH))
            if not batch:
                return
            if idle is None:
                idle = _start(self._read)
                self._team.append(idle)
            idle.tasks.extend(batch)
            if idle.ready:
                idle.pipe.send([document for _, document in batch])

    def _next_tasks(self, tasks: Iterator[Task]) -> Iterator[Task]:
        while self._waiting:
            yield self._waiting.popleft()
        yield from tasks

    def _listen(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(answer, EngineError):
            raise answer
        if answer == _READY:
            worker.ready = True
            worker.pipe.send([document for _, document in worker.tasks])
        else:
            self._done[worker.tasks.popleft()[0]] = answer

    def _bury(self, worker: _Worker) -> None:
        """A worker has died: report the document it was at, and put back the others."""
        worker.process.join()
        self._team.remove(worker)
        if not worker.ready:
            raise EngineError(
                f"A worker process could not start (it ended with {_end(worker.process)}). Try with --workers 1."
            )
        index, document = worker.tasks.popleft()
        self._done[index] = failure(document, f"the process that read it ended with {_end(worker.process)}")
        self._waiting.extendleft(reversed(worker.tasks))

    def _dismiss(self) -> None:
        for worker in self._team:
            worker.process.terminate()
            worker.pipe.close()
        for worker in self._team:
            worker.process.join()
        self._team.clear()


def _start(read: BatchFunction) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, read), daemon=True, name="truceline-reader")
    process.start()
    theirs.close()  # or the end of the process would not end the pipe
    return _Worker(process, ours)


def _work(pipe: Connection, read: BatchFunction) -> None:
    """What a worker does, until nobody is at the other end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, and it ends us
    try:
        pipe.send(_READY)
        while True:
            for outcome in read_each(pipe.recv(), read):
                pipe.send(outcome)
    except EngineError as error:
        pipe.send(error)
    except (EOFError, BrokenPipeError):
        return


def _end(process: SpawnProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"status {code}"
