"""What a ledger tells when its claims are laid side by side: tolls, disputes, agreements; worked out when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..records import Claim

if TYPE_CHECKING:
    from ..compare.account import Account
    from ..compare.agreements import Agreement
    from ..compare.ceasefires import Timeline
    from ..compare.dispute import Dispute
    from ..compare.incidents import Incident
    from ..compare.series import Tally

_OF_ALL = ("conflict", "extractor", "superseded", "withheld")
"""Filters that say among which claims things are compared; the others choose among what comes out."""


class Derived(Protocol):
    """Something worked out from claims."""

    @property
    def accounts(self) -> tuple[Account, ...]: ...


D = TypeVar("D", bound=Derived)


class SideBySide:
    """What a ledger can say of its claims beyond each of them.

    All methods take the filters of claims.  ``conflict`` and ``extractor`` say among which claims things are compared;
    with any other filter, what has a claim that passes it is given, with all its claims.
    """

    if TYPE_CHECKING:

        def accounts(self, **filters: Any) -> Iterator[Account]: ...

        def claims(self, **filters: Any) -> Iterator[Claim]: ...

        def incidents(self, *, single: bool = True, **filters: Any) -> Iterator[Incident]: ...

    def tolls(self, **filters: Any) -> list[Tally]:
        """What is counted, each with the toll series of every claimant; see :mod:`truceline.compare.series`."""
        from ..compare.series import tallies

        asked = _Asked(self, filters)
        return asked.passing(tallies(asked.accounts, asked.incidents))

    def disputes(self, **filters: Any) -> list[Dispute]:
        """Claims that cannot all hold, the latest first; see :mod:`truceline.compare.disputes`."""
        from ..compare.disputes import disputes

        asked = _Asked(self, filters)
        return asked.passing(disputes(asked.accounts, asked.incidents))

    def agreements(self, **filters: Any) -> list[Agreement]:
        """What sources that do not depend on each other agree in, the latest first; see
        :mod:`truceline.compare.agreements`."""
        from ..compare.agreements import agreements

        asked = _Asked(self, filters)
        return asked.passing(agreements(asked.accounts, asked.incidents))

    def ceasefires(self, **filters: Any) -> list[Timeline]:
        """The timelines of ceasefires that the claims which pass the filters tell, one a conflict, by its id.

        Steps, and states on any day, are derived from these claims alone.  Brings copies and stories up to date first.

        >>> for timeline in ledger.ceasefires(conflict="sudan-2023"):  # doctest: +SKIP
        ...     print(standing(timeline, date(2023, 5, 24)).state.state)
        """
        from ..compare.ceasefire_steps import queries
        from ..compare.ceasefires import timelines

        chosen = any(filters.get(name) for name in ("kind", "type", "mode", "text"))
        asked: tuple[dict[str, Any], ...] = ({},) if chosen else queries()
        found = {a.claim.id: a for one in asked for a in self.accounts(**{**filters, **one})}
        return timelines(found.values())


class _Asked:
    """The claims that are compared for a question, and which of them it asks for."""

    def __init__(self, ledger: SideBySide, filters: dict[str, Any]) -> None:
        given = {name: value for name, value in filters.items() if value not in (None, (), [], frozenset(), False, "")}
        given.update({name: value for name, value in filters.items() if name == "background" and value is not None})
        of_all = {name: value for name, value in given.items() if name in _OF_ALL}
        self._passing = None if given.keys() <= of_all.keys() else {c.id for c in ledger.claims(**given)}
        self.accounts = list(ledger.accounts(**of_all)) if self._passing is None or self._passing else []
        self.incidents = self._incidents(ledger, of_all)

    def _incidents(self, ledger: SideBySide, of_all: dict[str, Any]) -> list[Incident]:
        """The stored ones, of the claims that are compared; of other readings they are worked out."""
        from ..compare.incidents import Incident, incidents

        if of_all.keys() - {"conflict", "withheld"}:
            return incidents(self.accounts)
        own = {account.claim.id: account for account in self.accounts}
        found = []
        for incident in ledger.incidents(**of_all) if own else ():
            several = tuple(own[a.claim.id] for a in incident.accounts if a.claim.id in own)
            if several:
                found.append(Incident(several, incident.sure))
        return found

    def passing(self, made: Iterable[D]) -> list[D]:
        """Those with a claim that is asked for."""
        wanted = self._passing
        return [one for one in made if wanted is None or any(a.claim.id in wanted for a in one.accounts)]
