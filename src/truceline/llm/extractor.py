"""The extractor that asks a language model: documents in, readings and failures out, as from any engine."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from ..closing import Closing
from ..engines.each import CONCERNS_ALL, EngineError, Outcome, failure
from ..extract.attribution import find_attributions
from ..extract.context import Context
from ..extract.speakers import with_speakers
from ..extractor import Extractor
from ..language.parse import parse
from ..pipeline import Reading, context_of, dated
from ..records import Claim, Document
from ..sources.options import Failure
from .asking import Answers, Asker
from .budget import Usage
from .claims import claim_of
from .options import LlmOptions
from .pace import Ended
from .prompt import prompt
from .refused import NotTaken, Reason, Refused
from .team import Team
from .trouble import Hopeless
from .windows import Window, windows

IN_A_ROW = 5
"""After so many reports in a row without an answer, the run ends: the endpoint is down, not the reports bad."""

MOST_CLAIMS = 25
"""Claims for each sentence asked about; what is beyond is refused unread."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run has come to: ``refused`` counts by reason, ``usage`` is requests, tokens and cost."""

    kept: int
    refused: Counter[Reason]
    usage: Usage


@dataclass(slots=True)
class _Job:
    """A report on its way: parsed, and asked about."""

    document: Document
    context: Context
    answers: Future[Answers]


class LlmExtractor(Closing):
    """Asks a model about each report.  Use it in a ``with`` block, or ``close`` it.

    ``workers`` is how many requests may be under way at a time; parsing is done in this process.  ``on_refused`` gets
    everything that the model answered and that was not taken.  What is counted is counted over all runs of the object.
    """

    def __init__(
        self, options: LlmOptions, *, workers: int = 1, on_refused: Callable[[Refused], None] | None = None
    ) -> None:
        if workers < 1:
            raise ValueError("an extractor needs at least one worker")
        self.options = options
        version = f"prompt {prompt().version}"
        self.extractor = Extractor(f"llm:{options.model}", f"{version} at {options.host}")
        self._by = f"{self.extractor.name}, {version}"  # stands in exports: where it was asked is nobody's business
        self.stopped: str | None = None
        self._workers = workers
        self._on_refused = on_refused
        self._stop = threading.Event()
        self._asker = Asker(options, self._stop)
        self._team: Team[Answers] = Team(workers)
        self._jobs: deque[_Job] = deque()
        self._kept = 0
        self._refused: Counter[Reason] = Counter()
        self._in_a_row = 0

    def close(self) -> None:
        """End all waiting and close all connections."""
        self._stop.set()
        self._team.dismiss()
        self._asker.close()

    @property
    def tally(self) -> Tally:
        """What has been kept, refused and used up so far."""
        return Tally(self._kept, self._refused.copy(), self._asker.budget.usage)

    def run(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """A reading, or why there is none, for each document, in order.

        Ends early, with the reason in ``stopped``, when no report can be read any more: a wrong key, a budget that is
        used up, an endpoint that is down.  Raises :class:`~truceline.engines.each.EngineError` when the program itself
        cannot read anything, and RuntimeError when this extractor has ended before: make a new one.
        """
        if self._stop.is_set():
            raise RuntimeError(f"this extractor has ended ({self.stopped or 'it was closed'}); make a new one")
        for document in documents:
            job = self._begin(document)
            if isinstance(job, Failure):
                yield from self._all_done()
                yield job
            else:
                self._jobs.append(job)
            while len(self._jobs) > self._workers and self.stopped is None:
                yield from self._done(self._jobs[0])
            if self.stopped is not None:
                break
        yield from self._all_done()

    def finished(self) -> list[Outcome]:
        """After an interruption: what was answered but not handed out yet.  What is under way is given up."""
        self._stop.set()
        found: list[Outcome] = []
        while self._jobs:
            if self._jobs[0].answers.done():
                found += self._done(self._jobs[0])
            else:
                self._jobs.popleft()
        return found

    def _begin(self, document: Document) -> _Job | Failure:
        """Parse a document and have its windows asked about."""
        try:
            context = context_of(dated(parse(document)))
            context = with_speakers(context, find_attributions(context))
            asked = windows(context.parsed, self.options.window)
        except CONCERNS_ALL as error:
            raise EngineError(f"Nothing can be read: {error}") from error
        except Exception as error:
            return failure(document, f"reading it failed with {type(error).__name__}: {error}")
        return _Job(context.parsed.document, context, self._team.submit(lambda: self._asker.ask(asked)))

    def _all_done(self) -> Iterator[Outcome]:
        while self._jobs:
            yield from self._done(self._jobs[0])

    def _done(self, job: _Job) -> Iterator[Outcome]:
        """The outcome of the first report under way; none when it was given up because the run has ended."""
        try:
            answers = job.answers.result()
        except Ended:
            self._jobs.popleft()
            return
        except CONCERNS_ALL:
            raise
        except Exception as error:
            self._jobs.popleft()
            yield failure(job.document, f"asking the model failed with {type(error).__name__}: {error}")
            return
        self._jobs.popleft()  # not before: an interruption may come while we wait
        for window, useless in answers.useless:
            self._refuse(job, window, "answer of no use", useless.reason, useless.answer)
        trouble = answers.trouble
        if isinstance(trouble, Hopeless):
            self._end(f"{trouble.reason}; {trouble.hint}")
        elif trouble is not None:
            self._in_a_row += 1
            if self._in_a_row == IN_A_ROW:
                self._end(f"{IN_A_ROW} reports in a row got no answer, the last one because {trouble.reason}")
            document = job.document
            yield Failure(
                path=document.path or document.url or document.id,
                reason=f"the language model gave no answer: {trouble.reason}",
                hint=trouble.hint,
            )
        else:
            self._in_a_row = 0
            yield self._reading(job, answers)

    def _end(self, why: str) -> None:
        self.stopped = self.stopped or why
        self._stop.set()

    def _reading(self, job: _Job, answers: Answers) -> Reading:
        found: dict[str, Claim] = {}
        for window, raw in answers.taken:
            most = MOST_CLAIMS * len(window.sentences)
            for n, each in enumerate(raw):
                try:
                    if n >= most:
                        raise NotTaken("too many", f"more than {most} claims for {len(window.sentences)} sentences")
                    claim = claim_of(each, job.context, window, self._by)
                    if claim.id in found:
                        raise NotTaken("twice", claim.id)
                except NotTaken as refused:
                    self._refuse(job, window, refused.reason, refused.detail, each)
                else:
                    found[claim.id] = claim
        self._kept += len(found)
        claims = sorted(found.values(), key=lambda c: (c.span.start, c.span.end, c.id))
        return Reading(job.document, tuple(claims), self._answered_by(answers))

    def _answered_by(self, answers: Answers) -> Extractor:
        """The extractor, with the name under which the endpoint answered where that is another one."""
        others = sorted(m[:80] for m in answers.models if m != self.options.model and m.isprintable())
        if not others:
            return self.extractor
        return Extractor(self.extractor.name, f"{self.extractor.version}, answered by {' and '.join(others[:3])}")

    def _refuse(self, job: _Job, window: Window, reason: Reason, detail: str, answer: Any) -> None:
        self._refused[reason] += 1
        if self._on_refused is not None:
            first, last = window.sentences[0].index, window.sentences[-1].index
            self._on_refused(Refused(job.document.id, job.document.path, first, last, reason, detail, answer))
