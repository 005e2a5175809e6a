"""What an event is called in a line of a report."""

from __future__ import annotations

from typing import Any

import pytest
from views_samples import ARMY, NONE_KNOWN, RSF, claim, document, span

from truceline.records import Event
from truceline.views.briefing import EventLine
from truceline.views.lines import line_of

TEXT = "The army called on the militia about the siege of Wadi Sample."


@pytest.mark.parametrize(("fields", "what"), [
    ({"type": "REQUEST", "mode": "withdrawal"}, "call for withdrawal"),
    ({"type": "REQUEST", "mode": "siege"}, "call about siege"),
    ({"type": "ACCUSE", "mode": "shelling"}, "accusation of shelling"),
    ({"type": "COERCE", "mode": "siege"}, "siege"),
    ({"type": "REQUEST", "mode": None}, "call"),
])  # fmt: skip
def test_a_call_that_names_a_harm_is_not_for_it(fields: dict[str, Any], what: str) -> None:
    of = document(TEXT, None, NONE_KNOWN)
    event = Event(actors=(ARMY,), recipients=(RSF,), trigger=span(of, "siege"), **fields)
    made = claim(of, "siege", event)
    line = line_of(made)
    assert isinstance(line, EventLine)
    assert line.what == what
