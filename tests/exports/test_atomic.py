"""An output file is there whole, or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from truceline.exports.atomic import output


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with output(str(path)) as out:
        out.write(b"half")
        out.flush()
        assert not path.exists()
    assert path.read_bytes() == b"half"
    assert os.listdir(tmp_path) == ["out"]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")

    def fail() -> None:
        with output(str(path)) as out:
            out.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_rights_are_kept_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.touch(0o640)
    for path in (old, tmp_path / "new"):
        with output(str(path)) as out:
            out.write(b"x")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(real)
    with output(str(link)) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_device_is_written_to(tmp_path: Path) -> None:
    with output("/dev/null") as out:
        out.write(b"gone")
    assert not Path("/dev/null").is_file()


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), output(str(tmp_path / "none" / "out")):
        pass
