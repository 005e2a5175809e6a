"""Queries answered from columns in memory: the same claims, in the same order, as ``filters.py`` finds with SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from .arrays import CODED, LAT, LON, Bools, Coding, Columns, Names, Numbers, Readings, day_number, moment_number
from .filters import WHOLE
from .folding import fold
from .queries import NO_CONFLICT, Box, ClaimOrder, ClaimQuery, DocumentQuery
from .withholding import Withheld

Name = tuple[Any, ...]
"""Folded names, country, the name as it is listed, and more of places: see :class:`~truceline.ledger.arrays.Names`."""

_WHOLE_ID = 64
"""How many letters the id of a document has: those of its digest."""

Masks = dict[str, Bools]
"""For each filter that is set, which rows pass it."""


def claim_masks(columns: Columns, query: ClaimQuery, found: Mapping[str, Iterable[int]]) -> Masks:
    """Which claims pass each filter of ``query``; ``found`` are the keys that pass those that only SQL can answer."""
    return dict(_claim_masks(columns, query, found))


def _claim_masks(
    columns: Columns, query: ClaimQuery, found: Mapping[str, Iterable[int]]
) -> Iterator[tuple[str, Bools]]:
    told = columns.readings
    if not query.superseded:
        yield "superseded", (told.current if query.extractor else told.standing)[columns.reading]
    for name in CODED:
        if values := getattr(query, name):
            yield name, columns.codings[name].passing(values.__contains__)[columns.coded[name]]
    for name, mask in _reading_masks(columns, query, query.document):
        yield name, mask[columns.reading]
    if query.extractor:
        mask = columns.codings["extractor"].passing(_extracted_by(query.extractor))
        yield "extractor", mask[told.extractor][columns.reading]
    for name in ("actor", "source", "place"):
        if wanted := getattr(query, name):
            yield name, _named(columns, getattr(columns, f"{name}s"), _naming(wanted))
    if query.placed is not None:
        yield "placed", _named(columns, columns.places, _located) == query.placed
    if query.box is not None:
        yield "box", _named(columns, columns.places, _inside(query.box))
    if query.country:
        in_country = _in(query.country)
        yield "country", _named(columns, columns.places, in_country) | _named(columns, columns.actors, in_country)
    if query.since or query.until:
        yield "time", within(columns.start, columns.end, query.since, query.until)
    if query.review:
        yield "review", columns.codings["review"].passing(query.review.__contains__)[columns.review]
    if query.background is not None:
        yield "background", columns.background == query.background
    if query.min_confidence is not None:
        yield "min_confidence", columns.confidence >= query.min_confidence
    for name, keys in found.items():
        mask = np.zeros(len(columns.key), np.bool_)
        mask[columns.places_of(keys)] = True
        yield name, mask


def document_mask(columns: Columns, query: DocumentQuery, having: Bools | None) -> Bools:
    """Which readings stand for documents that pass ``query``; ``having`` says of which the text does, null: of all."""
    told = columns.readings
    mask = told.standing.copy()
    for name in ("language", "status"):
        if values := getattr(query, name):
            mask &= columns.codings[name].passing(values.__contains__)[getattr(told, name)]
    for _, other in _reading_masks(columns, query, query.id):
        mask &= other
    if having is not None:
        mask &= having
    return mask


def _reading_masks(
    columns: Columns, query: ClaimQuery | DocumentQuery, ids: tuple[str, ...]
) -> Iterator[tuple[str, Bools]]:
    told: Readings = columns.readings
    if query.conflict:
        wanted = query.conflict
        yield "conflict", columns.codings["conflict"].passing(lambda c: (c or NO_CONFLICT) in wanted)[told.conflict]
    if ids:
        yield "document", _beginning(columns.documents, ids)[told.document]
    if query.withheld:
        yield "withheld", ~hidden_readings(columns, query.withheld)
    if query.outlet:
        naming = _naming(query.outlet)
        outlets = columns.codings["outlet"].passing(lambda name: name is not None and naming((fold(name), None, name)))
        yield "outlet", outlets[told.outlet]
    if query.published_since or query.published_until:
        yield "published", within(told.start, told.end, query.published_since, query.published_until)
    if query.read_since is not None:
        yield "read_since", told.read >= moment_number(query.read_since)
    if query.read_until is not None:
        yield "read_until", told.read <= moment_number(query.read_until)
    if query.read_after is not None:
        yield "read_after", np.arange(len(told.read)) > query.read_after


def _beginning(documents: Coding, ids: Iterable[str]) -> Bools:
    """Which documents have an id that begins so; of a whole one there is no other."""
    beginnings = tuple(one.lower() for one in ids)
    if all(len(one) == _WHOLE_ID for one in beginnings):
        return documents.among(beginnings)
    return documents.passing(lambda one: one.lower().startswith(beginnings))


def seen_claims(columns: Columns, withheld: Withheld) -> Bools:
    """Which claims are of none of the documents withheld."""
    return ~hidden_readings(columns, withheld)[columns.reading]


def hidden_readings(columns: Columns, withheld: Withheld) -> Bools:
    """Which readings are of documents withheld."""
    return columns.documents.among(withheld)[columns.readings.document]


def within(start: Numbers, end: Numbers, since: str | None, until: str | None) -> Bools:
    """Which intervals meet the one asked for; an open end is later than any day, an unknown start none."""
    mask = start > 0
    if since is not None:
        mask &= end >= day_number(since)
    if until is not None:
        mask &= start <= day_number(until)
    return mask


def together(masks: Masks, size: int, without: Iterable[str] = ()) -> Bools:
    """Which rows pass all filters, or all but some."""
    mask = np.ones(size, np.bool_)
    for name, one in masks.items():
        if name not in without:
            mask &= one
    return mask


def in_order(columns: Columns, sort: ClaimOrder) -> Numbers:
    """All claims sorted: those that lack the thing sorted by come last, ties stand in the order of reading."""
    as_read = np.lexsort((columns.key, columns.reading))
    match sort.lstrip("-"):
        case "disputed":
            return as_read[np.lexsort((columns.confidence[as_read], ~columns.contested[as_read]))]
        case "read" if sort.startswith("-"):
            by = columns.reading.astype(np.float64)
        case "published":
            by = _days(columns.readings.start)[columns.reading]
        case "time":
            by = _days(columns.start)
        case "confidence":
            by = columns.confidence
        case "count":
            by = columns.count
        case _:
            return as_read
    by = by[as_read]
    return as_read[np.argsort(-by if sort.startswith("-") else by, kind="stable")]


def _days(days: Numbers) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.where(days > 0, days, np.nan)


def _named(columns: Columns, names: Names, test: Callable[[Name], bool]) -> Bools:
    mask = np.zeros(len(columns.key), np.bool_)
    coding: Coding = names.coding
    mask[names.claim[coding.passing(test)[names.name]]] = True
    return mask


def _naming(wanted: Iterable[str]) -> Callable[[Name], bool]:
    whole = {fold(text.removeprefix(WHOLE)) for text in wanted if text.startswith(WHOLE)}
    parts = [fold(text) for text in wanted if not text.startswith(WHOLE)]
    return lambda name: name[0].partition("\n")[0] in whole or any(part in name[0] for part in parts)


def _in(countries: tuple[str, ...]) -> Callable[[Name], bool]:
    return lambda name: name[1] in countries


def _located(place: Name) -> bool:
    return place[LAT] is not None and place[LON] is not None


def _inside(box: Box) -> Callable[[Name], bool]:
    west, south, east, north = box

    def inside(place: Name) -> bool:
        if not _located(place) or not south <= place[LAT] <= north:
            return False
        lon = place[LON]
        return bool(west <= lon <= east if west <= east else lon >= west or lon <= east)

    return inside


def _extracted_by(wanted: tuple[str, ...]) -> Callable[[str | None], bool]:
    return lambda name: name is not None and any(name == one or name.startswith(f"{one}:") for one in wanted)
