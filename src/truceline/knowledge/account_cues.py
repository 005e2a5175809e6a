"""The patterns of ``account_cues.yaml``: words by which reports compare accounts themselves."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from .loader import KNOWLEDGE, load_entries


class AccountCue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry; the head of the file says what the fields mean."""

    id: str
    what: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def account_cues() -> tuple[AccountCue, ...]:
    """All entries, in the order of the file.  Raises KnowledgeError for a bad file."""
    return load_entries(KNOWLEDGE / "account_cues.yaml", AccountCue)


@cache
def cue(name: str) -> re.Pattern[str]:
    """The patterns of an entry as one.  Raises KeyError for an id that the file does not have."""
    entry = {one.id: one for one in account_cues()}[name]
    return re.compile("|".join(entry.patterns), re.IGNORECASE)
