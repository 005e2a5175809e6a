"""What is worked out from claims: named by them, of their conflict and their days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Protocol

import msgspec

from ..knowledge.nested import innermost
from .account import Account

ID_DIGITS = 16


class OfClaims:
    """Something that is worked out from claims."""

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All its claims, each once."""
        raise NotImplementedError

    @property
    def conflict(self) -> str | None:
        """The conflict that its reports tell of, of a war and its parts the war; null where they tell of none, or of
        several."""
        found = {account.conflict for account in self.accounts}
        return None if None in found else innermost(filter(None, found))

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which its reports were published; null where none is known."""
        published = [account.claim.document.published for account in self.accounts]
        days = [day for p in published for day in (p.start, p.end) if day]
        return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


class Named(Protocol):
    """What is listed by its days, kind and name."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def days(self) -> tuple[date, date] | None: ...


def named(kind: str, accounts: Iterable[Account]) -> str:
    """An id: hexadecimal, over the kind and the ids of the claims."""
    ids = sorted({account.claim.id for account in accounts})
    return sha256(msgspec.json.encode([kind, *ids])).hexdigest()[:ID_DIGITS]


def latest_first(made: Named) -> tuple[int, str, str]:
    """To sort by: what was reported last comes first; then by kind and name."""
    return (-(made.days[1] if made.days else date.min).toordinal(), made.kind, made.id)
