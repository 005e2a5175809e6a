"""What the claims say side by side, for the pages: as they were compared last, and kept until the ledger changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ..ledger import ClaimQuery
from ..ledger.seen import Seen, SeenBrowser
from ..ledger.side_by_side import SideBySide
from ..records import Claim

if TYPE_CHECKING:
    from ..compare.account import Account
    from ..compare.agreements import Agreement
    from ..compare.ceasefires import Timeline
    from ..compare.dispute import Dispute
    from ..compare.incidents import Incident
    from ..compare.series import Tally

T = TypeVar("T")


class Compared(SideBySide):
    """Like the ledger's own, but nothing is changed: copies, stories and incidents are not brought up to date first."""

    def __init__(self, store: Seen, browser: SeenBrowser) -> None:
        self._store = store
        self._browser = browser

    def accounts(self, **filters: Any) -> Iterator[Account]:
        """See :meth:`~truceline.ledger.ledger.Ledger.accounts`; those of a whole conflict are read once for all."""
        if filters.keys() - {"conflict"}:
            return self._store.accounts(ClaimQuery.of(**filters))
        return iter(self._once("accounts", lambda **of: list(self._store.accounts(ClaimQuery.of(**of))), filters))

    def claims(self, **filters: Any) -> Iterator[Claim]:
        """See :meth:`~truceline.ledger.ledger.Ledger.claims`."""
        return (entry.claim for entry in self._store.entries(ClaimQuery.of(**filters)))

    def incidents(self, *, single: bool = True, **filters: Any) -> Iterator[Incident]:
        """See :meth:`~truceline.ledger.ledger.Ledger.incidents`."""
        return iter(self._once("incidents", self._incidents, {**filters, "single": single}))

    def tolls(self, **filters: Any) -> list[Tally]:
        """See :class:`~truceline.ledger.side_by_side.SideBySide`; not to be changed, as all of these lists."""
        return self._once("tolls", super().tolls, filters)

    def disputes(self, **filters: Any) -> list[Dispute]:
        """See :meth:`tolls`."""
        return self._once("disputes", super().disputes, filters)

    def agreements(self, **filters: Any) -> list[Agreement]:
        """See :meth:`tolls`."""
        return self._once("agreements", super().agreements, filters)

    def ceasefires(self, **filters: Any) -> list[Timeline]:
        """See :meth:`tolls`."""
        return self._once("ceasefires", super().ceasefires, filters)

    def _incidents(self, *, single: bool, **filters: Any) -> list[Incident]:
        return list(self._store.incidents(ClaimQuery.of(**filters), single=single))

    def _once(self, what: str, make: Callable[..., T], filters: dict[str, Any]) -> T:
        return self._browser.once((what, *sorted(filters.items())), partial(make, **filters))
