"""What "new" means on the page Today: read since somebody last looked, read within a range, or published within one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlencode

from ..ledger.pages import Latest
from .asking import SINGLE, chosen, in_order, read_part
from .seen import Seen, moment_of
from .state import State

By = Literal["read", "published"]

AT_FIRST = timedelta(days=1)
"""Who has marked nothing as seen is shown what was read in so much time before the latest reading."""

DAYS = 7
"""Without a range, what is shown by the day of the report goes back so many days."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period as filters of claims and documents; ``since`` and ``until`` as they stand in the address, or as they
    follow from what was seen; ``seen`` where that decides, ``chosen`` where the address does."""

    by: By
    filters: dict[str, Any]
    since: str
    until: str
    seen: Seen | None = None
    chosen: bool = False

    def address(self, path: str, **filters: str) -> str:
        """The address of a list of what is new, narrowed by further filters."""
        return f"{path}?{urlencode({**self.filters, **filters})}"


def period_of(state: State, latest: Latest, seen: Seen | None) -> Period:
    """The period that an address and what was seen ask for."""
    days = state.get("published_since") or state.get("published_until")
    by: By = (*chosen(state, "by", ("read", "published")), "published" if days else "read")[0]  # type: ignore[assignment]
    names = (f"{by}_since", f"{by}_until")
    parts = (*names, "read_after") if by == "read" else names
    asked = {name: read_part(name, state.get(name), SINGLE[name]) for name in parts if state.get(name)}
    in_order(asked)
    if asked:
        return Period(by, asked, asked.get(names[0], ""), asked.get(names[1], ""), chosen=True)
    if by == "published":
        return _last_days(latest)
    if seen is not None and seen.reading <= latest.reading:
        return Period(by, {"read_after": seen.reading}, _written(seen.moment), "", seen=seen)
    if seen is not None:  # another ledger stands where that one was
        return Period(by, {"read_since": _written(seen.moment)}, _written(seen.moment), "", seen=seen)
    last = moment_of(str(latest.moment))
    since = _written(last - AT_FIRST) if last else ""
    return Period(by, {"read_since": since} if since else {}, since, "")


def _last_days(latest: Latest) -> Period:
    if not latest.day:
        return Period("published", {}, "", "")
    year, month, day = latest.day // 10_000, latest.day // 100 % 100, latest.day % 100
    since = (date(year, month, day) - timedelta(days=DAYS - 1)).isoformat()
    return Period("published", {"published_since": since}, since, "")


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
