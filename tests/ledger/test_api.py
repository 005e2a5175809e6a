"""The package as other people's programs use it: a text, a file, a ledger."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import truceline

TEXT = "At least 49 people were killed in a strike on Kramatorsk on Tuesday, the governor said on Wednesday."


def test_claims_of_a_text() -> None:
    (toll,) = [claim for claim in truceline.read_text(TEXT, published="2022-04-13") if claim.kind == "toll"]
    assert isinstance(toll.body, truceline.Toll)
    assert (toll.body.harm, toll.body.count.low) == ("killed", 49)
    assert toll.document.text[toll.span.start : toll.span.end] == toll.span.text
    assert toll.document.published.start == "2022-04-13"


def test_what_is_known_of_a_text_can_be_given() -> None:
    claim = truceline.read_text(TEXT, title="A title", outlet="Sample Wire", url="sample:1")[0]
    assert (claim.document.title, claim.document.outlet, claim.document.url) == ("A title", "Sample Wire", "sample:1")


@pytest.mark.parametrize(("text", "published"), [("", None), (TEXT, "yesterday")])
def test_no_text_and_no_date_are_errors(text: str, published: str | None) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        truceline.read_text(text, published=published)


def test_claims_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    claims = truceline.read_file(path, published="2022-04-13", outlet="Sample Wire")
    assert [claim.kind for claim in claims].count("toll") == 1
    assert {claim.document.outlet for claim in claims} == {"Sample Wire"}


def test_a_file_that_cannot_be_read_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(truceline.ReadError, match="there is no such file or folder") as error:
        truceline.read_file(tmp_path / "missing.txt")
    assert error.value.failure.hint == "check the name"


def test_reading_goes_on_past_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(b"%PDF-1.7 no pages")
    (tmp_path / "2.txt").write_text(TEXT)
    failure, reading = truceline.read(tmp_path)
    assert isinstance(failure, truceline.Failure)
    assert isinstance(reading, truceline.Reading)


def test_from_a_text_into_a_ledger_and_out(path: Path) -> None:
    (reading,) = truceline.read(_file(path.parent))
    assert isinstance(reading, truceline.Reading)
    with truceline.Ledger(path) as ledger:
        assert ledger.add(reading)
        assert tuple(ledger.claims()) == reading.claims


def _file(folder: Path) -> Path:
    (folder / "report.txt").write_text(TEXT)
    return folder / "report.txt"


@pytest.mark.parametrize("name", truceline.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    public = getattr(truceline, name)
    assert name == "__version__" or public.__doc__


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = truceline.nonsense  # type: ignore[attr-defined]


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, truceline; print(len([m for m in sys.modules if m.startswith('truceline')]))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"
