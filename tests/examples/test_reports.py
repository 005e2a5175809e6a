"""The sample reports: each says what it is, there are enough of them, and every kind of input is among them."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORTS = EXAMPLES / "reports"
NOTE = "Sample report written for Truceline from publicly known facts; not the text of any outlet."
FILES = sorted(p for p in REPORTS.rglob("*") if p.is_file())


def reports_of(path: Path) -> Iterator[str]:
    """The text of each report in a file, its note with it."""
    match path.suffix:
        case ".jsonl":
            yield from (" ".join(map(str, json.loads(line).values())) for line in path.read_text().splitlines())
        case ".csv":
            with path.open(newline="") as file:
                yield from (" ".join(row.values()) for row in csv.DictReader(file))
        case ".zip":
            with zipfile.ZipFile(path) as archive:
                yield from (archive.read(name).decode() for name in archive.namelist())
        case ".pdf":
            yield " ".join((pypdf.PdfReader(path).pages[0].extract_text()).split())
        case ".xml":
            text = path.read_text()
            yield from (NOTE * (NOTE in text) + item for item in text.split("<item>")[1:])
        case _:
            yield path.read_text()


TEXTS = [(f"{p.relative_to(REPORTS)}#{i}", text) for p in FILES for i, text in enumerate(reports_of(p))]


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_every_report_says_that_it_was_written_for_this_project(name: str, text: str) -> None:
    assert NOTE in text


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_every_report_is_short(name: str, text: str) -> None:
    assert 60 <= len(text.split()) <= 420  # the words of the report, its head and its mark-up


def test_there_are_enough_reports_on_enough_conflicts() -> None:
    assert len(TEXTS) >= 36
    assert len([p for p in REPORTS.iterdir() if p.is_dir() and p.name != "formats"]) >= 7


def test_every_kind_of_input_is_there() -> None:
    assert {p.suffix for p in FILES} == {".txt", ".md", ".html", ".jsonl", ".csv", ".xml", ".eml", ".pdf", ".zip"}


def test_outlets_are_invented() -> None:
    heads = [line for _, text in TEXTS for line in text.splitlines() if line.lower().startswith("outlet:")]
    assert len(heads) >= 36
    assert all(line.split(":", 1)[1].strip().startswith("Sample ") for line in heads)


def test_addresses_are_reserved_for_examples() -> None:
    lines = [line for _, text in TEXTS for line in text.splitlines() if line.lower().startswith("url:")]
    assert lines
    assert all("https://example.org/" in line for line in lines)


def test_the_readme_explains_every_folder() -> None:
    readme = (EXAMPLES / "README.md").read_text()
    missing = [p.name for p in REPORTS.iterdir() if p.is_dir() and f"`reports/{p.name}/`" not in readme]
    assert not missing


def test_the_readme_counts_the_reports() -> None:
    assert f"{len(TEXTS)} short reports in {len(FILES)} files" in (EXAMPLES / "README.md").read_text()
