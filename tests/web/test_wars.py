"""A war with its parts: pages, API, commands and the ledger lay the same side by side, and no part stands for another.

One incident may be told by reports that are filed under the war and by others filed under its part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from web_samples import ARMY, DOCTORS, FRONT, UN, dead, held, report, truce

from truceline.cli.app import app
from truceline.exports.compared import plain_agreement, plain_dispute, plain_tally
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.web.app import create_app

WAR, PART, OTHER, NONE = "kashmir", "india-pakistan-2025", "sudan-2023", "none"


def reports() -> list[tuple[Reading, str]]:
    """Reports with the conflicts that they are filed under: of one battle, and of a ceasefire of each conflict."""
    return [
        (report("In Westport 12 to 30 died, the UN said.", "2024-05-02", dead(12, 30), UN), WAR),
        (report("In Westport nine people died, say doctors.", "2024-05-02", dead(9, 9), DOCTORS), PART),
        (report("Nine died in Westport, the army said.", "2024-05-02", dead(9, 9), ARMY), WAR),
        (report("Forty died in Westport, the Front said.", "2024-05-02", dead(40, 40), FRONT), OTHER),
        (report("Seven died in Westport.", "2024-05-02", dead(7, 7), FRONT), NONE),
        (report("The army holds Westport.", "2024-05-02", held(ARMY), ARMY), WAR),
        (report("The Front took Westport.", "2024-05-02", held(FRONT), FRONT), WAR),
        (report("The UN called for a ceasefire.", "2024-05-03", truce("REQUEST", "called", "2024-05-03", UN), UN), WAR),
        (report("The army and the Front agreed to a ceasefire.", "2024-05-04",
                truce("AGREE", "agreed", "2024-05-04", ARMY, FRONT), UN), PART),
        (report("The Front offered a ceasefire in the south.", "2024-05-09",
                truce("REQUEST", "offered", "2024-05-09", FRONT), FRONT), NONE),
        (report("An end of the fighting was demanded in the hills.", "2024-08-09",
                truce("REQUEST", "demanded", "2024-08-09", UN), UN), NONE),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("wars") / "wars.db") as made:
        made.add_all([reading for reading, _ in reports()])
        filed = ((reading.document.id, conflict) for reading, conflict in reports())
        made.store.set_conflicts((name, None if conflict == NONE else (conflict, 1.0)) for name, conflict in filed)
        made.compare()
        yield made


@pytest.fixture(scope="module")
def client(book: Ledger) -> TestClient:
    return TestClient(create_app(book), base_url="http://localhost")


def printed(book: Ledger, command: str, *options: str) -> list[dict[str, Any]]:
    made = CliRunner().invoke(app, [command, "--ledger", str(book.path), *options, "--json"])
    return [json.loads(line) for line in made.stdout.splitlines()]


LISTS: list[tuple[str, list[str], str, str, Callable[[Any], dict[str, Any]]]] = [
    ("tolls", ["--single"], "tolls?single=yes&", "tolls", plain_tally),
    ("disputes", [], "disputes?", "disputes", plain_dispute),
    ("corroboration", [], "agreements?", "agreements", plain_agreement),
]


@pytest.mark.parametrize("asked", [(WAR,), (PART,), (OTHER,), (NONE,), (WAR, PART), (PART, OTHER), (OTHER, NONE)])
@pytest.mark.parametrize(("command", "options", "address", "method", "plain"), LISTS)
def test_all_give_the_same(
    book: Ledger, client: TestClient, asked: tuple[str, ...], command: str, options: list[str], address: str,
    method: str, plain: Callable[[Any], dict[str, Any]],
) -> None:  # fmt: skip
    """Also of conflicts that are no war together, which is worked out when asked for."""
    wanted = json.loads(json.dumps([plain(one) for one in getattr(book, method)(conflict=asked)]))
    found = client.get(f"/api/v1/{address}{'&'.join(f'conflict={one}' for one in asked)}").json()
    assert found == {"total": len(wanted), "next": None, "items": wanted, "not_compared": 0}
    assert printed(book, command, *options, *(o for one in asked for o in ("--conflict", one))) == wanted


@pytest.mark.parametrize(
    ("conflict", "claimants"),
    [
        (WAR, {UN.name, DOCTORS.name, ARMY.name}),
        (PART, {DOCTORS.name}),
        (OTHER, {FRONT.name}),
        (NONE, {FRONT.name}),
    ],
)
def test_rival_tolls_of_one_incident_meet_whatever_they_are_filed_under(
    book: Ledger, client: TestClient, conflict: str, claimants: set[str]
) -> None:
    (tally,) = book.tolls(conflict=conflict)
    assert {series.claimant.name for series in tally.series} == claimants
    rivals = client.get(f"/api/v1/tolls?single=yes&conflict={conflict}").json()["items"]
    assert [{one["claimant"]["name"] for one in rival["series"]} for rival in rivals] == [claimants]


@pytest.mark.parametrize("part", ["tolls", "disputes", "agreements"])
@pytest.mark.parametrize("conflict", [WAR, PART, NONE])
def test_the_page_has_as_many_as_the_ledger(book: Ledger, client: TestClient, part: str, conflict: str) -> None:
    wanted = getattr(book, part)(conflict=conflict)
    listed = [one for one in wanted if part != "tolls" or sum(len(s.entries) for s in one.series) > 1]
    text = client.get(f"/accounts?conflict={conflict}&part={part}").text
    assert len(re.findall(r'<(?:section|details) class="group', text)) == len(listed)
    claims = {account.claim.id for one in listed for account in one.accounts}
    assert claims <= set(re.findall(r"/claims/(\w{9,})", text))


def test_a_dispute_of_a_war_and_its_part_is_of_the_war(book: Ledger) -> None:
    (dispute,) = (one for one in book.disputes(conflict=WAR) if one.kind == "figures")
    assert {account.conflict for account in dispute.accounts} == {WAR, PART}
    assert dispute.conflict == WAR


def test_each_part_of_a_war_has_its_own_state_by_its_name(book: Ledger, client: TestClient) -> None:
    names = {c.id: c.name for c in book.conflicts()}
    text = client.get(f"/ceasefires?conflict={WAR}").text
    standing, steps = text.split("2 steps")
    assert re.findall(r'<div class="state"><p><strong>([^<]*)', standing) == ["called for", "agreed"]
    for where in (standing, steps):
        assert re.findall(r"<h3[^>]*><a[^>]*>([^<]*)", where) == [names[WAR], names[PART]]
    assert standing.count("<time>2024-05-0") == 2
    alone = client.get(f"/ceasefires?conflict={PART}").text
    assert re.findall(r'<div class="state"><p><strong>([^<]*)', alone) == ["agreed"]
    assert "<h3" not in alone


def test_the_day_is_that_of_all_parts(client: TestClient) -> None:
    text = client.get(f"/ceasefires?conflict={WAR}&on=2024-05-03").text
    assert re.findall(r'<div class="state"><p><strong>([^<]*)', text) == ["called for", "none told of"]


def test_stories_of_no_known_conflict_have_each_their_state(client: TestClient) -> None:
    text = client.get(f"/ceasefires?conflict={NONE}").text
    assert re.findall(r'<div class="state"><p><strong>([^<]*)', text) == ["called for", "called for"]
    addresses = re.findall(r'<h3[^>]*><a href="(/documents/\w+)"', text)
    assert len(set(addresses)) == 2
    assert addresses[:2] == addresses[2:]
    assert all(client.get(address).status_code == 200 for address in addresses)
    days = re.findall(r"on=(2024-\d\d-\d\d)", text)
    assert all(one >= other for one, other in pairwise(days))


@pytest.mark.parametrize("how", [[], ["--on", "2024-09-01"]])
@pytest.mark.parametrize(("conflict", "timelines"), [(WAR, 2), (PART, 1), (NONE, 2)])
def test_commands_and_json_name_what_each_state_and_step_is_of(
    book: Ledger, client: TestClient, conflict: str, timelines: int, how: list[str]
) -> None:
    told = printed(book, "ceasefires", "--conflict", conflict, *how)
    assert len({(one["conflict"], one["story"]) for one in told}) == timelines
    assert all((one["conflict"] is None) != (one["story"] is None) for one in told)
    on = f"&on={how[1]}" if how else ""
    assert client.get(f"/api/v1/ceasefires?conflict={conflict}{on}").json()["items"] == told


def test_on_a_terminal_each_part_has_its_name(book: Ledger) -> None:
    names = {c.id: c.name for c in book.conflicts()}
    made = CliRunner().invoke(app, ["ceasefires", "--ledger", str(book.path), "--conflict", WAR])
    assert f"{names[PART]} ({PART}, part of {WAR})" in made.stdout
    assert re.findall(r"On [\d-]+: ([a-z ]*[a-z])", made.stdout) == ["agreed", "called for"]


def test_what_is_new_in_a_part_is_told_once_in_the_news_of_its_war(client: TestClient, book: Ledger) -> None:
    found = client.get("/api/v1/briefing?read_since=2000").json()
    assert [one["conflict"] for one in found["items"]] == [WAR, OTHER, None]
    assert [one["reports"] for one in found["items"]] == [7, 1, 3]
    assert sum(one["reports"] for one in found["items"]) == len(reports())
    (part,) = client.get(f"/api/v1/briefing?read_since=2000&conflict={PART}").json()["items"]
    assert (part["conflict"], part["reports"]) == (PART, 2)
    headings = re.findall(r"<summary><h2>([^<]+)</h2>", client.get("/briefing?read_since=2000").text)
    assert len(headings) == 3
