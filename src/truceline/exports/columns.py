"""The columns of the table formats: one row a claim, the same names in CSV, in Parquet and in data frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from ..ledger.rows import actors_of, count_of, time_of
from ..ledger.store import Entry
from ..records import Actor

ColumnType = Literal["text", "integer", "number", "boolean", "date", "actors", "places", "reasons"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: of what type, and where its value comes from (null where the report does not say)."""

    name: str
    type: ColumnType
    get: Callable[[Entry], Any]


def _claim(name: str, type_: ColumnType, path: str) -> Column:
    return Column(name, type_, _at(f"claim.{path}"))


def _body(name: str, type_: ColumnType = "text") -> Column:
    return Column(name, type_, lambda entry: getattr(entry.claim.body, name, None))


def _count(name: str, type_: ColumnType = "integer") -> Column:
    return Column(f"count_{name}", type_, lambda entry: getattr(count_of(entry.claim.body), name, None))


def _time(name: str, type_: ColumnType = "date") -> Column:
    return Column(f"time_{name}", type_, lambda entry: getattr(time_of(entry.claim.body), name, None))


def _people(name: str, part: str) -> Column:
    return Column(name, "actors", lambda entry: _in_part(entry, part))


def _in_part(entry: Entry, part: str) -> tuple[Actor, ...]:
    return tuple(actor for of, actor in actors_of(entry.claim) if of == part)


def _at(path: str) -> Callable[[Entry], Any]:
    """Gives the value at a dotted path of fields, null when there is nothing on the way."""
    get = attrgetter(path)

    def value(entry: Entry) -> Any:
        try:
            return get(entry)
        except AttributeError:
            return None

    return value


COLUMNS: tuple[Column, ...] = (
    _claim("id", "text", "id"),
    _claim("kind", "text", "kind"),
    _claim("modality", "text", "modality"),
    _claim("background", "boolean", "background"),
    _claim("confidence", "number", "confidence"),
    Column("conflict", "text", lambda entry: entry.conflict),
    Column("superseded", "boolean", lambda entry: not entry.current),
    _claim("document", "text", "document.id"),
    _claim("title", "text", "document.title"),
    _claim("outlet", "text", "document.outlet"),
    _claim("url", "text", "document.url"),
    _claim("path", "text", "document.path"),
    _claim("language", "text", "document.language"),
    _claim("published_text", "text", "document.published.text"),
    _claim("published_start", "date", "document.published.start"),
    _claim("published_end", "date", "document.published.end"),
    _claim("published_basis", "text", "document.published.basis"),
    _people("sources", "source"),
    _claim("channel", "text", "channel"),
    _claim("quotation", "text", "quotation"),
    _claim("said_text", "text", "said.text"),
    _claim("said_start", "date", "said.start"),
    _claim("said_end", "date", "said.end"),
    _body("type"),
    _body("mode"),
    _people("actors", "actor"),
    _people("recipients", "recipient"),
    _body("condition"),
    _body("instrument"),
    _claim("trigger", "text", "body.trigger.text"),
    _claim("trigger_start", "integer", "body.trigger.start"),
    _claim("trigger_end", "integer", "body.trigger.end"),
    _body("harm"),
    _body("object"),
    _body("group"),
    _people("side", "side"),
    _people("blamed", "blamed"),
    _body("scope"),
    _body("action"),
    _people("by", "by"),
    _people("from", "from"),
    _body("wording"),
    _count("text", "text"),
    _count("best"),
    _count("low"),
    _count("high"),
    _time("text", "text"),
    _time("start"),
    _time("end"),
    _claim("places", "places", "body.places"),
    _claim("sentence", "text", "sentence.text"),
    _claim("sentence_index", "integer", "sentence.index"),
    _claim("sentence_start", "integer", "sentence.start"),
    _claim("sentence_end", "integer", "sentence.end"),
    _claim("span", "text", "span.text"),
    _claim("span_start", "integer", "span.start"),
    _claim("span_end", "integer", "span.end"),
    _claim("why", "reasons", "why"),
    Column("review", "text", _at("review.state")),
    Column("reviewed_by", "text", lambda entry: None if entry.review is None else ", ".join(entry.review.by)),
    Column("reviewed_at", "text", _at("review.at")),
)
