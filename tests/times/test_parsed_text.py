"""Times of a parsed report: the whole way, with the tense of the parse."""

from __future__ import annotations

from dataclasses import replace

from truceline.extract.times import find_times
from truceline.language.parse import parse
from truceline.records import Document, Published

TEXT = (
    "KHARTOUM - Shelling killed 12 people in Omdurman on Tuesday, medics said.\n\n"
    "The two sides plan to meet in Jeddah on Friday.\n\n"
    "Copyright 2019 The Press. All rights reserved."
)
PUBLISHED = Published(start="2023-09-20", end="2023-09-20", basis="given")


def test_times_of_a_report() -> None:
    found = find_times(parse(Document(id="x", text=TEXT)), PUBLISHED)
    days = [(m.time.text, m.time.start) for m in found if m.time.start and "2019" not in m.time.text]
    assert days == [("Tuesday", "2023-09-19"), ("Friday", "2023-09-22")]


def test_boilerplate_has_no_times() -> None:
    parsed = parse(Document(id="x", text=TEXT))
    *news, last = parsed.paragraphs
    parsed = replace(parsed, paragraphs=(*news, replace(last, kind="boilerplate")))
    assert all("2019" not in (m.time.text or "") for m in find_times(parsed, PUBLISHED))


def test_any_text_can_be_read() -> None:
    for text in ("", " ", "\n\n", "May", "-", "the", "1/1", "’s", "on the 31st.", "February 30, 2020", "0:00 99:99"):
        find_times(parse(Document(id="x", text=text)), PUBLISHED)
