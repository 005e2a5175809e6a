"""Sessions begin, end in time, and end with the account; tokens do no more than who has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from truceline.people.accounts import Accounts, By
from truceline.people.errors import PeopleError, SignInError
from truceline.people.sessions import IDLE, LASTS, Came, Sessions, digest

PASSWORD = "seven small grey boats"
BY = By("Ada")
HERE = Came("10.0.0.7", "Browser 1")
HOURS = IDLE.total_seconds() / 3600


def test_who_signs_in_has_a_session(sessions: Sessions) -> None:
    person, secret = sessions.sign_in(" ADA ", PASSWORD, HERE)
    standing = sessions.by_session(secret)
    assert standing is not None
    assert (standing.person.name, standing.role, standing.method) == ("Ada", "administrator", "password")
    stored = sessions.accounts.tables.sessions_of(person.key)
    assert [(s.sha256, s.address, s.agent) for s in stored] == [(digest(secret), "10.0.0.7", "Browser 1")]
    assert secret not in str(stored)


@pytest.mark.parametrize("secret", ["", "x", "0" * 64])
def test_nobody_has_a_session_that_was_not_given(sessions: Sessions, secret: str) -> None:
    sessions.sign_in("Ada", PASSWORD, HERE)
    assert sessions.by_session(secret) is None


def test_the_digest_that_is_stored_opens_nothing(sessions: Sessions) -> None:
    _, secret = sessions.sign_in("Ada", PASSWORD, HERE)
    assert sessions.by_session(digest(secret)) is None


@pytest.mark.parametrize(("name", "password"), [("Ada", "wrong"), ("Nobody", PASSWORD), ("Ada", ""), ("", "")])
def test_a_wrong_name_sounds_as_a_wrong_password(sessions: Sessions, name: str, password: str) -> None:
    with pytest.raises(SignInError) as caught:
        sessions.sign_in(name, password, HERE)
    assert caught.value.what == "The name or the password is wrong."
    _, (entry,) = sessions.accounts.audit(action="sign-in.failed")
    assert (entry.person, entry.address) == (name, "10.0.0.7")
    assert PASSWORD not in str(entry)


def test_a_session_that_is_not_used_is_over(sessions: Sessions, clock: Any) -> None:
    _, secret = sessions.sign_in("Bo", PASSWORD, HERE)
    clock.goes(hours=HOURS - 0.1)
    standing = sessions.by_session(secret)
    assert standing is not None
    assert standing.to_note
    sessions.note(standing)
    clock.goes(hours=HOURS - 0.1)
    assert sessions.by_session(secret) is not None
    clock.goes(hours=0.2)
    assert sessions.by_session(secret) is None


def test_a_session_that_is_used_is_over_in_the_end(sessions: Sessions, clock: Any) -> None:
    _, secret = sessions.sign_in("Bo", PASSWORD, HERE)
    for _ in range(int(LASTS.total_seconds() / 3600 / 7)):
        clock.goes(hours=7)
        standing = sessions.by_session(secret)
        assert standing is not None
        sessions.note(standing)
    clock.goes(hours=1)
    assert sessions.by_session(secret) is None
    sessions.sign_in("Ada", PASSWORD, HERE)  # what is over is taken out when somebody signs in
    assert sessions.accounts.tables.sessions_of(sessions.accounts.named("Bo").key) == []


def test_signing_in_again_at_a_browser_ends_the_session_before(sessions: Sessions) -> None:
    _, first = sessions.sign_in("Bo", PASSWORD, HERE)
    _, second = sessions.sign_in("Bo", PASSWORD, Came("10.0.0.7", "Browser 1", digest(first)))
    assert first != second
    assert sessions.by_session(first) is None
    assert sessions.by_session(second) is not None


ENDS: dict[str, Callable[[Accounts], None]] = {
    "another password": lambda a: a.set_password("Bo", "nine quiet green hills", BY),
    "let in no more": lambda a: a.set_enabled("Bo", False, BY),
}


@pytest.mark.parametrize("deed", ENDS)
def test_sessions_end_with(sessions: Sessions, deed: str) -> None:
    _, of_bo = sessions.sign_in("Bo", PASSWORD, HERE)
    _, of_ada = sessions.sign_in("Ada", PASSWORD, HERE)
    ENDS[deed](sessions.accounts)
    sessions.accounts.set_enabled("Bo", True, BY)  # being let in again brings no session back
    assert sessions.by_session(of_bo) is None
    assert sessions.by_session(of_ada) is not None


def test_signing_out_ends_this_session_alone(sessions: Sessions) -> None:
    secrets = [sessions.sign_in("Bo", PASSWORD, Came("10.0.0.7", f"Browser {i}"))[1] for i in range(2)]
    standing = sessions.by_session(secrets[0])
    assert standing is not None
    sessions.sign_out(standing, "10.0.0.7")
    assert [sessions.by_session(s) is None for s in secrets] == [True, False]
    assert sessions.accounts.audit(action="sign-out")[0] == 1


def test_who_is_not_let_in_cannot_sign_in(sessions: Sessions) -> None:
    sessions.accounts.set_enabled("Bo", False, BY)
    with pytest.raises(SignInError, match="wrong"):
        sessions.sign_in("Bo", PASSWORD, HERE)


def test_another_role_counts_at_once(sessions: Sessions) -> None:
    _, secret = sessions.sign_in("Bo", PASSWORD, HERE)
    sessions.accounts.set_role("Bo", "reviewer", BY)
    standing = sessions.by_session(secret)
    assert standing is not None
    assert standing.role == "reviewer"


def test_after_failures_one_has_to_wait_even_with_the_right_password(sessions: Sessions) -> None:
    for _ in range(3):
        with pytest.raises(SignInError, match="wrong"):
            sessions.sign_in("Bo", "wrong", HERE)
    with pytest.raises(SignInError, match="Wait 1 second, then") as caught:
        sessions.sign_in("bo", PASSWORD, HERE)
    assert caught.value.wait == 1
    assert sessions.accounts.audit(action="sign-in.failed")[0] == 3
    assert sessions.sign_in("Ada", PASSWORD, HERE)


@pytest.mark.parametrize(
    ("token_role", "person_role", "counts"),
    [("reader", "administrator", "reader"), ("reviewer", "reviewer", "reviewer"), ("reviewer", "reader", "reader")],
)
def test_a_token_does_no_more_than_who_has_it(
    sessions: Sessions, token_role: str, person_role: str, counts: str
) -> None:
    secret = sessions.add_token("Rea", "export", BY, role=token_role, days=None)
    sessions.accounts.set_role("Rea", person_role, BY)
    standing = sessions.by_token(secret)
    assert standing is not None
    assert standing.role == counts


def test_nobody_gets_a_token_that_may_more_than_they(sessions: Sessions) -> None:
    with pytest.raises(PeopleError, match="no more"):
        sessions.add_token("Bo", "export", BY, role="reviewer", days=None)


def test_of_a_token_only_a_digest_is_stored(sessions: Sessions) -> None:
    secret = sessions.add_token("Bo", "export", BY, role="reader", days=None)
    assert secret.startswith("truceline_")
    ((token, person),) = sessions.accounts.tables.tokens()
    assert (token.sha256, person.name) == (digest(secret), "Bo")
    assert secret not in str((token, sessions.accounts.audit()))


def test_a_token_ends(sessions: Sessions, clock: Any) -> None:
    days = sessions.add_token("Bo", "for a month", BY, role="reader", days=30)
    good = sessions.add_token("Bo", "for good", BY, role="reader", days=None)
    clock.goes(days=29)
    assert sessions.by_token(days) is not None
    clock.goes(days=2)
    assert sessions.by_token(days) is None
    assert sessions.by_token(good) is not None
    sessions.accounts.set_enabled("Bo", False, BY)
    assert sessions.by_token(good) is None


def test_a_token_is_taken_away_by_who_has_it(sessions: Sessions) -> None:
    secret = sessions.add_token("Bo", "export", BY, role="reader", days=None)
    ((token, bo),) = sessions.accounts.tables.tokens()
    with pytest.raises(PeopleError, match="no token"):
        sessions.remove_token(token.id, BY, of=bo.key + 1)
    sessions.remove_token(token.id, BY, of=bo.key)
    assert sessions.by_token(secret) is None
