"""A window's answer, with patience: retries, waits that grow, halves of what is too long, all within the budget."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .budget import Budget, Spent, tokens_of
from .client import Client, Reply
from .content import raw_claims
from .options import LlmOptions
from .pace import Pace
from .prompt import Messages, messages
from .trouble import Adapted, Hopeless, Passing, TooLong, Trouble, Useless
from .windows import Window

WAIT_MOST = 60.0
"""Longest wait before a request is made again, in seconds, unless the endpoint names one."""

PATIENCE = 600.0
"""Longest wait that an endpoint may ask for, in seconds."""


@dataclass(slots=True)
class Answers:
    """What was answered about one report: claims by window, answers of no use, what answered, and what went wrong."""

    taken: list[tuple[Window, list[Any]]] = field(default_factory=list)
    useless: list[tuple[Window, Useless]] = field(default_factory=list)
    models: set[str] = field(default_factory=set)
    trouble: Trouble | None = None


class Asker:
    """Asks for all threads of a run."""

    def __init__(self, options: LlmOptions, stop: threading.Event) -> None:
        self._options = options
        self._client = Client(options)
        self._pace = Pace(options.rate, stop)
        self.budget = Budget(options)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def ask(self, windows: Sequence[Window]) -> Answers:
        """The answers about the windows of one report, up to the first trouble that patience does not mend.

        Raises :class:`~truceline.llm.pace.Ended` when the run is over.
        """
        answers = Answers()
        try:
            for window in windows:
                self._window(window, answers)
        except Trouble as trouble:
            answers.trouble = trouble
        return answers

    def _window(self, window: Window, answers: Answers) -> None:
        try:
            answers.taken.append((window, self._patiently(window, answers)))
        except TooLong:
            halves = window.halves()
            if halves is None:
                raise
            for half in halves:
                self._window(half, answers)

    def _patiently(self, window: Window, answers: Answers) -> list[Any]:
        tries = 0
        while True:
            try:
                reply = self._once(window, again=tries > 0)
                if reply.model:
                    answers.models.add(reply.model)
                if reply.refused:
                    raise Trouble("the model refuses to read it", "another model may: some filter news of war")
                if reply.cut:
                    raise TooLong("the answer is longer than the model may write", "raise --llm-answer-tokens")
                return raw_claims(reply.content)
            except Adapted:
                continue
            except Useless as trouble:
                answers.useless.append((window, trouble))
                last: Trouble = trouble
                wait: float | None = None
            except Passing as trouble:
                last, wait = trouble, trouble.after
            tries += 1
            if tries > self._options.retries or (wait or 0) > PATIENCE:
                asked = f" (asked {tries} times)" if tries > 1 else ""
                raise Trouble(f"{last.reason}{asked}", last.hint) from last
            self._wait(tries, wait)

    def _wait(self, tries: int, asked_for: float | None) -> None:
        if asked_for is not None:
            self._pace.hold(asked_for)  # the endpoint's wish holds for all threads
            return
        self._pace.pause(min(WAIT_MOST, 2.0 ** (tries - 1)) * random.uniform(0.5, 1.0))

    def _once(self, window: Window, *, again: bool) -> Reply:
        """One request, counted, whatever becomes of it."""
        self._pace.wait()
        sent: Messages = messages(window, with_schema=self._client.needs_schema)
        guess = sum(tokens_of(m["content"]) for m in sent)
        try:
            reserved = self.budget.reserve(guess, again=again)
        except Spent as spent:
            raise Hopeless(str(spent), "allow more with --max-tokens or --max-cost") from spent
        used, estimated = (0, 0), 0
        try:
            reply = self._client.ask(sent)
            tokens_in = guess if reply.tokens_in is None else reply.tokens_in
            tokens_out = tokens_of(reply.content) if reply.tokens_out is None else reply.tokens_out
            used = (tokens_in, tokens_out)
            estimated = tokens_in * (reply.tokens_in is None) + tokens_out * (reply.tokens_out is None)
            return reply
        except Useless as trouble:
            used = (guess, tokens_of(trouble.answer))
            estimated = sum(used)
            raise
        except Passing as trouble:
            used = (guess if trouble.read else 0, 0)
            estimated = used[0]
            raise
        finally:
            self.budget.settle(reserved, used, estimated=estimated)
