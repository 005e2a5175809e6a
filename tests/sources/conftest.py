"""Every test here reads real bytes through the public face, as a user would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from truceline.records import Document
from truceline.sources import Failure, ReadOptions, open_source

Read = Callable[..., tuple[list[Document], list[Failure]]]

STORY = (
    "The army said on Monday that its forces had entered the town after two days of shelling.\n\n"
    "Residents reached by telephone said at least 14 people had been killed, among them four children.\n\n"
    "The other side denied that it had lost the town and said its fighters had only left the outskirts."
)


@pytest.fixture
def story() -> str:
    return STORY


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes to a file of that name and read it: the documents, and the failures."""

    def _read(data: bytes | str, name: str, **options: object) -> tuple[list[Document], list[Failure]]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        found = list(open_source(path, ReadOptions(**options)))  # type: ignore[arg-type]
        return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, Failure)]

    return _read


def page(body: str = "", head: str = "", title: str = "Army enters the town") -> str:
    """A web page with the story as its article."""
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY.split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>{title}</h1>{body}{paragraphs}</article><footer>Copyright 2024 Example</footer></body></html>"
    )


@pytest.fixture
def make_page() -> Callable[..., str]:
    return page


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return pdf


def pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A PDF of one font, one line of text an entry, written by hand so that each fault can be made on purpose."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, lines in enumerate(pages):
        shown = "\n".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}\nET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(data)
    size = len(objects) + 1
    return data + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ).encode("latin-1")
