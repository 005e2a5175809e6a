"""Today: what is new since somebody last looked, read or published within a range; everything leads to its claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Published
from truceline.web.app import create_app
from truceline.web.seen import Seen

Fill = Callable[[Ledger], None]


@pytest.fixture
def book(tmp_path: Path, filling: Fill) -> Iterator[Ledger]:
    """Eight reports of one battle, told from the second to the sixth of May."""
    with Ledger(tmp_path / "today.db") as made:
        filling(made)
        yield made


@pytest.fixture
def client(book: Ledger) -> TestClient:
    return TestClient(create_app(book), base_url="http://localhost")


def reports(client: TestClient, address: str = "/briefing") -> int:
    """How many reports a page says are new."""
    found = re.search(r"id=\"count\">.*?<strong>([\d,]+)</strong>", client.get(address).text)
    assert found
    return int(found[1])


def token(client: TestClient) -> str:
    """What a form of ours sends along."""
    found = re.search(r'name="csrf" content="(\w+)"', client.get("/briefing").text)
    assert found
    return found[1]


def mark_as_seen(client: TestClient, **headers: str) -> int:
    found = re.search(r"name=\"seen\" value=\"([^\"]+)\"", client.get("/briefing").text)
    assert found
    data = {"seen": found[1], "csrf": token(client)}
    answer = client.post("/briefing/seen", data=data, headers=headers, follow_redirects=False)
    return answer.status_code


def refresh(client: TestClient) -> None:
    """Have the pages see at once what was added: they look for it a moment later by themselves."""
    client.app.state.browser.refresh()  # type: ignore[attr-defined]


def add_one(book: Ledger) -> None:
    """One more report, of another outlet and of a later day."""
    (stored,) = list(book.documents(limit=1))
    document = stored.document.__class__(
        id="later", text=stored.document.text, outlet="Later Post", language="en",
        published=Published(text="2024-06-01", start="2024-06-01", end="2024-06-01", basis="given"),
    )  # fmt: skip
    book.add(Reading(document, ()))


def test_at_first_the_last_day_of_reading_is_shown(client: TestClient) -> None:
    text = client.get("/briefing").text
    assert "Nothing has been marked as seen" in text
    assert reports(client) == 8


def test_tolls_stand_with_their_claimants_and_lead_to_their_claims(client: TestClient, book: Ledger) -> None:
    text = client.get("/briefing").text
    tolls = re.findall(r"<section class=\"new tolls\".*?</section>", text, re.DOTALL)[0]
    claimants = re.findall(r"<h4>(.*?)</h4>", tolls)
    assert sorted(claimants) == ["Armed Forces of Northland", "Doctors&#39; Network", "United Nations"]
    linked = set(re.findall(r"#claim-(\w+)\"", tolls))
    assert linked == {claim.id for claim in book.claims(kind="toll")}
    control = re.findall(r"<section class=\"new control\".*?</section>", text, re.DOTALL)[0]
    assert set(re.findall(r"#claim-(\w+)\"", control)) == {claim.id for claim in book.claims(kind="control")}
    truce = re.findall(r"<section class=\"new ceasefire\".*?</section>", text, re.DOTALL)[0]
    assert set(re.findall(r"#claim-(\w+)\"", truce)) == {claim.id for claim in book.claims(mode="ceasefire")}


def test_a_source_is_not_named_again_under_its_own_heading(client: TestClient) -> None:
    text = client.get("/briefing").text
    tolls = re.findall(r"<section class=\"new tolls\".*?</section>", text, re.DOTALL)[0]
    under = re.findall(r"<h4>United Nations</h4>(.*?)(?:<h4>|$)", tolls, re.DOTALL)[0]
    assert re.findall(r"<summary>(.*?)</summary>", under)[0].startswith("Wire of United Nations")


def test_the_greatest_figures_come_first_and_disputes_before_them(client: TestClient) -> None:
    text = client.get("/briefing").text
    assert text.index('class="new disputes"') < text.index('class="new tolls"')
    assert re.findall(r"<h4>(.*?)</h4>", text)[0] == "United Nations"  # at most 30; the others say nine


def test_conflicts_are_listed_first_and_all_but_one_are_folded(client: TestClient, book: Ledger) -> None:
    add_one(book)
    book.store.set_conflicts([("later", ("yemen", 1.0))])
    refresh(client)
    text = client.get("/briefing").text
    glance = re.findall(r'class="scroll glance".*?</table>', text, re.DOTALL)[0]
    assert re.findall(r'<th scope="row"><a href="#(.*?)">', glance) == ["new-sudan-2023", "new-yemen"]
    first, second = re.findall(r'<details class="conflict"( open)?>', text)
    assert (first, second) == (" open", "")
    cells = re.findall(r'<td class="number">(.*?)</td>', glance)
    assert [re.sub(r"<.*?>", "", cell) for cell in cells[:4]] == ["8", "3", "2", "3"]
    for name in re.findall(r'href="#(.*?)"', glance):
        assert f'id="{name}"' in text


def test_what_was_marked_as_seen_is_not_shown_again_and_what_comes_later_is(client: TestClient, book: Ledger) -> None:
    assert mark_as_seen(client) == 303
    cookie = next(iter(client.cookies.jar))
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"
    assert reports(client) == 0
    assert "Nothing new" in client.get("/briefing").text
    add_one(book)
    refresh(client)
    assert reports(client) == 1
    assert "Later Post" in client.get("/briefing").text
    assert reports(client, "/briefing?read_since=2020") == 9


def test_each_ledger_is_seen_by_itself(client: TestClient, tmp_path: Path, filling: Fill) -> None:
    mark_as_seen(client)
    with Ledger(tmp_path / "other.db") as other:
        filling(other)
        beside = TestClient(create_app(other), base_url="http://localhost", cookies=client.cookies)
        assert reports(beside) == 8


def test_a_report_that_is_read_again_is_said_to_be_so(client: TestClient, book: Ledger) -> None:
    mark_as_seen(client)
    (stored,) = list(book.documents(limit=1))
    claims = tuple(book.claims(document=stored.document.id))
    book.add(Reading(stored.document, claims), again=True)
    refresh(client)
    text = client.get("/briefing").text
    assert reports(client) == 1
    assert "1 report had been read before" in text


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("by=published", 8),
        ("by=published&published_since=2024-05-03", 3),
        ("by=published&published_since=2024-05-03&published_until=2024-05-04", 2),
        ("by=published&published_until=2024-04", 0),
        ("read_since=2020", 8),
        ("read_until=2020", 0),
        ("read_since=2020-01-01T00:00:00Z", 8),
        ("read_since=2020&conflict=sudan-2023", 8),
        ("read_since=2020&conflict=none", 0),
    ],
)
def test_a_range_can_be_chosen_in_the_address(client: TestClient, query: str, number: int) -> None:
    assert reports(client, f"/briefing?{query}") == number


def test_a_list_of_what_is_new_has_as_many_as_the_page_says(client: TestClient) -> None:
    text = client.get("/briefing?by=published&published_since=2024-05-02&published_until=2024-05-02").text
    found = re.findall(r"<h3[^>]*>[^<]*<a class=\"weak\" href=\"([^\"]+)\">([\d,]+)</a>", text)
    assert len(found) == 2
    for address, number in found:
        told = client.get(address.replace("&amp;", "&")).text
        assert re.search(rf"id=\"count\"[^>]*><strong>{number}</strong>", told), address


def test_disputes_come_with_a_new_claim_alone(client: TestClient) -> None:
    address = "/briefing/disputes?by=published&conflict=sudan-2023&published_since="
    assert client.get(f"{address}2024-05-02").text.count('class="group dispute"') >= 2
    assert "No new claim contradicts" in client.get(f"{address}2024-05-06").text
    part = client.get(f"{address}2024-05-02", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'class="group dispute"' in part


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        ({"seen": "3.20240502080000"}, {"Origin": "http://localhost"}, 303),
        ({"seen": "3.20240502080000"}, {"Origin": "http://elsewhere.example"}, 403),
        ({"seen": "3.20240502080000"}, {"Origin": "null"}, 403),
        ({"seen": "3.20240502080000"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"seen": "3.20240502080000"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"seen": "3.20240502080000"}, {"Sec-Fetch-Site": "same-site"}, 403),
        ({"seen": "3"}, {}, 400),
        ({"seen": "3.20249902080000"}, {}, 400),
        ({}, {}, 400),
    ],
)
def test_only_the_page_itself_marks_as_seen(
    client: TestClient, data: dict[str, str], headers: dict[str, str], status: int
) -> None:
    sent = data | {"csrf": token(client)}
    answer = client.post("/briefing/seen", data=sent, headers=headers, follow_redirects=False)
    assert answer.status_code == status
    assert ("set-cookie" in answer.headers) == (status == 303)


@pytest.mark.parametrize("text", ["12.20240502081530", "1.20200101000000"])
def test_what_a_cookie_says_is_read_back(text: str) -> None:
    assert str(Seen.of(text)) == text


@pytest.mark.parametrize("text", ["", "x", "1", "1.2", "-1.20240502081530", "1.20240502081530.2", "1.20241302081530"])
def test_another_cookie_says_nothing(text: str) -> None:
    assert Seen.of(text) is None


def test_the_overview_names_the_ledger_and_begins_with_today(client: TestClient) -> None:
    first = '<h1>Ledger today.db</h1>\n<p class="first-step"><a class="button main" href="/briefing">'
    assert first in client.get("/").text


def test_one_report_is_one(book: Ledger, tmp_path: Path) -> None:
    (stored,) = list(book.documents(limit=1))
    with Ledger(tmp_path / "one.db") as one:
        one.add(Reading(stored.document, ()))
        text = TestClient(create_app(one), base_url="http://localhost").get("/").text
    assert "<strong>1</strong> report<" in text


def test_the_overview_leads_there(client: TestClient) -> None:
    assert 'href="/briefing"' in client.get("/").text.partition("<main")[2]
