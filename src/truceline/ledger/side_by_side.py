"""What a ledger tells when its claims are laid side by side: tolls, disputes, agreements, ceasefires.

What is said among all claims, or among those of one conflict and its parts, is kept in the ledger
(``ledger.derived``).  What is said among claims of several conflicts that are not one war, of one extractor or of
earlier readings is worked out when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..records import Claim
from .derived.asking import AMONG, Choice, Ref, stored_for
from .queries import ClaimQuery

if TYPE_CHECKING:
    from ..compare.account import Account
    from ..compare.agreements import Agreement
    from ..compare.ceasefires import Timeline
    from ..compare.dispute import Dispute
    from ..compare.incidents import Incident
    from ..compare.series import Tally
    from .derived.records import Record, RecordKind

R = TypeVar("R", bound="Record")


class Keeping(Protocol):
    """What has the records that are kept; see :class:`~truceline.ledger.store.Store`."""

    def record_keys(self, kind: RecordKind, query: ClaimQuery, choice: Choice) -> list[Ref]: ...

    def records(self, refs: Sequence[Ref]) -> list[Record]: ...

    def timelines(self, conflicts: Sequence[str] = ()) -> list[Timeline]: ...


class SideBySide:
    """What a ledger can say of its claims beyond each of them.

    All methods take the filters of claims.  ``conflict`` and ``extractor`` say among which claims things are compared;
    with any other filter, what has a claim that passes it is given, with all its claims.  A war is compared with its
    parts at once: one incident may be told by reports filed under either.
    """

    store: Keeping

    if TYPE_CHECKING:

        def accounts(self, **filters: Any) -> Iterator[Account]: ...

        def claims(self, **filters: Any) -> Iterator[Claim]: ...

        def incidents(self, *, single: bool = True, **filters: Any) -> Iterator[Incident]: ...

        def _up_to_date(self) -> None: ...

    def tolls(self, **filters: Any) -> list[Tally]:
        """What is counted, each with the toll series of every claimant, what was told latest first; see
        :mod:`truceline.compare.series`."""
        from ..compare.series import tallies

        return self._records("toll", tallies, filters)

    def disputes(self, **filters: Any) -> list[Dispute]:
        """Claims that cannot all hold, the latest first; see :mod:`truceline.compare.disputes`."""
        from ..compare.disputes import disputes

        return self._records("dispute", disputes, filters)

    def agreements(self, **filters: Any) -> list[Agreement]:
        """What sources that do not depend on each other agree in, the latest first; see
        :mod:`truceline.compare.agreements`."""
        from ..compare.agreements import agreements

        return self._records("agreement", agreements, filters)

    def ceasefires(self, **filters: Any) -> list[Timeline]:
        """The timelines of ceasefires that the claims which pass the filters tell, one a conflict, by its id: those of
        a war and its parts apart, since the parties of a part may agree on what the others do not.

        Steps, and states on any day, are derived from these claims alone.

        >>> for timeline in ledger.ceasefires(conflict="sudan-2023"):  # doctest: +SKIP
        ...     print(standing(timeline, date(2023, 5, 24)).state.state)
        """
        from ..compare.ceasefire_steps import queries
        from ..compare.ceasefires import timelines

        query = ClaimQuery.of(**filters)
        if self._kept({**filters, "conflict": ()}) and query == ClaimQuery(conflict=query.conflict):
            self._up_to_date()
            return self.store.timelines(query.conflict)
        chosen = any(filters.get(name) for name in ("kind", "type", "mode", "text"))
        asked: tuple[dict[str, Any], ...] = ({},) if chosen else queries()
        found = {a.claim.id: a for one in asked for a in self.accounts(**{**filters, **one})}
        return timelines(found.values())

    def _kept(self, filters: dict[str, Any]) -> bool:
        """Whether what is asked for is kept in the ledger."""
        return stored_for(filters)

    def _records(
        self, kind: RecordKind, compare: Callable[[Sequence[Account], Sequence[Incident]], list[R]],
        filters: dict[str, Any],
    ) -> list[R]:  # fmt: skip
        if not self._kept(filters):
            return _Asked(self, filters).passing(compare)
        self._up_to_date()
        query = ClaimQuery.of(**filters)
        return self.store.records(self.store.record_keys(kind, query, Choice()))  # type: ignore[return-value]


class _Asked:
    """The claims that are compared for a question, and which of them it asks for."""

    def __init__(self, ledger: SideBySide, filters: dict[str, Any]) -> None:
        given = {name: value for name, value in filters.items() if value not in (None, (), [], frozenset(), False, "")}
        given.update({name: value for name, value in filters.items() if name == "background" and value is not None})
        of_all = {name: value for name, value in given.items() if name in AMONG}
        self._passing = None if given.keys() <= of_all.keys() else {c.id for c in ledger.claims(**given)}
        several = ledger.accounts(**of_all) if self._passing is None or self._passing else ()
        self._accounts = sorted(several, key=_by_report)
        self._incidents = self._incidents_of(ledger, of_all)

    def _incidents_of(self, ledger: SideBySide, of_all: dict[str, Any]) -> list[Incident]:
        """The stored ones, of the claims that are compared; of other readings they are worked out."""
        from ..compare.incidents import Incident, incidents

        if of_all.keys() - {"conflict", "withheld"}:
            return incidents(self._accounts)
        own = {account.claim.id: account for account in self._accounts}
        found = []
        for incident in ledger.incidents(**of_all) if own else ():
            several = tuple(own[a.claim.id] for a in incident.accounts if a.claim.id in own)
            if several:
                found.append(Incident(several, incident.sure))
        return found

    def passing(self, compare: Callable[[Sequence[Account], Sequence[Incident]], Iterable[R]]) -> list[R]:
        """What has a claim that is asked for, the latest first."""
        from ..compare.of_claims import latest_first

        wanted, made = self._passing, compare(self._accounts, self._incidents)
        found = [one for one in made if wanted is None or any(a.claim.id in wanted for a in one.accounts)]
        return sorted(found, key=latest_first)


def _by_report(account: Account) -> tuple[str, str]:
    """What claims that are compared stand in order by, whatever the order in which reports came."""
    report = account.claim.document
    return report.published.start or "", report.id
