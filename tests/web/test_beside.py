"""Accounts side by side: the pages, and as JSON the very records that the commands give."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from ledger_samples import claim, document
from msgspec.structs import replace

from truceline.cli.app import app
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Time
from truceline.web.app import create_app

OF = "conflict=sudan-2023"

Told = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def client(beside: Ledger) -> TestClient:
    return TestClient(create_app(beside), base_url="http://localhost")


@pytest.fixture
def told(beside: Ledger) -> Told:
    """What a command prints as JSON of the conflict."""

    def run(command: str, *options: str) -> list[dict[str, Any]]:
        asked = [command, "--ledger", str(beside.path), "--conflict", "sudan-2023", *options, "--json"]
        return [json.loads(line) for line in CliRunner().invoke(app, asked).stdout.splitlines()]

    return run


@pytest.mark.parametrize(
    ("address", "command", "options"),
    [
        ("tolls", "tolls", []),
        ("tolls?single=yes", "tolls", ["--single"]),
        ("tolls?rivals=yes&source=United", "tolls", ["--rivals", "--source", "United"]),
        ("disputes", "disputes", []),
        ("disputes?disagreement=figures", "disputes", ["--disagreement", "figures"]),
        ("agreements", "corroboration", []),
        ("ceasefires", "ceasefires", []),
        ("ceasefires?on=2024-05-05", "ceasefires", ["--on", "2024-05-05"]),
        ("ceasefires?declarations=yes", "ceasefires", ["--declarations"]),
    ],
)
def test_json_is_what_the_command_gives(
    client: TestClient, told: Told, address: str, command: str, options: list[str]
) -> None:
    found = client.get(f"/api/v1/{address}{'&' if '?' in address else '?'}{OF}").json()
    wanted = told(command, *options)
    assert wanted
    assert found == {"total": len(wanted), "not_compared": 0, "next": None, "items": wanted}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tolls?checked=yes", 0),
        ("disputes?disagreement=denied", 0),
        ("agreements?least=3", 0),
        ("agreements?across_sides=yes", 0),
    ],
)
def test_options_narrow(client: TestClient, address: str, said: int) -> None:
    assert client.get(f"/api/v1/{address}&{OF}").json()["total"] == said


@pytest.mark.parametrize("name", ["tolls", "disputes", "agreements", "ceasefires"])
def test_a_conflict_has_to_be_named(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/v1/{name}")
    assert answer.status_code == 400
    assert "/api/v1/conflicts" in answer.json()["hint"]
    described = client.get("/api/v1/openapi.json").json()["paths"][f"/api/v1/{name}"]["get"]["parameters"]
    assert {p["name"] for p in described if p["required"]} == {"conflict"}


@pytest.mark.parametrize(
    "query", ["disputes?disagreement=x", "tolls?rivals=maybe", "ceasefires?on=2024-05-05&declarations=yes"]
)
def test_what_cannot_be_asked_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/api/v1/{query}&{OF}").status_code == 400


def test_records_come_page_by_page(client: TestClient) -> None:
    first = client.get(f"/api/v1/ceasefires?{OF}&limit=2").json()
    assert (first["total"], len(first["items"])) == (3, 2)
    assert len(client.get(first["next"]).json()["items"]) == 1


@pytest.mark.parametrize("address", ["/accounts", "/ceasefires"])
def test_first_the_conflict_is_chosen(client: TestClient, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.web.compared.Compared.accounts", lambda *_, **__: 1 / 0)
    text = client.get(address).text
    assert f'href="{address}?{OF}"' in text


def test_rival_tolls_are_bands_that_lead_to_their_claims(client: TestClient, beside: Ledger) -> None:
    text = client.get(f"/accounts?{OF}").text
    (tally,) = beside.tolls(conflict="sudan-2023")
    assert text.count('<td class="plot"') == len(tally.series) == 3
    assert 'class="band"' in text
    assert set(re.findall(r'href="/claims/(\w{9,})"', text)) == {a.claim.id for a in tally.accounts}


def test_a_dispute_says_who_through_whom_and_how_the_sources_stand(client: TestClient, beside: Ledger) -> None:
    text = client.get(f"/accounts?{OF}&part=disputes").text
    disputes = beside.disputes(conflict="sudan-2023")
    assert text.count('<details class="group dispute"') == len(disputes) == 2
    assert "Southland &lt;b&gt;Front&lt;/b&gt;" in text
    assert "independent of" in text
    for one in disputes:
        assert all(f'href="/claims/{a.claim.id}"' in text for a in one.accounts)


def test_a_toll_is_headed_by_its_day_and_has_one_axis_for_all_its_bands(client: TestClient) -> None:
    text = client.get(f"/accounts?{OF}").text
    heading = re.findall(r"<caption>(.*?)</caption>", text, re.DOTALL)[0]
    assert "in Westport" in heading
    assert '<p class="weak"><time datetime="2024-05-01" dir="ltr">' in heading
    labels = re.findall(r'<text class="scale" x="0" [^>]*>([^<]+)</text>', text)
    assert labels == ["0", "50"]
    assert len(re.findall(r">2024-05-\d\d</text>", text)) == 3  # a day at each band


def test_one_figure_of_several_has_no_chart(tmp_path: Path, making: tuple[Callable[..., Any], ...]) -> None:
    report, _held, dead, _truce = making
    readings = [
        report(f"In Westport nine people died, says {name}.", "2024-05-02", dead(9, 9), Actor(text=name, name=name))
        for name in ("United Nations", "Port Authority")
    ]
    with Ledger(tmp_path / "nine.db") as book:
        book.add_all(readings)
        book.store.set_conflicts((one.document.id, ("sudan-2023", 1.0)) for one in readings)
        book.compare()
        text = TestClient(create_app(book), base_url="http://localhost").get(f"/accounts?{OF}").text
    assert text.count('<th scope="row">') == 2
    assert '<td class="plot">' not in text


def test_a_dispute_is_a_matrix_of_what_is_said_and_who_says_it(client: TestClient) -> None:
    text = client.get(f"/accounts?{OF}&part=disputes").text
    (figures,) = (t for t in re.findall(r'class="scroll by-source".*?</table>', text, re.DOTALL) if "12 to 30" in t)
    heads = re.findall(r'<th scope="(?:col|row)">(.*?)</th>', figures)
    assert [re.sub("<.*?>", "", head) for head in heads[1:-1]] != []
    cells = re.findall(r"<td>(.*?)</td>", figures, re.DOTALL)
    assert len(cells) == len(heads) - 2
    assert all('href="/claims/' in cell for cell in cells)
    (holders,) = (t for t in re.findall(r'class="scroll by-source".*?</table>', text, re.DOTALL) if "Front" in t)
    assert holders.count("says nothing of it") == 2


def test_an_agreement_has_one_side(client: TestClient) -> None:
    text = client.get(f"/accounts?{OF}&part=agreements").text
    assert "2 independent sources" in text
    assert text.count('<tr class="side">') == 1


@pytest.mark.parametrize(
    ("on", "state"),
    [("", "said to be in force, with violations alleged"), ("&on=2024-05-03", "called for"),
     ("&on=2024-05-04", "agreed"), ("&on=2024-05-01", "none told of")],
)  # fmt: skip
def test_the_state_of_a_day_opens_to_its_claims(client: TestClient, beside: Ledger, on: str, state: str) -> None:
    text = client.get(f"/ceasefires?{OF}{on}").text
    shown = re.findall(r'<div class="state"><p><strong>([^<]*)', text)
    assert shown[0] == state
    standing = text.split('<ol class="timeline">')[0]
    assert ("#claim-" in standing) == (state != "none told of")
    assert all(f"?{OF}&amp;on=2024-05-0{n}" in text for n in (3, 4, 6))


def test_the_answers_follow_the_ledger(tmp_path: Path, filling: Callable[[Ledger], None]) -> None:
    with Ledger(tmp_path / "grows.db") as book:
        made = create_app(book)
        client = TestClient(made, base_url="http://localhost")
        assert client.get(f"/api/v1/disputes?{OF}").json()["total"] == 0
        filling(book)
        made.state.browser.refresh()  # on a busy machine it would be done in the background
        assert client.get(f"/api/v1/disputes?{OF}").json()["total"] == 2


@pytest.fixture
def truces(tmp_path: Path, making: tuple[Callable[..., Any], ...]) -> Callable[..., str]:
    """The page of ceasefires told by reports: of each the days of the call, and those on which it was published."""
    _report, _held, _dead, truce = making
    un = Actor(text="the UN", name="United Nations", sector="IGO")

    def made(*days: tuple[str, str]) -> str:
        readings = []
        for number, (first, last) in enumerate(days):
            text = f"The UN called for a ceasefire in town {number}."
            event = truce("REQUEST", "called", first, un)
            event = replace(event, time=Time(text="then", start=first, end=last))
            told = document(text, outlet=None, url=None, path=f"in/file-{number}.txt")
            readings.append(Reading(told, (claim(told, text, event),)))
        with Ledger(tmp_path / "truces.db") as book:
            book.add_all(readings)
            book.store.set_conflicts((one.document.id, ("sudan-2023", 1.0)) for one in readings)
            book.compare()
            return TestClient(create_app(book), base_url="http://localhost").get(f"/ceasefires?{OF}").text

    return made


def test_a_range_too_wide_is_told_as_a_day_not_known_and_is_not_shown_first(truces: Callable[..., str]) -> None:
    text = truces(("2022-01-05", "2025-01-30"), ("2023-05-01", "2023-05-01"))
    assert 'type="date" value="2023-05-01"' in text
    assert re.search(r"day not known, between <time[^>]*>2022-01-05</time> and <time[^>]*>2025-01-30</time>", text)


def test_where_nothing_else_is_known_the_range_is_shown_as_one(truces: Callable[..., str]) -> None:
    text = truces(("2022-01-05", "2025-01-30"))
    assert 'type="date" value="2025-01-30"' in text
    assert "on a day not known, between" in text
    assert "truce-band" not in text


def test_the_band_has_each_state_and_a_mark_that_leads_to_its_claims(client: TestClient) -> None:
    text = client.get(f"/ceasefires?{OF}").text
    states = re.findall(r'<rect class="truce (\w+)" x="[\d.]+%"', text)
    assert states == ["called_for", "agreed", "in_force_with_alleged_violations"]
    marks = re.findall(r'<a href="#(claims-\d)" aria-label="([^"]+)"><circle', text)
    assert marks == [
        ("claims-2", "2024-05-03: call for one"),
        ("claims-1", "2024-05-04: agreement"),
        ("claims-0", "2024-05-06: violation alleged"),
    ]
    assert all(f'<ul id="{name}">' in text for name, _label in marks)


def test_a_file_is_no_outlet(truces: Callable[..., str]) -> None:
    text = truces(("2023-05-01", "2023-05-01"))
    assert 'told by <span title="file-0.txt">(outlet not known)</span>' in text
