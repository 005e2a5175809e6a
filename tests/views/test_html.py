"""The page: whole, well formed, self-contained, readable without sight, and safe whatever a report says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html
from views_samples import DOCTORS, claim, document, exactly, published, toll

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor
from truceline.views.briefing import Briefing
from truceline.views.html import html
from truceline.views.model import Wanted, briefing

MALICE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'; DROP TABLE claims; --",
    "</title></style><h1>x",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; & \x00\x1b[2J",
]


@pytest.fixture
def page(sample: Briefing) -> str:
    return html(sample)


@pytest.fixture
def tree(page: str) -> etree._Element:
    """The page as a tree; read as XML, so that every element is closed and every attribute quoted."""
    return etree.fromstring(page.split("\n", 1)[1], etree.XMLParser(resolve_entities=False))


def test_it_is_well_formed_as_html_and_as_xml(page: str, tree: etree._Element) -> None:
    assert page.startswith("<!DOCTYPE html>\n")
    parsed = lxml_html.document_fromstring(page)
    assert [e.tag for e in parsed.iter() if isinstance(e.tag, str)] == [e.tag for e in tree.iter()]


def test_nothing_is_fetched_from_anywhere(page: str, tree: etree._Element) -> None:
    assert tree.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base") == []
    assert tree.xpath("//@src | //@srcset | //@style | //@*[starts-with(name(), 'on')]") == []
    css = "".join(tree.xpath("//style/text()"))
    assert "url(" not in css
    assert "@import" not in css
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]


def test_addresses_are_only_links_to_reports(tree: etree._Element) -> None:
    outside = {href for href in tree.xpath("//a/@href") if not href.startswith("#")}
    assert outside == {"https://example.org/wadi?a=1&b=2"}
    assert {"nofollow", "noreferrer"} <= set(tree.xpath("//a[starts-with(@href, 'http')]/@rel")[0].split())


def test_links_within_the_page_lead_somewhere(tree: etree._Element) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)


def test_landmarks_headings_and_captions(tree: etree._Element) -> None:
    assert [len(tree.xpath(f"//{name}")) for name in ("main", "nav", "h1", "footer")] == [1, 1, 1, 1]
    assert tree.get("lang") == "en"
    assert tree.xpath("//table[not(caption)]") == []
    assert tree.xpath("//thead//th[not(@scope)]") == []
    levels = [int(e.tag[1]) for e in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_pictures_are_hidden_from_readers_that_hear(tree: etree._Element) -> None:
    outer = tree.xpath("//svg[not(ancestor::svg)]")
    assert outer
    assert [e for e in outer if e.get("aria-hidden") != "true"] == []


def test_the_span_is_marked_in_its_sentence(tree: etree._Element) -> None:
    quotes = {"".join(e.itertext()): "".join(e.xpath(".//mark//text()")) for e in tree.xpath("//blockquote")}
    assert quotes["The army has liberated Wadi Sample."] == "liberated Wadi Sample"


def test_the_newest_day_is_unfolded_and_history_is_not(tree: etree._Element) -> None:
    days = tree.xpath("//details[@class='day']")
    assert [e.get("open") is not None for e in days] == [True, False, False, False, True]
    assert [e.get("open") for e in tree.xpath("//details[@class='history']")] == [None]


def test_unread_and_undated_reports_are_listed(tree: etree._Element) -> None:
    assert "its language is fr" in "".join(tree.xpath("//section[@id='unread']")[0].itertext())
    assert "No date on this" in "".join(tree.xpath("//section[@id='undated']")[0].itertext())


def test_every_line_can_be_shown(tree: etree._Element, sample: Briefing) -> None:
    shown = "".join(tree.itertext())
    ids = [t.id for p in sample.parts for d in p.days for s in d.sections for line in s.lines for t in line.told]
    assert [i for i in ids if f"truceline show {i}" not in shown] == []


@pytest.mark.parametrize("malice", MALICE)
def test_what_a_report_says_is_never_markup(tmp_path: Path, malice: str) -> None:
    of = document(f"{malice} said 3 were killed.", malice, published("2024-06-02"), title=malice, url=None)
    source = Actor(text=malice, name=malice)
    body = toll(exactly("3", 3), group=malice, side=source, blamed=(source, DOCTORS))
    with Ledger(tmp_path / "malice.db") as ledger:
        ledger.add(Reading(of, (claim(of, "3 were killed", body, sources=(source,), channel=malice),)))
        page = html(briefing(ledger, Wanted()))
    tree = etree.fromstring(page.split("\n", 1)[1])
    assert tree.xpath("//script | //img") == []
    assert len(tree.xpath("//h1")) == 1
    visible = "".join(c for c in malice if c.isprintable())
    assert visible in "".join(tree.xpath("//span[@class='chain']//text()"))


def test_an_address_that_is_no_web_address_is_not_linked(tmp_path: Path) -> None:
    of = document("3 were killed.", "Sample Wire", published("2024-06-02"), url="javascript:alert(1)", title="x")
    with Ledger(tmp_path / "link.db") as ledger:
        ledger.add(Reading(of, (claim(of, "3 were killed", toll(exactly("3", 3))),)))
        page = html(briefing(ledger, Wanted()))
    assert "javascript:" not in page


def test_an_empty_ledger_teaches_what_to_do(tmp_path: Path) -> None:
    with Ledger(tmp_path / "new.db") as ledger:
        page = html(briefing(ledger, Wanted()))
    tree = etree.fromstring(page.split("\n", 1)[1])
    assert "truceline read my-reports/" in "".join(tree.xpath("//main//pre//text()"))
