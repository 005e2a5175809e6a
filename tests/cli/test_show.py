"""``truceline show``: a claim in its document, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from ledger_samples import reading
from msgspec.structs import replace as with_

from truceline.cli.fields import NOT_RECORDED, fields
from truceline.ledger import Ledger
from truceline.records import Reason

Run = Callable[..., Result]

TOLL, CALL, CONTROL = reading().claims


@pytest.mark.usefixtures("ledger")
def test_the_span_is_marked_in_its_paragraph(run: Run) -> None:
    shown = run("show", CALL.id).stdout
    assert "Erdoğan ⟦called for a ceasefire⟧." in shown
    assert "27 people had been killed" in shown, "the paragraph before"
    assert "liberated eight villages" in shown, "the paragraph after"


@pytest.mark.usefixtures("ledger")
def test_every_field_is_shown(run: Run) -> None:
    shown = run("show", TOLL.id).stdout
    for words in (
        TOLL.id, TOLL.document.id, "2020-10-14 (given)", "A sample", "Sample Wire", "sample.txt",
        "sources 1", "“Russian news agencies” (name Russian media, country RUS, sector MED)", "sources 2", "statement",
        "indirect", "“Tuesday” (start 2020-10-13, end 2020-10-13)", "toll.harm", "killed",
        "“27” (best 27, low 27, high 27)", "cumulative", "lat 39.52", "precision exact", "0.9", "background",
        "version 0.1.0",
    ):  # fmt: skip
        assert words in shown, words


@pytest.mark.usefixtures("ledger")
def test_why_is_shown(run: Run) -> None:
    line = next(line for line in run("show", TOLL.id).stdout.splitlines() if "harm.yaml: kill" in line)
    assert line.split() == ["toll.harm", "killed", "harm.yaml:", "kill", "killed", "0.90"]


def why(*reasons: tuple[str, str, str | None, float | None]) -> tuple[Reason, ...]:
    return tuple(Reason(part=part, by=by, text=text, score=score) for part, by, text, score in reasons)


def test_each_of_several_has_its_own_reason() -> None:
    claim = with_(TOLL, why=why(("sources", "cue:cite", "agencies", None), ("sources", "cue:say", "said", 0.8)))
    found = {f.name: (f.found_by, f.words, f.score) for f in fields(claim)}
    assert found["sources 1"] == ("cue:cite", "agencies", "")
    assert found["sources 2"] == ("cue:say", "said", "0.80")


def test_several_reasons_of_one_field_stand_below_one_another() -> None:
    claim = with_(TOLL, why=why(("toll.count", "numeral", "27", 0.9), ("toll.count", "head", None, None)))
    (count,) = (f for f in fields(claim) if f.name == "toll.count")
    assert (count.found_by, count.words, count.score) == ("numeral\nhead", "27\n", "0.90\n")


def test_a_field_that_no_reason_names_says_so() -> None:
    found = {f.name: f.found_by for f in fields(with_(TOLL, why=()))}
    assert found["toll.harm"] == found["toll.places 1"] == found["sources 2"] == found["said"] == NOT_RECORDED
    assert found["background"] == NOT_RECORDED
    assert found["id"] == found["span"] == found["confidence"] == ""


def test_a_reason_of_the_whole_body_is_one_of_its_fields_that_have_none_of_their_own() -> None:
    call = with_(CALL, why=why(("event", "llm:sample", "called for", None), ("event.actors", "name:x", "x", None)))
    found = {f.name: f.found_by for f in fields(call)}
    assert found["event.type"] == found["event.trigger"] == "llm:sample"
    assert found["event.actors 1"] == "name:x"
    assert found["modality"] == NOT_RECORDED


def test_a_reason_of_no_field_is_shown_too() -> None:
    last = fields(with_(TOLL, why=why(("toll", "part", None, None))))[-1]
    assert (last.name, last.value, last.found_by) == ("toll", "", "part")


def test_the_whole_document_can_be_shown(run: Run, folder: Path) -> None:
    text = "\n\n".join(["The first paragraph.", "More.", "And more.", TOLL.document.text])
    with Ledger(folder / "truceline.db") as ledger:
        ledger.add(reading(text=text))
        claim = next(ledger.claims(kind="control"))
    assert "The first paragraph." not in run("show", claim.id).stdout
    assert "The first paragraph." in run("show", claim.id, "--full").stdout


@pytest.mark.usefixtures("ledger")
def test_the_beginning_of_an_id_is_enough(run: Run) -> None:
    shortest = next(n for n in range(1, 17) if sum(c.id.startswith(TOLL.id[:n]) for c in (TOLL, CALL, CONTROL)) == 1)
    assert run("show", TOLL.id[:shortest]).exit_code == 0
    assert run("show", TOLL.id[:8].upper()).exit_code == 0


def test_an_ambiguous_beginning_is_told_with_what_it_may_mean(run: Run, folder: Path) -> None:
    first, second = with_(TOLL, id="abc1"), with_(CALL, id="abc2")
    with Ledger(folder / "truceline.db") as ledger:
        ledger.add(replace(reading(), claims=(first, second)))
    result = run("show", "ab")
    assert result.exit_code == 1
    assert "Several claims have an id that begins with 'ab'; give more of it:" in result.output
    assert "abc1  27 people had been killed" in result.output
    assert "abc2  called for a ceasefire" in result.output


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("wanted", ["zzz", "%", "_"])
def test_an_id_that_is_not_there(run: Run, wanted: str) -> None:
    result = run("show", wanted)
    assert result.exit_code == 1
    assert f"has no claim whose id begins with '{wanted}'" in result.output


@pytest.mark.usefixtures("ledger")
def test_as_json(run: Run) -> None:
    record = json.loads(run("show", TOLL.id[:10], "--json").stdout)
    assert (record["id"], record["toll"]["harm"], record["why"][0]["by"]) == (TOLL.id, "killed", "harm.yaml: kill")


def test_a_superseded_claim_is_shown_and_said_to_be_one(run: Run, ledger: Path) -> None:
    with Ledger(ledger) as book:
        book.add(replace(reading(), claims=()), again=True)
    shown = run("show", TOLL.id)
    assert shown.exit_code == 0
    assert "a later reading of the document does not have this claim" in shown.stdout
    assert json.loads(run("show", TOLL.id, "--json").stdout)["superseded"] is True


def test_a_ledger_can_be_named(run: Run, ledger: Path) -> None:
    ledger.rename("other.db")
    assert run("show", TOLL.id, "--ledger", "other.db").exit_code == 0
