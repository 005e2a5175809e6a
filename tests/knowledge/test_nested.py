"""Wars within longer conflicts."""

from __future__ import annotations

import pytest

from truceline.knowledge.nested import innermost, wars_of, whole_of, with_parts

KASHMIR = ("kashmir", "india-pakistan-2025", "kargil")


@pytest.mark.parametrize(
    ("conflict", "wars"),
    [("kargil", ("kargil", "kashmir")), ("kashmir", ("kashmir",)), ("none", ("none",)), ("", ("",))],
)
def test_what_a_war_is_part_of(conflict: str, wars: tuple[str, ...]) -> None:
    assert wars_of(conflict) == wars


def test_the_parts_of_a_war_stand_after_it() -> None:
    assert with_parts(["kashmir"])[0] == "kashmir"
    assert set(with_parts(["kashmir"])) == set(KASHMIR)
    assert with_parts(["kargil"]) == ("kargil",)


@pytest.mark.parametrize(
    ("ids", "war"),
    [
        (["kashmir"], "kashmir"),
        (["kargil"], "kargil"),
        (["kargil", "kashmir"], "kashmir"),
        (["kargil", "india-pakistan-2025"], "kashmir"),
        (["kargil", "donbas"], None),
        (["kargil", "none"], None),
        ([], None),
    ],
)
def test_the_innermost_war_that_has_all(ids: list[str], war: str | None) -> None:
    assert innermost(ids) == war


@pytest.mark.parametrize(
    ("ids", "war"),
    [
        (KASHMIR, "kashmir"),
        (KASHMIR[::-1], "kashmir"),
        (["kashmir"], None),
        (["kashmir", "kargil"], None),
        (["kargil"], "kargil"),
        ([*KASHMIR, "donbas"], None),
        (["none"], "none"),
        ([], None),
    ],
)
def test_a_war_is_whole_with_all_its_parts(ids: list[str], war: str | None) -> None:
    assert whole_of(ids) == war
