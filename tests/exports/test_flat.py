"""CSV: every value in one cell, nothing that a spreadsheet would run, numbers as numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from ledger_samples import claims_of, document, reading, words
from msgspec.structs import replace as with_

from truceline.exports.flat import FORMULA_STARTS, harmless, header, write
from truceline.ledger import Ledger
from truceline.pipeline import Reading

EXPECTED = {
    "kind": ["toll", "event", "control"],
    "background": ["false", "false", "true"],
    "confidence": ["0.9", "0.8", "0.7"],
    "published_start": ["2020-10-14"] * 3,
    "sources": ["Russian media > Ministry of Defence of Azerbaijan", "", ""],
    "sources_text": ["Russian news agencies > The ministry", "", ""],
    "sources_country": ["RUS > AZE", "", ""],
    "said_start": ["2020-10-13", "", ""],
    "type": ["", "REQUEST", ""],
    "actors": ["", "Recep Tayyip Erdoğan", ""],
    "trigger": ["", "called for", ""],
    "side": ["people", "", ""],
    "action": ["", "", "captured"],
    "by": ["", "", "Armed Forces of Azerbaijan"],
    "count_text": ["27", "", "eight"],
    "count_best": ["27", "", "8"],
    "time_start": ["2020-10-13", "", ""],
    "places": ["Hadrut", "", "Shusha"],
    "places_text": ["Hadrut", "", "Şuşa"],
    "places_lat": ["39.52", "", "39.76"],
    "span": ["27 people had been killed", "called for a ceasefire", "liberated eight villages"],
    "why": ["toll.harm: harm.yaml: kill (killed)", "", ""],
}


def rows(ledger: Ledger) -> list[dict[str, str]]:
    out = io.BytesIO()
    write(ledger.entries(), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


@pytest.mark.parametrize(("column", "cells"), EXPECTED.items())
def test_cells(ledger: Ledger, column: str, cells: list[str]) -> None:
    assert [row[column] for row in rows(ledger)] == cells


def test_every_row_has_every_column(ledger: Ledger) -> None:
    assert all(list(row) == header() and None not in row.values() for row in rows(ledger))
    assert len(set(header())) == len(header())


CELLS = [
    ("=1+2", "'=1+2"), ("+1 555", "'+1 555"), ("-5 dead", "'-5 dead"), ("@name", "'@name"), ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"), ("\n=1", "'\n=1"), ("Gaza", "Gaza"), ("a=b", "a=b"), ("", ""), ("'quoted'", "'quoted'"),
    (-5, -5), (-0.5, -0.5), (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_formulas_are_defused_and_numbers_are_not(cell: object, written: object) -> None:
    assert harmless(cell) == written  # type: ignore[arg-type]


@given(text=words)
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert not str(harmless(text)).startswith(FORMULA_STARTS)


def test_an_attack_in_a_report_reaches_no_cell(ledger: Ledger) -> None:
    of = document("=cmd|'/C calc'!A0 said 27 people had been killed.", outlet="@SUM(1)", title="+1", url="-1")
    toll = with_(claims_of(document())[0], document=of, id="evil", channel="\t=HYPERLINK(1)")
    ledger.add(Reading(of, (toll,)))
    evil = rows(ledger)[-1]
    cells = [evil[column] for column in ("outlet", "title", "url", "channel")]
    assert cells == ["'@SUM(1)", "'+1", "'-1", "'\t=HYPERLINK(1)"]


def test_commas_quotes_and_line_breaks_stay_in_their_cell(ledger: Ledger) -> None:
    title = 'A "title", with\r\nlines'
    ledger.add(replace(reading(title=title, url="sample:2")))
    assert rows(ledger)[-1]["title"] == title
