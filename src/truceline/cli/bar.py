"""A bar with documents a second and the time that is left."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ..engines.intake import Summary


class _Rate(ProgressColumn):
    """Documents a second, lately."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f} documents/s" if speed else "", style="progress.data.speed")


class Bar:
    """A :class:`~truceline.engines.intake.Watcher` on the terminal (standard error)."""

    def __init__(self, expected: int | None, note: Callable[[], str] | None = None) -> None:
        """``expected``: about how many documents there are, null when that is not known; ``note`` what else to show."""
        self._expected = expected
        self._note = note
        self._progress = Progress(
            SpinnerColumn(),
            MofNCompleteColumn(),
            BarColumn(),
            _Rate(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[claims]} claims"),
            TextColumn("{task.fields[note]}"),
            TextColumn("[red]{task.fields[failed]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=expected, claims=0, failed="", note="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def finished(self, summary: Summary) -> None:
        """See :class:`~truceline.engines.intake.Watcher`."""
        failed = len(summary.failures)
        done = summary.done
        self._progress.update(
            self._task,
            completed=done,
            total=None if self._expected is None else max(self._expected, done),
            claims=summary.claims.total(),
            note=self._note() if self._note is not None else "",
            failed=f"{failed} failed" if failed else "",
        )
