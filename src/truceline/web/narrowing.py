"""What a list of claims can be narrowed to, as it is shown: the first choices of each facet, and what is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..ledger.facets import LONG, Choice
from ..ledger.queries import ClaimQuery
from ..translation import _
from . import labels
from .asking import claim_query
from .desk import Desk
from .errors import not_found
from .state import State

_MOST_CHOSEN = 20
"""Of more values that are chosen in one facet, those that are not among its first are not counted."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its first choices; ``chosen`` are values that the address has and that are not among them, ``total``
    is how many choices it has."""

    choices: tuple[Choice, ...]
    chosen: tuple[Choice, ...]
    total: int


def shown(desk: Desk, state: State, query: ClaimQuery) -> dict[str, Facet]:
    """The facets of the claims that an address asks for, by their names, in their order."""
    first, totals = desk.browser.facets(query), desk.browser.facet_totals(query)
    return {
        name: Facet(first[name], tuple(_others(desk, state, name, first[name])), totals[name]) for name in labels.FACETS
    }


def called(desk: Desk, name: str) -> dict[str, str]:
    """What the values of a facet are called where that is not their own name."""
    if name == "conflict":
        return desk.conflict_names()
    return {value: labels.value(name, value) for value in labels.PARTS.get(name, ())}


def no_facet(name: str) -> Exception:
    """That there is no such facet, or none of which not all choices are listed."""
    return not_found(
        _("Claims have no list of values with the name “%(name)s”.") % {"name": name},
        _("There are: %(names)s.") % {"names": ", ".join(LONG)},
    )


def chosen(state: State, name: str) -> list[str]:
    """The values of a facet that an address has."""
    if name == "year":
        since = state.get("since")
        return [since] if since.isdigit() and since == state.get("until") else []
    return list(dict.fromkeys(state.all(name)))


def _others(desk: Desk, state: State, name: str, first: tuple[Choice, ...]) -> Iterator[Choice]:
    listed = {choice.value for choice in first}
    for value in [one for one in chosen(state, name) if one not in listed][:_MOST_CHOSEN]:
        parts = (("since", value), ("until", value)) if name == "year" else ((name, value),)
        alone = State(state.path, (*state.others(*(part for part, _ in parts)), *parts))
        yield Choice(value, value, desk.browser.claims(claim_query(alone), limit=0).total)
