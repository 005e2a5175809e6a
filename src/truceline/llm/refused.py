"""What a model answered and we did not take: kept with the reason, so that nothing is lost and anybody can look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Reason = Literal[
    "not in the form",
    "no such sentence",
    "quote not in its sentence",
    "words not in the report",
    "words not in the sentence",
    "source not in its sentence",
    "twice",
    "too many",
    "answer of no use",
]
"""Why; the last one is of a whole answer, the others of a claim."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim, or a whole answer, that was not taken.

    ``detail`` says which words or which field; ``answer`` is what the model gave, as plain data.  ``first`` and
    ``last`` are the numbers of the sentences it was asked about.
    """

    document: str
    path: str | None
    first: int
    last: int
    reason: Reason
    detail: str
    answer: Any


class NotTaken(Exception):  # noqa: N818  (it becomes a Refused record)
    """A claim that cannot be taken."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = detail
