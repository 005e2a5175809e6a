"""The scorer of pages: runs of four words, with multiplicity, averaged over pages."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from truceline.evaluate.pages import evaluate, shingle_scores
from truceline.evaluate.result import DataError

Make = Callable[..., Path]

BODY = [
    "Rockets struck the port on Monday morning, and the harbour master said that two ships were damaged by fire.",
    "The blaze was put out by noon. Nobody was hurt, he said, but the quay will stay closed for most of the week.",
    "It was the third attack on the port within a month, and the first since both sides had agreed to spare it.",
]


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("a b c d e", "a b c d e", 1.0, 1.0),
        ("a b c d e", "a b c d", 1.0, 0.5),
        ("a b c d", "a b c d e", 0.5, 1.0),
        ("a b c d", "", 0.0, 0.0),
        ("a b", "a b", 1.0, 1.0),
        ("", "", 1.0, 1.0),
        ("a b c d a b c d", "a b c d", 1.0, 0.2),
    ],
)
def test_shingles(gold: str, found: str, precision: float, recall: float) -> None:
    assert shingle_scores(gold, found) == pytest.approx((precision, recall))


def test_a_page(make: Make, tmp_path: Path) -> None:
    article = "".join(f"<p>{p}</p>" for p in BODY)
    page = f"<html><body><nav><a href='/'>Home</a></nav><article><h1>Port</h1>{article}</article></body></html>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "1.html.gz").write_bytes(gzip.compress(page.encode()))
    row = {"id": "1", "html": "html/1.html.gz", "articleBody": "\n".join(BODY)}
    result = evaluate(make("ground_truth", row))
    assert (result.value("pages", "f1"), result.value("pages", "same")) == (1.0, 1.0)


def test_a_page_that_is_read_badly_is_a_mistake(make: Make, tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(f"<html><body><article><p>{BODY[0]}</p><p>{BODY[1]}</p></article></body></html>")
    (tmp_path / "2.html").write_text("<html><body></body></html>")
    rows = [{"id": n, "html": f"{n}.html", "articleBody": "\n".join(BODY)} for n in "12"]
    (first, second) = evaluate(make("ground_truth", *rows)).mistakes
    assert (first.kind, first.document) == ("too little", "1")
    assert first.context.startswith("precision 1.000, recall 0.6")
    assert (second.kind, second.got) == ("nothing found", "")


def test_a_missing_page_is_named(make: Make) -> None:
    with pytest.raises(DataError, match=r"html/2\.html"):
        evaluate(make("ground_truth", {"id": "2", "html": "html/2.html", "articleBody": "x"}))
