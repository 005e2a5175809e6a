"""Timelines of ceasefires as JSON, and again: the steps of each moment, and which moments each ceasefire has."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

import msgspec

from ...compare.ceasefire_steps import Step, step_of
from ...compare.ceasefires import Ceasefire, Moment, Timeline
from .packing import Accounts, pack, unpack
from .whole import Told


def pack_timeline(timeline: Timeline) -> str:
    """A timeline as JSON."""
    place = {id(moment): i for i, moment in enumerate(timeline.moments)}
    steps = [msgspec.Raw(pack(moment.steps).encode()) for moment in timeline.moments]
    of = [[place[id(moment)] for moment in ceasefire.moments] for ceasefire in timeline.ceasefires]
    return msgspec.json.encode({"moments": steps, "ceasefires": of}).decode()


def steps_of(told: Sequence[Told], packed: str | None, changed: Container[int]) -> list[Step]:
    """The steps that claims tell.  Known from the timeline that was packed are those of claims that are in it, unless
    they are of reports (by their keys) that have ``changed`` since."""
    known = {one.account.claim.id: one.account for one in told if one.document not in changed}
    steps = list(_unpack_steps(packed, known)) if packed else []
    done = {step.claim.id for step in steps}
    return steps + [step for t in told if t.account.claim.id not in done and (step := step_of(t.account))]


def _unpack_steps(packed: str, accounts: Accounts) -> Iterator[Step]:
    """The steps of a timeline that was packed, as far as their claims are among ``accounts``."""
    for steps in msgspec.json.decode(packed)["moments"]:
        for step in steps:
            if step["account"] in accounts:
                yield unpack(Step, step, accounts)


def unpack_timeline(packed: str, conflict: str | None, accounts: Accounts) -> Timeline:
    """The timeline that was packed; ``accounts`` has all that it names."""
    told: dict[str, Any] = msgspec.json.decode(packed)
    moments = [Moment(unpack(tuple[Step, ...], steps, accounts)) for steps in told["moments"]]
    ceasefires = tuple(Ceasefire([moments[i] for i in places]) for places in told["ceasefires"])
    return Timeline(conflict, tuple(moments), ceasefires)
