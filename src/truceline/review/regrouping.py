"""Incidents as people split and merged them: what was found by comparing, and what stands after their decisions.

Decisions are honoured in their order.  A split takes claims out of whatever incident holds them together with those
that they were parted from; a merge puts all incidents together that hold its claims.  Claims that came later stay with
those that they were found with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .folding import standing
from .records import Decision, Json

Spot = tuple[str, str, int, int]
"""Where a claim stands: id of its document, kind, first and last character of the span."""


def spot_of(claim: Mapping[str, Any]) -> Spot:
    """Where a claim of a decision stands."""
    return claim["document"], claim["kind"], claim["start"], claim["end"]


def regroupings(decisions: Iterable[Decision]) -> list[Decision]:
    """The splits and merges that were not taken back, in their order."""
    return [d for d in standing(decisions) if d.verb in ("split", "merge")]


def named(regrouping: Iterable[Decision]) -> list[Json]:
    """All claims that splits and merges name."""
    lists = ((one.new or {}).get(name, ()) for one in regrouping for name in ("apart", "rest", "together"))
    return [claim for several in lists for claim in several]


def regrouped(
    found: Mapping[int, int], regrouping: Sequence[Decision], keys: Mapping[str, int]
) -> dict[int, frozenset[int]]:
    """For claims by their keys, the keys of those that are of one incident with each after all decisions.

    ``found`` gives the incident that each claim was found to be of; ``keys`` those of the claims that decisions name,
    by the ids these name them by, as far as the claims are there.
    """
    groups: dict[int, set[int]] = {}
    for claim, incident in found.items():
        groups.setdefault(incident, set()).add(claim)
    of: dict[int, set[int]] = {claim: groups[incident] for claim, incident in found.items()}

    def there(one: Decision, name: str) -> list[int]:
        ids = (claim["id"] for claim in (one.new or {}).get(name, ()))
        return [keys[i] for i in ids if i in keys and keys[i] in of]

    for one in regrouping:
        if one.verb == "split":
            _part(of, there(one, "apart"), there(one, "rest"))
        else:
            _join(of, there(one, "together"))
    return {claim: frozenset(group) for claim, group in of.items()}


def _part(of: dict[int, set[int]], apart: Sequence[int], rest: Sequence[int]) -> None:
    taken = {claim for claim in apart if any(of[claim] is of[other] for other in rest)}
    for claim in taken:
        of[claim].discard(claim)
    made = set(taken)
    of.update(dict.fromkeys(made, made))


def _join(of: dict[int, set[int]], together: Sequence[int]) -> None:
    made = {claim for one in together for claim in of[one]}
    of.update(dict.fromkeys(made, made))
