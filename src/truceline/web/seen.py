"""Up to where somebody has seen what was read into the ledger: a cookie of the browser, one for each ledger.

It holds the number of the last reading seen and its moment.  The number decides: a program that reads many reports
stores them some time after the moment of their reading, and what is stored later must not be passed over.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastapi import Request
from fastapi.responses import Response

from ..ledger.pages import Latest

_KEPT = 400 * 24 * 3600
"""As long as browsers keep a cookie at most, in seconds."""

_VALUE = re.compile(r"(\d{1,15})\.(\d{14})")


@dataclass(frozen=True, slots=True)
class Seen:
    """The number of the last reading that was seen, and its moment (UTC)."""

    reading: int
    moment: datetime

    def __str__(self) -> str:
        return f"{self.reading}.{self.moment:%Y%m%d%H%M%S}"

    @classmethod
    def of(cls, text: str) -> Seen | None:
        """What ``str`` gives; null for anything else."""
        found = _VALUE.fullmatch(text)
        moment = moment_of(found[2]) if found else None
        return cls(int(found[1]), moment) if found and moment else None

    @classmethod
    def all_of(cls, latest: Latest) -> Seen | None:
        """That everything up to the latest reading was seen; null where there is none."""
        moment = moment_of(str(latest.moment))
        return cls(latest.reading, moment) if moment else None


def moment_of(digits: str) -> datetime | None:
    """The moment that fourteen digits are, from the year to the second; null for others."""
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def seen_by(request: Request, ledger: Path) -> Seen | None:
    """What the browser has marked as seen of a ledger."""
    return Seen.of(request.cookies.get(_name(ledger), ""))


def mark(answer: Response, ledger: Path, seen: Seen, *, secure: bool) -> None:
    """Have the browser remember it."""
    answer.set_cookie(_name(ledger), str(seen), max_age=_KEPT, httponly=True, samesite="strict", secure=secure)


def _name(ledger: Path) -> str:
    return f"seen-{hashlib.sha256(str(ledger.resolve()).encode()).hexdigest()[:12]}"
