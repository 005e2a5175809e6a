"""The tables of who may sign in, of their sessions and tokens, and of what was done.

Nothing here belongs to the claims: a ledger that one person uses at their own machine has these tables empty.  No
password, session or token can be read back from them: of passwords there are hashes (argon2), of the random ids of
sessions and tokens SHA-256 digests.  Moments are UTC as in ``2026-05-01T09:30:00Z``.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from .schema import metadata

people = Table(
    "people",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("email", String, unique=True),
    Column("password", Text),
    Column("issuer", Text),
    Column("subject", Text),
    Column("enabled", Boolean, nullable=False),
    Column("created_at", String(20), nullable=False),
    UniqueConstraint("issuer", "subject", name="people_issuer_subject"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("person", ForeignKey("people.key"), nullable=False),
    Column("method", String, nullable=False),
    Column("started_at", String(20), nullable=False),
    Column("seen_at", String(20), nullable=False),
    Column("ends_at", String(20), nullable=False),
    Column("address", String),
    Column("agent", String),
    Index("sessions_person", "person"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("person", ForeignKey("people.key"), nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("created_at", String(20), nullable=False),
    Column("ends_at", String(20)),
    Column("used_at", String(20)),
    Index("tokens_person", "person"),
)

failures = Table(
    "sign_in_failures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Index("sign_in_failures_at", "at"),
)

audit = Table(
    "audit",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("action", String, nullable=False),
    Column("person", String),
    Column("address", String),
    Column("details", JSON, nullable=False),
    Index("audit_action", "action", "key"),
    Index("audit_person", "person", "key"),
)

changes = Table(
    "changes",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""One row: how often anything but the tables above was written to, so that sign-ins do not look like news."""
