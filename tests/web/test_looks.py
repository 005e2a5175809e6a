"""Small things of how pages look: narrow tables, the menu, counts that are articles, names that run leftwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient
from ledger_samples import claim, document
from visits import Visit

from truceline.knowledge.schema import Sector
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Count, Event, Published, Span, Toll
from truceline.views import sentences
from truceline.views.lines import line_of
from truceline.web import labels
from truceline.web.app import create_app
from truceline.web.render import dated

ARABIC = "الجزيرة"


def test_a_date_beside_a_name_that_runs_leftwards_keeps_its_order() -> None:
    told = dated(f"{ARABIC} · Sample Wire · 2024-05-03")
    assert told == f'<bdi>{ARABIC}</bdi> · Sample Wire · <time datetime="2024-05-03" dir="ltr">2024-05-03</time>'


def test_lists_and_reports_set_such_names_apart(tmp_path: Path) -> None:
    day = Published(text="2024-05-03", start="2024-05-03", end="2024-05-03", basis="given")
    made = document("The Front holds Westport.", outlet=ARABIC, title="سلام", published=day)
    with Ledger(tmp_path / "arabic.db") as book:
        book.add(Reading(made, ()))
        client = TestClient(create_app(book), base_url="http://localhost")
        for address in ("/", "/documents", f"/documents/{made.id}"):
            text = client.get(address).text
            assert f"<bdi>{ARABIC}</bdi> · <time" in text, address
        assert '<h1 dir="auto">سلام</h1>' in text


@pytest.mark.parametrize(("words", "best", "told"), [
    ("a", 1, "Killed: 1"), ("An", 1, "Killed: 1"), ("nine", 9, "Killed: nine"), ("dozens", None, "Killed: dozens"),
])  # fmt: skip
def test_an_article_is_no_count(words: str, best: int | None, told: str) -> None:
    made = document("They killed a man.")
    count = Count(text=words, best=best, low=best, high=best)
    toll = Toll(harm="killed", object="persons", group=None, side=None, count=count, scope="incident", period=None,
                places=())  # fmt: skip
    assert sentences.gist(line_of(claim(made, "killed a man", toll))).startswith(told)


def test_nobody_named_is_no_question_mark() -> None:
    made = document("The regular army was attacked.")
    event = Event(type="ASSAULT", mode=None, actors=(), recipients=(Actor(text="the regular army"),), time=None,
                  trigger=Span(start=21, end=29, text="attacked"))  # fmt: skip
    told = sentences.gist(line_of(claim(made, "The regular army was attacked.", event)))
    assert told.startswith("→ the regular army: ")


def test_every_code_of_a_sector_has_words() -> None:
    assert set(labels.SECTORS) == set(get_args(Sector))


def test_a_narrow_table_gives_sentences_the_whole_width(chromium: Any, site: str) -> None:
    visit = Visit(chromium.new_page(viewport={"width": 360, "height": 740}), site)
    page = visit.to("/claims")
    wide = page.evaluate("document.querySelector('.list td.quote').getBoundingClientRect().width")
    assert wide > 300
    page.close()


def test_a_narrow_incident_gives_claims_the_whole_width(chromium: Any, site_beside: str) -> None:
    visit = Visit(chromium.new_page(viewport={"width": 360, "height": 740}), site_beside)
    page = visit.to("/incidents")
    page.click("main .group h2 a >> nth=0")
    page.wait_for_url("**/incidents/*")
    page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
    wide = page.evaluate("document.querySelector('.why-together .matrix td').getBoundingClientRect().width")
    assert wide > 280
    page.close()


def test_the_menu_stands_in_one_place_on_all_pages(chromium: Any, site: str) -> None:
    visit = Visit(chromium.new_page(viewport={"width": 1280, "height": 800}), site)
    summary = ".bar .goals > summary"
    boxes = [visit.to(address).locator(summary).bounding_box() for address in ("/claims", "/incidents", "/review")]
    assert boxes[0] == boxes[1] == boxes[2]
    visit.page.close()
