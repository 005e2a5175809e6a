"""A briefing as one page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from . import sentences, wording
from .bands import band_chart
from .briefing import Briefing, Part
from .chart import charts
from .days import machine
from .phrases import command, many

_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def html(briefing: Briefing) -> str:
    """The whole page; the same ledger gives the same text."""
    return _template().render(briefing=briefing)


def anchor(part: Part, day: str | None = None) -> str:
    """The fragment that a conflict, or a day of it, is found by on the page."""
    name = re.sub(r"[^a-z0-9-]", "-", part.id or "other")
    return f"c-{name}" if day is None else f"c-{name}-{day.replace(' ', '-') or 'undated'}"


def dated(text: str) -> Markup:
    """``text``, escaped, its ISO dates kept on one line."""
    return Markup(_ISO_DATE.sub(r"<time>\g<0></time>", str(escape(text))))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("truceline", "views/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        anchor=anchor, band_chart=band_chart, charts=charts, command=command, machine_day=machine,
        many=many, words=sentences, wording=wording,
    )  # fmt: skip
    environment.filters["dated"] = dated
    return environment.get_template("report.html")
