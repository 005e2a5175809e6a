"""Builders of months, seasons, quarters, years and longer: see time_build_days.py."""

from __future__ import annotations

from typing import Any

from .time_expressions import Expression
from .time_hit import SIDES, Hit, is_word, listed, modifier, names_something, relative_fields, value_of
from .time_words import Token


def month(hit: Hit) -> Expression | None:
    """A month, with or without its year."""
    token = hit.pick("M")
    if token is None or not _is_month(hit, token):
        return None
    year = value_of(hit.pick("Y"))
    at = hit.shape.index("M")
    fields: dict[str, Any] = {"year": year, "month": token.value}
    if year is None:
        fields.update(relative_fields(hit.cut(first=hit.first + at)))
        side = hit.cut(last=hit.first + at).pick("LXHP")
        fields["side"] = SIDES[side.cls] if side else None
        if "tX" in hit.shape[at:]:
            fields["base"] = "context"  # "in May of the next year"
    return hit.make("DATE", "month", mod=modifier(hit), **fields)


def _is_month(hit: Hit, token: Token) -> bool:
    after = hit.near(1)
    if after is not None and after.cls in "JO" and names_something(hit, 2):
        return False
    if hit.shape not in ("M", "tM"):
        return True
    if listed("month_titles", hit.low(-1)) or names_something(hit):
        return False
    abbreviated = len(token.low) <= 4 and token.low not in ("june", "july")
    if abbreviated or listed("ambiguous_months", token.low):
        return listed("month_openers", hit.low(-1)) and not (hit.capital(1) and is_word(hit.near(1)))
    return True


def quarter(hit: Hit) -> Expression | None:
    """A quarter of a year: "the third quarter of 2014", "last quarter"."""
    ordinal = hit.pick("O")
    if ordinal is None:
        return hit.make("DATE", "quarter", **relative_fields(hit), mod=modifier(hit))
    if ordinal.value > 4:
        return None
    year = value_of(hit.pick("Y"))
    relative = {} if year else _relative_year(hit)
    return hit.make("DATE", "quarter", year=year, period=f"Q{ordinal.value}", **relative)


def _relative_year(hit: Hit) -> dict[str, Any]:
    unit, side = hit.pick("U"), hit.pick("LXHPFR")
    if unit is None or unit.value != "year":
        return {}
    return {"unit": "year", "shift": SIDES.get(side.cls, 0) if side else 0}


def half(hit: Hit) -> Expression | None:
    """ "the first half of 2023"."""
    ordinal = hit.pick("O")
    unit = hit.pick("U")
    if ordinal is None or ordinal.value > 2 or (unit is not None and unit.value != "year"):
        return None
    year = value_of(hit.pick("Y"))
    if year is None and unit is None:
        return None
    return hit.make("DATE", "month", year=year, period=f"H{ordinal.value}", **({} if year else _relative_year(hit)))


def season(hit: Hit) -> Expression | None:
    """A season: "spring 2022", "last fall"; a bare "spring" or "fall" only after "in"."""
    token = hit.pick("S")
    assert token is not None
    year = value_of(hit.pick("Y"))
    at = hit.shape.index("S")
    after, before = hit.cut(first=hit.first + at), hit.cut(last=hit.first + at)
    side = before.pick("LXHP")
    leaning = _leaning(before) if year is None else {}
    if leaning:
        return hit.make("DATE", "season", period=token.value, mod=modifier(hit), **leaning)
    if year is None and side is None and after.pick("UKk") is None:
        bare = hit.shape == "S"
        if bare and (hit.low(-1) not in ("in", "since", "until", "by", "during") or token.low == "fall"):
            return None
        if token.low in ("fall", "spring") and hit.low(-1) not in ("in", "since", "until", "by", "during", "this"):
            return None
        goes_on = hit.low(-1) == "in" and listed("clause_openers", hit.low(1))
        if hit.low(1) == "of" or (hit.shape == "tS" and is_word(hit.near(1)) and not goes_on):
            return None
    fields: dict[str, Any] = {"year": year, "period": token.value, "side": SIDES[side.cls] if side else None}
    if year is None:
        fields.update(relative_fields(after))
    return hit.make("DATE", "season", mod=modifier(hit), **fields)


def _leaning(before: Hit) -> dict[str, Any]:
    """ "that winter", "the following spring": counted from the date last spoken of."""
    if before.pick("R"):
        return {"shift": 0, "base": "context"}
    after_the = before.pick("t") is not None
    return {"shift": 1, "base": "context"} if before.pick("F") or (before.pick("X") and after_the) else {}


def decade(hit: Hit) -> Expression | None:
    """ "the 1990s", "the early nineties"."""
    token = hit.pick("E")
    assert token is not None
    number = token.value if token.value >= 100 else 190 + token.value
    if not token.low[0].isdigit() and token.low[0] not in "'’" and not hit.pick("t"):
        return None
    return hit.make("DATE", "decade", era=f"{number:03d}", mod=modifier(hit))


def century(hit: Hit) -> Expression | None:
    """ "the 20th century"."""
    ordinal = hit.pick("O")
    if ordinal is None or ordinal.value > 21:
        return None
    return hit.make("DATE", "century", era=f"{ordinal.value - 1:02d}", mod=modifier(hit))


def year(hit: Hit) -> Expression | None:
    """A year: "2020", "early 2014", "fiscal 1990", "the end of 2013"."""
    token = hit.pick("Y")
    unit = hit.pick("U")
    assert token is not None
    if unit is not None and unit.value != "year":
        return None
    if hit.shape == "Y" and not _is_year(hit, token):
        return None
    return hit.make("DATE", "year", year=token.value, mod=modifier(hit))


def _is_year(hit: Hit, token: Token) -> bool:
    before, after = hit.low(-1), hit.low(1)
    if listed("year_refusals_before", before) or _glued(hit, token):
        return False
    if listed("year_refusals_after", after) and (not listed("year_openers", before) or _counted(hit)):
        return False
    opened = listed("year_openers", before)
    if not opened and before not in ("the", "s", "'s", "’s") and is_word(hit.near(1)) and _plural(hit, after):
        return False
    near_now = 1900 <= token.value <= 2035
    if not near_now and not opened:
        return False
    next_token = hit.near(1)
    if next_token is not None and next_token.cls in "-/&>v" and _counted_range(hit):
        return False
    return before not in ("$", "€", "£", "#")


def _plural(hit: Hit, word: str) -> bool:
    """ "1999 rebels" is a count; "the 2011 protests" a year."""
    return word.endswith("s") and len(word) > 3 and not word.endswith("ss") and not hit.capital(1)


def _counted(hit: Hit) -> bool:
    """ "of 2000 soldiers": a count even after a preposition; "in 2020 people fled" is a year all the same."""
    return hit.low(-1) not in ("in", "since", "during")


def _counted_range(hit: Hit) -> bool:
    """ "1500-2000 fighters", "2000-pound bombs"."""
    return any(listed("year_refusals_after", hit.low(i)) for i in (2, 3)) or hit.low(2) in (
        "pound",
        "mile",
        "year",
        "man",
    )


def _glued(hit: Hit, token: Token) -> bool:
    """ "Su-2000", "#2014", "/2020/": stuck to what is not a word of time."""
    if token.start == 0:
        return False
    mark = hit.text[token.start - 1]
    if mark in "#$€£/_@=&.":
        return True
    if mark not in "-–" or token.start < 2:
        return False
    before = hit.near(-2)
    return bool(
        before and before.cls == "x" and before.end == token.start - 1 and before.low not in ("pre", "post", "non")
    )
