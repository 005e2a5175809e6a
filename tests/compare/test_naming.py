"""Who is somebody, and who is nobody in particular."""

from __future__ import annotations

import pytest

from truceline.compare.naming import is_unnamed
from truceline.records import Actor


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (Actor(text="the UN", name="United Nations", sector="IGO"), False),
        (Actor(text="Hill Army", name="Hill Army", sector="REB"), False),
        (Actor(text="officials"), True),
        (Actor(text="officials", name="Officials"), True),
        (Actor(text="residents", name="Residents"), True),
        (Actor(text="the ministry", name="Ministry of Defence of Northland", country="NOR"), False),
        (Actor(text="x", name=""), True),
        (Actor(text="x", name=" "), True),  # a model may give a name of nothing but space
    ],
)
def test_whether_a_report_says_who_it_is(actor: Actor, expected: bool) -> None:
    assert is_unnamed(actor) is expected
