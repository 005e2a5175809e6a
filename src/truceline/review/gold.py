"""Reviewed claims as gold: passages with facts, in the form that ``truceline evaluate claims`` reads.

What stands after review must be found, with the fields that reviewers let stand.  What they rejected must not be found
again.  A claim of which nothing is known counts as wrong only in a report that somebody called complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..evaluate.facts import all_fit, field_of
from ..records import Document
from .records import Json

_WHERE = {
    "event": ("event.type", "event.mode"),
    "toll": ("toll.harm", "toll.count.best", "toll.count.low", "toll.count.high"),
    "control": ("control.action",),
}
"""The fields that tell one claim of a sentence from another."""

_PLAIN = {
    "event": ("event.condition", "event.instrument"),
    "toll": ("toll.object", "toll.group", "toll.scope"),
    "control": ("control.wording",),
}
_SAID = ("modality", "background", "quotation")
_COUNTS = {"control": "control.count"}
_TIMES = {"event": "event.time", "toll": "toll.period", "control": "control.time"}
_PEOPLE = {"event": ("event.actors", "event.recipients"), "toll": ("toll.blamed",), "control": ()}
_PERSON = {"event": (), "toll": ("toll.side",), "control": ("control.by", "control.from")}


def passage(
    name: str, document: Document, conflict: str | None, stands: Iterable[Json], rejected: Iterable[Json],
    *, complete: bool,
) -> Json:  # fmt: skip
    """A document as a passage of gold; the claims are in the form of the contract."""
    kept = list(stands)
    published = document.published
    told: dict[str, Any] = {
        "id": name,
        "conflict": conflict,
        "published": published.start if published.start == published.end else None,
        "title": document.title,
        "outlet": document.outlet,
    }
    made: Json = {key: value for key, value in told.items() if value is not None}
    made["text"] = document.text
    made["facts"] = [fact(claim) for claim in kept]
    made["complete"] = list(_WHERE) if complete else []
    never = [(claim["id"], never_again(claim)) for claim in rejected]
    made["never"] = [
        {"id": f"{name}.{rejected_id}", "where": where}
        for rejected_id, where in never if not any(all_fit(claim, where) for claim in kept)
    ]  # fmt: skip
    return made


def fact(claim: Json) -> Json:
    """A claim as a fact: what picks it out, and the fields that it must carry."""
    kind = claim["kind"]
    return {
        "kind": kind,
        "quote": claim["span"]["text"],
        "where": dict(_fields(claim, (path for path in _WHERE[kind] if field_of(claim, path) is not None))),
        "expect": dict(_expected(claim)),
    }


def never_again(claim: Json) -> Json:
    """The conditions that a rejected claim, and hardly another, fulfils."""
    kind = claim["kind"]
    return {"kind": kind, "span.text": claim["span"]["text"], **dict(_fields(claim, _WHERE[kind]))}


def _expected(claim: Json) -> Iterator[tuple[str, Any]]:
    kind = claim["kind"]
    yield "sources", _chain(claim.get("sources") or ())
    yield from _fields(claim, (*_SAID, *_PLAIN[kind]))
    for path in _PEOPLE[kind]:
        yield path, _chain(field_of(claim, path) or ())
    for path in _PERSON[kind]:
        who = field_of(claim, path)
        yield from ([(path, None)] if who is None else ((f"{path}.{key}", value) for key, value in _named(who).items()))
    yield f"{kind}.places", _chain(field_of(claim, f"{kind}.places") or ())
    for path, parts in ((_TIMES[kind], ("start", "end")), (_COUNTS.get(kind, ""), ("best", "low", "high"))):
        if path:
            of = field_of(claim, path)
            yield from [(path, None)] if of is None else _fields(claim, (f"{path}.{part}" for part in parts))


def _chain(several: Sequence[Json]) -> Any:
    return {"chain": [_named(one) for one in several]} if several else []


def _named(one: Json) -> Json:
    """Who or where: by the canonical name, and the words of the report where nothing was resolved."""
    if one.get("name") is None:
        return {"text": {"has": one["text"]}}
    return {"name": one["name"], "country": one.get("country")}


def _fields(claim: Json, paths: Iterable[str]) -> Iterator[tuple[str, Any]]:
    yield from ((path, field_of(claim, path)) for path in paths)
