"""Word and OpenDocument files: the text as a reader sees it, and nothing of what the writer took out."""

import io
import zipfile

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DC = "http://purl.org/dc/elements/1.1/"


def packed(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, core: str = "") -> bytes:
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": f'<c xmlns:dc="{DC}" xmlns:dcterms="http://purl.org/dc/terms/">{core}</c>',
        }
    )


def odt(body: str, meta: str = "") -> bytes:
    spaces = f'xmlns:o="{OFFICE}" xmlns:text="{TEXT}" xmlns:table="{TABLE}" xmlns:dc="{DC}"'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<o:document {spaces}><o:body><o:text>{body}</o:text></o:body></o:document>",
            "meta.xml": f'<m {spaces} xmlns:meta="urn:m">{meta}</m>',
        }
    )


def p(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t xml:space='preserve'>{run}</w:t></w:r>" for run in runs) + "</w:p>"


ROW = "<w:tr>{}</w:tr>"
CELL = "<w:tc>{}</w:tc>"
BODIES = {
    "runs are one word": (p("The ar", "my said", " so."), "The army said so."),
    "paragraphs": (p("The army said so.") + p("") + p("It was quiet."), "The army said so.\n\nIt was quiet."),
    "what was deleted": (
        "<w:p><w:r><w:t>At least 14</w:t></w:r><w:del><w:r><w:delText> or 15</w:delText><w:t> or 16</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t> were killed.</w:t></w:r></w:ins></w:p>",
        "At least 14 were killed.",
    ),
    "breaks and tabs": (
        "<w:p><w:r><w:t>The army</w:t><w:tab/><w:t>said so.</w:t><w:br/><w:t>It was quiet.</w:t></w:r></w:p>",
        "The army said so.\n\nIt was quiet.",
    ),
    "a text box, once": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice>" + p("In a box.") + "</mc:Choice><mc:Fallback>" + p("In a box.")
        + "</mc:Fallback></mc:AlternateContent><w:t>Around it.</w:t></w:r></w:p>",
        "In a box.\n\nAround it.",
    ),
    "a table": (
        "<w:tbl>" + ROW.format(CELL.format(p("Town")) + CELL.format(p("Killed")))
        + ROW.format(CELL.format(p("Gorna")) + CELL.format(p("14"))) + "</w:tbl>",
        "Town, Killed\n\nGorna, 14",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=BODIES)
def test_word(read, body, text) -> None:
    (document,), failures = read(docx(body), "a.docx")
    assert not failures
    assert document.text == text


OPEN = {
    "marks inside a paragraph": (
        "<text:p>The <text:span>army<text:s text:c='2'/></text:span>said<text:tab/>so.</text:p>",
        "The army said so.",
    ),
    "a note and a comment": (
        "<text:h>Shelling resumes</text:h><text:p>The army<text:note>see below</text:note> said<o:annotation><text:p>"
        "really?</text:p></o:annotation> so on Monday.</text:p>",
        "Shelling resumes\n\nThe army said so on Monday.",
    ),
    "a table": (
        "<table:table><table:table-row><table:table-cell><text:p>Gorna</text:p></table:table-cell><table:table-cell>"
        "<text:p>14</text:p></table:table-cell></table:table-row></table:table>",
        "Gorna, 14",
    ),
    "what was deleted": (
        "<text:tracked-changes><text:p>or 15</text:p></text:tracked-changes><text:p>At least 14.</text:p>",
        "At least 14.",
    ),
}


@pytest.mark.parametrize(("body", "text"), OPEN.values(), ids=OPEN)
def test_open_document(read, body, text) -> None:
    (document,), failures = read(odt(body), "a.odt")
    assert not failures
    assert document.text == text


@pytest.mark.parametrize("name", ["a.docx", "a.bin", "a"])
def test_the_content_tells_it(read, name) -> None:
    (document,), _ = read(docx(p("The army said so.")), name)
    assert document.media_type.endswith("wordprocessingml.document")


def test_the_day_the_file_was_made_is_evidence_only(read) -> None:
    core = "<dc:title>Shelling resumes</dc:title><dcterms:created>2023-09-20T10:00:00Z</dcterms:created>"
    (document,), _ = read(docx(p("The army said so."), core), "a.docx")
    assert document.title == "Shelling resumes"
    assert document.published.start is None
    assert document.published.evidence == ("the file was made on 2023-09-20",)


@pytest.mark.parametrize("title", ["Microsoft Word - report.docx", "Document1", "report.docx", ""])
def test_titles_of_programs_are_none(read, title) -> None:
    (document,), _ = read(docx(p("The army said so."), f"<dc:title>{title}</dc:title>"), "a.docx")
    assert document.title is None


BROKEN = {
    "no text": (docx(""), "there is no text in it"),
    "cut off": (docx(p("The army said so."))[:-40], "damaged or cut off"),
    "broken XML": (packed({"[Content_Types].xml": "", "word/document.xml": "<w:p>"}), "its text is damaged"),
    "a table": (packed({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}), "no text document"),
    "a book": (packed({"mimetype": "application/epub+zip", "content.xml": "<x/>"}), "no text document"),
    "a bomb": (docx(p("a" * 30_000_000)), "packed byte"),
}


@pytest.mark.parametrize(("data", "reason"), BROKEN.values(), ids=BROKEN)
def test_trouble_is_told_with_what_to_do(read, data, reason) -> None:
    documents, (failure,) = read(data, "a.docx")
    assert not documents
    assert reason in failure.reason
    assert failure.hint


def test_entities_are_not_expanded(read) -> None:
    bomb = (
        "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        f'<w:document xmlns:w="{W}"><w:body>{p("The army said so.")}{p("&b;")}{p("&f;")}</w:body></w:document>'
    )
    (document,), _ = read(packed({"[Content_Types].xml": "", "word/document.xml": bomb}), "a.docx")
    assert document.text == "The army said so."
