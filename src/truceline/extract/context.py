"""All that is known of one document while its claims are made: the parse and the mentions, and questions about both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from ..language import syntax
from ..language.text import ParsedText
from ..records import Actor, Count, Place, Published, Time
from .mentions import ActorMention, CountMention, PlaceMention, TimeMention


@dataclass(frozen=True)
class Context:
    """One document in the making: ``published`` is already worked out, the mentions are already found.

    Mentions are in text order.  ``modifiers`` maps tokens before a noun to the mention they make.
    """

    parsed: ParsedText
    published: Published
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    counts: tuple[CountMention, ...]
    modifiers: Mapping[int, ActorMention] = field(default_factory=dict)
    _actor_heads: dict[int, tuple[ActorMention, ...]] = field(init=False, repr=False)
    _place_heads: dict[int, PlaceMention] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        heads: dict[int, tuple[ActorMention, ...]] = {}
        for m in self.actors:
            heads[m.head] = (*heads.get(m.head, ()), m)
        object.__setattr__(self, "_actor_heads", heads)
        object.__setattr__(self, "_place_heads", {m.head: m for m in self.places})

    @property
    def doc(self) -> Doc:
        """The spaCy document over the whole stored text."""
        return self.parsed.doc

    def known_by(self, value: Actor | Place | Time | Count) -> str | None:
        """What the words of a mention were known by; null for a value that no mention has."""
        return self._known.get(value)

    @cached_property
    def _known(self) -> Mapping[Actor | Place | Time | Count, str]:
        known: dict[Actor | Place | Time | Count, str] = {}
        for m in (*self.actors, *self.modifiers.values()):
            known.setdefault(m.actor, m.by)
        for p in self.places:
            known.setdefault(p.place, p.by)
        for t in self.times:
            known.setdefault(t.time, f"time:{t.rule}")
        for c in self.counts:
            known.setdefault(c.count, c.by)
        return known

    def actor_at(self, token: Token | None) -> Actor | None:
        """The actor that the noun phrase headed by ``token`` denotes."""
        mentions = self._actor_heads.get(token.i) if token is not None else None
        return mentions[0].actor if mentions else None

    def actor_for_modifier(self, token: Token | None) -> Actor | None:
        """The actor that an adjective, a noun before a noun, or a possessive stands for ("*Armenian* attacks")."""
        if token is None:
            return None
        mention = self.modifiers.get(token.i)
        return mention.actor if mention else (self.actor_at(token) if token.dep_ == "poss" else None)

    def actors_at(self, token: Token | None) -> tuple[Actor, ...]:
        """The actors of a noun phrase and of what is coordinated with it ("Armenia and Azerbaijan")."""
        if token is None:
            return ()
        found = (m.actor for t in syntax.conjuncts(token) for m in self._actor_heads.get(t.i, ()))
        return tuple(dict.fromkeys(found))

    def place_at(self, token: Token | None) -> Place | None:
        """The place whose name is headed by ``token``."""
        mention = self._place_heads.get(token.i) if token is not None else None
        return mention.place if mention else None

    def places_in(self, start: int, end: int) -> tuple[Place, ...]:
        """The places named in ``text[start:end]``, each once."""
        return tuple(dict.fromkeys(m.place for m in self.places if start <= m.start and m.end <= end))

    def times_in(self, start: int, end: int) -> tuple[TimeMention, ...]:
        """The time expressions in ``text[start:end]``."""
        return tuple(m for m in self.times if start <= m.start and m.end <= end)

    def counts_in(self, start: int, end: int) -> tuple[CountMention, ...]:
        """The counts in ``text[start:end]``."""
        return tuple(m for m in self.counts if start <= m.start and m.end <= end)

    def time_of(self, verb: Token) -> Time | None:
        """When the thing told by ``verb`` is said to have happened: the nearest date in its own clause."""
        tokens = syntax.clause_tokens(verb)
        inside = {t.idx for t in tokens}
        candidates = [m for m in self.times if m.kind in ("DATE", "TIME") and m.time.start and m.start in inside]
        if not candidates:
            return None
        return min(candidates, key=lambda m: abs(m.start - verb.idx)).time
