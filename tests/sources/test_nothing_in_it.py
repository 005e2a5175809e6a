"""What the user named and what holds no report is said to hold none; silence would look like success."""

import gzip
import io
import tarfile
import zipfile

import pytest

RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title></channel></rss>'


def empty_zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "not to be read")
    return out.getvalue()


def empty_tar() -> bytes:
    out = io.BytesIO()
    tarfile.open(fileobj=out, mode="w").close()
    return out.getvalue()


CASES = [
    ("a.json", b"[]"),
    ("a.json", b'{"status": "ok", "articles": []}'),
    ("a.json", b'{"response": {"results": []}}'),
    ("a.jsonl", b"\n \n\xef\xbb\xbf\n\n" + b"\0" * 3),
    ("a.csv", b"title,text\n"),
    ("a.csv", b"title,text\n,\n,\n"),
    ("a.csv.gz", gzip.compress(b"title,text\n", mtime=0)),
    ("a.zip", empty_zip()),
    ("a.zip", empty_zip(".hidden", "__MACOSX/a.txt")),
    ("a.tar", empty_tar()),
    ("a.rss", RSS.encode()),
    ("a.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"),
    ("a.txt", b""),
    ("a.txt", b" \n\n"),
]


@pytest.mark.parametrize(("name", "data"), CASES)
def test_a_file_without_reports_is_one_failure(read, name, data) -> None:
    documents, failures = read(data, name)
    assert not documents
    assert len(failures) == 1
    assert failures[0].path.endswith(name)
    assert failures[0].hint


def test_its_words(read) -> None:
    _, (failure,) = read(b"title,text\n", "a.csv")
    assert failure.reason == "there are no reports in it"
