"""No bytes whatever make reading raise, under any name."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.records import Document
from truceline.sources import Failure, open_source
from truceline.sources.dispatch import READERS, reader_for
from truceline.sources.sniff import _BY_EXTENSION, _BY_MEDIA_TYPE

NAMES = [
    "a.txt",
    "a.md",
    "a.html",
    "a.rss",
    "a.csv",
    "a.jsonl",
    "a.json",
    "a.eml",
    "a.warc",
    "a.parquet",
    "a.pdf",
    "a.zip",
    "a.tar",
    "a.gz",
    "a.xz",
    "a",
]
MAGIC = [
    b"",
    b"<html><body><p>",
    b"<?xml version='1.0'?><rss><channel><item><description>",
    b"<feed><entry><content>",
    b'{"text": "',
    b"title,text\n",
    b"From: a\nSubject: b\nTo: c\n\n",
    b"%PDF-1.4\n",
    b"PAR1",
    b"WARC/1.0\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n",  # noqa: E501
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0\0\0\0\0\0\xff",
    b"BZh9",
    b"\xfd7zXZ\0",
    b"---\ntitle: a\n---\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]


def check(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for found in open_source(path):
            assert isinstance(found, Document | Failure)
            if isinstance(found, Failure):
                assert found.reason
                assert found.hint
            else:
                assert found.text.strip()
                found.text.encode()


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(NAMES), st.sampled_from(MAGIC), st.binary(max_size=400))
def test_any_bytes(name: str, start: bytes, rest: bytes) -> None:
    check(start + rest, name)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(NAMES), st.text(max_size=300))
def test_any_text(name: str, text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "title", "url", "published", "source", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_any_json(value: object) -> None:
    check(json.dumps(value).encode(), "a.jsonl")
    check(json.dumps(value, indent=1).encode(), "a.json")


def whole(story: str) -> dict[str, bytes]:
    """A good file of several kinds, to be damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", story)
    return {"a.zip": out.getvalue(), "a.txt.gz": gzip.compress(story.encode())}


@pytest.mark.parametrize("name", ["a.pdf", "a.zip", "a.txt.gz"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_damage(name: str, data: st.DataObject, make_pdf, story) -> None:
    good = bytearray(make_pdf([["The bridge fell on Monday."]]) if name == "a.pdf" else whole(story)[name])
    place = data.draw(st.integers(0, len(good) - 1))
    good[place : place + data.draw(st.integers(1, 8))] = data.draw(st.binary(max_size=8))
    check(bytes(good), name)


def test_every_kind_has_a_reader() -> None:
    for kind in READERS:
        assert callable(reader_for(kind))
    assert set(_BY_EXTENSION.values()) | set(_BY_MEDIA_TYPE.values()) <= set(READERS)
