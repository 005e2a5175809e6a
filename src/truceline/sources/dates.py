"""Publication dates: from a field of metadata, from an address, from the caller."""

from __future__ import annotations

import re

from ..language.date_fields import days_of, interval
from ..records import DateBasis, Published

# A day in the path of an address: /2023/09/20/, /2023/sep/20/, /2023-09-20/, -2023-09-20, /20230920/, -20230920.html
_URL_DAY = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3})/(\d{1,2})(?:/|$)", re.IGNORECASE),
    re.compile(r"[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/_-]|\.html?|$)"),
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)(?:/|$)")


def published(text: str | None, basis: DateBasis, where: str) -> Published:
    """A publication date from a field: ``where`` names the field, for the evidence.

    An empty field gives an unknown date; one that cannot be read gives an unknown date that keeps its text.
    """
    if not text or not text.strip():
        return Published()
    text = " ".join(text.split())[:200]
    days = interval(text)
    if days is None:
        return Published(text=text, basis="unknown", evidence=(f"{where} is no date for certain: {text}",))
    start, end = days
    return Published(
        text=text, start=start.isoformat(), end=end.isoformat(), basis=basis, evidence=(f"{where}: {text}",)
    )


def from_url(url: str | None) -> Published:
    """The date in the path of an address, a day or a month ("/2023/09/"); unknown when there is none."""
    path = re.sub(r"[?#].*", "", re.sub(r"^[a-z]+://[^/]*", "", url or "", flags=re.IGNORECASE))
    for pattern in (*_URL_DAY, _URL_MONTH):
        if (m := pattern.search(path)) and (days := days_of(m[1], m[2], m[3] if pattern.groups > 2 else None)):
            start, end = days
            text = m.group().strip("/_-")
            return Published(
                text=text, start=start.isoformat(), end=end.isoformat(), basis="url",
                evidence=(f"address: {text}",),
            )  # fmt: skip
    return Published()


def given(text: str) -> Published:
    """The date that the caller gives: a day, a month or a year.  Raises ValueError when it is none."""
    days = interval(text) if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text.strip()) else None
    if days is None:
        raise ValueError(f"{text!r} is no date: give a day 2023-09-20, a month 2023-09 or a year 2023")
    start, end = days
    return Published(
        text=text.strip(), start=start.isoformat(), end=end.isoformat(), basis="given",
        evidence=("given by the reader",),
    )  # fmt: skip
