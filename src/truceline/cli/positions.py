"""Positions of a dispute or an agreement, and how their sources stand to each other, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..compare.dispute import Between, Position


def days(interval: tuple[date, date] | None) -> str:
    """ "2023-09-20  ", "2023-09-19 to 2023-09-20  ", or nothing."""
    return "" if interval is None else f"{' to '.join(dict.fromkeys(day.isoformat() for day in interval))}  "


def position_lines(position: Position) -> Iterator[str]:
    """What a position says, each claim of it with who says so and its sentence, and the marks of those who say so."""
    from . import phrasing

    yield f"  - {position.says}"
    for claimant, account in position.told:
        document = account.claim.document
        day = phrasing.interval(document.published)
        copied = f", a copy of {account.original[:8]}" if account.original not in (None, document.id) else ""
        yield f"      {claimant.name}, in {phrasing.publisher(document)}{f', {day}' if day else ''}{copied}"
        yield f"        “{account.claim.sentence.text}”  {account.claim.id[:8]}"
    for mark in position.marks:
        yield f"      * {mark.words}"


def between_lines(several: Iterable[Between]) -> Iterator[str]:
    """How claimants stand to each other."""
    for between in several:
        yield f"  {between.one} / {between.other}: {between.relation.why}"
