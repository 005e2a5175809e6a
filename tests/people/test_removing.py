"""Somebody who has left is removed: they come in by no way any more, and what they did stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.identity import document_id
from truceline.ledger import Ledger
from truceline.ledger.restrictions import NOBODY
from truceline.people.accounts import Accounts, By
from truceline.people.errors import PeopleError, SignInError
from truceline.people.provider import Known
from truceline.people.sessions import Came, Sessions
from truceline.people.strangers import person_from
from truceline.pipeline import Reading
from truceline.records import Document

BY = By("Ada", "10.0.0.1")
PASSWORD = "nine quiet green hills"
TEXTS = ("The market in Goma was shelled.", "Talks were held in Geneva.", "A bridge was closed.")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """Three reports, one for Bo alone, one for Bo and Rea, one for all."""
    with Ledger(tmp_path / "team.db") as made:
        made.add_all([Reading(Document(id=document_id(text, None, None), text=text), ()) for text in TEXTS])
        for report, readers in zip(reports(), (["bo"], ["Bo", "Rea"]), strict=False):
            made.store.restrict(report, readers, by="Ada")
        yield made


@pytest.fixture
def team(book: Ledger) -> Accounts:
    """An administrator, a reviewer and a reader who are known to a provider too."""
    made = Accounts(book.store.people())
    for name, role in (("Ada", "administrator"), ("Rea", "reviewer"), ("Bo", "reader")):
        made.add(name, role, BY, password=PASSWORD, email=f"{name}@example.org", subject=("https://id", name))
    return made


def reports() -> list[str]:
    return [document_id(text, None, None) for text in TEXTS]


def test_no_way_leads_in_any_more(team: Accounts) -> None:
    sessions = Sessions(team)
    _person, session = sessions.sign_in("Bo", PASSWORD, Came())
    token = sessions.add_token("Bo", "export", BY, role="reader", days=None)
    team.remove("bo", BY)
    assert sessions.by_session(session) is None
    assert sessions.by_token(token) is None
    assert team.tables.tokens() == []
    with pytest.raises(SignInError, match="name or the password"):
        sessions.sign_in("Bo", PASSWORD, Came())
    with pytest.raises(SignInError, match="no account"):
        person_from(team, Known("https://id", "Bo", "bo@example.org", "Bo"), None, None)


def test_nothing_of_what_they_signed_in_with_is_kept(team: Accounts, book: Ledger) -> None:
    stored = team.named("Bo").password or ""
    team.remove("Bo", BY)
    with book.store.people()._engine.connect() as connection:
        dump = "\n".join(connection.connection.iterdump())  # type: ignore[attr-defined]
    assert stored not in dump
    assert "bo@example.org" not in dump


def test_what_they_decided_and_did_keeps_their_name(team: Accounts, book: Ledger) -> None:
    Sessions(team).sign_in("Rea", PASSWORD, Came())
    book.reviews.complete("Rea", reports()[2])
    team.remove("Rea", BY)
    assert [d.by for d in book.reviews.log()] == ["Rea"]
    assert [e.action for e in team.audit(person="Rea")[1]] == ["sign-in"]
    last = team.audit(limit=1)[1][0]
    assert (last.action, last.person, last.details) == (
        "people.remove", "Ada", {"name": "Rea", "role": "reviewer", "restricted": 1})  # fmt: skip
    assert list(book.faults()) == []


def test_rights_to_restricted_reports_end_and_the_reports_stay_restricted(team: Accounts, book: Ledger) -> None:
    assert team.remove("Bo", BY) == 2
    now = {one.document: one.readers for one in book.store.restrictions()}
    assert now == {reports()[0]: (NOBODY,), reports()[1]: ("Rea",)}
    team.add("Bo", "reader", BY, password=PASSWORD, again=True)
    assert book.store.withheld_from("Bo") == frozenset(reports()[:2])


def test_no_person_can_be_called_as_who_may_read_what_nobody_may(team: Accounts) -> None:
    with pytest.raises(PeopleError, match="no name"):
        team.add(NOBODY, "reader", BY, password=PASSWORD)


def test_another_person_is_not_given_the_name_without_being_told(team: Accounts) -> None:
    team.remove("Bo", BY)
    with pytest.raises(PeopleError, match=r"Somebody named BO was removed on \d{4}-"):
        team.add("BO", "reader", BY, password=PASSWORD)
    other = person_from(team, Known("https://id", "new", "new@example.org", "Bo"), "reader", None)
    assert other.name == "Bo 2", "who comes from a provider and has no account is given another name"
    assert team.add("Bo", "reader", BY, password=PASSWORD, again=True).name == "Bo"


def test_the_only_administrator_stays(team: Accounts) -> None:
    with pytest.raises(PeopleError, match="only administrator"):
        team.remove("Ada", BY)
    team.set_role("Rea", "administrator", BY)
    team.remove("Ada", BY)
    assert [p.name for p in team.all()] == ["Bo", "Rea"]
