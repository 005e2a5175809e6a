"""Builders of what is counted: "last week", "two years ago", durations and sets: see time_build_days.py."""

from __future__ import annotations

from typing import Any

from .time_expressions import GRAINS, Expression, duration
from .time_hit import Hit, approximate, count_of, modifier, relative_fields, value_of
from .time_words import Token

_CLOCK_UNITS = frozenset({"hour", "minute", "second"})


def window(hit: Hit) -> Expression | None:
    """ "the past 24 hours", "the last few weeks", "the next two years": a duration with one end at the base."""
    unit, side = hit.pick("UKk"), hit.pick("LXF")
    assert unit is not None
    assert side is not None
    count = count_of(hit) if hit.pick("JNQ") else 1.0
    sign = -1 if side.cls == "L" else 1
    return hit.make("DURATION", GRAINS[unit.value], value=duration(count, unit.value), mod=approximate(hit),
                    base="context" if side.cls == "F" else "published",
                    window=(sign * count, unit.value) if count else None)  # fmt: skip


def relative(hit: Hit) -> Expression | None:
    """ "last week", "earlier this month", "the end of the year", "the next day", "the weekend"."""
    unit = hit.pick("UKkD")
    assert unit is not None
    if unit.low.endswith("s") and unit.cls == "U":
        return _vague_plural(hit, unit)
    side = hit.pick("LXHPFR")
    if unit.value in _CLOCK_UNITS:
        return None
    if side is None:
        if unit.cls == "D":
            return hit.make("DATE", "week", unit="weekend", shift=None)
        return hit.make("DATE", GRAINS[unit.value], unit=unit.value, shift=0, mod=modifier(hit))
    fields = relative_fields(hit)
    after_the = "t" in hit.shape.split(side.cls)[0]
    if side.cls == "X" and after_the:
        fields["base"] = "context"
    whole = side.low == "last" and unit.value in ("week", "weekend", "century")
    if side.cls == "L" and (side.low == "past" or after_the) and unit.value != "day" and not whole:
        fields["window"] = (-1.0, unit.value)
    if side.cls in "LX" and unit.value == "day" and (side.cls == "L" or not after_the):
        return None
    mod = modifier(hit) or ("START" if hit.pick("A") and hit.low(0) == "earlier" else None)
    return hit.make("DATE", GRAINS[unit.value], mod=mod, **fields)


def _vague_plural(hit: Hit, unit: Token) -> Expression | None:
    """ "past years", "coming months": no calendar value."""
    side = hit.pick("LXHPFR")
    if side is None or side.cls in "HR":
        return None
    value = "PAST_REF" if side.cls in "LP" else "FUTURE_REF"
    return hit.make("DATE", GRAINS[unit.value], value=value)


def ago(hit: Hit) -> Expression | None:
    """ "two weeks ago"; the grain is that of the unit."""
    unit = hit.pick("UKkD")
    assert unit is not None
    count = None if hit.shape in ("Ug", "Kg", "kg") else count_of(hit)
    if count is None or unit.value in ("second", "minute"):
        return hit.make("DATE", GRAINS[unit.value], value="PAST_REF")
    return hit.make("DATE", GRAINS[unit.value], mod=approximate(hit), **_shift(count, unit.value, -1))


def _shift(count: float, unit: str, sign: int) -> dict[str, Any]:
    if unit == "hour":
        return {"unit": "hour", "shift": sign * int(count)}
    if unit == "year" and count % 1:
        return {"unit": "month", "shift": sign * int(count * 12)}
    return {"unit": unit, "shift": sign * int(count)}


def apart(hit: Hit) -> Expression | None:
    """ "three years earlier", "two days later": counted from the day last spoken of."""
    unit = hit.pick("UKkD")
    word = hit.tokens[hit.last - 1]
    assert unit is not None
    if hit.low(1) == "than":
        return None
    if word.cls == "B" and word.low not in ("before", "after"):
        return None
    sign = 1 if word.low in ("later", "after") else -1
    count = 1.0 if hit.pick("JNQa") is None else count_of(hit)
    if count is None or unit.value in ("second", "minute"):
        return hit.make("DATE", GRAINS[unit.value], value="PAST_REF" if sign < 0 else "FUTURE_REF")
    return hit.make("DATE", GRAINS[unit.value], base="context", mod=approximate(hit), **_shift(count, unit.value, sign))


def recent(hit: Hit) -> Expression | None:
    """ "recent days": no calendar value."""
    unit = hit.pick("U")
    assert unit is not None
    if not unit.low.endswith("s"):
        return None
    if unit.value in ("week", "month"):
        return hit.make("DURATION", GRAINS[unit.value], value=duration(None, unit.value))
    return hit.make("DATE", GRAINS[unit.value], value="PAST_REF")


def repeated(hit: Hit) -> Expression | None:
    """ "every day", "each Friday", "every two weeks", "twice a day"."""
    weekday, named, unit = hit.pick("W"), hit.pick("M"), hit.pick("UKkD")
    if weekday is not None:
        return hit.make("SET", "day", value=f"XXXX-WXX-{weekday.value}")
    if named is not None:
        return hit.make("SET", "month", value=f"XXXX-{named.value:02d}")
    if unit is not None:
        number = value_of(hit.pick("JNO"))
        return hit.make("SET", GRAINS[unit.value], value=duration(number or 1, unit.value))
    word = hit.pick("ST")
    return (
        hit.make("SET", "unknown", value=f"XXXX-{word.value}" if word.cls == "S" else f"XXXX-XX-XXT{word.value}")
        if word
        else None
    )


def frequency(hit: Hit) -> Expression | None:
    """ "daily", "weekly", "Mondays"."""
    token = hit.pick("s")
    assert token is not None
    if token.low in ("daily", "weekly", "monthly") and hit.capital(0) and hit.first and hit.low(-1) not in (".", "#"):
        return None
    return hit.make("SET", "unknown", value=token.value)


def length(hit: Hit) -> Expression | None:
    """A duration: "three days", "a six-week war", "half an hour", "for years"; no ages."""
    unit = hit.pick("UKkD")
    assert unit is not None
    if hit.low(1) in ("old", "olds") or (hit.low(1) == "-" and hit.low(2) in ("old", "olds")):
        return None
    if hit.low(1) == "of" and hit.low(2) == "age":
        return None
    long = hit.pick("l")
    counted = hit.pick("JNQa")
    if counted is None and not long:
        return _bare_units(hit, unit)
    if hit.shape[0] in "t" and "q" not in hit.shape and counted is None:
        return None
    if counted is not None and counted.cls == "a" and not _is_length(hit):
        return None
    count = count_of(hit) if counted else (1.0 if not unit.low.endswith("s") else None)
    if count is not None and count > 5000:
        return None
    return hit.make("DURATION", GRAINS[unit.value], value=duration(count, unit.value), mod=approximate(hit))


def _is_length(hit: Hit) -> bool:
    """ "a year": a length after a preposition; a rate ("100 a day") after a number."""
    before = hit.near(-1)
    return not (before is not None and (before.cls in "JNY" or before.low in ("million", "billion", "times", "%")))


def _bare_units(hit: Hit, unit: Token) -> Expression | None:
    """ "for years", "weeks of fighting"."""
    plural = unit.low.endswith("s")
    if not plural or hit.shape[0] in "tm" or unit.value in ("second", "quarter", "weekend"):
        return None
    if hit.low(-1) in ("for", "after", "of", "in", "within", "over", "through") or hit.low(1) in (
        "of",
        "after",
        "before",
    ):
        return hit.make("DURATION", GRAINS[unit.value], value=duration(None, unit.value))
    return None


def reference(hit: Hit) -> Expression | None:
    """ "now", "recently", "the past": the present, the past, the future."""
    if hit.shape == "tL":
        past = hit.tokens[hit.last - 1].low == "past" and hit.low(-1) == "in"
        return hit.make("DATE", "unknown", value="PAST_REF") if past else None
    token = hit.pick("G")
    if token is None or token.value is None or (token.low == "soon" and hit.low(-1) == "as"):
        return None
    return hit.make("DATE", "unknown", value=token.value)
