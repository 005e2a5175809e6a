"""What is held or changes hands: places by name, nouns of land with their places and counts, and words for either."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Count, Place
from .context import Context
from .found import Found, by_rule, joined, under
from .mentions import CountMention

#: Nouns of what can be held.
AREAS = word_class("control.areas")
_QUANTITIES = word_class("control.quantities")
_SETTLEMENTS = word_class("control.settlements")
#: Nouns of land that armies also take up, hold or clear without anything changing hands.
_LOOSE = word_class("control.loose_areas")

_WITHIN = ("of", "in", "near", "around", "at", "on", "along", "outside")
_ONE = frozenset({"it", "which", "that"})
_MANY = frozenset({"they", "them", "these", "those", "both", "which", "that"})


def is_area(context: Context, head: Token, *, strict: bool, names: bool = False) -> bool:
    """Whether what is held is a place, or so many of them.

    Strict, for verbs that mean control only with land as their object: a bare country name does not do, nor "positions"
    as an object.
    ``names``: a name that nobody knows is that of a place, since nothing else can stand there.
    """
    place = context.place_at(head)
    if place is not None:
        return not (strict and place.precision == "country")
    if (names and _unknown_name(context, head)) or _is_site(context, head):
        return True
    if _is_pronoun(head):
        return bool(antecedent(context, head))
    if strict and head.dep_ == "dobj" and head.lemma_.lower() in _LOOSE:
        counted = syntax.child(head, "nummod", "poss", "compound", "amod") is not None
        return counted or bool(_places_below(context, head)) or _at_a_place(context, head)
    return area_noun(context, head)


def _at_a_place(context: Context, head: Token) -> bool:
    """Whether the parser hung the place of an object on its verb ("abandoned the base *at Lashio*")."""
    beside = syntax.prepositional(head.head, "at", "in", "near", "outside")
    definite = head.dep_ == "dobj" and syntax.child(head, "det") is not None  # "took positions in Goma" takes nothing
    return definite and any(context.place_at(t) is not None and t.i > head.i for t in beside)


def area_noun(context: Context, head: Token) -> bool:
    """Whether the noun names land, or a part of it ("60 percent of the town", "a stretch of the border")."""
    lemma = head.lemma_.lower()
    if lemma in _QUANTITIES or head.pos_ == "NUM":  # "14 of the 17 townships"
        below = [*syntax.prepositional(head, "of", "in"), *syntax.children(head, "poss")]
        if any(area_noun(context, t) or t.lower_ == "it" or context.place_at(t) is not None for t in below):
            return True
    return lemma in AREAS


def is_named_settlement(context: Context, area: Token) -> bool:
    """Whether the area is a settlement or site with a name."""
    places, _ = what(context, area)
    settlement = area.lemma_.lower() in _SETTLEMENTS
    return any(p.precision in ("exact", "near") or settlement for p in places)


def counted(context: Context, area: Token) -> bool:
    """Whether the area is so many settlements ("13 villages")."""
    return area.lemma_.lower() in _SETTLEMENTS and bool(what(context, area)[1])


def what(context: Context, area: Token) -> tuple[Found[Place], Found[Count]]:
    """The places an area noun names, and how many there are (one count, or none)."""
    if _is_pronoun(area):
        meant = antecedent(context, area)
        told = [what(context, t) for t in meant]
        places = under("where:pronoun", joined(found for found, _ in told))
        return places, next((count for _, count in told if count), {})
    own = context.place_at(area)
    if own is not None:
        return {own: "where:held"}, {}
    if not area_noun(context, area) and _unknown_name(context, area):
        return {_nameless(area): "where:unknown name"}, {}
    below = by_rule("where:phrase", _places_below(context, area))
    return below or by_rule("where:named before", _named_before(context, area)), _count(context, area)


def _places_below(context: Context, area: Token, depth: int = 3) -> list[Place]:
    """The places in the phrase of an area noun, the nearest first ("most *of Marib's* outskirts")."""
    below = [
        *([area.head] if area.dep_ == "appos" else []),
        *(t for c in syntax.children(area, "appos") for t in syntax.conjuncts(c)),
        *syntax.prepositional(area, *_WITHIN),
        *syntax.children(area, "poss", "compound", "nmod"),
    ]
    found = [p for t in below if (p := context.place_at(t)) is not None]
    if not found and area.lemma_.lower() in _SETTLEMENTS:  # "the town of Adan Yabaal"
        named = (t for t in syntax.prepositional(area, "of") if not area_noun(context, t))
        found = [_nameless(t) for t in named if _unknown_name(context, t)]
    if found or depth == 0:
        return found
    return [p for t in below if area_noun(context, t) for p in _places_below(context, t, depth - 1) or ()]


def _count(context: Context, area: Token) -> Found[Count]:
    """The number of the places, where the noun itself is counted; "a village" counts nothing."""
    if area.pos_ == "NUM":
        return next(({c.count: "counted"} for c in context.counts if c.start <= area.idx < c.end), {})
    if area.tag_ not in ("NNS", "NNPS") or area.lemma_.lower() in _MEASURES:
        return {}
    left, right = area.left_edge.idx, area.idx + len(area)
    counted = (c for c in context.counts if left <= c.start and c.end <= right and _counts(c, area))
    return next(({c.count: "counted"} for c in counted), {})


def _unknown_name(context: Context, head: Token) -> bool:
    """Whether the token heads a bare proper name that neither the gazetteer nor the list of actors knows."""
    if head.pos_ != "PROPN" or head.ent_type_ == "NORP" or syntax.child(head, "det", "poss"):
        return False
    if any(m.start <= head.idx < m.end for m in context.times):
        return False
    actor = context.actor_at(head)
    return actor is None or (actor.sector is None and actor.wikidata is None)


def _is_site(context: Context, head: Token) -> bool:
    """Whether a name that nobody knows tells by its first word that it is a place ("*Camp* Abubakar")."""
    first = (c.lower_ for c in syntax.children(head, "compound"))
    return any(w in _SETTLEMENTS | _SITES for w in first) and _unknown_name(context, head)


_SITES = frozenset({"fort", "mount", "port", "hill", "base", "airbase", "point", "island", "cape"})


def _nameless(head: Token) -> Place:
    first = min((c for c in (head, *syntax.children(head, "compound"))), key=lambda t: t.i)
    return Place(text=head.doc[first.i : head.i + 1].text)


def _counts(mention: CountMention, area: Token) -> bool:
    below = {t.i for t in syntax.prepositional(area, "of")}  # "dozens of villages"
    return mention.noun is None or mention.noun == area.i or mention.noun in below


#: Measures of land and shares: their number is not one of places.
_MEASURES = frozenset({"kilometre", "kilometer", "mile", "percent", "cent", "part", "acre", "hectare"})


def _is_pronoun(head: Token) -> bool:
    return head.pos_ in ("PRON", "DET") and head.lower_ in _ONE | _MANY


def antecedent(context: Context, pronoun: Token) -> list[Token]:
    """The heads of what a pronoun stands for: the noun of its relative clause, or land named just before."""
    if pronoun.lower_ in ("which", "that"):
        return _of_relative(context, pronoun)
    if pronoun.lower_ == "it":
        mention = _last_settlement(context, pronoun)
        return [context.doc[mention]] if mention is not None else []
    return _last_several(context, pronoun)


def _of_relative(context: Context, pronoun: Token) -> list[Token]:
    clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
    if clause is None:
        return []
    noun = clause.head
    first = noun.head if noun.dep_ == "conj" else noun
    heads = [t for t in syntax.conjuncts(first) if t.i < pronoun.i]
    heads = [t for t in heads if context.place_at(t) is not None or area_noun(context, t) or _is_site(context, t)]
    return heads if noun in heads else []


def _last_several(context: Context, pronoun: Token) -> list[Token]:
    """The last land in the plural, or list of places, within a sentence before ("two villages ... retook *them*")."""
    for t in reversed(_before(context, pronoun, sentences=1)):
        listed = syntax.conjuncts(t) if t.dep_ != "conj" else [t]
        if len(listed) > 1 and all(context.place_at(c) is not None for c in listed if c.pos_ == "PROPN"):
            heads = [c for c in listed if context.place_at(c) is not None]
            if len(heads) > 1:
                return heads
        if t.tag_ == "NNS" and t.lemma_.lower() in _SETTLEMENTS | _LOOSE:
            return [t]
    return []


def _named_before(context: Context, area: Token) -> list[Place]:
    """The last settlement named before "the town", within two sentences; of "60 percent of the town" too."""
    nouns = [area, *syntax.prepositional(area, "of")] if area.lemma_.lower() in _QUANTITIES else [area]
    for noun in nouns:
        if noun.lower_ == "it" or (
            noun.lemma_.lower() in _SETTLEMENTS
            and noun.tag_ == "NN"
            and any(c.lower_ in ("the", "this", "that") for c in noun.children)
        ):
            mention = _last_settlement(context, noun)
            place = context.place_at(context.doc[mention]) if mention is not None else None
            if place is not None:
                return [place]
    return []


def _last_settlement(context: Context, area: Token) -> int | None:
    """The head of the last settlement named within two sentences before."""
    tokens = _before(context, area, sentences=2)
    first = tokens[0].idx if tokens else area.idx
    before = [
        m
        for m in context.places
        if first <= m.start < area.idx and m.place.precision in ("exact", "near") and "metonym" not in m.by
    ]
    return before[-1].head if before else None


def _before(context: Context, token: Token, *, sentences: int) -> list[Token]:
    """The tokens before ``token``, in its own sentence and so many before it."""
    here = context.parsed.sentence_at(token.idx)
    if here is None:
        return []
    first = context.parsed.sentences[max(0, here.index - sentences)].start
    return [t for t in context.parsed.tokens(first, token.idx) if t.i < token.i]
