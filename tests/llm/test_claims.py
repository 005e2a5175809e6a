"""What a model points at becomes claims of the contract, by the program's own knowledge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from llm_samples import PUBLISHED, TEXT, call, control, source, toll
from llm_server import Endpoint, says

import truceline
from truceline.cli.fields import NOT_RECORDED, fields
from truceline.exports.contract import from_contract, to_contract
from truceline.llm import LlmExtractor, Refused
from truceline.records import Claim, Control, Event, Toll

Make = Callable[..., LlmExtractor]


@pytest.fixture
def read(endpoint: Endpoint, extractor: Make, refused: list[Refused]) -> Callable[..., list[Claim]]:
    """The claims of a text when the model answers with these; none of them may be refused."""

    def made(*answers: object, text: str = TEXT) -> list[Claim]:
        endpoint.usual = says(list(answers))
        claims = truceline.read_text(text, published=PUBLISHED, extractor=extractor())
        assert refused == []
        return claims

    return made


Read = Callable[..., list[Claim]]


def test_a_toll(read: Read) -> None:
    (claim,) = read(toll())
    assert isinstance(claim.body, Toll)
    assert (claim.body.count.low, claim.body.count.best, claim.body.scope) == (9, None, "incident")
    (place,) = claim.body.places
    assert (place.name, place.country, place.precision) == ("Kramatorsk", "UKR", "exact")
    (governor,) = claim.sources
    assert (governor.text, governor.sector) == ("The regional governor", "GOV")
    assert claim.said is not None
    assert claim.said.start == claim.said.end == "2022-04-13"
    assert claim.quotation == "indirect"


def test_a_change_of_control(read: Read) -> None:
    (claim,) = read(control())
    assert isinstance(claim.body, Control)
    assert claim.body.by is not None
    assert (claim.body.by.text, claim.body.by.country) == ("its troops", "AZE")
    assert claim.body.count is not None
    assert (claim.body.count.best, claim.body.wording, claim.channel) == (3, "liberated", "statement")
    assert claim.sources[0].name == "Ministry of Defence of Azerbaijan"


def test_an_event(read: Read) -> None:
    (claim,) = read(call())
    assert isinstance(claim.body, Event)
    assert (claim.body.type, claim.body.mode, claim.body.trigger.text) == ("REQUEST", "ceasefire", "called for")
    assert [(a.name, a.country) for a in claim.body.actors] == [("Government of Turkey", "TUR")]
    assert claim.body.time is not None
    assert claim.body.time.start == "2022-04-11"
    assert (claim.sources, claim.quotation) == ((), "none")


def test_all_stand_in_the_text_and_have_the_form_of_the_contract(read: Read) -> None:
    claims = read(call(), toll(), control())
    assert [claim.kind for claim in claims] == ["toll", "control", "event"]
    for claim in claims:
        text = claim.document.text
        assert text[claim.span.start : claim.span.end] == claim.span.text
        assert text[claim.sentence.start : claim.sentence.end] == claim.sentence.text
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end
        assert from_contract(to_contract(claim), claim.document) == claim


def test_a_sentence_that_is_told_twice_is_found_by_its_number(read: Read) -> None:
    again = toll(sentence=3, quote="Shelling had killed at least nine people", sources=[], said=None)
    first, second = read(toll(), again)
    assert first.span.start < TEXT.index("Azerbaijan")
    assert second.span.start == TEXT.rindex("Shelling")
    assert first.id != second.id


def test_who_found_it_and_that_nothing_was_measured_stands_with_the_claim(read: Read) -> None:
    (claim,) = read(toll())
    by = {reason.part: reason.by for reason in claim.why}
    assert by["toll"] == "llm:sample-model, prompt 1"
    assert by["confidence"].startswith("not measured")
    assert by["toll.count"].startswith("count.")
    assert claim.confidence == 0.5
    assert "127.0.0.1" not in str(claim.why)


def test_every_field_says_what_found_it(read: Read) -> None:
    claims = read(call(), toll(), control())
    assert {field.name for claim in claims for field in fields(claim) if field.found_by == NOT_RECORDED} == set()


def test_the_same_claim_has_the_same_id_as_by_the_rules(read: Read) -> None:
    text = "At least nine people were killed in Kramatorsk on Tuesday."
    (by_rules,) = (c for c in truceline.read_text(text, published=PUBLISHED) if c.kind == "toll")
    (by_model,) = read(
        toll(quote=by_rules.span.text, sources=[], said=None, count="At least nine", period="on Tuesday"), text=text
    )
    assert by_model.id == by_rules.id
    assert isinstance(by_model.body, Toll)
    assert isinstance(by_rules.body, Toll)
    assert by_model.body.period == by_rules.body.period


def test_what_the_program_cannot_tell_is_null(read: Read) -> None:
    text = "Fighters of the Sample Brigade had overrun Zorlanabad after a while, taking many."
    (claim,) = read(
        control(sentence=0, quote="had overrun Zorlanabad", sources=[], channel=None, wording="overrun", count=None,
                by="Fighters of the Sample Brigade", places=["Zorlanabad"], time="after a while"),
        text=text,
    )  # fmt: skip
    assert isinstance(claim.body, Control)
    (place,) = claim.body.places
    assert (place.text, place.lat, place.country, place.geonames) == ("Zorlanabad", None, None, None)
    assert claim.body.time is not None
    assert (claim.body.time.start, claim.body.time.end) == (None, None)


def test_a_chain_keeps_its_order_and_may_stand_in_an_earlier_sentence(read: Read) -> None:
    text = "State television quoted the army of Sudan on Tuesday. It said 12 people had been killed."
    (claim,) = read(
        toll(sentence=1, quote="12 people had been killed", count="12", places=[], said=None, sources=[
            source("State television", "quoted"), source("the army of Sudan", None)]),
        text=text,
    )  # fmt: skip
    assert [s.text for s in claim.sources] == ["State television", "the army of Sudan"]
    assert claim.sources[1].country == "SDN"
