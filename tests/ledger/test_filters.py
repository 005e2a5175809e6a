"""Which claims pass which filters: a table of cases over three claims (a toll, a call, a change of control)."""

from __future__ import annotations

from typing import Any

import pytest
from ledger_samples import document, reading

from truceline.ledger import Ledger
from truceline.records import Published

TOLL, CALL, CONTROL = "toll", "event", "control"
ALL = [TOLL, CALL, CONTROL]
PLACED, UNPLACED = [TOLL, CONTROL], [CALL]

CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ALL),
    ({"kind": "toll"}, [TOLL]),
    ({"kind": ["toll", "event"]}, [TOLL, CALL]),
    ({"type": "REQUEST"}, [CALL]),
    ({"mode": "ceasefire"}, [CALL]),
    ({"mode": "ceasefire", "kind": "toll"}, []),
    ({"harm": "killed"}, [TOLL]),
    ({"harm": "wounded"}, []),
    ({"action": "captured"}, [CONTROL]),
    ({"actor": "erdogan"}, [CALL]),
    ({"actor": "ERDOĞAN"}, [CALL]),
    ({"actor": "armed forces"}, [CONTROL]),
    ({"actor": "ministry"}, []),
    ({"actor": ["erdogan", "the army"]}, [CALL, CONTROL]),
    ({"actor": "%"}, []),
    ({"source": "ministry of defence"}, [TOLL]),
    ({"source": "news agencies"}, [TOLL]),
    ({"source": "erdogan"}, []),
    ({"place": "susa"}, [CONTROL]),
    ({"place": "Shusha"}, [CONTROL]),
    ({"place": "hadrut"}, [TOLL]),
    ({"placed": True}, PLACED),
    ({"placed": False}, UNPLACED),
    ({"box": (44.0, 38.0, 50.0, 42.0)}, PLACED),
    ({"box": (170.0, -90.0, 50.0, 90.0)}, PLACED),
    ({"box": (50.0, -90.0, 44.0, 90.0)}, []),
    ({"country": "AZE"}, [TOLL, CONTROL]),
    ({"country": "TUR"}, [CALL]),
    ({"country": "RUS"}, []),
    ({"since": "2020-10-13"}, [TOLL]),
    ({"until": "2020-10-13"}, [TOLL]),
    ({"since": "2020-10-14"}, []),
    ({"until": "2020-10-12"}, []),
    ({"since": "2020-01-01", "until": "2020-12-31"}, [TOLL]),
    ({"published_since": "2020-10-14"}, ALL),
    ({"published_since": "2020-10-15"}, []),
    ({"published_until": "2020-10-13"}, []),
    ({"read_since": "2020-01-01T00:00:00+00:00"}, ALL),
    ({"read_since": "2999-01-01T00:00:00+00:00"}, []),
    ({"read_until": "2020-01-01T00:00:00+00:00"}, []),
    ({"read_until": "2999-01-01T00:00:00+00:00"}, ALL),
    ({"read_after": 0}, ALL),
    ({"read_after": 1}, []),
    ({"conflict": "none-such"}, []),
    ({"conflict": "none"}, []),
    ({"conflict": ["none", "nagorno-karabakh"]}, ALL),
    ({"modality": "possible"}, [CONTROL]),
    ({"background": True}, [CONTROL]),
    ({"background": False}, [TOLL, CALL]),
    ({"document": document().id}, ALL),
    ({"document": document().id[:6]}, ALL),
    ({"document": "zz"}, []),
    ({"document": "_"}, []),
    ({"outlet": "sample"}, ALL),
    ({"outlet": "other"}, []),
    ({"text": "ceasefire"}, [CALL]),
    ({"text": "cease*"}, [CALL]),
    ({"text": '"eight villages"'}, [CONTROL]),
    ({"text": '"villages eight"'}, []),
    ({"text": "erdogan ceasefire"}, [CALL]),
    ({"text": "susa"}, [CONTROL]),
    ({"text": 'NOT OR " AND ( -x'}, []),
    ({"text": "killed", "harm": "killed", "source": "ministry", "place": "hadrut"}, [TOLL]),
    ({"limit": 2}, [TOLL, CALL]),
    ({"limit": 0}, []),
    ({"sort": "confidence"}, [CONTROL, CALL, TOLL]),
    ({"sort": "-confidence"}, [TOLL, CALL, CONTROL]),
    ({"sort": "count"}, [CONTROL, TOLL, CALL]),
    ({"sort": "-count"}, [TOLL, CONTROL, CALL]),
    ({"sort": "time"}, [TOLL, CALL, CONTROL]),
]


@pytest.mark.parametrize(("filters", "kinds"), CASES, ids=[str(filters) for filters, _ in CASES])
def test_claims_that_pass(ledger: Ledger, filters: dict[str, Any], kinds: list[str]) -> None:
    assert [claim.kind for claim in ledger.claims(**filters)] == kinds


DOCUMENTS: list[tuple[dict[str, Any], int]] = [
    ({}, 1),
    ({"outlet": "wire"}, 1),
    ({"id": document().id[:8]}, 1),
    ({"status": "not_read"}, 0),
    ({"language": "fr"}, 0),
    ({"published_since": "2020-10-01", "published_until": "2020-10-31"}, 1),
    ({"text": "villages ministry"}, 1),
    ({"text": "nothing"}, 0),
    ({"limit": 0}, 0),
]


@pytest.mark.parametrize(("filters", "number"), DOCUMENTS, ids=[str(filters) for filters, _ in DOCUMENTS])
def test_documents_that_pass(ledger: Ledger, filters: dict[str, Any], number: int) -> None:
    assert len(list(ledger.documents(**filters))) == number


@pytest.mark.parametrize("outlet", ["ÉLYSÉE", "élysée", "elysee", "Elyse\N{COMBINING ACUTE ACCENT}e  du"])
def test_an_outlet_is_found_whatever_its_case_and_accents(ledger: Ledger, outlet: str) -> None:
    ledger.add(reading(url="sample:2", outlet="Écho de l'Élysée du soir"))
    ledger.add(reading(url="sample:3", outlet=None))
    assert [stored.document.url for stored in ledger.documents(outlet=outlet)] == ["sample:2"]
    assert len(list(ledger.claims(outlet=outlet))) == 3


def test_a_filter_that_does_not_exist_is_named(ledger: Ledger) -> None:
    with pytest.raises(TypeError, match="no filter colour; there are: action, actor,"):
        ledger.claims(colour="red")


def test_an_interval_passes_when_it_meets_the_one_asked_for(ledger: Ledger) -> None:
    ledger.add(reading(url="sample:2", published=Published(start="2021-03-01", end="2021-03-31", basis="inferred")))
    ledger.add(reading(url="sample:3", published=Published(start="2021-05-01", end=None, basis="inferred")))
    ledger.add(reading(url="sample:4", published=Published()))

    def urls(**filters: str) -> list[str | None]:
        return [stored.document.url for stored in ledger.documents(**filters)]

    assert urls(published_since="2021-03-15") == ["sample:2", "sample:3"]
    assert urls(published_until="2021-03-15") == ["sample:1", "sample:2"]
    assert urls(published_since="2022-01-01") == ["sample:3"], "an open end goes on"
