"""The tables of the words that sources choose: worked out from documents, and may be worked out anew at any time."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from .schema import metadata

heard = Table(
    "document_heard",
    metadata,
    Column("document", ForeignKey("documents.key"), primary_key=True),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("method", String, nullable=False),
)

uses = Table(
    "document_words",
    metadata,
    Column("document", ForeignKey("documents.key"), primary_key=True, autoincrement=False),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, nullable=False),
    Column("about", String, nullable=False),
    Column("neutral", String, nullable=False),
    Column("term", String, nullable=False),
    Column("plain", Boolean, nullable=False),
    Column("how", String, nullable=False),
    Column("outlet", String),
    Column("printed", String),
    Column("claimant", Text),
    Column("chain", JSON, nullable=False),
    Column("sentence_index", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("same", BigInteger, nullable=False),
)
