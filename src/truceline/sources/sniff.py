"""Which kind of input some bytes are: by content first, then by name, then by what a server declared."""

from __future__ import annotations

import json
import re
from os.path import splitext

from .encoding import decode
from .limits import Unreadable

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)

#: What we can name and cannot read, with what to do instead.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old or a locked Office file", "save it as .docx without a password, or as PDF"),
    (b"{\\rtf", "a rich text file", "save it as .docx, PDF or plain text"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it with: unzstd FILE"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it with: 7z x FILE"),
    (b"Rar!", "a RAR archive", "unpack it and read the folder"),
    (b"SQLite format 3\0", "an SQLite database", "export the table of reports as CSV or JSON Lines"),
    (b"\x89PNG", "an image", "run text recognition (OCR) and read its output"),
    (b"\xff\xd8\xff", "an image", "run text recognition (OCR) and read its output"),
    (b"GIF8", "an image", "run text recognition (OCR) and read its output"),
    (b"II*\0", "an image", "run text recognition (OCR) and read its output"),
    (b"MM\0*", "an image", "run text recognition (OCR) and read its output"),
    (b"\x7fELF", "a program", "give reports, not programs"),
    (b"MZ\x90\0", "a program", "give reports, not programs"),
    (b"ARROW1", "an Arrow file", "convert it to Parquet"),
    (b"Obj\x01", "an Avro file", "convert it to Parquet or JSON Lines"),
)

#: Office files are zips: their names and first members tell them from archives of reports.
_OFFICE = (
    ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ott", ".ods", ".odp", ".epub", ".pages",
    ".numbers", ".key", ".jar", ".whl", ".apk",
)  # fmt: skip

_BY_EXTENSION = {
    ".txt": "text", ".text": "text", ".asc": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".mht": "eml", ".mhtml": "eml",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl", ".json": "json",
    ".eml": "eml", ".warc": "warc", ".wet": "warc", ".parquet": "parquet", ".pq": "parquet", ".pdf": "pdf",
}  # fmt: skip

_BY_MEDIA_TYPE = {
    "text/plain": "text", "text/markdown": "markdown", "text/html": "html", "application/xhtml+xml": "html",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed",
    "text/csv": "csv", "text/tab-separated-values": "csv",
    "application/jsonl": "jsonl", "application/x-ndjson": "jsonl", "application/json": "json",
    "message/rfc822": "eml", "application/warc": "warc", "application/pdf": "pdf",
}  # fmt: skip

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|\w+:feed|atom:feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|li|ul|table|b|i|em|strong)\b[^<>]*>", re.IGNORECASE)
_MAIL = re.compile(
    r"^(?:Return-Path|Received|MIME-Version|Message-ID|Delivered-To|From|To|Subject|Date|Content-Type|X-[\w-]+): ",
    re.IGNORECASE | re.MULTILINE,
)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|---\s*$)", re.MULTILINE)

HINT_UNKNOWN = (
    "known are text, Markdown, HTML, RSS and Atom, JSON, JSON Lines, CSV, Parquet, PDF, Word (.docx), OpenDocument "
    "(.odt), mail (.eml), WARC, and zip, tar and gzip archives of these"
)


def kind_of(head: bytes, name: str = "", media_type: str | None = None, given: bool = True) -> str:
    """The kind of input that begins with ``head``: a key of ``dispatch.READERS``.

    With ``given`` false, a text with an unknown extension (a style sheet in a folder) is no report.
    Raises Unreadable for what is none of the kinds.
    """
    extension = splitext(name.lower())[1]
    if kind := _binary(head, extension):
        return kind
    text = decode(head).lstrip("\ufeff \t\r\n")
    if not text.strip("\0 \t\r\n"):
        raise Unreadable("it is empty", "check that it was downloaded in full")
    if _is_binary(text):
        raise Unreadable("it is not text, and of no known kind", HINT_UNKNOWN)
    expected = _BY_EXTENSION.get(extension) or _BY_MEDIA_TYPE.get((media_type or "").split(";")[0].strip().lower())
    found = _textual(text, expected)
    if found is not None:
        return found
    if expected in ("parquet", "pdf", "warc"):
        raise Unreadable(f"its name says {expected}, its content does not", "check that it was downloaded in full")
    if extension and extension not in _BY_EXTENSION and not given and media_type is None:
        raise Unreadable(f"unknown kind of file ({extension})", HINT_UNKNOWN)
    return expected or "text"


def _binary(head: bytes, extension: str) -> str | None:
    for magic, what, hint in _FOREIGN:
        if head.startswith(magic):
            raise Unreadable(f"it is {what}, which cannot be read", hint)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return "office" if kind == "zip" and (extension in _OFFICE or _is_office(head)) else kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return "tar" if head[257:262] == b"ustar" else None


def _is_office(head: bytes) -> bool:
    first = head[30:70]
    return first.startswith((b"[Content_Types].xml", b"mimetypeapplication/", b"_rels/.rels", b"word/", b"docProps/"))


def _is_binary(text: str) -> bool:
    sample = text[:4000]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\x0b\x1b") or c == "\ufffd")
    return odd * 20 > len(sample) or sample.count("\0") > 2


def _textual(text: str, expected: str | None) -> str | None:
    """The kind of a text that its content gives away; null where only its name can tell."""
    if expected in ("csv", "markdown", "eml"):
        return expected
    start = text[:2000]
    if text.startswith("<"):
        if _FEED.search(start):
            return "feed"
        if _HTML.search(start) or expected == "html":
            return "html"
        if text.startswith("<?xml"):
            raise Unreadable("it is XML, but no feed and no page", "convert it to HTML, JSON Lines or text")
    if text[0] in "{[" and expected in (None, "text", "json", "jsonl"):
        return _json_kind(text, expected)
    if expected in (None, "text"):
        return _plain(text, expected)
    return None


def _json_kind(text: str, expected: str | None) -> str | None:
    first = text.split("\n", 1)[0].strip()
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        looks = re.match(r"\{\s*\"|\[\s*[{\[\"]", text) is not None
        if expected in ("json", "jsonl"):
            return expected
        return ("jsonl" if re.match(r"\{[^\n]{2000,}", text) else "json") if looks else None
    if isinstance(value, dict):
        return "jsonl" if expected != "json" or len(text) > len(first) + 2 else "json"
    return "json" if isinstance(value, list) and value and isinstance(value[0], dict) else expected


def _plain(text: str, expected: str | None) -> str | None:
    start = text[:4000].replace("\r", "")
    headers = start.split("\n\n", 1)[0]
    if expected is None and len(set(_MAIL.findall(headers))) >= 3:  # before HTML, which a message may hold
        return "eml"
    if len(_TAG.findall(start)) >= 5 or _HTML.search(start[:500]):
        return "html"
    if expected is None:
        if _is_table(text):
            return "csv"
        if _MARKDOWN.match(text):
            return "markdown"
    return expected


def _is_table(text: str) -> bool:
    from .columns import ALIASES, normal

    first = text.split("\n", 1)[0].strip()
    for mark in ",;\t":
        names = {normal(cell.strip('"')) for cell in first.split(mark)}
        if len(names) > 1 and names & set(ALIASES["text"]):
            return True
    return False
