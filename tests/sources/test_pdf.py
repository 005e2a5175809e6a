"""PDF: the text layer as paragraphs; metadata with care."""

import textwrap

from truceline.sources import Limits


def test_lines_become_paragraphs_and_heads_are_dropped(read, make_pdf, story) -> None:
    paragraphs = story.split("\n\n")
    pages = [
        ["The Daily  Report of the Week", *textwrap.wrap(p, 60), f"Page {n} of 3"] for n, p in enumerate(paragraphs, 1)
    ]
    (document,), failures = read(make_pdf(pages), "a.pdf")
    assert not failures
    assert document.text == story
    assert document.media_type == "application/pdf"


def test_a_word_broken_at_a_line_end(read, make_pdf) -> None:
    lines = [
        "The two sides agreed on Monday that the cease-fire would be held by all of the govern-",
        "ment's forces, and by the self-defence units of the valley, until the end of the year.",
    ]
    (document,), _ = read(make_pdf([lines]), "a.pdf")
    assert "the cease-fire would be held by all of the government's forces" in document.text


def test_title_and_dates_of_the_file(read, make_pdf, story) -> None:
    lines = textwrap.wrap(story, 80)
    (document,), _ = read(make_pdf([lines], "/Title (Army enters the town) /CreationDate (D:20240102030405Z)"), "a.pdf")
    assert document.title == "Army enters the town"
    assert (document.published.start, document.published.basis) == (None, "unknown")
    assert document.published.evidence == ("the PDF file was made on 2024-01-02",)


def test_titles_that_programs_write_are_none(read, make_pdf, story) -> None:
    for title in ("Microsoft Word - draft 3.doc", "untitled", "report.pdf", "Document1", ""):
        (document,), _ = read(make_pdf([textwrap.wrap(story, 80)], f"/Title ({title})"), "a.pdf")
        assert document.title is None


def test_a_scan_without_text(read, make_pdf) -> None:
    documents, (failure,) = read(make_pdf([[]]), "scan.pdf")
    assert not documents
    assert "no text layer" in failure.reason
    assert "OCR" in failure.hint


def test_a_pdf_cut_off_or_damaged(read, make_pdf, story) -> None:
    data = make_pdf([textwrap.wrap(story, 80)])
    for broken in (data[:60], b"%PDF-1.7\nnothing", data[:200] + b"\xff" * 100):
        documents, failures = read(broken, "a.pdf")
        assert not documents
        assert len(failures) == 1
        assert failures[0].hint


def test_a_locked_pdf(read, make_pdf, story, tmp_path) -> None:
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "open.pdf").write_bytes(make_pdf([textwrap.wrap(story, 80)]))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "open.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "made.pdf")
    documents, (failure,) = read((tmp_path / "made.pdf").read_bytes(), "locked.pdf")
    assert not documents
    assert "password" in failure.reason


def test_a_pdf_with_too_many_pages(read, make_pdf) -> None:
    documents, (failure,) = read(make_pdf([["a line of text"]] * 12), "a.pdf", limits=Limits(pdf_pages=10))
    assert not documents
    assert "12 pages" in failure.reason
