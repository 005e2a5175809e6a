"""From the texts of a form to the records of a claim; what is wrong is told of the field that it stands in.

A field that is empty says that the report does not say it: null, or a list without rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

import click

from ...cli.options import Day
from ...llm.answer import event_modes, victim_groups
from ...records import (
    Actor,
    Control,
    ControlAction,
    Count,
    Document,
    Event,
    EventType,
    Harm,
    LossObject,
    Modality,
    Place,
    Precision,
    Quotation,
    Scope,
    Sentence,
    Span,
    Time,
    Toll,
)
from ..render import _
from .stretches import found, sentence_around
from .values import Values

T = TypeVar("T")

_COUNTRY = re.compile(r"[A-Z]{3}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_LARGEST = 10**12
_LONGEST = 1_000


class Reader:
    """Reads one form about one report; ``errors`` are what is wrong, by the names of fields."""

    def __init__(self, values: Values, document: Document, known: Sequence[Sentence] = ()) -> None:
        self._values = values
        self._document = document
        self._known = known
        self.errors: dict[str, str] = {}

    def fields(self) -> dict[str, Any]:
        """All fields of a claim but those that nobody types; of no use where there are errors."""
        span = self._stretch("span")
        sentence = self._sentence(span)
        return {
            "span": span,
            "sentence": sentence,
            "body": _BODIES.get(self._values.get("kind"), _BODIES["event"])(self, span, sentence),
            "sources": self._several("sources", self._actor),
            "channel": self._words("channel"),
            "quotation": self._choice("quotation", get_args(Quotation)) or "none",
            "said": self._time("said"),
            "modality": self._needed("modality", get_args(Modality)),
            "background": self._values.get("background") == "yes",
        }

    def _event(self, span: Span, sentence: Sentence) -> Event:
        told = self._values.get("body.trigger.text")
        trigger = self._stretch("body.trigger", sentence) if told else span
        return Event(
            type=self._needed("body.type", get_args(EventType)),
            mode=self._choice("body.mode", event_modes()),
            actors=self._several("body.actors", self._actor),
            recipients=self._several("body.recipients", self._actor),
            places=self._several("body.places", self._place),
            time=self._time("body.time"),
            condition=self._words("body.condition"),
            instrument=self._words("body.instrument"),
            trigger=trigger,
        )

    def _toll(self, _span: Span, _sentence: Sentence) -> Toll:
        count = self._count("body.count")
        if count is None:
            self._wrong("body.count.text", _("Give the words of the number as they stand in the report."))
        return Toll(
            harm=self._needed("body.harm", get_args(Harm)),
            object=self._needed("body.object", get_args(LossObject)),
            group=self._choice("body.group", victim_groups()),
            side=self._actor("body.side"),
            count=count or Count(text="", best=None, low=None, high=None),
            scope=self._choice("body.scope", get_args(Scope)),
            period=self._time("body.period"),
            places=self._several("body.places", self._place),
            blamed=self._several("body.blamed", self._actor),
        )

    def _control(self, span: Span, _sentence: Sentence) -> Control:
        return Control(
            action=self._needed("body.action", get_args(ControlAction)),
            by=self._actor("body.by"),
            from_=self._actor("body.from"),
            places=self._several("body.places", self._place),
            count=self._count("body.count"),
            time=self._time("body.time"),
            wording=self._words("body.wording") or span.text,
        )

    def _stretch(self, name: str, inside: Sentence | None = None) -> Span:
        """Words of the report, or of a sentence of it: where they were selected, or nearest to there."""
        words, text = self._values.get(f"{name}.text"), self._document.text
        near = self._values.get(f"{name}.start")
        first, last = (inside.start, inside.end) if inside else (0, len(text))
        at = found(text[first:last], words, (int(near) if near.isdigit() else first) - first)
        if at is None:
            where = _("These words do not stand in the sentence.") if inside else _("The report has no such words.")
            self._wrong(f"{name}.text", where if words else _("Select the words in the report."))
            return Span(start=0, end=0, text="")
        start, end = at[0] + first, at[1] + first
        return Span(start=start, end=end, text=text[start:end])

    def _sentence(self, span: Span) -> Sentence:
        """The sentence that was given, where the span stands in it; else the one that it stands in."""
        text = self._document.text
        words, near = self._values.get("sentence.text"), self._values.get("sentence.start")
        at = found(text, words, int(near) if near.isdigit() else span.start) if words else None
        if at is None or not at[0] <= span.start <= span.end <= at[1]:
            return sentence_around(text, span.start, span.end, self._known)
        same = next((one for one in self._known if (one.start, one.end) == at), None)
        if same is not None:
            return same
        index = sentence_around(text, span.start, span.end, self._known).index
        return Sentence(index=index, start=at[0], end=at[1], text=text[at[0] : at[1]])

    def _several(self, name: str, read: Callable[[str], T | None]) -> tuple[T, ...]:
        return tuple(one for row in self._values.rows(name) if (one := read(row)) is not None)

    def _actor(self, name: str) -> Actor | None:
        told = {part: self._words(f"{name}.{part}") for part in ("text", "name", "country", "sector", "role")}
        told["wikidata"] = self._like(f"{name}.wikidata", _WIKIDATA, _("An item is written like Q42."))
        told["country"] = self._like(f"{name}.country", _COUNTRY, _("A state has three capitals, like SDN."))
        if not told["text"] and any(told.values()):
            self._wrong(f"{name}.text", _("Give the words of the report that mean them."))
        return Actor(**told) if told["text"] else None  # type: ignore[arg-type]

    def _place(self, name: str) -> Place | None:
        text = self._words(f"{name}.text")
        lat, lon = (self._degrees(f"{name}.{part}", most) for part, most in (("lat", 90), ("lon", 180)))
        if (lat is None) != (lon is None):
            self._wrong(f"{name}.lat", _("Give both coordinates, or neither."))
        found_as = Place(
            text=text or "",
            name=self._words(f"{name}.name"),
            country=self._like(f"{name}.country", _COUNTRY, _("A state has three capitals, like SDN.")),
            lat=lat,
            lon=lon,
            geonames=self._number(f"{name}.geonames"),
            wikidata=self._like(f"{name}.wikidata", _WIKIDATA, _("An item is written like Q42.")),
            precision=self._choice(f"{name}.precision", get_args(Precision)),
        )
        if not text and found_as != Place(text=""):
            self._wrong(f"{name}.text", _("Give the words of the report that mean it."))
        return found_as if text else None

    def _time(self, name: str) -> Time | None:
        text = self._words(f"{name}.text")
        start, end = self._day(f"{name}.start", last=False), self._day(f"{name}.end", last=True)
        if start and end and start > end:
            self._wrong(f"{name}.end", _("This day is before the first."))
        return Time(text=text, start=start, end=end) if text or start or end else None

    def _count(self, name: str) -> Count | None:
        text = self._words(f"{name}.text")
        best, low, high = (self._number(f"{name}.{part}") for part in ("best", "low", "high"))
        numbers = [number for number in (low, best, high) if number is not None]
        if numbers != sorted(numbers):
            self._wrong(f"{name}.best", _("At least, best and at most have to be in this order."))
        if numbers and not text:
            self._wrong(f"{name}.text", _("Give the words of the number as they stand in the report."))
        return Count(text=text, best=best, low=low, high=high) if text else None

    def _words(self, name: str) -> str | None:
        text = self._values.get(name)
        if len(text) > _LONGEST:
            self._wrong(name, _("This is too long."))
        return text or None

    def _like(self, name: str, form: re.Pattern[str], wrong: str) -> str | None:
        text = self._values.get(name)
        if text and not form.fullmatch(text):
            self._wrong(name, wrong)
        return text or None

    def _number(self, name: str) -> int | None:
        text = self._values.get(name).replace(",", "").replace(" ", "")
        if not text:
            return None
        if text.isascii() and text.isdigit() and int(text) <= _LARGEST:
            return int(text)
        self._wrong(name, _("Give a whole number, or leave it empty."))
        return None

    def _degrees(self, name: str, most: int) -> float | None:
        text = self._values.get(name)
        try:
            degrees = float(text) if text else None
        except ValueError:
            degrees = float(most + 1)
        if degrees is not None and not -most <= degrees <= most:
            self._wrong(name, _("Give degrees with a point, or leave it empty."))
            return None
        return degrees

    def _day(self, name: str, *, last: bool) -> str | None:
        text = self._values.get(name)
        if not text:
            return None
        try:
            return date.fromisoformat(Day(last=last).convert(text, None, None)).isoformat()
        except (click.UsageError, ValueError):
            self._wrong(name, _("Give a day like 2023-04-15, a month or a year, or leave it empty."))
            return None

    def _choice(self, name: str, allowed: tuple[Any, ...]) -> Any:
        text = self._values.get(name)
        if text and text not in allowed:
            self._wrong(name, _("Choose one of the list."))
        return text if text in allowed else None

    def _needed(self, name: str, allowed: tuple[Any, ...]) -> Any:
        chosen = self._choice(name, allowed)
        if chosen is None:
            self._wrong(name, _("Choose one of the list."))
        return chosen or allowed[0]

    def _wrong(self, name: str, what: str) -> None:
        self.errors.setdefault(name, what)


_BODIES: dict[str, Callable[[Reader, Span, Sentence], Event | Toll | Control]] = {
    "event": Reader._event,
    "toll": Reader._toll,
    "control": Reader._control,
}


@cache
def choices() -> dict[str, tuple[str, ...]]:
    """What a field may hold, by the last part of its name."""
    from ...knowledge.schema import Sector

    return {
        "type": get_args(EventType), "mode": event_modes(), "harm": get_args(Harm), "object": get_args(LossObject),
        "group": victim_groups(), "scope": get_args(Scope), "action": get_args(ControlAction),
        "modality": get_args(Modality), "quotation": get_args(Quotation), "sector": get_args(Sector),
        "precision": get_args(Precision),
    }  # fmt: skip
