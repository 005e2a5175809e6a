"""Conditions on claims, as facts files write them: what a claim must be to fit a fact.

A condition on a field is a plain value (equal), or an object with any of these keys:

``has``    the text contains this, case aside
``in``     one of these values
``null``   true: the field must be null; false: it must not be
``any``    some element of the list fits all of these
``chain``  the list fits these, one by one, in order
``near``   ``[lat, lon, km]``: the place lies within so many kilometres
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

Condition = Any
Json = Any


def field_of(record: Json, path: str) -> Json:
    """The value at a dotted path ("toll.count.best"), or null when there is none; "." is the record itself."""
    if path == ".":
        return record
    for key in path.split("."):
        if not isinstance(record, Mapping):
            return None
        record = record.get(key)
    return record


def fits(value: Json, condition: Condition) -> bool:
    """Whether a value fits a condition.  Raises ValueError for a condition that does not exist."""
    if not isinstance(condition, Mapping):
        return bool(value == condition)
    return all(_fits_one(value, key, wanted) for key, wanted in condition.items())


def all_fit(record: Json, conditions: Mapping[str, Condition]) -> bool:
    """Whether all fields of a record that ``conditions`` names fit them."""
    return record is not None and all(fits(field_of(record, path), c) for path, c in conditions.items())


def _fits_one(value: Json, key: str, wanted: Any) -> bool:
    if key == "has":
        return isinstance(value, str) and str(wanted).casefold() in value.casefold()
    if key == "in":
        return value in wanted
    if key == "null":
        return (value is None) == bool(wanted)
    if key == "any":
        return isinstance(value, list) and any(all_fit(v, wanted) for v in value)
    if key == "chain":
        return isinstance(value, list) and len(value) == len(wanted) and all(map(all_fit, value, wanted))
    if key == "near":
        return isinstance(value, Mapping) and value.get("lat") is not None and kilometres(value, wanted) <= wanted[2]
    raise ValueError(f"unknown condition {key!r}: use has, in, null, any, chain or near")


def kilometres(place: Mapping[str, Any], point: tuple[float, float, float]) -> float:
    """Great-circle distance between a place and ``(lat, lon, ...)``, on a sphere of 6371 km."""
    lat, lon = math.radians(place["lat"]), math.radians(place["lon"])
    lat2, lon2 = math.radians(point[0]), math.radians(point[1])
    h = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


def plain(text: object) -> str:
    """A text without case, curly quotes and runs of white space, for finding quotes in it."""
    straight = str(text or "").translate(str.maketrans("‘’“”", "''\"\""))
    return " ".join(straight.split()).casefold()
