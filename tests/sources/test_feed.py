"""Feeds: an entry with its whole text is a document; a teaser is not."""

import pytest

ITEM = """<item><title>Army enters the &lt;i&gt;town&lt;/i&gt;</title><link>https://d.example/1</link>
<pubDate>Wed, 20 Sep 2023 23:05:00 -0500</pubDate><description>A teaser of it...</description>
<content:encoded><![CDATA[<p>The army said its men had entered the town.</p>
<p>At least 14 people died.</p>]]></content:encoded>
</item>"""


def rss(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Daily</title>'
        f"<link>https://d.example</link>{''.join(items)}</channel></rss>"
    )


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily</title>
<entry><title>Bridge</title><link href="https://d.example/2"/><updated>2023-09-21T10:00:00Z</updated>
<content type="html">&lt;p&gt;The bridge near the town was hit by two shells.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "feed", "a.txt"])
def test_an_rss_entry(read, name) -> None:
    (document,), failures = read(rss(ITEM), name)
    assert not failures
    assert document.text == "The army said its men had entered the town.\n\nAt least 14 people died."
    assert document.title == "Army enters the town"
    assert (document.outlet, document.url) == ("The Daily", "https://d.example/1")
    assert (document.published.start, document.published.basis) == ("2023-09-20", "metadata")


def test_an_atom_entry_with_only_a_date_of_update(read) -> None:
    (document,), _ = read(ATOM, "a.atom")
    assert document.text == "The bridge near the town was hit by two shells."
    assert document.published.start == "2023-09-21"
    assert document.published.evidence == ("updated of the feed entry: 2023-09-21T10:00:00Z",)


TEASERS = [
    "The army said its men had [&#8230;]",
    "The army said its men...",
    "The army said. Read more",
    "The army said. Continue reading Army enters the town",
]


@pytest.mark.parametrize("teaser", TEASERS)
def test_a_teaser_names_the_page_of_the_whole(read, teaser) -> None:
    item = f"<item><title>T</title><link>https://d.example/3</link><description>{teaser}</description></item>"
    documents, (failure,) = read(rss(item, ITEM), "a.rss")
    assert len(documents) == 1
    assert failure.record == 1
    assert "only the beginning" in failure.reason
    assert "https://d.example/3" in failure.hint


def test_an_entry_without_text(read) -> None:
    _, (failure,) = read(rss("<item><title>T</title></item>"), "a.rss")
    assert failure.record == 1
    assert "no text" in failure.reason


def test_a_feed_that_is_cut_off_gives_what_came_before(read) -> None:
    source = rss(ITEM, ITEM.replace("/1", "/2"))
    documents, failures = read(source[: source.index("/2<") + 200], "a.rss")
    assert documents[0].url == "https://d.example/1"
    assert any("cut off or damaged" in f.reason for f in failures)


def test_a_feed_without_entries(read) -> None:
    documents, (failure,) = read(rss(), "a.rss")
    assert not documents
    assert "no entries" in failure.reason


def test_a_feed_in_another_encoding(read) -> None:
    item = "<item><title>Сёла</title><description>Военные взяли под контроль восемь сёл.</description></item>"
    source = rss(item).replace('encoding="UTF-8"', 'encoding="windows-1251"')
    (document,), _ = read(source.encode("cp1251"), "a.rss")
    assert document.text == "Военные взяли под контроль восемь сёл."


def test_entities_of_a_document_type_read_nothing_and_multiply_nothing(read, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house")
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY l0 "lol">{entities}]>'
    item = "<item><title>&x;</title><description>A long enough text, &x; and &l8; in it.</description></item>"
    documents, failures = read(rss(item, head=head), "a.rss")
    for found in documents:
        assert "secret" not in found.text + (found.title or "")
        assert len(found.text) < 1000
    assert documents or failures


def test_a_feed_is_never_taken_for_an_address(read) -> None:
    documents, failures = read("http://127.0.0.1:9/feed.rss", "a.rss")
    assert not documents
    assert len(failures) == 1
