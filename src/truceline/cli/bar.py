"""A bar with documents a second and the time that is left."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from ..engines.intake import Summary
from .readahead import ReadAhead


class _Rate(ProgressColumn):
    """Documents a second, lately."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f} documents/s" if speed else "", style="progress.data.speed")


class Bar:
    """A :class:`~truceline.engines.intake.Watcher` on the terminal (standard error)."""

    def __init__(self, ahead: ReadAhead[Any]) -> None:
        self._ahead = ahead
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.completed:.0f} of {task.fields[found]}"),
            BarColumn(),
            _Rate(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[claims]} claims"),
            TextColumn("[red]{task.fields[failed]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, found="?", claims=0, failed="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def finished(self, summary: Summary) -> None:
        """See :class:`~truceline.engines.intake.Watcher`."""
        complete = self._ahead.complete
        failed = len(summary.failures)
        self._progress.update(
            self._task,
            advance=1,
            total=self._ahead.found if complete else None,
            found=f"{self._ahead.found}{'' if complete else ' or more'}",
            claims=summary.claims.total(),
            failed=f"{failed} failed" if failed else "",
        )
