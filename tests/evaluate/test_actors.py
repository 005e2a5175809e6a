"""The scorer of events: types, sides and triples; codes of other schemes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from truceline.evaluate.actors import evaluate
from truceline.evaluate.event_codes import plover_of_cameo

Make = Callable[..., Path]

TEXT = "Israel shelled Lebanon on Monday."


@pytest.mark.parametrize(
    ("code", "type_"),
    [("0871", "RETREAT"), ("084", "CONCEDE"), ("190", "ASSAULT"), ("112", "ACCUSE"), ("010", None), ("---", None)],
)
def test_cameo_codes(code: str, type_: str | None) -> None:
    assert plover_of_cameo(code) == type_


def test_types_sides_and_triples(make: Make) -> None:
    israel, lebanon = {"actorText": "Israel"}, {"actorText": "Lebanon"}
    right = {"id": "1", "text": TEXT, "event": "FIGHT", "source": [israel], "target": [lebanon]}
    wrong = {"id": "2", "text": TEXT, "event": "AID", "source": [lebanon], "target": [israel]}
    make("plover_gsr", right, wrong)
    events = [{"source": "ISR", "event": "190", "target": "LBN"}, {"source": "---", "event": "010", "target": "---"}]
    make("petrarch2_validation", {"id": "3", "text": TEXT, "events": events})
    folder = make("petrarch_unit_tests", {"id": "4", "text": TEXT, "events": [events[0]]})
    result = evaluate(folder)
    assert result.value("plover_gsr", "type_accuracy") == 0.5
    assert result.value("plover_gsr", "source_overlap") == 1.0
    assert result.value("plover_gsr", "triple_accuracy") == 0.5
    assert result.value("petrarch2_validation", "triple_accuracy") == 1.0
    assert result.value("petrarch_unit_tests", "type_f1") == 1.0
    assert result.kinds() == {"AID as ASSAULT": 1}


def test_actors_that_are_not_found_are_mistakes(make: Make) -> None:
    syria, lebanon = {"actorText": "Syria"}, {"actorText": "Lebanon"}
    make("plover_gsr", {"id": "1", "text": TEXT, "event": "FIGHT", "source": [syria], "target": [lebanon, syria]})
    event = {"source": "LBN", "event": "190", "target": "---"}
    make("petrarch2_validation", {"id": "2", "text": TEXT, "events": [event]})
    result = evaluate(make("petrarch_unit_tests", {"id": "3", "text": TEXT, "events": []}))
    assert [(m.kind, m.document, m.gold, m.got) for m in result.mistakes] == [
        ("source not found", "plover_gsr 1", "Syria", "Government of Israel"),
        ("target not found", "plover_gsr 1", "Syria", "Government of Lebanon"),
        ("source not found", "petrarch2_validation 2", "LBN", "Government of Israel"),
    ]
