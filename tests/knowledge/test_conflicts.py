"""Conflicts: they refer to countries, groups and bodies that the other files know."""

from __future__ import annotations

from collections import Counter

import pytest

from truceline.knowledge.loader import (
    KNOWLEDGE,
    load_armed_groups,
    load_conflicts,
    load_countries,
    load_organisations,
)
from truceline.knowledge.schema import Conflict

CONFLICTS = load_conflicts()
KNOWN_ACTORS = (
    {c.name for c in load_countries()}
    | {c.government for c in load_countries()}
    | {g.name for g in load_armed_groups()}
    | {o.name for o in load_organisations()}
    | {name for o in load_organisations() for name in (*o.names, *o.abbreviations)}
)
KNOWN_COUNTRIES = {c.iso3 for c in load_countries()}


def test_no_conflict_stands_twice() -> None:
    assert [i for i, count in Counter(c.id for c in CONFLICTS).items() if count > 1] == []
    assert [n for n, count in Counter(c.name for c in CONFLICTS).items() if count > 1] == []


def test_a_file_is_named_for_its_conflict() -> None:
    assert {path.stem for path in (KNOWLEDGE / "conflicts").glob("*.yaml")} == {c.id for c in CONFLICTS}


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda c: c.id)
def test_it_refers_to_what_is_known(conflict: Conflict) -> None:
    assert set(conflict.countries) <= KNOWN_COUNTRIES
    assert [actor for side in conflict.sides for actor in side.actors if actor not in KNOWN_ACTORS] == []


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda c: c.id)
def test_it_has_a_beginning_two_sides_and_words_to_tell_it_by(conflict: Conflict) -> None:
    assert conflict.from_
    assert len(conflict.sides) >= 2
    assert conflict.keywords
    assert conflict.places


@pytest.mark.parametrize("conflict", [c for c in CONFLICTS if c.rivals], ids=lambda c: c.id)
def test_a_rival_term_has_a_neutral_one_beside_it(conflict: Conflict) -> None:
    for rival in conflict.rivals:
        assert rival.neutral, rival.term
        assert rival.used_by, rival.term


GOING_ON = [
    ("2020-10-14", "nagorno-karabakh"),
    ("2023-09-20", "nagorno-karabakh"),
    ("1993-04-03", "nagorno-karabakh"),
    ("2008-08-10", "georgia-2008"),
    ("2022-03-01", "russia-ukraine"),
    ("2015-02-12", "donbas"),
    ("2023-11-01", "israel-gaza-2023"),
    ("2006-07-20", "israel-lebanon"),
    ("2025-06-14", "israel-iran"),
    ("2013-08-21", "syria"),
    ("2015-04-01", "yemen"),
    ("2023-06-01", "sudan-2023"),
    ("2004-08-01", "darfur"),
    ("2021-01-01", "tigray"),
    ("2013-12-20", "south-sudan"),
    ("2025-01-27", "drc-east"),
    ("2017-08-30", "rohingya"),
    ("2024-01-01", "myanmar-2021"),
    ("2009-04-20", "sri-lanka"),
    ("2002-05-02", "colombia"),
    ("1995-07-11", "bosnia"),
    ("1999-04-01", "kosovo"),
    ("2000-01-15", "chechnya-second"),
    ("1994-05-01", "rwanda"),
    ("2019-02-27", "kashmir"),
    ("2025-05-08", "india-pakistan-2025"),
    ("2025-07-25", "thailand-cambodia"),
]


def test_a_war_lies_within_the_conflict_it_is_part_of() -> None:
    known = {c.id: c for c in CONFLICTS}
    parts = [c for c in CONFLICTS if c.part_of]
    assert parts
    for part in parts:
        whole = known[part.part_of or ""]
        assert whole.covers(part.from_), part.id
        assert whole.to is None or (part.to is not None and whole.covers(part.to)), part.id
        assert set(part.countries) <= set(whole.countries), part.id
        assert whole.part_of is None, f"{part.id}: a part of a part"


@pytest.mark.parametrize(("day", "conflict_id"), GOING_ON)
def test_it_was_going_on_that_day(day: str, conflict_id: str) -> None:
    assert conflict_id in {c.id for c in CONFLICTS if c.covers(day)}


OVER = [
    ("2010-01-01", "sri-lanka"),
    ("2024-06-01", "nagorno-karabakh"),
    ("2000-01-01", "kosovo"),
    ("2023-06-01", "tigray"),
    ("2025-06-01", "syria"),
]


@pytest.mark.parametrize(("day", "conflict_id"), OVER)
def test_it_was_over_or_not_begun(day: str, conflict_id: str) -> None:
    assert conflict_id not in {c.id for c in CONFLICTS if c.covers(day)}
