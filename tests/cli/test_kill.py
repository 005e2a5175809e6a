"""However a run ends, what was done is stored, and the same command goes on from there."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from truceline.ledger import Ledger

Start = Callable[..., subprocess.Popen[str]]

REPORTS = 24
LEDGER = "truceline.db"

TEXT = (
    "Report {}. At least 49 people were killed in a strike on Kramatorsk on Tuesday, the governor said in a statement. "
    "The president called for an immediate ceasefire. The army said two villages near the river had been captured. "
)


@pytest.fixture
def reports(folder: Path) -> str:
    """A file with many reports, each of which takes a while."""
    path = folder / "reports.jsonl"
    with path.open("w") as out:
        for number in range(REPORTS):
            out.write(json.dumps({"url": f"sample:{number}", "text": TEXT.format(number) * 3}) + "\n")
    return str(path)


def stored() -> int:
    """How many documents the ledger has, as another program sees it while the run goes on."""
    try:
        with sqlite3.connect(f"file:{LEDGER}?mode=ro", uri=True, timeout=10) as connection:
            return int(connection.execute("SELECT count(*) FROM readings").fetchone()[0])
    except sqlite3.OperationalError:  # there is none yet
        return 0


def wait_for(number: int, process: subprocess.Popen[str]) -> int:
    """Wait until the run has stored so many documents; how many it has."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if (found := stored()) >= number:
            return found
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    raise AssertionError("the run stores nothing")


ENDS = [(signal.SIGKILL, "1"), (signal.SIGKILL, "2"), (signal.SIGINT, "1"), (signal.SIGINT, "2"), (signal.SIGTERM, "1")]


@pytest.mark.parametrize(("number", "workers"), ENDS, ids=[f"{number.name}-{workers}" for number, workers in ENDS])
def test_no_finished_document_is_lost(reports: str, start: Start, number: signal.Signals, workers: str) -> None:
    first = start("read", reports, "--workers", workers, "--json")
    seen = wait_for(4, first)
    first.send_signal(number)
    out, _ = first.communicate(timeout=60)

    with Ledger(LEDGER) as ledger:
        kept = ledger.totals()
        assert seen <= kept.documents < REPORTS
        assert list(ledger.faults()) == []
    if number is signal.SIGKILL:
        assert first.returncode == -signal.SIGKILL
    else:
        told = json.loads(out)
        assert first.returncode == 130
        assert told["interrupted"] is True
        assert told["documents"]["read"] == kept.documents, "what is told is what is stored"

    second = start("read", reports, "--workers", workers, "--json")
    out, errors = second.communicate(timeout=300)
    assert second.returncode == 0, errors
    assert json.loads(out)["documents"] == {
        "read": REPORTS - kept.documents, "not_read": 0, "known": kept.documents, "failed": 0,
    }  # fmt: skip
    with Ledger(LEDGER) as ledger:
        assert ledger.totals().documents == REPORTS
        assert ledger.totals().readings == REPORTS
        assert list(ledger.faults()) == []


def test_workers_end_when_their_parent_is_killed(reports: str, start: Start) -> None:
    process = start("read", reports, "--workers", "2")
    wait_for(5, process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) >= 2
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while any(alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(alive(child) for child in children)


def alive(pid: str) -> bool:
    """Whether the process is there and is not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
