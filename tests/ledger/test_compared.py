"""What claims say side by side, as it is kept, is what is worked out from all claims at once: whatever the order in
which reports came, were read again or were found to tell of another conflict, and whoever may see which of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from side_by_side_samples import report
from sqlalchemy import select

from truceline.compare.account import Account
from truceline.compare.agreements import agreements
from truceline.compare.ceasefires import timelines
from truceline.compare.closed import Worked
from truceline.compare.dispute import Dispute
from truceline.compare.disputes import disputes
from truceline.compare.incidents import Incident
from truceline.compare.series import tallies
from truceline.ledger import ClaimQuery, Ledger
from truceline.ledger.derived.asking import Choice
from truceline.ledger.derived.groups import Groups
from truceline.ledger.derived.packing import pack
from truceline.ledger.derived.timelines import pack_timeline
from truceline.ledger.derived.whole import Loader
from truceline.ledger.queries import NO_CONFLICT
from truceline.ledger.schema import documents
from truceline.ledger.schema_compared import compared_records
from truceline.pipeline import Reading

KINDS = ("toll", "dispute", "agreement")
CONFLICTS = ("sudan-2023", "kashmir", "india-pakistan-2025", None)
ASKED = ("sudan-2023", "kashmir", "india-pakistan-2025", NO_CONFLICT)


@pytest.fixture(scope="module")
def reports() -> list[Reading]:
    chance = random.Random(11)
    return [report(number, chance) for number in range(24)]


def kept(ledger: Ledger, conflict: str | None = None) -> dict[str, list[str]]:
    query = ClaimQuery.of(conflict=(conflict,) if conflict else ())
    keys = {kind: ledger.store.record_keys(kind, query, Choice()) for kind in KINDS}
    found = {kind: sorted(map(pack, ledger.store.records(several))) for kind, several in keys.items()}
    every = ledger.store.records(keys["dispute"])
    return {
        **found,
        "ceasefires": sorted(map(pack_timeline, ledger.store.timelines(query.conflict))),
        "between": sorted(repr((d.id, d.between)) for d in every if isinstance(d, Dispute)),
    }


def worked_out(ledger: Ledger, conflict: str | None = None, without: str | None = None) -> dict[str, list[str]]:
    """The same from all claims at once."""
    several = ledger.accounts(conflict=(conflict,) if conflict else ())
    told = [account for account in several if account.claim.document.id != without]
    told.sort(key=lambda a: (a.claim.document.published.start, a.claim.document.id))
    found = _incidents(ledger, told)
    made = disputes(told, found)
    return {
        "toll": sorted(map(pack, tallies(told, found))),
        "dispute": sorted(map(pack, made)),
        "agreement": sorted(map(pack, agreements(told, found))),
        "ceasefires": sorted(map(pack_timeline, timelines(told))),
        "between": sorted(repr((d.id, d.between)) for d in made),
    }


def _incidents(ledger: Ledger, told: Sequence[Account]) -> list[Incident]:
    own = {account.claim.id: account for account in told}
    found = [[own[a.claim.id] for a in i.accounts if a.claim.id in own] for i in ledger.incidents()]
    return [Incident(tuple(several), None) for several in found if several]


def assign(ledger: Ledger, reports: Iterable[Reading], chance: random.Random) -> None:
    new = [chance.choices(CONFLICTS, (4, 2, 2, 1))[0] for _ in reports]
    told = zip((r.document.id for r in reports), new, strict=True)
    ledger.store.set_conflicts([(name, conflict and (conflict, 1.0)) for name, conflict in told])


@pytest.fixture(scope="module")
def at_once(reports: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    with Ledger(tmp_path_factory.mktemp("once") / "test.db") as ledger:
        ledger.add_all(reports)
        ledger.compare()
        assign(ledger, reports, random.Random(1))
        assert kept(ledger) == worked_out(ledger)
        return kept(ledger)


def test_there_is_something_of_every_sort(at_once: dict[str, list[str]]) -> None:
    assert all(len(several) > 2 for kind, several in at_once.items() if kind != "ceasefires")
    assert at_once["ceasefires"]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_is_worked_out_from_all_claims(
    seed: int, reports: list[Reading], at_once: dict[str, list[str]], path: Path
) -> None:
    """Whatever comes when: some reports are first read with half of their claims, and conflicts change on the way."""
    chance = random.Random(seed)
    left = chance.sample(reports, len(reports))
    with Ledger(path) as ledger:
        while left:
            some, left = left[:7], left[7:]
            ledger.add_all(Reading(r.document, r.claims[::2]) for r in some)
            ledger.compare()
            assign(ledger, reports, chance)
            ledger.add_all(some, again=True)
            ledger.compare()
            assert kept(ledger) == worked_out(ledger)
        assign(ledger, reports, random.Random(1))
        assert kept(ledger) == at_once
        for conflict in ASKED:
            assert kept(ledger, conflict) == worked_out(ledger, conflict)


@pytest.mark.parametrize("hidden", range(0, 24, 8))
def test_without_a_report_only_its_groups_change(hidden: int, reports: list[Reading], path: Path) -> None:
    """What somebody is told who may not see it: the groups of its claims without these, and the others as kept."""
    name = reports[hidden].document.id
    with Ledger(path) as ledger:
        ledger.add_all(reports)
        ledger.compare()
        assign(ledger, reports, random.Random(1))
        with ledger.store._engine.connect() as connection:  # type: ignore[attr-defined]
            key = connection.execute(select(documents.c.key).where(documents.c.id == name)).scalar_one()
            groups = Groups(connection, Loader(connection))
            changed = groups.of_documents([key])
            kept_ = compared_records.c
            whole = select(kept_.kind, kept_.record).where(kept_.whole, kept_.group.not_in(changed))
            found: dict[str, list[str]] = {kind: [] for kind in KINDS}
            for kind, record in connection.execute(whole):
                found[kind].append(record)
            for group in changed:
                _put(groups.load(group).work(lambda one: one.document != key), found)
        expected = worked_out(ledger, without=name)
    assert {kind: sorted(several) for kind, several in found.items()} == {kind: expected[kind] for kind in KINDS}


def _put(made: Worked, found: dict[str, list[str]]) -> None:
    found["toll"] += map(pack, made.tolls)
    found["dispute"] += map(pack, made.disputes)
    found["agreement"] += map(pack, made.agreements)


CHOICES: list[Any] = [
    pytest.param("toll", Choice(voices=2), id="rivals"),
    pytest.param("toll", Choice(figures=2, marked=True), id="checked"),
    pytest.param("dispute", Choice(sorts=("figures", "denied")), id="kinds of dispute"),
    pytest.param("agreement", Choice(sorts=("figures",)), id="kinds of agreement"),
]


@pytest.mark.parametrize(("kind", "choice"), CHOICES)
def test_a_choice_is_the_same_in_the_ledger_and_of_records(
    kind: Any, choice: Choice, reports: list[Reading], path: Path
) -> None:
    with Ledger(path) as ledger:
        ledger.add_all(reports)
        ledger.compare()
        every = ledger.store.records(ledger.store.record_keys(kind, ClaimQuery(), Choice()))
        found = ledger.store.records(ledger.store.record_keys(kind, ClaimQuery(), choice))
    assert found == [one for one in every if choice.passes(one)]
    assert 0 < len(found) < len(every)
    days = [one.days[1] for one in every if one.days]
    assert days == sorted(days, reverse=True)


def test_nothing_is_done_where_nothing_has_changed(reports: list[Reading], path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add_all(reports)
        ledger.compare()
        before = ledger.store.record_keys("toll", ClaimQuery(), Choice())
        assert ledger.compare().documents == 0
        assert ledger.store.record_keys("toll", ClaimQuery(), Choice()) == before
