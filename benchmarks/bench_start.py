"""Cold start: how long one waits for help, and for two reports in a new ledger."""

from __future__ import annotations

import tempfile
from pathlib import Path

from common import REPORTS, show, took, truceline

TWO = (REPORTS / "karabakh-2023" / "01-ministry-baku.txt", REPORTS / "karabakh-2023" / "02-yerevan-agency.txt")


def main() -> None:
    """Print seconds."""
    with tempfile.TemporaryDirectory() as folder:
        number = iter(range(100))

        def read() -> None:
            truceline("read", *TWO, "--ledger", Path(folder, f"{next(number)}.db"))

        def claims() -> None:
            truceline("claims", "--limit", "5", "--ledger", Path(folder, "0.db"))

        rows = [
            ("", "seconds", "processor"),
            ("truceline --help", *took(lambda: truceline("--help"), 5).cells()),
            ("truceline read, two reports", *took(read, 5).cells()),
            ("truceline claims --limit 5", *took(claims, 5).cells()),
        ]
    show("Cold start, a new process each, median of 5", rows)


if __name__ == "__main__":
    main()
