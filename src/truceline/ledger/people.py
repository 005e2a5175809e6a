"""People, their sessions and their tokens, as they stand in the database; the rules about them are in ``people/``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, delete, func, insert, or_, select, update

from .schema_people import audit, people, sessions, tokens
from .sign_in_failures import FailureTable

Writing = Callable[[Engine], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """Somebody who may sign in: ``password`` is the hash of one, null where they sign in through a provider alone;
    ``issuer`` and ``subject`` are who they are to it."""

    key: int
    name: str
    folded: str
    role: str
    email: str | None
    password: str | None
    issuer: str | None
    subject: str | None
    enabled: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class StoredSession:
    """Somebody signed in at one browser, by a ``method``: ``password`` or ``provider``."""

    sha256: str
    person: int
    method: str
    started_at: str
    seen_at: str
    ends_at: str
    address: str | None
    agent: str | None


@dataclass(frozen=True, slots=True)
class StoredToken:
    """What a program signs in with for a person; ``ends_at`` null: it does not end by itself."""

    id: str
    sha256: str
    person: int
    name: str
    role: str
    created_at: str
    ends_at: str | None
    used_at: str | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What was done: when, by whom (the name as it was typed where nobody of that name signed in) and from where."""

    key: int
    at: str
    action: str
    person: str | None
    address: str | None
    details: dict[str, Any]


class PeopleTables:
    """The tables of people in the database of ``engine``; ``writing`` gives a transaction for writing."""

    def __init__(self, engine: Engine, writing: Writing) -> None:
        self._engine = engine
        self._writing = writing

    @property
    def failures(self) -> FailureTable:
        """How often signing in failed."""
        return FailureTable(self._engine, self._writing)

    # ---- people

    def people(self) -> list[StoredPerson]:
        """All people, by their names."""
        with self._engine.connect() as connection:
            found = connection.execute(select(people).order_by(people.c.folded)).mappings()
            return [StoredPerson(**row) for row in found]

    def by_name(self, folded: str) -> StoredPerson | None:
        """The person of a name."""
        return self._person(people.c.folded == folded)

    def by_email(self, email: str) -> StoredPerson | None:
        """The person of an address of mail."""
        return self._person(people.c.email == email)

    def by_subject(self, issuer: str, subject: str) -> StoredPerson | None:
        """The person that a provider knows under ``subject``."""
        return self._person(people.c.issuer == issuer, people.c.subject == subject)

    def add_person(self, row: dict[str, Any]) -> None:
        """Store somebody new."""
        with self._writing(self._engine) as connection:
            connection.execute(insert(people), row)

    def change_person(self, key: int, *, ends: bool = False, keep: str | None = None, **values: Any) -> None:
        """Change what is stored of a person; with ``ends``, their sessions end with it, but for that of ``keep``."""
        with self._writing(self._engine) as connection:
            connection.execute(update(people).where(people.c.key == key).values(**values))
            if ends:
                connection.execute(delete(sessions).where(sessions.c.person == key, sessions.c.sha256 != (keep or "")))

    def remove_person(self, key: int, by: str) -> int:
        """Remove somebody with their sessions, their tokens and their rights to restricted documents; how many of
        these they might read."""
        from .restrictions import end_rights  # which asks the accounts how names are compared

        with self._writing(self._engine) as connection:
            name = connection.execute(select(people.c.name).where(people.c.key == key)).scalar_one()
            for table in (sessions, tokens):
                connection.execute(delete(table).where(table.c.person == key))
            connection.execute(delete(people).where(people.c.key == key))
            return len(end_rights(connection, name, by))

    # ---- sessions

    def start_session(self, session: StoredSession, *, instead_of: str | None) -> None:
        """Store a new session; the one that the browser had before ends, and so do all that are over."""
        row = {name: getattr(session, name) for name in StoredSession.__slots__}
        gone = or_(sessions.c.sha256 == instead_of, sessions.c.ends_at < session.started_at)
        with self._writing(self._engine) as connection:
            connection.execute(delete(sessions).where(gone))
            connection.execute(insert(sessions), row)

    def session(self, sha256: str) -> tuple[StoredSession, StoredPerson] | None:
        """A session and whose it is."""
        with self._engine.connect() as connection:
            row = connection.execute(select(sessions).where(sessions.c.sha256 == sha256)).mappings().first()
            if row is None:
                return None
            person = connection.execute(select(people).where(people.c.key == row["person"])).mappings().first()
        return None if person is None else (StoredSession(**row), StoredPerson(**person))  # null: removed meanwhile

    def sessions_of(self, person: int) -> list[StoredSession]:
        """The sessions of somebody, the latest first."""
        wanted = select(sessions).where(sessions.c.person == person).order_by(sessions.c.started_at.desc())
        with self._engine.connect() as connection:
            return [StoredSession(**row) for row in connection.execute(wanted).mappings()]

    def session_seen(self, sha256: str, at: str) -> None:
        """That a session was used."""
        with self._writing(self._engine) as connection:
            connection.execute(update(sessions).where(sessions.c.sha256 == sha256).values(seen_at=at))

    def end_sessions(self, person: int, *, only: str | None = None, keep: str | None = None) -> None:
        """End the sessions of somebody: the one of ``only``, or all but that of ``keep``."""
        gone = [sessions.c.person == person, sessions.c.sha256 != (keep or "")]
        if only is not None:
            gone.append(sessions.c.sha256 == only)
        with self._writing(self._engine) as connection:
            connection.execute(delete(sessions).where(*gone))

    # ---- tokens

    def add_token(self, token: StoredToken) -> None:
        """Store a token."""
        with self._writing(self._engine) as connection:
            connection.execute(insert(tokens), {name: getattr(token, name) for name in StoredToken.__slots__})

    def token(self, sha256: str) -> tuple[StoredToken, StoredPerson] | None:
        """A token and whose it is."""
        return next(iter(self._tokens(tokens.c.sha256 == sha256)), None)

    def tokens(self, person: int | None = None) -> list[tuple[StoredToken, StoredPerson]]:
        """All tokens, or those of somebody, with whose they are, in the order in which they were made."""
        return self._tokens() if person is None else self._tokens(tokens.c.person == person)

    def token_used(self, token: str, at: str) -> None:
        """That a token was used."""
        with self._writing(self._engine) as connection:
            connection.execute(update(tokens).where(tokens.c.id == token).values(used_at=at))

    def remove_token(self, token: str) -> None:
        """Let a token be of no use any more."""
        with self._writing(self._engine) as connection:
            connection.execute(delete(tokens).where(tokens.c.id == token))

    # ---- what was done

    def record(self, at: str, action: str, person: str | None, address: str | None, details: dict[str, Any]) -> None:
        """Write down what was done, for good."""
        row = {"at": at, "action": action, "person": person, "address": address, "details": details}
        with self._writing(self._engine) as connection:
            connection.execute(insert(audit), row)

    def audit(
        self, *, action: str | None = None, person: str | None = None, offset: int = 0, limit: int = 100
    ) -> tuple[int, list[AuditEntry]]:  # fmt: skip
        """What was done, the latest first: how much there is, and some of it."""
        given = ((audit.c.action, action), (audit.c.person, person))
        conditions = [column == value for column, value in given if value is not None]
        wanted = select(audit).where(*conditions).order_by(audit.c.key.desc()).offset(offset).limit(limit)
        with self._engine.connect() as connection:
            total = connection.execute(select(func.count()).select_from(audit).where(*conditions)).scalar_one()
            return total, [AuditEntry(**row) for row in connection.execute(wanted).mappings()]

    def _person(self, *conditions: ColumnElement[bool]) -> StoredPerson | None:
        with self._engine.connect() as connection:
            row: RowMapping | None = connection.execute(select(people).where(*conditions)).mappings().first()
        return None if row is None else StoredPerson(**row)

    def _tokens(self, *conditions: ColumnElement[bool]) -> list[tuple[StoredToken, StoredPerson]]:
        wanted = select(tokens).where(*conditions).order_by(tokens.c.created_at, tokens.c.id)
        with self._engine.connect() as connection:
            found = [StoredToken(**row) for row in connection.execute(wanted).mappings()]
            whose = {t.person for t in found}
            rows = connection.execute(select(people).where(people.c.key.in_(whose))).mappings()
            owners = {row["key"]: StoredPerson(**row) for row in rows}
        return [(token, owners[token.person]) for token in found if token.person in owners]
