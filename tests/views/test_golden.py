"""The text forms of the sample ledger, letter for letter.

When a change of the output is meant, renew the files and read their diff:
``RENEW_GOLDEN=1 pytest tests/views/test_golden.py``.
"""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from truceline.ledger import Ledger
from truceline.views.briefing import Briefing
from truceline.views.markdown import markdown
from truceline.views.model import Wanted, briefing
from truceline.views.terminal import print_briefing

GOLDEN = Path(__file__).parent / "golden"


def on_terminal(made: Briefing, width: int) -> str:
    file = StringIO()
    print_briefing(made, Console(file=file, width=width, highlight=False, markup=False, emoji=False))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_markdown(sample: Briefing) -> None:
    compare("report.md", markdown(sample))


def test_terminal(sample: Briefing) -> None:
    compare("report-80.txt", on_terminal(sample, 80))


def test_terminal_with_limits(ledger: Ledger) -> None:
    compare("report-limited.txt", on_terminal(briefing(ledger, Wanted(limit=1, days=1)), 120))


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(sample: Briefing, width: int) -> None:
    assert max(cell_len(line) for line in on_terminal(sample, width).splitlines()) <= width


@pytest.mark.parametrize("width", [80, 140])
def test_every_id_is_shown_whole(sample: Briefing, width: int) -> None:
    shown = on_terminal(sample, width)
    ids = [line.told[0].id for p in sample.parts for d in p.days for s in d.sections for line in s.lines]
    assert ids
    assert [i for i in ids if i not in shown] == []
