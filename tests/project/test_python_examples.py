"""The Python that the pages show runs, against a ledger of sample reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from project_pages import PAGES, ROOT, blocks, name_of

from truceline.cli.app import app

WITH_PYTHON = [page for page in PAGES if any(blocks(page, "python"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger ``build/demo.db`` that the pages speak of, of a few of the sample reports."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "build").mkdir()
    reports = str(ROOT / "examples" / "reports" / "karabakh-2020")
    result = CliRunner().invoke(app, ["read", reports, "--ledger", str(folder / "build" / "demo.db")])
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name_of)
def test_the_python_of_a_page_runs(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for number, block in enumerate(blocks(page, "python"), start=1):
        exec(compile(block, f"{name_of(page)}, block {number}", "exec"), names)
    assert capsys.readouterr().out.strip()
