"""The messages of a request: what stands in ``prompt.yaml``, with the report fenced off as data."""

from __future__ import annotations

import re
import secrets
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from ..knowledge.loader import load_entries
from ..knowledge.rules import modes
from .answer import schema, victim_groups
from .windows import Window

Messages = list[dict[str, str]]


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A made-up report and the answer to it."""

    report: str
    answer: str


class Prompt(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of ``prompt.yaml``."""

    version: str
    system: str
    schema: str
    user: str
    example: Example


@cache
def prompt() -> Prompt:
    """The prompt.  Raises KnowledgeError for a bad file."""
    (found,) = load_entries(Path(__file__).with_name("prompt.yaml"), Prompt)
    return found


def messages(window: Window, *, with_schema: bool) -> Messages:
    """What is sent for a window: nothing of the report but its sentences.

    The report stands between marks that cannot occur in it.  ``with_schema`` adds the form of the answer in words, for
    endpoints that cannot be held to it.
    """
    given = prompt()
    system = _filled(given.system, modes=_modes(), groups=", ".join(victim_groups()))
    if with_schema:
        system += "\n" + _filled(given.schema, schema=msgspec.json.encode(schema()).decode())
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": given.example.report},
        {"role": "assistant", "content": given.example.answer},
        {"role": "user", "content": _filled(given.user, tag=_tag(window.text), report=window.text)},
    ]


def _tag(text: str) -> str:
    """A mark that nobody who wrote the report can have known."""
    while (tag := f"report-{secrets.token_hex(12)}") in text:
        pass
    return tag


def _filled(template: str, **values: str) -> str:
    """The template with each ``{name}`` of ``values`` filled in; what is filled in is not looked through again."""
    return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), template)


@cache
def _modes() -> str:
    return "\n".join(f"  - {mode.mode}: {mode.definition}" for mode in modes())
