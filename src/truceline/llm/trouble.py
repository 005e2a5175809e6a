"""What can go wrong between us and an endpoint, by what is to be done about it."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818  (it becomes a Failure record)
    """A report, or a window of one, gets no answer: ``reason``, and ``hint`` what to do about it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class Passing(Trouble):
    """It may work when asked again, not before ``after`` seconds where the endpoint said so.

    ``read``: the model may have read what was sent, and charge for it, though its answer never came.
    """

    def __init__(self, reason: str, hint: str, after: float | None = None, *, read: bool = False) -> None:
        super().__init__(reason, hint)
        self.after = after
        self.read = read


class Adapted(Trouble):
    """The endpoint does not take a part of the request, which is left out from now on: ask again at once."""


class TooLong(Trouble):
    """The request, or the answer, has more tokens than the model takes: a shorter one may work."""


class Useless(Trouble):
    """An answer that cannot be used; ``answer`` is what came."""

    def __init__(self, reason: str, answer: str) -> None:
        super().__init__(reason, "another model, or a smaller --llm-window, may do better")
        self.answer = answer


class Hopeless(Trouble):
    """No report can be read: wrong key, no such model, nothing left to spend."""
