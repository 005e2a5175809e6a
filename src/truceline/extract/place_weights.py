"""How much each kind of evidence for a place counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, in nats.  Set on public gold (see docs/benchmarks.md)."""

    size: float = 0.5
    state: float = 9.0
    capital: float = 1.5
    seat: float = 0.5
    seat_first: float = 1.5
    own_name: float = 1.1
    overlay: float = 4.2
    land: float = 3.0
    natural: float = 1.9
    division_share: float = 2.0
    hint: float = 3.0
    only_land: float = 0.8
    named: float = 1.3
    beside: float = 9.0
    sort: float = 3.6
    country: float = 3.5
    division: float = 3.0
    near: float = 3.5
    near_km: float = 400.0


WEIGHTS = Weights()
