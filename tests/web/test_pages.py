"""The pages as they are sent: what stands in them, what cannot get in, and what errors say."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from truceline.ledger import Ledger
from truceline.web.app import create_app

PAGES = ("/", "/briefing", "/sources", "/sources?part=chains", "/words",
         "/claims", "/claims?kind=toll", "/documents", "/stories", "/incidents", "/accounts",
         "/accounts?conflict=nagorno-karabakh", "/ceasefires?conflict=nagorno-karabakh", "/search?q=ceasefire",
         "/map", "/map?spot=Hadrut@39.52,47.03", "/nothing")  # fmt: skip
SCRIPT = re.compile(r"<script(?! src=\"/static/)|\son\w+=|\sstyle=|<style|javascript:", re.IGNORECASE)


def first_document(client: TestClient, **filters: str) -> str:
    return str(client.get("/api/v1/documents", params=filters).json()["items"][0]["id"])


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_guarded(client: TestClient, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert not SCRIPT.search(answer.text)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_names_another_host_to_fetch_from(client: TestClient, address: str) -> None:
    fetched = re.findall(r"(?:src|href|action|hx-get)=\"(https?:)?//", client.get(address).text)
    assert fetched == []


def test_under_another_name_nothing_is_answered(client: TestClient) -> None:
    answer = client.get("/claims", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 421
    assert "toll" not in answer.text


def test_what_stands_in_a_report_is_text(client: TestClient) -> None:
    answer = client.get(f"/documents/{first_document(client, outlet='Other Post')}")
    assert "&lt;script&gt;alert" in answer.text
    assert "&lt;b&gt;Bold&lt;/b&gt;" in answer.text
    assert not SCRIPT.search(answer.text.replace("javascript:alert(1)</dd>", ""))  # shown, and no link
    assert 'href="javascript' not in answer.text


def test_the_overview_counts_what_there_is(client: TestClient) -> None:
    text = client.get("/").text
    assert "<strong>4</strong> reports" in text
    assert text.count("<strong>3</strong>") == 3  # events, tolls and claims of control


def test_the_table_is_what_the_address_says(client: TestClient) -> None:
    text = client.get("/claims?kind=toll&column=claim&column=id&sort=confidence").text
    assert text.count("<tr data-row>") == 3
    assert "Killed: 27" in text
    assert "ceasefire" not in re.findall(r"<tbody.*</tbody>", text, re.DOTALL)[0]
    assert re.findall(r"<th scope=\"col\"[^>]*>(?:<a[^>]*>)?([^<]*)", text) == ["Claim", "Id"]


def test_each_choice_leads_to_as_many_claims_as_it_says(client: TestClient) -> None:
    text = client.get("/claims").text
    choices = re.findall(r"id=\"f-[^\"]*\" href=\"([^\"]*)\"[^>]*>.*?<span class=\"number\">([\d,]+)", text)
    assert len(choices) > 15
    for address, number in choices:
        found = client.get(address.replace("&amp;", "&")).text
        assert re.search(r"id=\"count\"[^>]*><strong>([\d,]+)", found).group(1) == number, address  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ["", "kind=toll", "text=ceasefire&sort=confidence", "outlet=Herald", "text=nothing"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_export_has_what_the_page_counts(client: TestClient, query: str, form: str) -> None:
    shown = re.search(r"id=\"count\"[^>]*><strong>(\d+)", client.get(f"/claims?{query}").text)
    answer = client.get(f"/claims.{form}?{query}")
    assert shown
    assert answer.headers["X-Claims"] == shown.group(1) == str(rows(form, answer.content))
    assert f"claims-{shown.group(1)}.{form}" in answer.headers["Content-Disposition"]


def rows(form: str, content: bytes) -> int:
    if form == "csv":
        return len(list(csv.reader(io.StringIO(content.decode())))) - 1
    return len(content.splitlines()) if form == "jsonl" else pq.read_table(io.BytesIO(content)).num_rows


def test_a_report_shows_claims_custody_and_copies(client: TestClient) -> None:
    text = client.get(f"/documents/{first_document(client, outlet='Sample Wire', text='Hadrut')}").text
    assert text.count("data-card=") == 3
    assert "Russian news agencies" in text
    assert "harm.yaml: kill" in text
    assert "0" * 64 in text
    assert "Sample again" in text


def test_the_spans_of_a_report_put_together_are_its_text(client: TestClient, ledger: Ledger) -> None:
    from truceline.records import Claim
    from truceline.web.marking import paragraphs

    for stored in ledger.documents():
        claims: list[Claim] = list(ledger.claims(document=stored.document.id))
        made = ["".join(piece.text for piece in pieces) for pieces in paragraphs(stored.document.text, claims)]
        assert made == [p for p in stored.document.text.split("\n\n") if p.strip()]
        marked = {i for pieces in paragraphs(stored.document.text, claims) for piece in pieces for i in piece.claims}
        assert marked == set(range(len(claims)))


def test_a_claim_is_found_by_the_beginning_of_its_id(client: TestClient) -> None:
    one = client.get("/api/v1/claims?limit=1").json()["items"][0]
    answer = client.get(f"/claims/{one['id'][:12]}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/documents/{one['document']['id']}#claim-{one['id']}"


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/nothing", 404, "start from the overview"),
        ("/documents/0000", 404, "no report with the id 0000"),
        ("/claims/0000", 404, "no claim with the id 0000"),
        ("/claims.xlsx", 404, "jsonl, csv, parquet"),
        ("/claims?kind=rumour", 400, "event, toll, control"),
        ("/claims?since=yesterday", 400, "is not a date"),
        ("/claims?min_confidence=2", 400, "from 0 to 1"),
        ("/claims?page=x", 400, "whole number"),
        ("/documents?published_until=2023-13", 400, "is not a date"),
        ("/stories/0000", 404, "no story with the id 0000"),
        ("/incidents/0000", 404, "no incident with the id 0000"),
        ("/sources/of", 400, "Choose one under Sources"),
        ("/sources/of?source=nobody", 404, "no source with the name nobody"),
        ("/sources?part=x", 400, "outlets, sources, chains"),
        ("/words?about=x", 400, "killing, people"),
        ("/briefing?by=x", 400, "read, published"),
        ("/briefing?read_since=soon", 400, "cannot be understood"),
        ("/briefing/disputes", 400, "A conflict has to be named"),
        ("/accounts?conflict=nowhere", 404, "No report of this ledger"),
        ("/accounts?conflict=nagorno-karabakh&part=x", 400, "tolls, disputes, agreements"),
        ("/ceasefires?conflict=nagorno-karabakh&on=soon", 400, "is not a date"),
    ],
)
def test_an_error_says_what_to_do(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in answer.text.replace("&#39;", "'")
    assert 'href="/claims"' in answer.text


def test_a_page_that_fails_says_so_without_the_details(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.ledger.browse.Browser.facets", lambda *_: 1 / 0)
    answer = client.get("/claims")
    assert answer.status_code == 500
    assert "ZeroDivisionError" in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_nothing_can_be_written(client: TestClient) -> None:
    for address in ("/claims", "/documents", "/api/v1/claims"):
        assert client.post(address).status_code == 403  # it comes from no page of ours
        csrf = re.findall(r'name="csrf" content="(\w+)"', client.get("/").text)
        assert client.post(address, headers={"X-CSRF-Token": csrf[0]}).status_code == 405


@pytest.mark.parametrize(
    "address", ["/", "/claims", "/documents", "/stories", "/incidents", "/accounts", "/ceasefires", "/search"]
)
def test_an_empty_ledger_teaches(tmp_path: Path, address: str) -> None:
    with Ledger(tmp_path / "empty.db") as book:
        answer = TestClient(create_app(book), base_url="http://localhost").get(address)
    assert answer.status_code == 200
    assert re.search("truceline (read|serve)|Conflicts, sources, outlets, actors", answer.text)


def test_the_fragment_of_a_search_is_no_whole_page(client: TestClient) -> None:
    text = client.get("/search?q=cease", headers={"HX-Request": "true"}).text
    assert "<html" not in text
    assert "call for a ceasefire" in text


def test_a_report_that_was_not_read_says_that_nothing_was_looked_for(client: TestClient) -> None:
    text = client.get(f"/documents/{first_document(client, status='not_read')}").text
    assert "its language is es" in text
    assert "Nothing was looked for in this report" in text
    assert "a translation into English as a report of its own" in text
    assert "Nothing in this report was found" not in text
    assert "of 0 claims" not in text
    assert "Review this report" not in text
