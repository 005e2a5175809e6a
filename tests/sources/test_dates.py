"""Dates of metadata: what is accepted, what is refused, and what is taken from an address."""

import pytest

from truceline.language.date_fields import interval
from truceline.sources import ReadOptions
from truceline.sources.dates import from_url, published

ACCEPTED = [
    ("2023-09-20", "2023-09-20", "2023-09-20"),
    ("2023-09-20T23:30:00-05:00", "2023-09-20", "2023-09-20"),
    ("2023-09-20T23:30:00Z", "2023-09-20", "2023-09-20"),
    ("2023-09-20 08:00", "2023-09-20", "2023-09-20"),
    ("2023-9-2", "2023-09-02", "2023-09-02"),
    ("2023/09/20", "2023-09-20", "2023-09-20"),
    ("20230920", "2023-09-20", "2023-09-20"),
    ("20230920T101500Z", "2023-09-20", "2023-09-20"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023", "2023-01-01", "2023-12-31"),
    ("Wed, 20 Sep 2023 14:05:00 GMT", "2023-09-20", "2023-09-20"),
    ("20 September 2023", "2023-09-20", "2023-09-20"),
    ("September 20, 2023", "2023-09-20", "2023-09-20"),
    ("Sept. 20, 2023 6:05 PM", "2023-09-20", "2023-09-20"),
    ("Wednesday, September 20th, 2023", "2023-09-20", "2023-09-20"),
    ("20-Sep-2023", "2023-09-20", "2023-09-20"),
    ("September 2023", "2023-09-01", "2023-09-30"),
    ("20.09.2023", "2023-09-20", "2023-09-20"),
    ("09.10.2023", "2023-10-09", "2023-10-09"),
    ("9/20/2023", "2023-09-20", "2023-09-20"),
    ("20/9/2023", "2023-09-20", "2023-09-20"),
    ("10/10/2023", "2023-10-10", "2023-10-10"),
    ("1695211500", "2023-09-20", "2023-09-20"),
    ("1695211500000", "2023-09-20", "2023-09-20"),
    ("202309261430", "2023-09-26", "2023-09-26"),
    ("2023092614", "2023-09-26", "2023-09-26"),
    ("20230926143000", "2023-09-26", "2023-09-26"),
    ("20230926 1430", "2023-09-26", "2023-09-26"),
    ("199512310000", "1995-12-31", "1995-12-31"),
    ("946684800000", "2000-01-01", "2000-01-01"),
    ("1695211500.25", "2023-09-20", "2023-09-20"),
]

REFUSED = [
    "",
    "09/10/2023",
    "yesterday",
    "20 Sep",
    "Wednesday",
    "2023-13-01",
    "2023-02-30",
    "0001-01-01T00:00:00Z",
    "1970-01-01",
    "1970-01-01T00:00:00Z",
    "0",
    "9999-01-01",
    "next year",
    "12:30",
    "null",
    "32 May 2023",
    "2023-09-20 to 2023-09-22",
    "2023-09-20/2023-09-22",
    "202313261430",
    "200199990000",
    "2023092614305",
]


@pytest.mark.parametrize(("text", "start", "end"), ACCEPTED)
def test_accepted(text: str, start: str, end: str) -> None:
    found = published(text, "metadata", "a field")
    assert (found.start, found.end, found.basis, found.text) == (start, end, "metadata", text)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    assert interval(text) is None
    found = published(text, "metadata", "a field")
    assert (found.start, found.end, found.basis) == (None, None, "unknown")


def test_a_date_with_two_readings_keeps_its_text_and_says_why() -> None:
    found = published("09/10/2023", "metadata", "meta date")
    assert found.text == "09/10/2023"
    assert found.evidence == ("meta date is no date for certain: 09/10/2023",)


ADDRESSES = [
    ("https://example.org/2023/09/20/army-enters", "2023-09-20", "2023-09-20"),
    ("https://example.org/world/2023/sep/20/army", "2023-09-20", "2023-09-20"),
    ("https://example.org/world/army-2023-09-20/", "2023-09-20", "2023-09-20"),
    ("https://example.org/20230920/army", "2023-09-20", "2023-09-20"),
    ("https://example.org/army-20230920.html", "2023-09-20", "2023-09-20"),
    ("https://example.org/2023/09/army.html", "2023-09-01", "2023-09-30"),
    ("https://example.org/2023/14/09/x", None, None),
    ("https://example.org/article/19600475", None, None),
    ("https://example.org/2023/", None, None),
    ("https://example.org/a?date=2023-09-20", None, None),
    ("https://2023-09-20.example.org/a", None, None),
    ("seed:A", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("address", "start", "end"), ADDRESSES)
def test_the_day_in_an_address(address: str | None, start: str | None, end: str | None) -> None:
    found = from_url(address)
    assert (found.start, found.end) == (start, end)
    assert found.basis == ("url" if start else "unknown")


def test_options_refuse_what_is_no_date() -> None:
    for text in ("yesterday", "2023-13", "20 September 2023", ""):
        with pytest.raises(ValueError, match="is no date"):
            ReadOptions(published=text)


def test_options_refuse_an_unknown_field() -> None:
    with pytest.raises(ValueError, match="cannot map 'author'"):
        ReadOptions(mapping={"author": "by"})


GIVEN = [
    ("2023-09-20", "2023-09-20", "2023-09-20"),
    ("2023-09", "2023-09-01", "2023-09-30"),
    ("2023", "2023-01-01", "2023-12-31"),
]


@pytest.mark.parametrize(("text", "start", "end"), GIVEN)
def test_a_given_date_outranks_the_source_and_keeps_its_evidence(read, story, text, start, end) -> None:
    (document,), _ = read(f"Published: 2021-01-01\n\n{story}", "a.txt", published=text, outlet="The Daily")
    assert (document.published.start, document.published.end, document.published.basis) == (start, end, "given")
    assert document.published.text == text
    assert "header of the file: 2021-01-01" in document.published.evidence
    assert document.outlet == "The Daily"
