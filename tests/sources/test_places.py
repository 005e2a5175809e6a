"""Folders, standard input, files that are not there, and how many documents to expect."""

import io
import json
import os
import sys

import pytest

from truceline.records import Document
from truceline.sources import Failure, ReadOptions, count_hint, open_source


def test_a_folder_in_the_order_of_names(tmp_path, story) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", ".e.txt", "style.css", "empty.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("" if name == "empty.txt" else f"{story} {name}")
    found = list(open_source(tmp_path))
    assert [os.path.relpath(f.path, tmp_path) for f in found] == [
        "a.txt",
        "b.txt",
        "empty.txt",
        "style.css",
        "sub/c.txt",
    ]
    assert [type(f) for f in found] == [Document, Document, Failure, Failure, Document]
    assert "unknown kind of file (.css)" in found[3].reason


def test_a_folder_with_a_link_to_itself_ends(tmp_path, story) -> None:
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(open_source(tmp_path))) == 1


def test_a_file_named_by_the_user_is_read_whatever_it_is_called(tmp_path, story) -> None:
    path = tmp_path / "report.wire"
    path.write_text(story)
    (document,) = open_source(path)
    assert document.text == story


def test_a_file_that_is_not_there(tmp_path) -> None:
    (failure,) = open_source(tmp_path / "none.txt")
    assert str(failure) == f"{tmp_path}/none.txt: there is no such file or folder. Check the name."


@pytest.mark.parametrize("name", ["", "\0", "a" * 5000, "/dev/null", "ftp://example.org/x"])
def test_odd_names_fail_with_a_reason(name) -> None:
    (failure,) = open_source(name)
    assert isinstance(failure, Failure)
    assert failure.reason
    assert failure.hint


def test_a_name_that_is_no_text(tmp_path, story) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    with open(path, "wb") as stream:
        stream.write(story.encode())
    (document,) = open_source(os.fsdecode(path))
    document.path.encode()
    assert "caf\ufffd.txt" in document.path


def test_an_empty_folder(tmp_path) -> None:
    (failure,) = open_source(tmp_path)
    assert "no files" in failure.reason


STDIN = [
    ("plain", "The army said on Monday that its forces had entered the town.", 1),
    ("jsonl", '{"text": "The bridge fell."}\n{"text": "It was rebuilt."}\n', 2),
    ("csv", "title,text\nA,The bridge fell.\nB,It was rebuilt.\n", 2),
    (
        "html",
        "<!doctype html><title>T</title><article><p>The army said on Monday that its forces had entered the town "
        "after two days of shelling.</p><p>Residents said at least 14 people had been killed.</p></article>",
        1,
    ),
    (
        "mail",
        "From: a@example.org\nTo: b@example.org\nSubject: Bridge\nDate: Wed, 20 Sep 2023 10:00:00 +0000\n\nIt fell.",
        1,
    ),
]


@pytest.mark.parametrize(("kind", "text", "count"), STDIN)
def test_standard_input_is_known_by_its_content(monkeypatch, kind, text, count) -> None:
    class Pipe(io.RawIOBase):
        """A pipe: not seekable, and it gives a few bytes at a time."""

        def __init__(self) -> None:
            self.rest = text.encode()

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            data, self.rest = self.rest[:7], self.rest[7:]
            buffer[: len(data)] = data
            return len(data)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe())))
    found = list(open_source("-", ReadOptions(published="2023-09")))
    assert len(found) == count
    assert {f.path for f in found} == {"-"}
    assert all(isinstance(f, Document) and f.published.basis == "given" for f in found)


def test_empty_standard_input(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    (failure,) = open_source("-")
    assert "empty" in failure.reason


def test_how_many_to_expect(tmp_path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text("".join(json.dumps({"text": "x"}) + "\n" for _ in range(50)))
    assert count_hint(lines) == 50
    assert count_hint(tmp_path) == 1
    assert count_hint(tmp_path / "none") is None
    assert count_hint("https://example.org") is None
    assert count_hint("-") is None
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04broken")
    assert count_hint(tmp_path / "b.zip") is None
    (tmp_path / "c.parquet").write_bytes(b"PAR1broken")
    assert count_hint(tmp_path / "c.parquet") is None
