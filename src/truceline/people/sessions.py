"""Signing in: with a password, by a session of a browser, or with a token of a program.

Ids of sessions and tokens are random and known to the browser or program alone; stored are their digests.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from ..ledger.people import StoredPerson, StoredSession, StoredToken
from ..translation import _, ngettext
from . import moments, passwords
from .accounts import Accounts, By, folded
from .errors import PeopleError, SignInError
from .limits import Limits
from .roles import Role, covers, known, lesser

IDLE = timedelta(hours=8)
"""A session that is not used for so long is over."""

LASTS = timedelta(days=7)
"""A session is over after so long in any case."""

NOTED = timedelta(minutes=5)
"""That a session or token was used is written down so often at most."""

TOKEN = "truceline_"
"""What tokens begin with, so that they are recognised where they should not be."""


@dataclass(frozen=True, slots=True)
class Came:
    """From where somebody signs in: the address, what the browser calls itself, and the session it had before."""

    address: str | None = None
    agent: str | None = None
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who is signed in: the role that counts, the method (``password``, ``provider``, ``token``), the digest
    of the session or the id of the token, and whether its use is to be written down."""

    person: StoredPerson
    role: Role
    method: str
    session: str | None = None
    token: str | None = None
    to_note: bool = False


def digest(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Sessions:
    """Who is signed in to a ledger."""

    def __init__(self, accounts: Accounts, limits: Limits | None = None) -> None:
        self.accounts = accounts
        self._tables = accounts.tables
        self._limits = limits or Limits(accounts.tables.failures, lambda: accounts.now().timestamp())

    def sign_in(self, name: str, password: str, came: Came) -> tuple[StoredPerson, str]:
        """Who has this name and password, and the secret of a new session.

        Raises :class:`SignInError`; it says the same whether the name or the password is wrong.
        """
        self._attempt(folded(name), came)
        person = self._tables.by_name(folded(name))
        right = passwords.is_right(person.password if person else None, password)
        if person is None or not right or not person.enabled:
            self.accounts.record("sign-in.failed", By(name[:64], came.address), method="password")
            raise SignInError(
                _("The name or the password is wrong."),
                _("Try again; an administrator can give you another password."),
            )
        self._limits.succeeded(folded(name), came.address)
        assert person.password is not None
        if passwords.is_outdated(person.password):
            self._tables.change_person(person.key, password=passwords.hashed(password))
        return person, self.start(person, "password", came)

    def start(self, person: StoredPerson, method: str, came: Came) -> str:
        """The secret of a new session; the one that the browser had before ends."""
        secret, at = secrets.token_urlsafe(32), self.accounts.now()
        begun = moments.stored(at)
        session = StoredSession(
            digest(secret), person.key, method, begun, begun, moments.stored(at + LASTS), came.address,
            (came.agent or "")[:200] or None,
        )  # fmt: skip
        self._tables.start_session(session, instead_of=came.session)
        self.accounts.record("sign-in", By(person.name, came.address), method=method)
        return secret

    def _attempt(self, name: str, came: Came) -> None:
        """Count an attempt, or refuse to look at it."""
        wait = self._limits.attempt(name, came.address)
        if wait:
            told = _("Wait %(time)s, then try again.") % {"time": _told(wait)}
            raise SignInError(_("There were too many attempts."), told, wait)

    def confirm(self, person: StoredPerson, password: str, came: Came) -> None:
        """That somebody who is signed in knows their password; one without a password has none to know."""
        if person.password is None:
            return
        self._attempt(person.folded, came)
        if not passwords.is_right(person.password, password):
            raise SignInError(_("The password that you have now is another one."), _("Go back and try again."))
        self._limits.succeeded(person.folded, came.address)

    def by_session(self, secret: str) -> Standing | None:
        """Whose session it is, if it is not over."""
        found = self._tables.session(digest(secret))
        if found is None:
            return None
        session, person = found
        now, seen = self.accounts.now(), moments.read(session.seen_at)
        if not person.enabled or now - seen > IDLE or now > moments.read(session.ends_at):
            return None
        return Standing(person, known(person.role), session.method, session.sha256, None, now - seen > NOTED)

    def sign_out(self, standing: Standing, address: str | None) -> None:
        """End a session."""
        self._tables.end_sessions(standing.person.key, only=standing.session)
        self.accounts.record("sign-out", By(standing.person.name, address))

    def note(self, standing: Standing) -> None:
        """Write down that a session or token is used now."""
        now = moments.stored(self.accounts.now())
        if standing.session is not None:
            self._tables.session_seen(standing.session, now)
        if standing.token is not None:
            self._tables.token_used(standing.token, now)

    def add_token(self, name: str, called: str, by: By, *, role: str, days: int | None) -> str:
        """The secret of a new token of somebody: with at most their own role, for so many days or, null, for good."""
        person, at = self.accounts.named(name), self.accounts.now()
        if not covers(person.role, role):
            raise PeopleError(
                _("%(name)s has the role %(role)s.") % {"name": person.name, "role": person.role},
                _("A token may do no more than the one who has it."),
            )
        called = called.strip()[:64]
        if not called.isprintable() or not called:
            raise PeopleError(_("A token needs a name."), _("Say what it is for, as in: nightly export."))
        secret, id_ = TOKEN + secrets.token_urlsafe(32), secrets.token_hex(4)
        ends = None if days is None else moments.stored(at + timedelta(days=days))
        self._tables.add_token(
            StoredToken(id_, digest(secret), person.key, called, role, moments.stored(at), ends, None)
        )
        self.accounts.record("token.add", by, name=person.name, token=id_, called=called, role=role)
        return secret

    def by_token(self, secret: str) -> Standing | None:
        """Whose token it is, if it has not ended."""
        found = self._tables.token(digest(secret))
        if found is None:
            return None
        token, person = found
        now = self.accounts.now()
        if not person.enabled or (token.ends_at is not None and now > moments.read(token.ends_at)):
            return None
        to_note = token.used_at is None or now - moments.read(token.used_at) > NOTED
        return Standing(person, lesser(person.role, token.role), "token", None, token.id, to_note)

    def remove_token(self, token: str, by: By, *, of: int | None = None) -> None:
        """Let a token, by its id, be of no use any more; with ``of``, only if it is of that person."""
        found = [(t, p) for t, p in self._tables.tokens(of) if t.id == token]
        if not found:
            raise PeopleError(
                _("There is no token %(token)s.") % {"token": token}, _("`truceline people token list` lists them.")
            )
        self._tables.remove_token(token)
        self.accounts.record("token.remove", by, name=found[0][1].name, token=token, called=found[0][0].name)


def _told(seconds: int) -> str:
    """A time to wait in words."""
    if seconds < 120:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    minutes = -(-seconds // 60)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
