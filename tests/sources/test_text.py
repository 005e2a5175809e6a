"""Plain text and Markdown files, with and without a header."""

import pytest

from truceline.sources import document_from_text
from truceline.sources.text import without_marks


def test_a_text_file_is_one_document(read, story, tmp_path) -> None:
    (document,), failures = read(story, "report.txt")
    assert document.text == story
    assert (document.title, document.outlet, document.url) == (None, None, None)
    assert document.published.basis == "unknown"
    assert document.language == "en"
    assert document.path == str(tmp_path / "report.txt")
    assert not failures


HEADERS = [
    (
        "Title: Army enters the town\nOutlet: The Daily\nPublished: 2023-09-20\nURL: https://example.org/1\n\n",
        "2023-09-20",
    ),
    (
        "Headline: Army enters the town\nSource: The Daily\nDate: 20 September 2023\nLink: https://example.org/1\n\n",
        "2023-09-20",
    ),
    (
        "---\ntitle: Army enters the town\noutlet: The Daily\ndate: 2023-09\nurl: https://example.org/1\n---\n",
        "2023-09-01",
    ),
    ('---\ntitle: "Army enters the town"\nsource: The Daily\nlink: https://example.org/1\ntags: [a, b]\n---\n\n', None),
]


@pytest.mark.parametrize(("header", "day"), HEADERS)
def test_a_header_is_taken_for_metadata_and_not_for_text(read, story, header, day) -> None:
    (document,), _ = read(header + story, "report.md" if header.startswith("---") else "report.txt")
    assert document.title == "Army enters the town"
    assert document.outlet == "The Daily"
    assert document.url == "https://example.org/1"
    assert document.published.start == day
    assert document.published.basis == ("metadata" if day else "unknown")
    assert document.text == story


NO_HEADERS = [
    "Source: a commander said the town had fallen.\nIt was the third town in a week.\n\nMore follows.",
    "Kherson: three people were killed.\n\nThe governor said so.",
    "Title: Army enters the town",
    "Update: the bridge has fallen.\n\nThe town is cut off.",
]


@pytest.mark.parametrize("text", NO_HEADERS)
def test_a_report_that_begins_like_a_header_keeps_its_beginning(read, text) -> None:
    (document,), _ = read(text, "report.txt")
    assert document.text.startswith(text.split("\n")[0])


def test_front_matter_that_is_no_yaml_stays_text(read) -> None:
    (document,), _ = read("---\n: : [\n---\nThe bridge has fallen, the army said.", "report.md")
    assert "The bridge has fallen" in document.text


def test_front_matter_constructs_nothing(read) -> None:
    (document,), _ = read("---\ntitle: !!python/object/apply:os.system ['x']\n---\nThe bridge has fallen.", "r.md")
    assert document.title is None


def test_an_address_with_a_day_dates_a_file_without_one(read, story) -> None:
    (document,), _ = read("URL: https://example.org/2023/09/20/a\n\n" + story, "report.txt")
    assert (document.published.start, document.published.basis) == ("2023-09-20", "url")


MARKDOWN = [
    ("The **army** said *so*.", "The army said so."),
    ('See [the statement](https://example.org "t") of Monday.', "See the statement of Monday."),
    ("![a map](map.png)Nothing moved.", "Nothing moved."),
    ("> We will stay.", "We will stay."),
    ("Use of `drones` &amp; mines", "Use of `drones` & mines"),
    ("5 * 3 men and 2 * 4 women", "5 * 3 men and 2 * 4 women"),
    ("a_file_name stays", "a_file_name stays"),
]


@pytest.mark.parametrize(("source", "text"), MARKDOWN)
def test_marks_are_undone(source, text) -> None:
    assert without_marks(source).strip() == text


def test_a_markdown_heading_is_the_title(read, story) -> None:
    (document,), _ = read(
        f"# Army enters the town\n\n{story}\n\n## What is next\n\n- Talks on Friday\n- A truce", "a.md"
    )
    assert document.title == "Army enters the town"
    assert document.text == f"{story}\n\nWhat is next\n\n- Talks on Friday\n\n- A truce"


def test_an_empty_file_fails_with_a_reason(read) -> None:
    for content in (b"", b"  \n\n ", b"\xef\xbb\xbf", b"\0\0\0\0"):
        documents, (failure,) = read(content, "empty.txt")
        assert not documents
        assert "empty" in failure.reason or "text" in failure.reason


def test_a_document_from_memory_has_the_same_form_and_id_as_from_a_file(read, story) -> None:
    (from_file,), _ = read("Outlet: The Daily\n\n" + story.replace("\n", "\r\n"), "report.txt")
    from_memory = document_from_text(story, outlet="The Daily", published="2023-09")
    assert from_memory.id == from_file.id
    assert from_memory.published.basis == "given"
    assert (from_memory.published.start, from_memory.published.end) == ("2023-09-01", "2023-09-30")


def test_a_document_from_memory_refuses_nothing_and_no_date() -> None:
    with pytest.raises(ValueError, match="no text"):
        document_from_text("  ")
    with pytest.raises(ValueError, match="is no date"):
        document_from_text("The bridge fell.", published="yesterday")
