"""A claim that a person wrote or corrected, checked as strictly as one that the machine finds: its span and sentence
stand in the text letter for letter, its values are those of the records and the ontology, and words that are new in it
stand in the report.  What is wrong is said with the field that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any, get_args

import msgspec

from ..exports.contract import from_contract, to_contract
from ..knowledge.schema import Sector
from ..records import Actor, Claim, Count, Document, Event, Place, Record, Time, Toll
from .records import Json, ReviewError

_PATH = re.compile(r"\s*-?\s*at `\$\.?([^`]*)`$")
_SPANS = ("sentence", "span", "event.trigger")
_COUNTRY, _WIKIDATA = re.compile("[A-Z]{3}"), re.compile("Q[1-9][0-9]*")
_LARGEST = 2**53


def changed(claim: Mapping[str, Any], changes: Mapping[str, Any]) -> Json:
    """A claim in the form of the contract with the fields at dotted paths ("toll.count.low") set anew.

    Raises ReviewError for a path that leads nowhere.
    """
    made: Json = deepcopy(dict(claim))
    for path, value in changes.items():
        *way, last = path.split(".")
        record: Any = made
        for name in way:
            if not isinstance(record, dict) or name not in record:
                raise ReviewError(f"{path}: a claim has no such field.", path)
            if record[name] is None:
                record[name] = {}
            record = record[name]
        if not isinstance(record, dict) or (record and last not in record):
            raise ReviewError(f"{path}: a claim has no such field.", path)
        record[last] = value
    return made


def checked(record: Mapping[str, Any], document: Document, before: Claim | None = None) -> Claim:
    """The claim of data in the form of the contract, about ``document``; ``before`` is the one that it corrects.

    Texts of spans may be left out.  Raises ReviewError, which names the field, where it cannot be a claim of it.
    """
    claim = read(record, document)
    _same_kind(claim, before)
    for path, what in (*_of_spans(claim), *_of_values(claim), *_of_words(claim, before)):
        raise ReviewError(f"{path}: {what}", path)
    return claim


def read(record: Mapping[str, Any], document: Document) -> Claim:
    """The claim of data in the form of the contract, whether it fits ``document`` or not.  Raises ReviewError."""
    plain = _with_texts(record, document.text)
    try:
        return from_contract({**_FILLED, **plain, "document": _told(document)}, document)
    except msgspec.ValidationError as error:
        raise _wrong(error, str(plain.get("kind"))) from error


_FILLED: Json = {
    "id": "", "sources": [], "channel": None, "quotation": "none", "said": None, "modality": "actual",
    "background": False, "confidence": 1.0,
}  # fmt: skip
"""What a claim has that says nothing of it; the confidence is that of a person."""


@cache
def modes() -> frozenset[str]:
    """The modes that an event may have."""
    from ..knowledge.rules import modes as known

    return frozenset(mode.mode for mode in known())


@cache
def groups() -> frozenset[str]:
    """The groups that victims may belong to."""
    from ..extract.tolls_tables import victims

    return frozenset(entry.group for entry in victims().groups if entry.group)


def _told(document: Document) -> Json:
    names = ("id", "title", "outlet", "url", "path", "language", "published")
    return {name: msgspec.to_builtins(getattr(document, name)) for name in names}


def _wrong(error: msgspec.ValidationError, kind: str) -> ReviewError:
    told = str(error)
    found = _PATH.search(told)
    path = found[1] if found else kind
    missing = re.search("missing required field `([^`]+)`", told)
    if missing:
        path = f"{path}.{missing[1]}".strip(".") if found else missing[1]
    return ReviewError(f"{path}: {_PATH.sub('', told)}", path)


def _with_texts(record: Mapping[str, Any], text: str) -> Json:
    """The record with the texts that its spans have by their offsets."""
    plain: Json = deepcopy(dict(record))
    for path in _SPANS:
        holder: Any = plain
        *way, last = path.split(".")
        for name in way:
            holder = holder.get(name) if isinstance(holder, dict) else None
        span = holder.get(last) if isinstance(holder, dict) else None
        if isinstance(span, dict) and "text" not in span:
            start, end = span.get("start"), span.get("end")
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
                span["text"] = text[start:end]
            else:
                raise ReviewError(f"{path}: it needs a start and an end within the text of the report.", path)
    return plain


def _same_kind(claim: Claim, before: Claim | None) -> None:
    if before is not None and claim.kind != before.kind:
        raise ReviewError(f"kind: {before.kind} cannot become {claim.kind}; reject the claim and add another.", "kind")


def _of_spans(claim: Claim) -> Iterator[tuple[str, str]]:
    """What is wrong with where things stand."""
    sentence, text = claim.sentence, claim.document.text
    for path, span in _spans(claim):
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            yield path, f"{span.text[:60]!r} does not stand at {span.start} to {span.end} of the text."
        elif not sentence.start <= span.start < span.end <= sentence.end and path != "sentence":
            yield path, f"it does not lie within its sentence ({sentence.start} to {sentence.end})."


def _spans(claim: Claim) -> Iterator[tuple[str, Any]]:
    yield "sentence", claim.sentence
    yield "span", claim.span
    if isinstance(claim.body, Event):
        yield "event.trigger", claim.body.trigger


def _of_values(claim: Claim) -> Iterator[tuple[str, str]]:
    """What is wrong with values that records alone do not know to be wrong."""
    body = claim.body
    if isinstance(body, Event) and body.mode is not None and body.mode not in modes():
        yield "event.mode", f"there is no mode {body.mode!r}; there are: {', '.join(sorted(modes()))}."
    if isinstance(body, Toll) and body.group is not None and body.group not in groups():
        yield "toll.group", f"there is no group {body.group!r}; there are: {', '.join(sorted(groups()))}."
    if not 0 <= claim.confidence <= 1:
        yield "confidence", "it is a number from 0 to 1."
    for path, part in parts(claim):
        match part:
            case Count():
                yield from _of_count(path, part)
            case Time():
                yield from _of_time(path, part)
            case Actor():
                yield from _of_name(path, part)
                if part.sector is not None and part.sector not in get_args(Sector):
                    yield f"{path}.sector", f"there is no sector {part.sector!r}."
            case Place():
                yield from _of_name(path, part)
                yield from _of_point(path, part)


def _of_count(path: str, count: Count) -> Iterator[tuple[str, str]]:
    for name in ("best", "low", "high"):
        number = getattr(count, name)
        if number is not None and not 0 <= number <= _LARGEST:
            yield f"{path}.{name}", "it is a whole number, 0 or more."
    ordered = [n for n in (count.low, count.best, count.high) if n is not None]
    if ordered != sorted(ordered):
        yield f"{path}.low", "low, best and high do not stand in that order."


def _of_time(path: str, time: Time) -> Iterator[tuple[str, str]]:
    for name in ("start", "end"):
        day = getattr(time, name)
        if day is not None and not _is_day(day):
            yield f"{path}.{name}", f"{day!r} is no day; write 2023-09-20."
    if time.start and time.end and time.start > time.end:
        yield f"{path}.end", "it ends before it starts."


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _of_name(path: str, named: Actor | Place) -> Iterator[tuple[str, str]]:
    if named.country is not None and not _COUNTRY.fullmatch(named.country):
        yield f"{path}.country", f"{named.country!r} is not a code of ISO 3166-1 alpha-3, such as AZE or SDN."
    if named.wikidata is not None and not _WIKIDATA.fullmatch(named.wikidata):
        yield f"{path}.wikidata", f"{named.wikidata!r} is no id of Wikidata, such as Q1049."


def _of_point(path: str, place: Place) -> Iterator[tuple[str, str]]:
    for name, most in (("lat", 90), ("lon", 180)):
        degrees = getattr(place, name)
        if degrees is not None and not -most <= degrees <= most:
            yield f"{path}.{name}", f"it is a number of degrees, -{most} to {most}."


def _of_words(claim: Claim, before: Claim | None) -> Iterator[tuple[str, str]]:
    """Words "as written" that were not in the claim before, and do not stand in the report."""
    known = {words for _, words in _words(before)} if before else set()
    text = _folded(claim.document.text)
    for path, words in _words(claim):
        if words not in known and (not words.strip() or _folded(words) not in text):
            yield path, f"{words[:60]!r} does not stand in the report; this is for its own words."


def _words(claim: Claim) -> Iterator[tuple[str, str]]:
    for path, part in parts(claim):
        if (words := getattr(part, "text", None)) is not None:
            yield f"{path}.text", words
    for name in ("wording", "condition"):
        if (words := getattr(claim.body, name, None)) is not None:
            yield f"{claim.kind}.{name}", words


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def parts(claim: Claim) -> Iterator[tuple[str, Record]]:
    """The actors, places, times and counts of a claim, by their paths ("event.actors.0", "toll.count")."""
    for of, record in (("", claim), (f"{claim.kind}.", claim.body)):
        for name in record.__struct_fields__:
            value, path = getattr(record, name), f"{of}{name.rstrip('_')}"
            several = enumerate(value) if isinstance(value, tuple) else ()
            yield from ((f"{path}.{i}", one) for i, one in several if isinstance(one, Actor | Place))
            if isinstance(value, Actor | Place | Time | Count):
                yield path, value


def plain(claim: Claim) -> Json:
    """The claim as the log keeps it: in the form of the contract, without what the machine had for reasons."""
    told = to_contract(claim)
    told.pop("why", None)
    return told
