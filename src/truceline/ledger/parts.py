"""What belongs to claims, fetched for many of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from .rows import Stored
from .schema import actors, places, reasons

Groups = dict[int, list[Stored]]
"""Rows by the key of their claim, in order."""


def sources_of(connection: Connection, claims: Sequence[int]) -> Groups:
    """The chains of sources of the claims with these keys, outermost first."""
    return _grouped(connection, actors, claims, actors.c.part == "source")


def actors_of(connection: Connection, claims: Sequence[int]) -> Groups:
    """Everybody in the claims with these keys, whatever their part: in order within each part."""
    return _grouped(connection, actors, claims)


def places_of(connection: Connection, claims: Sequence[int]) -> Groups:
    """The places of the claims with these keys."""
    return _grouped(connection, places, claims)


def reasons_of(connection: Connection, claims: Sequence[int]) -> Groups:
    """Why the claims with these keys are what they are."""
    return _grouped(connection, reasons, claims)


def _grouped(connection: Connection, table: Table, claims: Sequence[int], *conditions: ColumnElement[Any]) -> Groups:
    wanted = select(table).where(table.c.claim.in_(claims), *conditions).order_by(table.c.claim, table.c.position)
    groups: Groups = {}
    for row in connection.execute(wanted).mappings():
        groups.setdefault(row["claim"], []).append(row)
    return groups
