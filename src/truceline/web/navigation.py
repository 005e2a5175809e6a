"""The pages that one can go to from everywhere, in the order in which they are listed."""

from __future__ import annotations

from dataclasses import dataclass

from ..people.roles import Role


@dataclass(frozen=True, slots=True)
class Goal:
    """A page: its address, what it is called, the key that follows ``g`` to get there, what the list of keys says of
    it, whether it stands in the bar or in the menu beside it, and the role that it needs."""

    address: str
    name: str
    key: str
    what: str
    in_bar: bool = True
    role: Role = "reader"


GOALS = (
    Goal("/", "Overview", "h", "overview", in_bar=False),
    Goal("/briefing", "Today", "b", "today: what is new"),
    Goal("/claims", "Claims", "c", "claims"),
    Goal("/map", "Map", "m", "map and timeline"),
    Goal("/documents", "Reports", "r", "reports"),
    Goal("/stories", "Stories", "s", "stories"),
    Goal("/incidents", "Incidents", "i", "incidents"),
    Goal("/accounts", "Accounts", "a", "accounts side by side"),
    Goal("/ceasefires", "Ceasefires", "t", "ceasefires"),
    Goal("/review", "Review", "v", "review", role="reviewer"),
    Goal("/sources", "Sources", "o", "outlets and sources", in_bar=False),
    Goal("/words", "Words", "w", "words that sources choose", in_bar=False),
    Goal("/people", "People", "p", "people and what was done", in_bar=False, role="administrator"),
)
