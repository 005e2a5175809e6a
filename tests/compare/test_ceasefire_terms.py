"""The terms of a ceasefire that a sentence tells, and those that it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.compare.ceasefire_terms import Duration, Terms, merged, terms
from truceline.knowledge.ceasefires import pattern, words

PUBLISHED = date(2023, 5, 20)  # a Saturday

TOLD: list[tuple[str, dict[str, Any]]] = [
    ("The two sides agreed to a 72-hour ceasefire.", {"length": "PT72H"}),
    ("A truce of two months began.", {"length": "P2M"}),
    ("The army will stop fighting for ten days.", {"length": "P10D"}),
    ("They agreed to extend the truce by a further five days.", {"length": "P5D"}),
    ("The five-day extension of the ceasefire was welcomed.", {"length": "P5D"}),
    ("More than a month after a ceasefire ended the war, shots were heard.", {}),
    ("The rebels fired twice in the first three hours of the truce.", {}),
    ("The ceasefire is to take effect on Monday evening.", {"begins": date(2023, 5, 22)}),
    ("They signed a ceasefire that takes effect on Monday.", {"begins": date(2023, 5, 22), "written": True}),
    ("The ceasefire has been in force for a year.", {}),
    ("The rebels declared a ceasefire from June 1 to June 30.",
     {"begins": date(2023, 6, 1), "until": date(2023, 6, 30)}),
    ("The junta said its truce would last until 22 June.", {"until": date(2023, 6, 22)}),
    ("They agreed to stop firing from 5 p.m. local time.", {"at_once": True}),
    ("They agreed to an immediate ceasefire.", {"at_once": True}),
    ("The ceasefire was to begin at midnight.", {}),
    ("The government declared a unilateral ceasefire.", {"lateral": "unilateral"}),
    ("They signed a bilateral ceasefire.", {"lateral": "bilateral", "written": True}),
    ("The commanders reached a verbal ceasefire.", {"written": False}),
    ("They agreed to a permanent ceasefire.", {"class_": "definitive"}),
    ("They agreed to a ceasefire with a joint monitoring committee.", {"class_": "preliminary"}),
    ("They agreed to a cessation of hostilities.", {"class_": "cessation"}),
    ("He announced an Easter truce.", {"purposes": ("holiday",)}),
    ("They agreed to a humanitarian pause.", {"purposes": ("humanitarian",), "class_": "cessation"}),
    ("A nationwide ceasefire was agreed.", {"scope": "whole"}),
    ("A local truce was agreed.", {"scope": "partial"}),
    ("They signed a ceasefire brokered by Qatar, Egypt and the United States.",
     {"mediators": ["Government of Qatar", "Government of Egypt", "Government of the United States"],
      "written": True}),
    ("A Russian-brokered truce ended the war.", {"mediators": ["Government of Russia"]}),
    ("The African Union mediated the agreement.", {"mediators": ["African Union"]}),
    ("The truce was mediated by elders of the town.", {}),
    ("The truce was signed, and Qatar sent aid.", {}),
    ("The two companies signed a contract for two years.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TOLD, ids=[s[:45] for s, _ in TOLD])
def test_terms(sentence: str, expected: dict[str, Any]) -> None:
    found = terms(sentence, PUBLISHED)
    told = {
        "mediators": [a.name for a in found.mediators],
        "length": found.duration.value if found.duration else None,
        **{name: getattr(found, name) for name in ("begins", "until", "at_once", "class_", "lateral", "written")},
        "purposes": found.purposes,
        "scope": found.scope,
    }
    assert {
        name: value for name, value in told.items() if value or (value is not None and name == "written")
    } == expected


@pytest.mark.parametrize(
    ("value", "begin", "last"),
    [
        ("PT72H", date(2023, 4, 25), date(2023, 4, 28)),
        ("PT36H", date(2023, 1, 6), date(2023, 1, 8)),
        ("P7D", date(2023, 5, 22), date(2023, 5, 29)),
        ("P2W", date(2025, 4, 1), date(2025, 4, 15)),
        ("P2M", date(2022, 4, 2), date(2022, 6, 2)),
        ("P1M", date(2025, 1, 31), date(2025, 2, 28)),
        ("P1Y", date(2024, 2, 29), date(2025, 2, 28)),
        ("PTXH", date(2024, 2, 29), None),
    ],
)
def test_the_last_day(value: str, begin: date, last: date | None) -> None:
    assert Duration("", value).last_day(begin) == last


@given(st.dates(), st.sampled_from(["PT1H", "P1D", "P3W", "P5M", "P9Y"]))
def test_the_last_day_is_not_before_the_first(begin: date, value: str) -> None:
    last = Duration("", value).last_day(begin)
    assert last is None or last >= begin


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(terms(text, PUBLISHED), Terms)


def test_of_several_sentences_the_first_that_tells_counts() -> None:
    one = terms("A Qatari-mediated humanitarian truce began.", PUBLISHED)
    other = terms("A four-day truce, brokered by Egypt, began before Eid al-Fitr truce talks.", PUBLISHED)
    found = merged([one, other])
    assert found.duration == Duration("four-day", "P4D")
    assert [a.name for a in found.mediators] == ["Government of Qatar", "Government of Egypt"]
    assert found.written is None


def test_every_expression_of_the_table_compiles() -> None:
    table = words()
    several = [*table.breach_contexts, *table.keep, *table.aside, *table.earlier, *table.mutual, *table.extending]
    several += [e for group in (table.classes, table.laterals, table.written, table.purposes, table.scopes)
                for told in group.values() for e in told]  # fmt: skip
    several += [e for a in (*table.duration, *table.until, *table.begins) for e in (a.before, a.after)]
    assert all(pattern(e) for e in (*several, *table.mediation.values()))
