"""Every table and folder of knowledge stands in its reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.knowledge.loader import KNOWLEDGE

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "knowledge.md"
NO_TABLES = {".py", ".md", ".txt"}
TABLES = sorted(
    f"{file.name}/" if file.is_dir() else file.name
    for file in KNOWLEDGE.iterdir()
    if file.suffix not in NO_TABLES and not file.name.startswith("_")
)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_documented(name: str) -> None:
    assert f"`{name}`" in REFERENCE.read_text(encoding="utf-8")


def test_nothing_that_is_gone_is_documented() -> None:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("|")[1] for line in lines if line.startswith("| `")]
    named = {part.strip("` ") for row in rows for part in row.split(",")}
    assert named <= set(TABLES)
