"""Templates made into pages."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .. import __version__, translation
from ..cli import phrasing as words
from ..ledger.rows import actors_of, time_of
from ..translation import _ as _
from ..views import phrases, sentences, wording
from ..views.lines import line_of
from . import labels, marks
from .correcting.changes import changed
from .fragments import asks_for_part
from .navigation import GOALS
from .person import asking, standing_of
from .settings import settings_of
from .state import State

_CODE = re.compile("`([^`]+)`")


_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def page(request: Request, template: str, *, status: int = 200, **told: Any) -> HTMLResponse:
    """A template as the answer to a request; ``may_review`` is for what only they are offered who may decide now."""
    person, read_only = asking(request), settings_of(request).read_only
    made = environment().get_template(template).render(
        request=request, path=request.url.path, fragment=asks_for_part(request), person=person,
        standing=standing_of(request), read_only=read_only,
        may_review=person is not None and person.may("reviewer") and not read_only,
        csrf=getattr(request.state, "csrf", None), **told,
    )  # fmt: skip
    return HTMLResponse(made, status)


def coded(text: str) -> Markup:
    """``text``, escaped, with what stands between `backquotes` set as something to type."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def moment(stored: str) -> str:
    """A moment as it is stored (ISO, UTC), to the minute."""
    return f"{translation.moment_text(datetime.fromisoformat(stored))} UTC"


def dated(text: object) -> Markup:
    """``text``, escaped, its ISO dates as the language writes them, each kept on one line."""
    return Markup(_ISO_DATE.sub(_time, str(escape(text))))


def _time(found: re.Match[str]) -> str:
    """A date as an element; what only looks like one stays as it is."""
    try:
        told = translation.day_text(found[0])
    except ValueError:
        return found[0]
    return f'<time datetime="{found[0]}">{escape(told)}</time>'


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
    made.install_gettext_callables(translation._, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        version=__version__, words=words, sentences=sentences, line_of=line_of, time_of=time_of,
        actors_of=actors_of, many=phrases.many, link=phrases.link, clean=phrases.clean, clean_part=phrases.clean_part,
        in_words=phrases.in_words, labels=labels, wording=wording, goals=GOALS, language=translation.language,
        moment=translation.moment_text, small_map=marks.small_map, changed=changed, state_of=State,
        time_left=translation.time_left,
    )  # fmt: skip
    made.filters.update(
        number=translation.number_text, percent=translation.percent_text, dated=dated, coded=coded, moment=moment
    )  # fmt: skip
    return made
