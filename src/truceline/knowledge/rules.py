"""The shapes of the rule files: event modes, acts and reporting cues, and how they are loaded.

The rules of counting (harm, victims, numbers) have shapes of their own beside their extractors' tables.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from ..records import EventType, Modality
from .loader import KNOWLEDGE, load_entries


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of rule entries."""


class Phrase(Rule, frozen=True, kw_only=True):
    """A verb with an object of a kind ("halt" + "hostilities"), or with particles ("stay" + "out of").

    An object "@id" stands for the words of that class of ``word_classes.yaml``; ``armed``: only fighters do it.
    """

    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    particles: tuple[str, ...] = ()
    armed: bool = False


class Composed(Rule, frozen=True, kw_only=True):
    """Nouns that name a mode together with a noun of a kind behind a preposition, or with an adjective before them."""

    heads: tuple[str, ...]
    prepositions: tuple[str, ...]
    of: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class Example(Rule, frozen=True, kw_only=True):
    """A sentence in which an event of the mode must be found, with its PLOVER type."""

    text: str
    type: EventType


class Mode(Rule, frozen=True, kw_only=True):
    """A mode of the ontology: what a PLOVER event is about.  See the head of ``ontology.yaml``."""

    mode: str
    definition: str
    type: EventType
    alone: bool
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    composed: tuple[Composed, ...] = ()
    owned: tuple[str, ...] = ()
    needs_actor: bool = False
    needs_recipient: bool = False
    targets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


class Act(Rule, frozen=True, kw_only=True):
    """An act that makes an event out of its topic.  See the head of ``acts.yaml``."""

    id: str
    type: EventType
    definition: str
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    recipient: tuple[str, ...]
    topic: tuple[str, ...]
    topic_modes: tuple[str, ...] = ()
    topic_types: tuple[EventType, ...] = ()
    topic_verbs: tuple[str, ...] = ()
    accuser: Literal["subject", "source"] = "subject"
    needs_infinitive: bool = False
    intransitive: bool = False
    bare: bool
    modality: Modality | None = None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Cue(Rule, frozen=True, kw_only=True):
    """A reporting cue.  See the head of ``cues.yaml``."""

    id: str
    kind: Literal["verb", "noun", "phrase", "paper", "voice", "channel"]
    lemmas: tuple[str, ...]
    objects: tuple[str, ...] = ()
    force: Literal["assert", "doubt", "deny", "commit", "relay"]
    clause: bool = False
    quote: bool = False
    hearer: bool = False
    deed: bool = False
    object: bool = False
    of: bool = False
    passive: bool = False
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def modes() -> tuple[Mode, ...]:
    """The modes of ``ontology.yaml``, in the order of the file.  Raises KnowledgeError for a bad file."""
    return load_entries(KNOWLEDGE / "ontology.yaml", Mode)


@cache
def acts() -> tuple[Act, ...]:
    """The acts of ``acts.yaml``, in the order of the file: earlier ones win.  Raises KnowledgeError for a bad file."""
    return load_entries(KNOWLEDGE / "acts.yaml", Act)


@cache
def cues() -> tuple[Cue, ...]:
    """The reporting cues of ``cues.yaml``.  Raises KnowledgeError for a bad file."""
    return load_entries(KNOWLEDGE / "cues.yaml", Cue)
