"""Dates that are known are kept; a dateline is read; a dateline without a year takes the year from the text."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from truceline.dating import publication_date
from truceline.language.parse import parse
from truceline.records import Dateline, Document, Published, Span, Time

TEXT = "Rebels shelled the town. Secretary of State Antony Blinken urged a truce. The war broke out in 2019."
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize("basis", ["given", "metadata", "url"])
def test_a_known_date_is_returned_unchanged(basis: Literal["given", "metadata", "url"]) -> None:
    published = Published(text="5 May 2015", start="2015-05-05", end="2015-05-05", basis=basis)
    document = Document(id="x", text=TEXT, published=published)
    assert publication_date(document, parse(document)) is published


def _with_dateline(text: str, start: str | None) -> Published:
    span = Span(start=0, end=0, text="")
    dateline = Dateline(span=span, place="KHARTOUM", date=Time(text=text, start=start, end=start))
    document = Document(id="x", text=TEXT, dateline=dateline)
    return publication_date(document, parse(document), today=TODAY)


def test_a_full_dateline_is_the_date() -> None:
    found = _with_dateline("15 April 2023", "2023-04-15")
    assert (found.start, found.end, found.basis) == ("2023-04-15", "2023-04-15", "dateline")


def test_a_dateline_without_a_year_gives_the_day_and_the_text_the_years() -> None:
    found = _with_dateline("April 15", None)
    assert (found.start, found.end, found.basis) == ("2021-04-15", "2024-04-15", "inferred")
    assert found.evidence[0] == "dateline “April 15”"


def test_a_dateline_without_a_year_in_a_term_of_one_april() -> None:
    span = Span(start=0, end=0, text="")
    dateline = Dateline(span=span, date=Time(text="April 15", start=None, end=None))
    text = "Rebels shelled the town. Secretary of State Rex Tillerson urged a truce."
    document = Document(id="x", text=text, dateline=dateline)
    found = publication_date(document, parse(document), today=TODAY)
    assert (found.start, found.end, found.basis, found.text) == ("2017-04-15", "2017-04-15", "dateline", "April 15")


def test_boilerplate_paragraphs_are_no_evidence() -> None:
    text = "Rebels shelled the town.\n\nCopyright 2019. The site was founded in 2015 and has reported since 2016."
    document = Document(id="x", text=text)
    assert publication_date(document, parse(document), today=TODAY).basis == "unknown"


def test_no_text_no_date() -> None:
    document = Document(id="x", text="")
    assert publication_date(document, parse(document), today=TODAY) == Published()
