"""Who may come in, what is refused, and what is written down."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from truceline.people import passwords
from truceline.people.accounts import Accounts, By
from truceline.people.errors import PeopleError

BY = By("Ada", "10.0.0.1")
GOOD = "nine quiet green hills"


@pytest.mark.parametrize(
    ("name", "role", "password", "email", "why"),
    [
        ("", "reader", GOOD, None, "no name"),
        ("  ", "reader", GOOD, None, "no name"),
        ("a\x1b[31m", "reader", GOOD, None, "no name"),
        ("n" * 65, "reader", GOOD, None, "no name"),
        ("ada", "reader", GOOD, None, "already"),
        ("ＡＤＡ", "reader", GOOD, None, "already"),
        ("Cy", "owner", GOOD, None, "no role"),
        ("Cy", "reader", "short", None, "5 characters"),
        ("Cy", "reader", "a" * 1001, None, "1001 characters"),
        ("Cy", "reader", "abababababababab", None, "repeats"),
        ("Cybele-of-the-hill", "reader", "cybele-of-the-hill1", None, "the name"),
        ("Cy", "reader", GOOD, "bo@example.org", "already"),
        ("Cy", "reader", GOOD, "nowhere", "no address"),
    ],
)
def test_who_cannot_be_added(
    accounts: Accounts, name: str, role: str, password: str, email: str | None, why: str
) -> None:
    with pytest.raises(PeopleError, match=why):
        accounts.add(name, role, BY, password=password, email=email)
    assert [p.name for p in accounts.all()] == ["Ada", "Bo", "Rea"]


def test_of_a_password_only_a_hash_is_stored(accounts: Accounts) -> None:
    stored = accounts.add("Cy", "reader", BY, password=GOOD).password
    assert stored is not None
    assert stored.startswith("$argon2id$")
    assert GOOD not in stored
    assert passwords.is_right(stored, GOOD)
    assert not passwords.is_right(stored, GOOD.upper())
    assert not passwords.is_right(None, GOOD)
    assert not passwords.is_right("no hash", GOOD)


def test_two_people_with_one_password_have_different_hashes(accounts: Accounts) -> None:
    assert len({p.password for p in accounts.all()}) == 3


def test_the_only_administrator_stays_one(accounts: Accounts) -> None:
    with pytest.raises(PeopleError, match="only administrator"):
        accounts.set_role("Ada", "reader", BY)
    with pytest.raises(PeopleError, match="only administrator"):
        accounts.set_enabled("Ada", False, BY)
    accounts.set_role("Bo", "administrator", BY)
    accounts.set_enabled("Ada", False, BY)
    with pytest.raises(PeopleError, match="only administrator"):
        accounts.set_role("Bo", "reader", BY)
    assert accounts.has_administrator()


def test_what_is_done_is_written_down_with_who_did_it(accounts: Accounts) -> None:
    accounts.set_role("Bo", "reviewer", BY)
    accounts.set_password("bo", GOOD, BY)
    total, entries = accounts.audit(person="Ada")
    assert total == 2
    assert [(e.action, e.address, e.details["name"]) for e in entries] == [
        ("people.password", "10.0.0.1", "Bo"),
        ("people.role", "10.0.0.1", "Bo"),
    ]
    assert (entries[1].details["before"], entries[1].details["role"]) == ("reader", "reviewer")
    assert GOOD not in str(entries)


@pytest.mark.parametrize("deed", ["UPDATE audit SET person = 'Bo'", "DELETE FROM audit"])
def test_what_was_written_down_stays(accounts: Accounts, deed: str) -> None:
    with pytest.raises(DatabaseError, match="rows of audit are never"), accounts.tables._engine.begin() as connection:
        connection.execute(text(deed))
    assert accounts.audit()[0] == 3


def test_the_log_is_read_page_by_page(accounts: Accounts) -> None:
    first, second = accounts.audit(limit=2), accounts.audit(limit=2, offset=2)
    assert first[0] == second[0] == 3
    assert [e.details["name"] for e in (*first[1], *second[1])] == ["Bo", "Rea", "Ada"]
    assert accounts.audit(action="sign-in") == (0, [])
