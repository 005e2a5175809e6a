"""A claim as a form and back: nothing is lost on the way, and what is wrong is said of its field."""

from __future__ import annotations

import msgspec
import pytest
from ledger_samples import TEXT, claims_of, document
from review_site import fill

from truceline.ledger import Ledger
from truceline.records import Claim, Sentence
from truceline.web.correcting.changes import changed
from truceline.web.correcting.reading import Reader
from truceline.web.correcting.stretches import found, sentence_around
from truceline.web.correcting.values import Values

REPORT = document()
CLAIMS = claims_of(REPORT)


def reader(values: Values) -> Reader:
    return Reader(values, REPORT, [claim.sentence for claim in CLAIMS])


def typed(claim: Claim, **texts: str) -> Values:
    """The form of a claim in which some fields were typed anew; "__" stands for a dot."""
    told = {name.replace("__", "."): text for name, text in texts.items()}
    return Values({**Values.of_claim(claim).texts, **told})


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.kind)
def test_a_form_that_is_left_alone_is_the_claim(claim: Claim) -> None:
    one = reader(Values.of_claim(claim))
    assert msgspec.structs.replace(claim, **one.fields()) == claim
    assert one.errors == {}


def test_every_claim_of_a_ledger_survives_its_form(tmp_path: pytest.TempPathFactory) -> None:
    with Ledger(f"{tmp_path}/book.db") as book:
        fill(book)
        for claim in book.claims():
            one = Reader(Values.of_claim(claim), claim.document, [claim.sentence])
            assert msgspec.structs.replace(claim, **one.fields()) == claim


def test_what_is_emptied_is_not_said() -> None:
    one = reader(typed(CLAIMS[0], body__side__text="", body__scope="", body__period__text="", body__period__start="",
                       body__period__end="", channel="", sources__0__text="", sources__0__name="",
                       sources__0__country="", sources__0__sector=""))  # fmt: skip
    fields = one.fields()
    assert one.errors == {}
    assert (fields["body"].side, fields["body"].scope, fields["body"].period, fields["channel"]) == (None,) * 4
    assert [source.text for source in fields["sources"]] == ["The ministry"]


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"body__count__best": "many"}, "body.count.best"),
        ({"body__count__low": "28"}, "body.count.best"),
        ({"body__count__text": ""}, "body.count.text"),
        ({"body__period__start": "Tuesday"}, "body.period.start"),
        ({"body__period__start": "2021-02-30"}, "body.period.start"),
        ({"body__period__start": "2021"}, "body.period.end"),
        ({"body__harm": "slain"}, "body.harm"),
        ({"modality": ""}, "modality"),
        ({"sources__0__country": "Russia"}, "sources.0.country"),
        ({"sources__0__text": ""}, "sources.0.text"),
        ({"sources__0__wikidata": "42"}, "sources.0.wikidata"),
        ({"body__places__0__lat": "91"}, "body.places.0.lat"),
        ({"body__places__0__lon": ""}, "body.places.0.lat"),
        ({"body__places__0__geonames": "-1"}, "body.places.0.geonames"),
        ({"span__text": "nobody was hurt"}, "span.text"),
        ({"span__text": ""}, "span.text"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(texts: dict[str, str], field: str) -> None:
    one = reader(typed(CLAIMS[0], **texts))
    one.fields()
    assert list(one.errors) == [field]


def test_a_month_or_a_year_is_its_first_and_last_day() -> None:
    one = reader(typed(CLAIMS[0], body__period__start="2020-02", body__period__end="2020-02"))
    period = one.fields()["body"].period
    assert (period.start, period.end) == ("2020-02-01", "2020-02-29")


def test_the_trigger_stands_in_the_sentence() -> None:
    one = reader(typed(CLAIMS[1], body__trigger__text="liberated"))
    one.fields()
    assert list(one.errors) == ["body.trigger.text"]


def test_a_span_elsewhere_takes_the_sentence_with_it() -> None:
    one = reader(typed(CLAIMS[1], span__text="The army", span__start=""))
    fields = one.fields()
    assert fields["sentence"] == CLAIMS[2].sentence


@pytest.mark.parametrize(
    ("order", "texts"),
    [
        ("up sources.1", ["The ministry", "Russian news agencies"]),
        ("down sources.0", ["The ministry", "Russian news agencies"]),
        ("remove sources.0", ["The ministry"]),
        ("add sources", ["Russian news agencies", "The ministry", ""]),
        ("up sources.0", ["Russian news agencies", "The ministry"]),
        ("remove sources.7", ["Russian news agencies", "The ministry"]),
        ("burn sources.1", ["Russian news agencies", "The ministry"]),
        ("remove sources", ["Russian news agencies", "The ministry"]),
    ],
)
def test_rows_are_rearranged(order: str, texts: list[str]) -> None:
    values = Values.of_claim(CLAIMS[0]).rearranged(order)
    assert [values.get(f"{row}.text") for row in values.rows("sources")] == texts
    assert values.get("body.harm") == "killed"


def test_more_than_nine_rows_stay_in_order() -> None:
    values = Values({})
    for number in range(12):
        values = values.rearranged("add sources")
        values = Values({**values.texts, f"sources.{number}.text": str(number)})
    assert [values.get(f"{row}.text") for row in values.rows("sources")] == [str(number) for number in range(12)]


def test_words_are_found_where_they_were_chosen() -> None:
    text = "one two one\n two one"
    assert found(text, "one two", 9) == (8, 16)
    assert found(text, "one\r\n two", 0) == (0, 7)
    assert found(text, "three", 0) is None
    assert found(text, " ", 0) is None


def test_the_sentence_around_words_that_no_claim_has() -> None:
    start = TEXT.index("Erdoğan")
    one = sentence_around(TEXT, start, start + 7, [CLAIMS[0].sentence])
    assert one == Sentence(index=1, start=start, end=start + 31, text="Erdoğan called for a ceasefire.")


def test_what_a_correction_changed() -> None:
    old = {"kind": "toll", "id": "a", "toll": {"count": {"best": 40, "low": 40}, "side": None}, "sources": []}
    new = {"kind": "toll", "id": "a", "toll": {"count": {"best": 41, "low": 40}, "side": {"text": "they"}},
           "sources": [], "why": ["nobody reads this"]}  # fmt: skip
    assert [(one.field, one.before, one.after) for one in changed(old, new)] == [
        ("toll.count.best", "40", "41"), ("toll.side.text", "", "they"),
    ]  # fmt: skip
