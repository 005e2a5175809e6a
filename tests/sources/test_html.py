"""Web pages: the article and nothing else; title, outlet, address and date as the page states them."""

import pytest

from truceline.sources.html import fragment_text

JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "BreadcrumbList"},
 {"@type": "NewsArticle", "headline": "Army enters &amp; holds the town", "datePublished": "2023-09-20T08:00:00+04:00",
  "dateModified": "2024-01-02T08:00:00Z", "publisher": {"@type": "Organization", "name": "The Daily"},
  "url": "https://daily.example/a"}]}</script>"""


def test_a_page_with_its_own_data(read, make_page, story) -> None:
    (document,), failures = read(make_page(head=JSON_LD), "a.html")
    assert not failures
    assert document.text == story
    assert document.title == "Army enters & holds the town"
    assert document.outlet == "The Daily"
    assert document.url == "https://daily.example/a"
    assert document.language == "en"
    assert document.media_type == "text/html"


def test_what_stands_around_the_article_is_left_out(read, make_page) -> None:
    around = "<div class='sidebar'><ul><li><a href='/x'>Read also: Three killed in the capital</a></li></ul></div>"
    (document,), _ = read(make_page() + around, "a.html")
    assert "capital" not in document.text
    assert "Copyright" not in document.text
    assert "Home" not in document.text


def test_the_headline_is_the_title_and_not_the_text(read, make_page, story) -> None:
    (document,), _ = read(make_page(), "a.html")
    assert document.title == "Army enters the town"
    assert document.text == story


def test_the_name_of_the_outlet_is_cut_from_the_title(read, make_page) -> None:
    head = '<meta property="og:site_name" content="The Daily">'
    (document,), _ = read(make_page(head=head, title="Army enters the town | The Daily"), "a.html")
    assert document.title == "Army enters the town"


OUTLETS = [
    ('<meta property="og:site_name" content="The Daily">', "The Daily"),
    ('<meta property="og:site_name" content="The Daily | News you can trust">', "The Daily"),
    (JSON_LD, "The Daily"),
    (
        '<meta property="og:site_name" content="WordPress"><link rel="canonical" href="https://www.daily.example/a">',
        "daily.example",
    ),
    (
        '<meta property="og:site_name" content="U.S."><meta name="dc.publisher" content="Daily">'
        '<link rel="canonical" href="https://www.daily.example/a">',
        "Daily",
    ),
    ('<link rel="canonical" href="https://www.daily.example/a">', "daily.example"),
    ('<meta property="og:site_name" content="@daily">', None),
    ("", None),
]


@pytest.mark.parametrize(("head", "outlet"), OUTLETS)
def test_the_outlet_is_one_that_the_page_states(read, make_page, head, outlet) -> None:
    (document,), _ = read(make_page(head=head), "a.html")
    assert document.outlet == outlet


DATES = [
    ("", JSON_LD, "2023-09-20", "metadata"),
    (
        "",
        '<meta property="article:published_time" content="2023-09-20T08:00:00Z">'
        '<meta property="article:modified_time" content="2024-01-01">',
        "2023-09-20",
        "metadata",
    ),
    ("", '<meta property="article:modified_time" content="2024-01-01">', None, "unknown"),
    ("", '<meta name="pubdate" content="20230920">', "2023-09-20", "metadata"),
    ("", '<meta name="dc.date.issued" content="20 September 2023">', "2023-09-20", "metadata"),
    ("", '<meta name="date" content="09/10/2023">', None, "unknown"),
    (
        "",
        '<meta name="date" content="0001-01-01T00:00:00Z"><link rel="canonical" href="https://d.example/2023/09/20/a">',
        "2023-09-20",
        "url",
    ),
    ("", '<link rel="canonical" href="https://d.example/2023/09/20/a">', "2023-09-20", "url"),
    (
        "",
        '<meta property="article:published_time" content="2023-09-19T23:30:00-05:00">'
        '<link rel="canonical" href="https://d.example/2023/09/20/a">',
        "2023-09-19",
        "metadata",
    ),
    ("<time itemprop='datePublished' datetime='2023-09-20T08:00'>today</time>", "", "2023-09-20", "metadata"),
    ("<time datetime='2023-09-20'>20 Sep</time>", "", "2023-09-20", "metadata"),
    (
        "<time class='updated' datetime='2024-01-01'>1 Jan</time><time datetime='2023-09-20'>20 Sep</time>",
        "",
        "2023-09-20",
        "metadata",
    ),
    ("<div class='article-date'>Published on September 20, 2023 at 10:00</div>", "", "2023-09-20", "metadata"),
    ("<div class='article-date'>Last updated September 20, 2023</div>", "", None, "unknown"),
    ("<div class='related'><time datetime='2021-01-01'>older</time></div>", "", None, "unknown"),
    (
        "<time datetime='2023-09-20'>20 Sep</time>",
        '<link rel="canonical" href="https://d.example/2023/09/a">',
        "2023-09-20",
        "metadata",
    ),
    ("<p>The war began on September 27, 2020, the ministry said in its report of the year.</p>", "", None, "unknown"),
    ("<p class='meta'>Copyright 2022 The Daily</p>", "", None, "unknown"),
]


@pytest.mark.parametrize(("body", "head", "day", "basis"), DATES)
def test_the_date_is_that_of_publication(read, make_page, body, head, day, basis) -> None:
    (document,), _ = read(make_page(body=body, head=head), "a.html")
    assert (document.published.start, document.published.basis) == (day, basis), document.published


def test_a_date_of_modification_is_told_as_evidence(read, make_page) -> None:
    head = '<meta property="article:modified_time" content="2024-01-01">'
    (document,), _ = read(make_page(head=head), "a.html")
    assert document.published.evidence == ("only a date of modification: 2024-01-01",)


BROKEN_DATA = [
    '{"@type": "NewsArticle", ',
    "[" * 5000,
    '{"@type": ["NewsArticle"], "headline": 5, "publisher": []}',
    "\0",
]


@pytest.mark.parametrize("data", BROKEN_DATA)
def test_broken_data_on_a_page_does_not_spoil_it(read, make_page, story, data) -> None:
    (document,), _ = read(make_page(head=f'<script type="application/ld+json">{data}</script>'), "a.html")
    assert document.text == story


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "koi8-r"])
def test_the_encoding_that_a_page_declares(read, encoding) -> None:
    text = "Министерство обороны сообщило в среду, что военные взяли под контроль восемь сёл. "
    page = f"<html><head><meta charset='{encoding}'><title>Сёла</title></head><body><article>"
    page += "".join(f"<p>{text * 3}</p>" for _ in range(3)) + "</article></body></html>"
    (document,), _ = read(page.encode(encoding), "a.html")
    assert text.strip() in document.text
    assert document.language == "ru"


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html>", "<!doctype html><p>", "<html><head></html>"])
def test_a_page_without_an_article_fails_with_a_reason(read, page) -> None:
    documents, (failure,) = read(page, "a.html")
    assert not documents
    assert "page" in failure.reason


def test_an_xhtml_page_reads_no_local_file(read, make_page, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house")
    doctype = f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    page = make_page(body="<p>&x; was what the commander said to all of the villagers on that day.</p>")
    (document,), _ = read(doctype + page.removeprefix("<!DOCTYPE html>"), "a.xhtml")
    assert "secret" not in document.text


FRAGMENTS = [
    ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    ("One.<br/>Two.<br><br>Three.", "One.\n\nTwo.\n\nThree."),
    ("A <b>bold</b> &amp; <i>plain</i> word", "A bold & plain word"),
    ("<div><div><p>Deep</p></div> tail</div>", "Deep\n\ntail"),
    ("<script>alert(1)</script><p>Text</p><style>p{}</style>", "Text"),
    ("plain text, 5 < 6", "plain text, 5 < 6"),
    ("Fish &amp; chips", "Fish & chips"),
    ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "text"), FRAGMENTS)
def test_pieces_of_html(source: str, text: str) -> None:
    assert fragment_text(source) == text


def test_a_piece_of_html_may_nest_deep() -> None:
    assert fragment_text("<div>" * 3000 + "<p>Text</p>") in ("Text", "")
