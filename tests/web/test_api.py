"""The JSON interface: the records of the public contract, page by page, and a description that fits them."""

from __future__ import annotations

import msgspec
from fastapi.testclient import TestClient

from truceline.exports.contract import exported_entry
from truceline.ledger import Ledger


def test_claims_are_in_the_form_of_the_contract(client: TestClient, ledger: Ledger) -> None:
    found = client.get("/api/v1/claims", params={"kind": "toll", "sort": "read"}).json()
    wanted = [msgspec.json.decode(msgspec.json.encode(exported_entry(e))) for e in ledger.entries(kind="toll")]
    assert found == {"total": 3, "next": None, "items": wanted}
    assert client.get(f"/api/v1/claims/{wanted[0]['id']}").json() == wanted[0]


def test_pages_lead_to_one_another(client: TestClient) -> None:
    address, ids = "/api/v1/claims?limit=4&kind=toll&kind=event&background=no", []
    while address:
        found = client.get(address).json()
        assert found["total"] == 6
        ids += [item["id"] for item in found["items"]]
        address = found["next"]
    assert len(ids) == len(set(ids)) == 6


def test_documents_have_their_text_when_asked_for_one(client: TestClient) -> None:
    found = client.get("/api/v1/documents?outlet=Herald").json()
    assert found["total"] == 1
    assert "text" not in found["items"][0]
    assert "Hadrut" in client.get(f"/api/v1/documents/{found['items'][0]['id']}").json()["text"]


def test_conflicts_and_incidents_are_lists(client: TestClient) -> None:
    assert client.get("/api/v1/conflicts").json()["items"][0]["id"] == "nagorno-karabakh"
    found = client.get("/api/v1/incidents?limit=1").json()
    assert len(found["items"]) == 1
    assert {"id", "claims", "why"} <= found["items"][0].keys()


def test_errors_are_json_that_says_what_to_do(client: TestClient) -> None:
    for address, status in (("claims?kind=x", 400), ("claims/none", 404), ("documents/none", 404), ("nothing", 404),
                            ("claims?limit=5000", 400)):  # fmt: skip
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == status
        assert answer.json().keys() == {"error", "hint"}


def test_the_description_tells_of_every_address_and_of_a_claim(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert {f"/api/v1/{name}" for name in ("claims", "documents", "conflicts", "incidents")} <= told["paths"].keys()
    assert {"ClaimList", "ContractClaim", "Toll"} <= told["components"]["schemas"].keys()
    named = {p["name"] for p in told["paths"]["/api/v1/claims"]["get"]["parameters"]}
    assert {"kind", "actor", "min_confidence", "sort", "limit", "offset"} <= named


def test_health(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "ok"
