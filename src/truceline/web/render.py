"""Templates made into pages."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .. import __version__
from ..cli import phrasing as words
from ..ledger.rows import actors_of, time_of
from ..views import phrases, sentences, wording
from ..views.html import dated
from ..views.lines import line_of
from . import labels
from .correcting.changes import changed
from .navigation import GOALS
from .person import asking, standing_of

_CODE = re.compile("`([^`]+)`")


def _(text: str) -> str:
    """A text of the pages: marked here, so that it can be found and translated."""
    return text


def page(request: Request, template: str, *, status: int = 200, **told: Any) -> HTMLResponse:
    """A template as the answer to a request."""
    fragment = request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers
    made = environment().get_template(template).render(
        request=request, path=request.url.path, fragment=fragment, person=asking(request),
        standing=standing_of(request), csrf=getattr(request.state, "csrf", None), **told,
    )  # fmt: skip
    return HTMLResponse(made, status)


def coded(text: str) -> Markup:
    """``text``, escaped, with what stands between `backquotes` set as something to type."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def moment(stored: str) -> str:
    """A moment as it is stored, shorter: to the minute, in UTC."""
    return f"{stored[:10]} {stored[11:16]} UTC"


@cache
def environment() -> Environment:
    """The templates with what they may use; all that stands in a report is escaped."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("truceline", folder) for folder in ("web/templates", "views/templates")]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        version=__version__, words=words, sentences=sentences, line_of=line_of, time_of=time_of,
        actors_of=actors_of, many=phrases.many, link=phrases.link, clean=phrases.clean, labels=labels,
        wording=wording, goals=GOALS, changed=changed,
    )  # fmt: skip
    made.filters.update(number="{:,}".format, dated=dated, coded=coded, moment=moment)
    return made
