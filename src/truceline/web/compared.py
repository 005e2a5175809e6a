"""What the claims say side by side, for the pages: as it was worked out last, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ..ledger import ClaimQuery
from ..ledger.derived.asking import Choice, Ref
from ..ledger.derived.brief import Brief
from ..ledger.derived.records import Record, RecordKind, columns
from ..ledger.seen import Seen, SeenBrowser
from ..ledger.side_by_side import SideBySide
from ..records import Claim

if TYPE_CHECKING:
    from ..compare.account import Account
    from ..compare.ceasefires import Timeline
    from ..compare.incidents import Incident

R = TypeVar("R")

_LISTS: Mapping[RecordKind, Callable[..., Sequence[Record]]] = {
    "toll": SideBySide.tolls,
    "dispute": SideBySide.disputes,
    "agreement": SideBySide.agreements,
}


class Compared(SideBySide):
    """Like the ledger's own, but nothing is changed: copies, stories and incidents are not brought up to date first."""

    store: Seen

    def __init__(self, store: Seen, browser: SeenBrowser) -> None:
        self.store = store
        self._browser = browser

    def _up_to_date(self) -> None:
        """Pages show what there is."""

    def accounts(self, **filters: Any) -> Iterator[Account]:
        """See :meth:`~truceline.ledger.ledger.Ledger.accounts`."""
        return self.store.accounts(ClaimQuery.of(**filters))

    def claims(self, **filters: Any) -> Iterator[Claim]:
        """See :meth:`~truceline.ledger.ledger.Ledger.claims`."""
        return (entry.claim for entry in self.store.entries(ClaimQuery.of(**filters)))

    def incidents(self, *, single: bool = True, **filters: Any) -> Iterator[Incident]:
        """See :meth:`~truceline.ledger.ledger.Ledger.incidents`."""
        return self.store.incidents(ClaimQuery.of(**filters), single=single)

    def number(self, kind: RecordKind, choice: Choice, /, **filters: Any) -> int:
        """How many tolls, disputes or agreements there are; see :meth:`some`."""
        return len(self._keys(kind, choice, filters) if self._kept(filters) else self._made(kind, choice, filters))

    def some(self, kind: RecordKind, choice: Choice, offset: int, limit: int, /, **filters: Any) -> Sequence[Record]:
        """The tolls, disputes or agreements of a choice that have a claim which passes the filters, from number
        ``offset`` on, at most ``limit``."""
        if not self._kept(filters):
            return self._made(kind, choice, filters)[offset : offset + limit]
        return self._there(self.store.records, kind, choice, slice(offset, offset + limit), filters)

    def briefs(
        self, kind: RecordKind, choice: Choice, offset: int, limit: int, /, **filters: Any
    ) -> Sequence[Brief]:  # fmt: skip
        """The same, in short where they are kept so."""
        part = slice(offset, offset + limit)
        if not self._kept(filters):
            return [Brief(one, 0) for one in self._made(kind, choice, filters)[part]]
        return self._there(self.store.briefs, kind, choice, part, filters)

    def _there(
        self, read: Callable[[Sequence[Ref]], list[R]], kind: RecordKind, choice: Choice, part: slice,
        filters: dict[str, Any],
    ) -> list[R]:  # fmt: skip
        keys = self._keys(kind, choice, filters)[part]
        found = read(keys)
        if len(found) < len(keys):  # worked out anew since the keys were asked for
            found = read(self.store.record_keys(kind, ClaimQuery.of(**filters), choice)[part])
        return found

    def ceasefires(self, **filters: Any) -> list[Timeline]:
        """See :class:`~truceline.ledger.side_by_side.SideBySide`; not to be changed, since it is kept."""
        return self._browser.once(("ceasefires", *sorted(filters.items())), partial(super().ceasefires, **filters))

    def _keys(self, kind: RecordKind, choice: Choice, filters: dict[str, Any]) -> list[Ref]:
        query = ClaimQuery.of(**filters)
        return self._browser.once((kind, choice, query), partial(self.store.record_keys, kind, query, choice))

    def _made(self, kind: RecordKind, choice: Choice, filters: dict[str, Any]) -> list[Record]:
        """What is worked out when asked for."""

        def make() -> list[Record]:
            made = [one for one in _LISTS[kind](self, **filters) if choice.passes(one)]
            return sorted(made, key=lambda one: choice.rivals_first and columns(one)["voices"] < 2)

        return self._browser.once((kind, choice, ClaimQuery.of(**filters)), make)
