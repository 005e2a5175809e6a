"""What is new in one conflict within a period: tolls by claimant, changed control, ceasefires, disputes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from ..compare.account import Account
from ..compare.claimants import claimant_of
from ..compare.dispute import Dispute
from ..knowledge.nested import wars_of
from ..ledger import ClaimQuery, DocumentQuery
from ..ledger.derived.asking import Choice
from ..ledger.pages import DocumentPage
from ..ledger.seen import SeenBrowser
from ..records import Claim
from ..views.lines import same_claim
from .desk import Desk
from .period import Period

MOST = {"tolls": 20, "control": 15, "ceasefire": 15}
"""How many claims of each sort are shown."""

MOST_REPORTS = 6
MOST_DISPUTES = 10

ASKED: dict[str, dict[str, Any]] = {
    "tolls": {"kind": ("toll",)},
    "control": {"kind": ("control",)},
    "ceasefire": {"mode": ("ceasefire",)},
}
"""The claims of each sort."""

_FIRST = {"tolls": "-count"}
"""What stands first in a sort, where that is not what was reported last: the greatest figures."""

Stirred = tuple[str | None, int, int]
"""A conflict (null: of none that is known), its new reports, and how many of these had been read before."""

Told = list[Claim]
"""Claims that say the same, by the same source, in several reports; the latest first."""


@dataclass(frozen=True, slots=True)
class Sort:
    """New claims of one sort under headings (the claimants of tolls; else one without name); ``more`` are not shown."""

    groups: list[tuple[str, list[Told]]]
    total: int
    more: int


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a conflict, by its id: how many reports, how many of them were read again, and how many claims."""

    conflict: str
    reports: DocumentPage
    again: int
    claims: int
    sorts: dict[str, Sort]


def by_war(every: Iterable[Stirred]) -> list[Stirred]:
    """Conflicts with those that are part of one of them counted into it, in whose news they are; those of most reports
    first, null last."""
    told = list(every)
    listed = {conflict for conflict, _, _ in told}
    sums: dict[str | None, tuple[int, int]] = {}
    for conflict, reports, again in told:
        whole = [war for war in wars_of(conflict) if war in listed][-1] if conflict is not None else None
        before = sums.get(whole, (0, 0))
        sums[whole] = before[0] + reports, before[1] + again
    order = sorted(sums.items(), key=lambda one: (one[0] is None, -one[1][0]))
    return [(conflict, *numbers) for conflict, numbers in order]


def news(browser: SeenBrowser, conflict: str, again: int, period: Period) -> News:
    """What is new in a conflict."""
    of = {"conflict": (conflict,), **period.filters}
    return News(
        conflict=conflict,
        reports=browser.documents(DocumentQuery.of(**of), limit=MOST_REPORTS),
        again=again,
        claims=browser.claims(ClaimQuery.of(**of), limit=0).total,
        sorts={name: _sort(browser, name, of) for name in ASKED},
    )


def _sort(browser: SeenBrowser, name: str, of: dict[str, Any]) -> Sort:
    query = ClaimQuery.of(**of, **ASKED[name], background=False, sort=_FIRST.get(name, "-published"))
    found = browser.claims(query, limit=MOST[name])
    claims = [entry.claim for entry in found.entries]
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claimant_of(Account(claim)).name if name == "tolls" else "", []).append(claim)
    told = [(heading, merged(several)) for heading, several in groups.items()]
    return Sort(told, found.total, found.total - len(claims))


def merged(claims: Iterable[Claim]) -> list[Told]:
    """Claims that tell the same as one, in their order."""
    found: dict[Hashable, Told] = {}
    for claim in claims:
        found.setdefault(same_claim(claim) or claim.id, []).append(claim)
    return list(found.values())


def disputes_of(desk: Desk, conflict: str, period: Period) -> int:
    """How many disputes of a conflict a new report has a claim in."""
    return desk.compared.number("dispute", Choice(), **{"conflict": (conflict,), **period.filters})


def new_disputes(desk: Desk, conflict: str, period: Period) -> tuple[list[tuple[Dispute, int]], int]:
    """The disputes of a conflict that a new report has a claim in, at most so many, each with how many of its claims
    are left out; and how many more there are."""
    of = {"conflict": (conflict,), **period.filters}
    found = desk.compared.briefs("dispute", Choice(), 0, MOST_DISPUTES, **of)
    several = [(one.record, one.left) for one in found if isinstance(one.record, Dispute)]
    return several, disputes_of(desk, conflict, period) - len(several)
