"""``truceline serve`` listens on this machine alone, says where, and refuses the rest."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from click.testing import Result


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_another_address_is_refused_without_accounts(run: Callable[..., Result], ledger: Path, host: str) -> None:
    result = run("serve", "--host", host)
    assert result.exit_code == 2
    assert "accounts" in result.output
    assert "ssh -L" in result.output


def test_a_ledger_that_is_not_there_is_not_made(run: Callable[..., Result], folder: Path) -> None:
    result = run("serve", "--ledger", "none.db")
    assert result.exit_code == 3
    assert not (folder / "none.db").exists()


def test_it_serves_where_it_says_until_it_is_interrupted(
    start: Callable[..., subprocess.Popen[str]], ledger: Path
) -> None:
    process = start("serve", "--port", "0")
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address
        assert "Sample Wire" in httpx.get(f"{address.group()}claims").text
    finally:
        process.terminate()
        process.wait(30)
