"""Which paragraphs are no news: the patterns of ``knowledge/boilerplate.yaml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec import Struct

from ..knowledge.loader import KNOWLEDGE, KnowledgeError, load_entries
from ..knowledge.months import PATTERN as MONTH

_WORD = r"[A-Z][\w.’'-]*"
_JOINING = r"(?:and|in|for|of|the|at|de|da|di|van|von|der|bin|ibn|al|el|la|y|e|newsroom|bureau|agencies)(?=[\s,;/)])"

#: What the words in braces stand for.
_PARTS = {
    "names": rf"{_WORD}(?:(?:,\s?|\s&\s|\s)(?:{_WORD}|{_JOINING}))*",
    "month": rf"(?:{MONTH})",
    "weekday": r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?",
}


class Boilerplate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``boilerplate.yaml``; the head of that file says what the fields mean."""

    id: str
    definition: str
    where: Literal["whole", "start", "anywhere", "tail"]
    patterns: tuple[str, ...]
    longest: int = 300
    case: bool = False
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Compiled:
    entry: Boilerplate
    whole: re.Pattern[str]
    tail: re.Pattern[str] | None


@cache
def entries() -> tuple[Boilerplate, ...]:
    """The entries of the file.  Raises KnowledgeError for a bad one."""
    return load_entries(KNOWLEDGE / "boilerplate.yaml", Boilerplate)


def kind_of_boilerplate(text: str) -> str | None:
    """The id of the entry that the paragraph ``text`` fits as a whole; null for news."""
    for compiled in _compiled():
        if len(text) <= compiled.entry.longest and compiled.whole.match(text):
            return compiled.entry.id
    return None


def tail_of(text: str) -> int | None:
    """Where the boilerplate at the end of a paragraph of news begins; null when there is none."""
    starts = (m.start(1) for c in _compiled() if c.tail is not None and (m := c.tail.search(text)))
    return min(starts, default=None)


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_compile(entry) for entry in entries())


def _compile(entry: Boilerplate) -> _Compiled:
    flags = re.DOTALL if entry.case else re.DOTALL | re.IGNORECASE
    try:
        joined = "|".join(f"(?:{_expand(p)})" for p in entry.patterns)
        whole = {"whole": rf"(?:{joined})$", "anywhere": rf".*(?:{joined})", "tail": rf"(?:{joined})$"}.get(
            entry.where, rf"(?:{joined})"
        )
        tail = rf"(?<=[.!?\"”’)\]])\s+({joined})$" if entry.where == "tail" else None
        return _Compiled(entry, re.compile(whole, flags), re.compile(tail, flags) if tail else None)
    except re.error as error:
        raise KnowledgeError(f"boilerplate.yaml: `{entry.id}` has a bad regular expression: {error}") from error


def _expand(pattern: str) -> str:
    for name, meaning in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", meaning)
    return pattern
