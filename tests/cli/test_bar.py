"""The progress bar: how many of how many, how fast, and how long to go."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from truceline.cli.bar import Bar
from truceline.engines.intake import Summary
from truceline.sources import Failure


def drawn(bar: Bar) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(bar._progress.get_renderable())
    return out.getvalue()


def test_documents_claims_and_failures_are_counted() -> None:
    summary = Summary(read=3, known=1, failures=[Failure(path="x", reason="y", hint="z")])
    summary.claims.update({"toll": 2, "event": 5})
    bar = Bar(20)
    bar.finished(summary)
    time.sleep(0.05)
    summary.read += 1
    bar.finished(summary)
    shown = drawn(bar)
    for words in ("6/20", "7 claims", "1 failed", "documents/s", "0:00:"):
        assert words in shown


@pytest.mark.parametrize(("expected", "done", "shown"), [(None, 3, "3/?"), (2, 3, "3/3")])
def test_the_number_of_documents_may_be_unknown_or_a_guess(expected: int | None, done: int, shown: str) -> None:
    bar = Bar(expected)
    bar.finished(Summary(read=done))
    assert shown in drawn(bar)


def test_on_a_terminal_the_bar_is_drawn(folder: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    (folder / "report.txt").write_text("At least 49 people were killed in the town on Tuesday, the governor said.")
    ours, theirs = pty.openpty()
    process = start("read", "report.txt", stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 1024):
            shown += part
    except OSError:  # the end of a terminal
        pass
    assert process.wait(60) == 0
    assert b"0/1" in shown
    assert b"claims" in shown
