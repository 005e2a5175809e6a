"""From the parts of an address to a query of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar, get_args

import click

from ..cli.options import BoxOfDegrees, CountryCode, Day
from ..ledger.geography import Spot
from ..ledger.queries import CLAIM_ORDERS, ClaimQuery, DocumentQuery
from ..records import ControlAction, EventType, Harm, Kind, Modality
from ..review.records import REVIEW_STATES
from ..translation import _, number_text
from .errors import bad_request
from .marks import MOST, spot_of
from .state import State

T = TypeVar("T")
Read = Callable[[str], Any]

DEFAULT_SORT = "-published"

_MOST = 10**15


def _one_of(allowed: tuple[str, ...]) -> Read:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(_("it is one of %(values)s") % {"values": ", ".join(allowed)})
        return value

    return read


def _typed(type_: click.ParamType[Any]) -> Read:
    return lambda value: type_.convert(value, None, None)


def _flag(value: str) -> bool:
    return bool(_one_of(("yes", "no"))(value) == "yes")


def _share(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ValueError(_("it is a number from 0 to 1"))
    return number


def _moment(at: str) -> Read:
    """A moment in UTC, to the second; of a day, that time of it."""
    day = Day(last=at > "12")

    def read(value: str) -> str:
        if "T" not in value:
            return f"{day.convert(value, None, None)}T{at}+00:00"
        try:
            moment = datetime.fromisoformat(value.replace(" ", "+"))  # a plus that was not written as %2B
        except ValueError:
            raise ValueError(_("it is a day or a moment, such as 2023-09-20T14:00:00Z")) from None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="seconds")

    return read


def _whole(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > _MOST:
        raise ValueError(_("it is a whole number up to %(number)s") % {"number": number_text(_MOST)})
    return int(value)


SEVERAL: Mapping[str, Read] = {
    "kind": _one_of(get_args(Kind)),
    "type": _one_of(get_args(EventType)),
    "mode": str,
    "harm": _one_of(get_args(Harm)),
    "action": _one_of(get_args(ControlAction)),
    "actor": str,
    "source": str,
    "place": str,
    "country": _typed(CountryCode()),
    "conflict": str,
    "modality": _one_of(get_args(Modality)),
    "document": str,
    "outlet": str,
    "extractor": str,
    "review": _one_of(REVIEW_STATES),
}
"""Filters of claims that may stand several times in an address: any of their values passes."""

SINGLE: Mapping[str, Read] = {
    "since": _typed(Day()),
    "until": _typed(Day(last=True)),
    "published_since": _typed(Day()),
    "published_until": _typed(Day(last=True)),
    "background": _flag,
    "min_confidence": _share,
    "read_since": _moment("00:00:00"),
    "read_until": _moment("23:59:59"),
    "read_after": _whole,
    "text": str,
    "id": str,
    "placed": _flag,
    "box": _typed(BoxOfDegrees()),
    "superseded": _flag,
}
"""Filters of claims of which the last value counts."""

OF_DOCUMENTS: tuple[str, ...] = ("id", "outlet", "language", "status", "conflict")
OF_DOCUMENTS_SINGLE: tuple[str, ...] = (
    "published_since", "published_until", "read_since", "read_until", "read_after", "text",
)  # fmt: skip


def claim_filters(state: State) -> dict[str, Any]:
    """The filters of claims that an address sets; a part that cannot be understood is said to be wrong."""
    asked: dict[str, Any] = {}
    for name, read in SEVERAL.items():
        if values := state.all(name):
            asked[name] = tuple(read_part(name, value, read) for value in values)
    for name, read in SINGLE.items():
        if value := state.get(name):
            asked[name] = read_part(name, value, read)
    in_order(asked)
    return asked


def claim_query(state: State) -> ClaimQuery:
    """The claims that an address asks for."""
    sort = state.get("sort", DEFAULT_SORT)
    return ClaimQuery.of(**claim_filters(state), sort=read_part("sort", sort, _one_of(CLAIM_ORDERS)))


def document_query(state: State) -> DocumentQuery:
    """The documents that an address asks for."""
    asked: dict[str, Any] = {name: tuple(state.all(name)) for name in OF_DOCUMENTS}
    for name in OF_DOCUMENTS_SINGLE:
        if value := state.get(name):
            asked[name] = read_part(name, value, SINGLE[name])
    in_order(asked)
    return DocumentQuery.of(**asked)


def in_order(asked: Mapping[str, Any]) -> None:
    """Refuse a span of time that ends before it begins."""
    for before in ("", "published_", "read_"):
        since, until = f"{before}since", f"{before}until"
        first, last = asked.get(since), asked.get(until)
        if first and last and first > last:
            told = {"since": since, "until": until, "first": first, "last": last}
            raise bad_request(
                _("“%(since)s” (%(first)s) is later than “%(until)s” (%(last)s): nothing can be within.") % told,
                _("Change one of the two."),
            )


def flag(state: State, name: str) -> bool:
    """Whether a part says yes."""
    return read_part(name, state.get(name, "no"), _flag)


def chosen(state: State, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a part, each one of those that there are."""
    return tuple(read_part(name, value, _one_of(allowed)) for value in state.all(name))


def spots(state: State, name: str) -> list[Spot]:
    """The places that a part names, no more than a picture has."""
    return [read_part(name, value, spot_of) for value in state.all(name)[:MOST]]


def day(state: State, name: str) -> date | None:
    """A day, of a month or a year its last; null where the part is not there."""
    told = state.get(name)
    return date.fromisoformat(read_part(name, told, _typed(Day(last=True)))) if told else None


def number(state: State, name: str, default: int, most: int) -> int:
    """A whole number, at least 0 and at most ``most``."""

    def read(value: str) -> int:
        if not value.isascii() or not value.isdigit() or int(value) > most:
            raise ValueError(_("it is a whole number up to %(number)s") % {"number": number_text(most)})
        return int(value)

    return int(read_part(name, state.get(name), read)) if state.get(name) else default


def read_part(name: str, value: str, read: Callable[[str], T]) -> T:
    """A part of an address, read; a value that cannot be understood is said to be wrong."""
    try:
        return read(value)
    except click.UsageError as error:
        reason = error.message
    except ValueError as error:
        reason = str(error)
    told = {"value": value, "name": name, "reason": reason}
    raise bad_request(
        _("“%(value)s” cannot be understood as “%(name)s”: %(reason)s") % told,
        _("Change that part of the address, or take it away."),
    )
