"""Acts of naming: whose word for a thing a report hands on."""

from __future__ import annotations

import pytest

from truceline.extract.naming import find_namings
from truceline.language.parse import parse
from truceline.pipeline import context_of
from truceline.sources import document_from_text

CASES = [
    ("Russia calls the war a special military operation.", "Russia", "the war a special military operation", False),
    ("Turkey considers the YPG a terrorist group.", "Turkey", "the YPG a terrorist group", False),
    ("The minister described the strike as a heinous crime.", "minister", "as a heinous crime", False),
    ("Residents call the soldiers occupiers.", "Residents", "the soldiers occupiers", False),
    ("The junta, as the resistance calls it, bombed a school.", "resistance", "The junta", False),
    ("The dead were described as martyrs by the movement.", "the movement", "as martyrs", False),
    ("Armenia condemned what it calls ethnic cleansing.", "Armenia", "ethnic cleansing", False),
    ("Khartoum does not call the men terrorists.", "Khartoum", "the men terrorists", True),
    ("The minister condemned the cowardly attack.", "minister", "the cowardly attack", False),
    ("The minister accused the coup militia of laying mines.", "minister", "the coup militia of laying mines", False),
]


@pytest.mark.parametrize(("text", "source", "content", "denied"), CASES, ids=[case[0] for case in CASES])
def test_naming(text: str, source: str, content: str, denied: bool) -> None:
    found = list(find_namings(context_of(parse(document_from_text(text, published="2023-05-04")))))
    told = [(text[slice(*f.content[0])], f.force == "deny", f"{f.source.text} {f.source.name}") for f in found]
    assert any(source in who and (content, denied) == (words, no) for words, no, who in told), told


@pytest.mark.parametrize(
    "text",
    [
        "The army called on residents to leave.",
        "The soldiers were called terrorists.",
        "The strike destroyed the market.",
        "Roads and camps were hit, as maps show.",
    ],
)
def test_no_naming(text: str) -> None:
    assert list(find_namings(context_of(parse(document_from_text(text, published="2023-05-04"))))) == []
