"""Who makes the claims of a reading: the program's own rules, or a language model that was asked for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extractor:
    """What a reading was made by.

    A later reading of a document supersedes the earlier ones by the extractor of the same ``name``, no others.
    ``version`` tells what may change under one name; null where the version of the program says it all.
    """

    name: str
    version: str | None = None


RULES = Extractor("rules")
"""The program's own rules."""
