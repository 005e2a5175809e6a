"""Saying on the page of a report who may read it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from restricted_samples import HEAD, READER, STRANGER, asking, make, served, signed_in

from truceline.ledger import Ledger
from truceline.web.app import create_app
from truceline.web.gate import COOKIE
from truceline.web.person import Person


class Office:
    """A ledger without restrictions at first, and three people who are signed in."""

    def __init__(self, book: Ledger, secrets: dict[Person, str]) -> None:
        self.book = book
        self.app = served(book, peopled=True)
        self.people = {person: asking(self.app, secret) for person, secret in secrets.items()}
        self.document = next(book.documents(outlet="Sheet")).document.id

    def sees(self, person: Person) -> bool:
        return self.people[person].get(f"/documents/{self.document}").status_code == 200

    def send(self, client: TestClient, **form: str) -> tuple[int, str]:
        """What comes of sending the form, as it stands on a page that all see."""
        token = re.search(r'name="csrf" content="(\w+)"', client.get("/").text)
        assert token
        address = f"/documents/{self.document}/restriction"
        answer = client.post(address, data={"csrf": token.group(1), **form}, follow_redirects=False)
        return answer.status_code, answer.headers.get("location") or answer.text


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Person, str]]:
    """A ledger to be copied for each test, and the secrets of the sessions in it."""
    path = tmp_path_factory.mktemp("opened") / "office.db"
    book, _ = make(path, whole=False)
    with book:
        app = served(book)
        return path, {person: str(signed_in(app, person).cookies[COOKIE]) for person in (HEAD, READER, STRANGER)}


@pytest.fixture
def office(opened: tuple[Path, dict[Person, str]], tmp_path: Path) -> Iterator[Office]:
    path, secrets = opened
    folder = shutil.copytree(path.parent, tmp_path / "office")  # what is not written into the file itself yet, too
    with Ledger(folder / path.name) as book:
        yield Office(book, secrets)


def test_an_administrator_restricts_and_who_is_named_lifts(office: Office) -> None:
    head, reader = office.people[HEAD], office.people[READER]
    assert office.send(head, readers=f"{READER.name}\n{HEAD.name.upper()}\n")[0] == 303
    assert [office.sees(person) for person in (HEAD, READER, STRANGER)] == [True, True, False]
    text = reader.get(f"/documents/{office.document}").text
    assert f"Only {READER.name}, {HEAD.name.upper()}" in text
    assert f"set by {HEAD.name}" in text
    assert office.send(reader, what="lift") == (303, f"/documents/{office.document}#restriction")
    assert office.sees(STRANGER)
    assert [one.readers for one in office.book.store.restrictions_of(office.document)] == [
        (READER.name, HEAD.name.upper()), (),
    ]  # fmt: skip


def test_who_leaves_themselves_out_is_led_away(office: Office) -> None:
    assert office.send(office.people[HEAD], readers=READER.name) == (303, "/documents")
    assert not office.sees(HEAD)
    assert office.send(office.people[HEAD], what="lift")[0] == 404
    assert office.send(office.people[STRANGER], what="lift")[0] == 404


def test_a_reader_may_not_restrict_what_everybody_reads(office: Office) -> None:
    stranger = office.people[STRANGER]
    assert "<textarea" not in stranger.get(f"/documents/{office.document}").text
    status, told = office.send(stranger, readers=STRANGER.name)
    assert status == 403
    assert "You may not say who may read this report" in told


@pytest.mark.parametrize(
    ("readers", "told"), [("", "Nobody is named"), (" \n ", "Nobody is named"), ("Nadia N.", "nobody named Nadia N.")]
)
def test_names_have_to_be_those_of_people(office: Office, readers: str, told: str) -> None:
    status, text = office.send(office.people[HEAD], readers=readers)
    assert status == 400
    assert told in text
    assert office.book.restrictions() == []


def test_the_audit_log_says_that_it_was_done_but_not_to_which_report(office: Office) -> None:
    office.send(office.people[HEAD], readers=READER.name)
    text = office.people[HEAD].get("/people/audit").text
    assert "set who may read a report" in text
    assert office.document[:8] not in text


def test_who_sits_at_the_machine_sees_and_lifts_what_others_restricted(office: Office) -> None:
    office.send(office.people[HEAD], readers=READER.name)
    owner = TestClient(create_app(office.book), base_url="http://localhost")
    assert READER.name in owner.get(f"/documents/{office.document}").text
    assert office.send(owner, what="lift") == (303, f"/documents/{office.document}#restriction")
    assert office.sees(STRANGER)
