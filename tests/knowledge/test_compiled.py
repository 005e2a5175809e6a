"""The cache of checked entries: the same entries, renewed when a file changes, never needed, never trusted when odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.knowledge.compiled import cache_folder
from truceline.knowledge.loader import load_entries
from truceline.knowledge.schema import Country, Institution

TEXT = "- {name: Norway, iso3: NOR, iso2: NO, government: Government of Norway, names: [Norge], from: 1905}\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "truceline" / "knowledge"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "countries.yaml"
    path.write_text(TEXT)
    return path


def test_what_comes_from_the_cache_is_what_was_read(cache: Path, source: Path) -> None:
    read = load_entries(source, Country)
    (kept,) = cache.iterdir()
    before = kept.stat().st_mtime_ns
    assert load_entries(source, Country) == read
    assert kept.stat().st_mtime_ns == before


def test_a_changed_file_is_read_anew(cache: Path, source: Path) -> None:
    load_entries(source, Country)
    source.write_text(TEXT.replace("Norge", "Noreg"))
    assert load_entries(source, Country)[0].names == ("Noreg",)
    assert len(list(cache.iterdir())) == 1


def test_a_file_new_in_a_folder_is_read(cache: Path, source: Path) -> None:
    folder = source.parent / "folder"
    folder.mkdir()
    (folder / "a.yaml").write_text(TEXT)
    assert len(load_entries(folder, Country)) == 1
    (folder / "b.yaml").write_text(TEXT)
    assert len(load_entries(folder, Country)) == 2


@pytest.mark.parametrize("damage", [b"", b"junk", b"\x00" * 64])
def test_a_damaged_cache_is_not_used(cache: Path, source: Path, damage: bytes) -> None:
    read = load_entries(source, Country)
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:20] + damage)
    assert load_entries(source, Country) == read


def test_two_types_of_one_file_do_not_mix(cache: Path, source: Path) -> None:
    source.write_text("- {name: A, country: NOR, sector: GOV, kind: ministry}\n")
    assert isinstance(load_entries(source, Institution)[0], Institution)
    source.write_text(TEXT)
    assert isinstance(load_entries(source, Country)[0], Country)
    assert len(list(cache.iterdir())) == 2


def test_all_works_where_nothing_can_be_written(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("a file where the cache folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_entries(source, Country)[0].name == "Norway"


def test_a_relative_cache_folder_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "somewhere")
    folder = cache_folder()
    assert folder is None or folder.is_absolute()
