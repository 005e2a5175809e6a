"""Zip, tar and gzip: every member is read in place, nothing is written, nothing explodes."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile

import pytest

from truceline.sources import Limits


def zipped(members: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.fixture
def members(story, make_page) -> dict[str, bytes]:
    return {
        "b/report.txt": story.encode(),
        "a.html": make_page().encode(),
        "c.jsonl": b'{"text": "The bridge fell on Monday."}\n{broken\n',
        ".hidden.txt": b"not to be read",
        "__MACOSX/a.html": b"not to be read",
        "style.css": b"p { color: red }",
    }


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_members_are_read_as_if_they_stood_alone(read, members, kind, tmp_path) -> None:
    mode = {"tar": "w", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}.get(kind, "w:gz")
    data = zipped(members) if kind == "zip" else tarred(members, mode)
    before = set(os.listdir(tmp_path)) | {f"news.{kind}"}
    documents, failures = read(data, f"news.{kind}")
    assert [d.path.removeprefix(str(tmp_path)) for d in documents] == [
        f"/news.{kind}!/b/report.txt",
        f"/news.{kind}!/a.html",
        f"/news.{kind}!/c.jsonl",
    ]
    assert [(f.path.split("!/")[1], f.record) for f in failures] == [("c.jsonl", 2), ("style.css", None)]
    assert set(os.listdir(tmp_path)) == before


@pytest.mark.parametrize(("pack", "end"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_one_packed_file(read, story, pack, end) -> None:
    (document,), failures = read(pack(story.encode()), f"report.txt.{end}")
    assert not failures
    assert document.text == story


def test_packed_in_two_parts(read) -> None:
    data = gzip.compress(b'{"text": "The bridge fell on Monday."}\n') * 2
    documents, _ = read(data, "a.jsonl.gz")
    assert len(documents) == 2
    data = lzma.compress(b'{"text": "The bridge fell on Monday."}\n') * 2
    documents, _ = read(data, "a.jsonl.xz")
    assert len(documents) == 2


def test_archives_in_archives(read, story) -> None:
    data = zipped({"in.tar.gz": tarred({"deep/in.zip": zipped({"report.txt": story.encode()})}, "w:gz")})
    (document,), failures = read(data, "out.zip")
    assert not failures
    assert document.path.endswith("out.zip!/in.tar.gz!/deep/in.zip!/report.txt")


def test_too_many_packings(read, story) -> None:
    data = story.encode()
    for _ in range(8):
        data = zipped({"a.zip": data})
    documents, (failure,) = read(data, "out.zip")
    assert not documents
    assert "packed more than 6 times" in failure.reason


LINE = b'{"text": "aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aa"}\n'
BOMBS = {
    "gzip": lambda zeros: gzip.compress(zeros),
    "bzip2": lambda zeros: bz2.compress(zeros),
    "xz": lambda zeros: lzma.compress(zeros),
    "zip": lambda zeros: zipped({"a.txt": zeros}),
    "zip in zip": lambda zeros: zipped({"a.zip": zipped({"a.txt": zeros})}),
    "gzip in gzip": lambda zeros: gzip.compress(gzip.compress(zeros)),
    "tar.gz": lambda zeros: tarred({"a.txt": zeros}, "w:gz"),
    "lines": lambda zeros: gzip.compress(zeros[: len(zeros) // 4].replace(b"a" * 64, LINE)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_not_unpacked(read, name) -> None:
    data = BOMBS[name](b"a" * 64_000_000)
    documents, failures = read(data, "bomb.bin", limits=Limits(document_chars=50_000_000, document_bytes=200_000_000))
    assert failures
    assert all("packed byte" in f.reason and "bomb" in f.hint for f in failures)
    if name != "lines":
        assert not documents


def test_the_total_is_limited(read) -> None:
    text = os.urandom(400_000).hex().encode()
    data = zipped({f"{i}.txt": text for i in range(5)}, zipfile.ZIP_STORED)
    documents, failures = read(data, "a.zip", limits=Limits(unpacked_bytes=2_000_000))
    assert len(documents) == 2
    assert all("unpacks to more than" in f.reason for f in failures)


def test_the_number_of_members_is_limited(read) -> None:
    data = zipped({f"{i}.txt": b"The bridge fell." for i in range(20)})
    documents, failures = read(data, "a.zip", limits=Limits(entries=10))
    assert len(documents) == 10
    assert "more than 10 members" in failures[-1].reason


NAMES = [
    "../../etc/passwd.txt",
    "/etc/passwd.txt",
    "..\\..\\passwd.txt",
    "a/../../passwd.txt",
    "passwd.txt\n\x1b[31m.txt",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out_lead_nowhere(read, story, name, pack) -> None:
    (document,), _ = read(pack({name: story.encode()}), "a.bin")
    shown = document.path.split("!/", 1)[1]
    assert ".." not in shown.split("/")
    assert not shown.startswith("/")
    assert shown.isprintable()


def test_links_and_devices_are_not_followed(read, story) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind, name in (
            (tarfile.SYMTYPE, "link.txt"),
            (tarfile.LNKTYPE, "hard.txt"),
            (tarfile.FIFOTYPE, "pipe.txt"),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("report.txt")
        info.size = len(story.encode())
        archive.addfile(info, io.BytesIO(story.encode()))
    documents, failures = read(out.getvalue(), "a.tar")
    assert [d.text for d in documents] == [story]
    assert [f.path.split("!/")[1] for f in failures] == ["link.txt", "hard.txt"]


def test_a_damaged_member_does_not_end_a_zip(read, story) -> None:
    data = bytearray(zipped({"a.txt": story.encode(), "b.txt": (story * 3).encode(), "c.txt": story.encode() + b"!"}))
    middle = data.index(b"b.txt") + 40
    data[middle : middle + 30] = b"\xff" * 30
    documents, (failure,) = read(bytes(data), "a.zip")
    assert [d.path[-5:] for d in documents] == ["a.txt", "c.txt"]
    assert failure.path.endswith("a.zip!/b.txt")


def test_archives_that_are_cut_off(read, members) -> None:
    documents, failures = read(zipped(members)[:-30], "a.zip")
    assert not documents
    assert "damaged or cut off" in failures[0].reason
    whole = tarred({"a.txt": members["b/report.txt"], "b.txt": b"x y z. " * 500})
    documents, failures = read(whole[:2000], "a.tar")
    assert len(documents) >= 1
    packed = gzip.compress(os.urandom(3000).hex().encode() + b"\n" + members["b/report.txt"] * 20)
    documents, failures = read(packed[: len(packed) - 20], "a.txt.gz")
    assert any("cut off" in f.reason for f in failures)


def test_an_encrypted_member(read, story) -> None:
    data = bytearray(zipped({"a.txt": story.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    _, (failure,) = read(bytes(data), "a.zip")
    assert "encrypted" in failure.reason


def test_office_files_without_text_are_named(read) -> None:
    data = zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    for name in ("a.xlsx", "a.bin"):
        _, (failure,) = read(data, name)
        assert "Office" in failure.reason


def test_a_sparse_member_is_refused(read, story) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("zeros.txt")
        info.size = 5
        # A map of one piece of five bytes at the start of a file of a gigabyte.
        info.pax_headers = {"GNU.sparse.map": "0,5", "GNU.sparse.size": str(1 << 30)}
        archive.addfile(info, io.BytesIO(b"zeros"))
        info = tarfile.TarInfo("report.txt")
        info.size = len(story.encode())
        archive.addfile(info, io.BytesIO(story.encode()))
    documents, (failure,) = read(out.getvalue(), "a.tar")
    assert [d.text for d in documents] == [story]
    assert failure.path.endswith("a.tar!/zeros.txt")
    assert "sparse" in failure.reason
