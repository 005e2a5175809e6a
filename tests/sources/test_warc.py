"""Web archives: pages are read, other things passed over, damage named and left behind."""

import gzip
import io

import pytest
from fastwarc.warc import ArchiveIterator

from truceline.sources import Limits

HTML = "text/html; charset=utf-8"


def record(body: bytes, uri: str, kind="response", media=HTML, extra="", status=200) -> bytes:
    http = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    )
    content, declared = (http, "application/http; msgtype=response") if kind == "response" else (body, media)
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-05-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: {declared}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


@pytest.fixture
def pages(make_page) -> list[bytes]:
    head = '<meta property="og:site_name" content="The Daily">'
    body = make_page(head=head).encode()
    return [record(body, f"https://d.example/2023/09/2{i}/a") for i in range(3)]


def test_the_archives_made_here_are_good(pages) -> None:
    uris = [r.headers["WARC-Target-URI"] for r in ArchiveIterator(io.BytesIO(b"".join(pages)))]
    assert len(uris) == 3


@pytest.mark.parametrize("packed", [False, True])
def test_pages(read, pages, story, packed) -> None:
    data = b"".join(gzip.compress(p) for p in pages) if packed else b"".join(pages)
    documents, failures = read(data, "a.warc.gz" if packed else "a.warc")
    assert not failures
    assert [d.text for d in documents] == [story] * 3
    assert [d.url for d in documents] == [f"https://d.example/2023/09/2{i}/a" for i in range(3)]
    assert [d.published.start for d in documents] == ["2023-09-20", "2023-09-21", "2023-09-22"]
    assert {d.published.basis for d in documents} == {"url"}
    assert {d.outlet for d in documents} == {"The Daily"}


def test_what_is_no_page_is_passed_over(read, pages) -> None:
    data = b"".join(
        [
            record(b"software: x", "", kind="warcinfo", media="application/warc-fields"),
            record(b"\x89PNG....", "https://d.example/a.png", media="image/png"),
            record(b"body{}", "https://d.example/a.css", media="text/css"),
            record(b"Not here", "https://d.example/gone", status=404),
            record(b"", "https://d.example/empty"),
            record(b"GET / HTTP/1.1\r\n\r\n", "https://d.example/", kind="request", media="application/http"),
            pages[0],
        ]
    )
    documents, failures = read(data, "a.warc")
    assert len(documents) == 1
    assert not failures


def test_an_extracted_text_of_a_wet_file(read, story) -> None:
    (document,), _ = read(record(story.encode(), "https://d.example/1", kind="conversion", media="text/plain"), "a.wet")
    assert (document.text, document.url) == (story, "https://d.example/1")


def test_an_answer_that_was_sent_packed(read, make_page, story) -> None:
    data = record(gzip.compress(make_page().encode()), "https://d.example/1", extra="Content-Encoding: gzip\r\n")
    (document,), _ = read(data, "a.warc")
    assert document.text == story


def test_a_cut_off_archive_gives_what_came_before(read, pages) -> None:
    whole = b"".join(pages)
    for data, name in ((whole[:-200], "a.warc"), (gzip.compress(whole)[:-30], "a.warc.gz")):
        documents, failures = read(data, name)
        assert 1 <= len(documents) <= 2
        assert any("cut off" in f.reason for f in failures)


def test_a_damaged_record_does_not_end_the_archive(read, pages) -> None:
    cases = [
        pages[0] + b"something else\r\n" * 3 + pages[1],
        pages[0] + pages[2].replace(b"Content-Length: ", b"Content-Langth: ", 1) + pages[1],
        pages[0] + record(b"<html></html>", "https://d.example/none") + pages[1],
    ]
    for data in cases:
        documents, failures = read(data, "a.warc")
        assert [d.url[-4:-2] for d in documents] == ["20", "21"]
        assert [f.record for f in failures] == [2]


def test_a_record_beyond_the_limit_is_skipped(read, pages) -> None:
    large = record(b"x" * 300_000, "https://d.example/large")
    documents, (failure,) = read(pages[0] + large + pages[1], "a.warc", limits=Limits(document_bytes=100_000))
    assert len(documents) == 2
    assert (failure.record, "document_bytes" in failure.reason) == (2, True)


def test_a_bomb_in_an_answer_is_not_unpacked(read, pages) -> None:
    bomb = record(gzip.compress(b"\0" * 60_000_000), "https://d.example/bomb", extra="Content-Encoding: gzip\r\n")
    documents, (failure,) = read(pages[0] + bomb + pages[1], "a.warc")
    assert len(documents) == 2
    assert failure.record == 2


def test_an_archive_of_nothing(read) -> None:
    documents, failures = read(b"WARC/1.0\r\n", "a.warc")
    assert not documents
    assert len(failures) == 1
