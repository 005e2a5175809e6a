"""Megabytes of one mark take a moment, not hours: no pattern reads to the end of the file from each of them.

No time is measured: where a reader is quadratic, these tests do not end within any patience.
"""

import pytest

SAID = "The army said so. "
SIZE = 400_000

RSS = '<rss version="2.0"><channel><title>t</title><item><description>{}</description></item></channel></rss>'
TEXTS = {
    "spaces before a word": " " * SIZE + "x",
    "spaces between words": SAID + " " * SIZE + "x",
    "spaces at line ends": " \n" * SIZE + "x",
    "newlines": "\n" * SIZE + "x",
    "returns": "\r" * SIZE + "x",
    "one paragraph in short lines": "a b c d e f g h i j k l m n o p\n" * (SIZE // 32),
    "words broken at line ends": "a b c d e f g h i j k l m no-\n" * (SIZE // 32),
    "quotation marks": '"' * SIZE,
}
MARKDOWN = ["<!--", "[", "[[a]", "![", "![](", "[a](", "[^a", "<http:", " *a", " _a", "> ", "~", "`", "&", "<", "("]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text(read, text) -> None:
    documents, failures = read(SAID + text, "a.txt")
    assert len(documents) + len(failures) == 1


@pytest.mark.parametrize("mark", MARKDOWN)
def test_markdown(read, mark) -> None:
    documents, failures = read(SAID + mark * (SIZE // len(mark)), "a.md")
    assert len(documents) + len(failures) == 1


@pytest.mark.parametrize("name", ["a.md", "b.md"])
def test_a_heading_of_spaces(read, name) -> None:
    heading = "# a" + " " * SIZE + "x\n"
    documents, _ = read(f"{heading}\n{SAID}" if name == "a.md" else f"{SAID}\n\n#{heading}", name)
    assert len(documents) == 1


PROLOGS = ["<!DOCTYPE ", "<!DOCTYPE [", "<?xml ", "<?xml" + " " * SIZE, "<!-- "]


@pytest.mark.parametrize("prolog", PROLOGS)
def test_the_prolog_of_a_feed(read, prolog) -> None:
    repeated = prolog * (SIZE // len(prolog) or 1)
    documents, failures = read('<?xml version="1.0"?>' + RSS.format(SAID) + repeated, "a.rss")
    assert len(documents) + len(failures) >= 1


ENTRIES = ["&lt;a", "&lt;p", " ", "The post ", "&amp;lt;"]


@pytest.mark.parametrize("mark", ENTRIES)
def test_the_entry_of_a_feed(read, mark) -> None:
    documents, failures = read(RSS.format(SAID + mark * (SIZE // len(mark)) + "x"), "a.rss")
    assert len(documents) + len(failures) == 1


def test_headings_without_number(read) -> None:
    (document,), _ = read(f"{SAID}\n\nThe Town\n\n" * 5000, "a.txt")
    assert document.text.startswith(SAID.strip())
