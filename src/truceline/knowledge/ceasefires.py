"""The shape of ``ceasefires.yaml`` and how it is loaded: steps of ceasefires, and the words of their terms."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from ..records import EventType, Modality
from .loader import KNOWLEDGE, load_entries

StepKind = Literal[
    "call", "offer", "refusal", "agreement", "denial", "start", "holding", "violation", "extension", "suspension",
    "expiry", "end",
]  # fmt: skip
Form = Literal["signed", "declared", "agreed", "accepted", "mentioned"]
Class = Literal["cessation", "preliminary", "definitive"]
Lateral = Literal["unilateral", "bilateral", "multilateral"]
Purpose = Literal["humanitarian", "peaceprocess", "holiday", "election"]
Scope = Literal["whole", "partial"]


class StepRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which claims of a ceasefire are steps of a kind, or (null) none.  See the head of ``ceasefires.yaml``."""

    kind: StepKind | None
    type: EventType
    modality: tuple[Modality, ...]
    words: tuple[str, ...] = ()
    form: Form | None = None

    def fits(self, type_: str, modality: str, trigger: str) -> bool:
        """Whether a claim of this type and modality, told by this word or phrase, is such a step."""
        return type_ == self.type and modality in self.modality and (not self.words or self._told_by(trigger))

    def _told_by(self, trigger: str) -> bool:
        told = trigger.lower().split()
        return any(
            word.startswith(stem[:-1]) if stem.endswith("*") else word == stem for stem in self.words for word in told
        )


class Around(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands before and after an expression of time that tells a term."""

    before: str
    after: str


class CeasefireWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of ``ceasefires.yaml``; the file says what each table is for."""

    nouns: tuple[str, ...]
    steps: tuple[StepRule, ...]
    search: tuple[str, ...]
    breach_modes: frozenset[str]
    breach_contexts: tuple[str, ...]
    mentioned_as_holding: tuple[str, ...]
    extending: tuple[str, ...]
    extended: tuple[str, ...]
    dated: str
    aside: tuple[str, ...]
    earlier: tuple[str, ...]
    mutual: tuple[str, ...]
    keep: tuple[str, ...]
    duration: tuple[Around, ...]
    until: tuple[Around, ...]
    begins: tuple[Around, ...]
    at_once: tuple[str, ...]
    classes: dict[Class, tuple[str, ...]]
    laterals: dict[Lateral, tuple[str, ...]]
    written: dict[Literal["yes", "no"], tuple[str, ...]]
    purposes: dict[Purpose, tuple[str, ...]]
    scopes: dict[Scope, tuple[str, ...]]
    mediation: dict[Literal["by", "auspices", "joined", "active"], str]


@cache
def words() -> CeasefireWords:
    """``ceasefires.yaml``, checked.  Raises KnowledgeError for a bad file."""
    (table,) = load_entries(KNOWLEDGE / "ceasefires.yaml", CeasefireWords)
    return table


@cache
def pattern(written: str) -> re.Pattern[str]:
    """A regular expression of the table, compiled, with the nouns of ceasefires in it."""
    return re.compile(written.replace("{noun}", f"(?:{'|'.join(words().nouns)})"), re.IGNORECASE)


def any_in(written: tuple[str, ...], text: str) -> str | None:
    """The words of ``text`` that the first fitting expression of the table finds; null for none."""
    return next((found.group() for one in written if (found := pattern(one).search(text))), None)
