"""One short text read as the pipeline reads a document, up to its tolls."""

from __future__ import annotations

from truceline.extract.draft import Draft
from truceline.extract.tolls import find_tolls
from truceline.language.parse import parse
from truceline.pipeline import context_of
from truceline.records import Document, Published, Toll


def drafts_of(text: str, published: str | None = None) -> list[Draft]:
    """The toll drafts of a text; ``published`` is the day it appeared."""
    day = Published(text=published, start=published, end=published, basis="given") if published else Published()
    return find_tolls(context_of(parse(Document(id="test", text=text, published=day))))


def tolls_of(text: str, published: str | None = None) -> list[Toll]:
    """The tolls of a text, in order."""
    return [d.body for d in drafts_of(text, published) if isinstance(d.body, Toll)]


def short(toll: Toll) -> str:
    """A toll as the tables write it: "harm count [group or object]"."""
    c = toll.count
    if c.best is not None:
        count = str(c.best) if c.low == c.best else f"^{c.best}" if c.high == c.best else f"~{c.best}"
    elif c.low is not None:
        count = f">={c.low}" if c.high is None else f"{c.low}..{c.high}"
    else:
        count = "?" if c.high is None else f"<={c.high}"
    kind = toll.group if toll.object == "persons" else toll.object
    return f"{toll.harm} {count}" + (f" {kind}" if kind else "")
