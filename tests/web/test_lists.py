"""Stories, incidents, sources and words: exact totals, filters, and what stands on the page of one of them."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from truceline.ledger import ClaimQuery, DocumentQuery, Ledger
from truceline.web.app import create_app
from truceline.web.pages import incidents, stories


@pytest.fixture(scope="module")
def client(beside: Ledger) -> TestClient:
    return TestClient(create_app(beside), base_url="http://localhost")


def total(text: str) -> int:
    found = re.search(r"id=\"count\"><strong>([\d,]+)", text)
    assert found
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("query", ["", "?kind=toll", "?conflict=sudan-2023", "?conflict=none", "?text=Westport"])
def test_incidents_are_counted_in_all(client: TestClient, beside: Ledger, query: str) -> None:
    wanted = dict(part.split("=") for part in query.removeprefix("?").split("&") if part)
    assert total(client.get(f"/incidents{query}").text) == len(list(beside.incidents(single=False, **wanted)))


@pytest.mark.parametrize(("module", "path"), [(incidents, "/incidents"), (stories, "/stories")])
def test_pages_are_turned(client: TestClient, monkeypatch: pytest.MonkeyPatch, module: object, path: str) -> None:
    every = re.findall(rf"<h2><a href=\"({path}/\w+)\"", client.get(path).text)
    monkeypatch.setattr(module, "SHOWN", 1)
    paged = []
    for at in range(1, len(every) + 1):
        text = client.get(f"{path}?page={at}").text
        paged += re.findall(rf"<h2><a href=\"({path}/\w+)\"", text)
        assert (f"Page {at} of {len(every)}" in text) == (len(every) > 1)
    assert paged == every


def test_an_incident_lays_its_claims_side_by_side(client: TestClient, beside: Ledger) -> None:
    (incident, *_) = beside.browser().incidents(ClaimQuery(kind=("toll",))).incidents
    text = client.get(f"/incidents/{incident.id}").text
    for account in incident.accounts:
        assert f"/claims/{account.claim.id}" in text
    assert "independent of United Nations" in text
    assert "2024-05-02" in text
    assert "same place (+2.5)" in text
    other = incident.accounts[-1].claim.id
    answer = client.get(f"/incidents/{other}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/incidents/{incident.id}"


def test_a_story_says_what_each_report_adds(client: TestClient, beside: Ledger) -> None:
    (story, *_) = beside.browser().stories(DocumentQuery()).stories
    text = client.get(f"/stories/{story.id}").text
    order = [text.index(f'href="/documents/{report.id}"') for report in story.reports]
    assert order == sorted(order)
    assert text.count("not told before:") == len(story.reports)
    answer = client.get(f"/stories/{story.reports[-1].id}", follow_redirects=False)
    assert answer.headers["Location"] == f"/stories/{story.id}"


def test_copies_are_marked_and_add_nothing(ledger: Ledger) -> None:
    client = TestClient(create_app(ledger), base_url="http://localhost")
    (story, *_) = ledger.browser().stories(DocumentQuery()).stories
    text = client.get(f"/stories/{story.id}").text
    assert text.count(">a copy<") == sum(bool(report.copy_of) for report in story.reports) > 0
    assert "nothing that was not told before" in text


def test_a_source_leads_to_its_claims_and_to_who_carries_it(client: TestClient) -> None:
    listed = client.get("/sources?part=sources").text
    assert 'href="/sources/of?source=United%20Nations"' in listed
    text = client.get("/sources/of?source=United+Nations").text
    assert 'href="/sources/of?outlet=Wire%20of%20United%20Nations"' in text
    (claims,) = re.findall(r"href=\"(/claims\?source=%3DUnited\+Nations)\">named as a source of (\d+) claims", text)
    assert total(client.get(claims[0]).text.replace(' aria-live="polite"', "")) == int(claims[1]) == 3
    assert "In Westport 12 to 30 died" in re.sub(r"</?mark[^>]*>", "", text)


def test_reports_of_no_conflict_can_be_chosen(ledger: Ledger, client: TestClient) -> None:
    assert "No conflict known" not in client.get("/accounts").text
    everywhere = TestClient(create_app(ledger), base_url="http://localhost")
    for page in ("/accounts", "/ceasefires"):
        known = everywhere.get(page).text
        assert ("No conflict known" in known) == bool(list(ledger.documents(conflict="none", status="read")))


def test_words_say_how_many_reports_were_looked_through(client: TestClient) -> None:
    assert "Words are found in 0 of 8 reports" in client.get("/words").text
