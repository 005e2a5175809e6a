"""The words that sources choose are kept with the report, found where they are missing, and counted alike."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import truceline.ledger.uses as uses_of_ledger
from truceline.compare.wording import Use, rows
from truceline.ledger import DocumentQuery, Ledger
from truceline.pipeline import Reading, read_documents
from truceline.records import Document, Published

DAY = Published(text="2024-05-02", start="2024-05-02", end="2024-05-02", basis="given")
FIRST = (
    "Northland's army has liberated the town of Westport, the defence ministry of Northland said on Thursday.\n\n"
    "The ministry called the fighters terrorists. The rebels captured three villages near the town."
)
OTHER = "Separatists seized the port on Thursday, officials said. The so-called liberation was condemned abroad."


def made(text: str, outlet: str) -> Document:
    return Document(id=f"{outlet.lower().replace(' ', '-')}", text=text, outlet=outlet, language="en", published=DAY)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Two reports, and a copy of the first with a sentence of its own, as the program reads them."""
    copy = f"{FIRST}\n\nThe regime did not comment."
    return list(read_documents([made(FIRST, "City Wire"), made(OTHER, "Port Post"), made(copy, "Evening Herald")]))


@pytest.fixture
def book(tmp_path: Path, readings: list[Reading]) -> Iterator[Ledger]:
    with Ledger(tmp_path / "words.db") as ledger:
        ledger.add_all(readings)
        ledger.compare()
        yield ledger


def told(found: list[Use]) -> set[tuple[str, str, str | None, str | None, str]]:
    return {(use.document.id, use.word.term, use.outlet, use.claimant, use.how) for use in found}


def test_words_are_kept_when_a_report_is_read(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.hearing.hear_documents", lambda _: pytest.fail("a report was read again"))
    found = book.words()
    assert {"liberated", "terrorists"} <= {use.written for use in found}
    assert all(use.document.text[use.start : use.end] == use.written for use in found)
    assert all(use.sentence.text in use.document.text for use in found)


def test_words_are_found_where_they_are_missing(book: Ledger, tmp_path: Path, readings: list[Reading]) -> None:
    with Ledger(tmp_path / "older.db") as older:
        older.add_all(Reading(one.document, one.claims) for one in readings)
        assert list(older.store.words(DocumentQuery())) == []
        seen: list[int] = []
        assert older.hear(watch=lambda documents, number: seen.append(number) or documents) == []  # type: ignore[func-returns-value]
        assert seen == [3]
        assert older.store.unheard(DocumentQuery()) == 0
        assert told(older.words()) == told(book.words())


def test_another_lexicon_has_them_found_anew(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(book.words())
    monkeypatch.setattr(uses_of_ledger, "method", lambda: "another")
    assert book.store.unheard(DocumentQuery(outlet=("Wire",))) == 1
    book.words(outlet="Wire")
    assert book.store.unheard(DocumentQuery()) == 2
    assert told(book.words()) == before


def test_a_report_that_is_read_again_has_the_words_of_that_reading(book: Ledger, readings: list[Reading]) -> None:
    before = told(book.words())
    book.add_all(readings, again=True)
    assert book.store.unheard(DocumentQuery()) == 0
    assert told(book.words()) == before
    with sqlite3.connect(book.path) as connection:
        assert connection.execute("SELECT count(*) FROM document_heard").fetchone() == (3,)


@pytest.mark.parametrize("filters", [{}, {"outlet": ("herald",)}, {"outlet": ("none",)}, {"outlet": ("wire", "post")}])
def test_columns_count_what_the_comparison_counts(book: Ledger, filters: dict[str, tuple[str, ...]]) -> None:
    wanted = {
        (row.about, row.neutral, row.claimant, row.outlet): {
            word.term: (len(several), Counter(use.how for use in several)) for word, several in row.words
        }
        for row in rows(book.words(**filters))
    }
    chosen = book.browser().words(DocumentQuery.of(**filters))
    found = {
        (row.about, row.neutral, row.claimant, row.outlet): {w.term: (w.number, dict(w.how)) for w in row.words}
        for thing in chosen.things()
        for row in chosen.rows(thing.number, 0, 1_000)
    }
    assert found == wanted
    assert chosen.heard == len(list(book.documents(**filters)))


def test_a_sentence_of_a_word_is_cut_around_it(book: Ledger) -> None:
    use = book.words(outlet="Post")[0]
    ((before, word, after),) = book.browser().sentences([(use.document.id, use.start)]).values()
    assert word == use.written
    assert before + word + after == use.sentence.text


def test_rows_of_one_claimant_and_of_an_outlets_own_voice(book: Ledger) -> None:
    chosen = book.browser().words(DocumentQuery())
    own = chosen.of(outlet="Port Post")
    assert own
    assert {(row.claimant, row.outlet) for row in own} == {(None, "Port Post")}
    claimants = {row.claimant for thing in chosen.things() for row in chosen.rows(thing.number, 0, 100)} - {None}
    (first, *_) = sorted(filter(None, claimants))
    assert {row.claimant for row in chosen.of(claimant=first)} == {first}
    assert chosen.of(claimant="nobody") == []
