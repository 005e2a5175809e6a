"""The tables of counting - harm words, victims, things lost - as the extractors ask them.

The words stand in ``knowledge/harm.yaml``, ``victims.yaml`` and ``objects.yaml``; each file says what its fields mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, TypeVar

from msgspec import Struct

from ..knowledge.loader import KNOWLEDGE, load_armed_groups, load_countries, load_entries
from ..records import Harm, LossObject

V = TypeVar("V")
#: How many words of a noun phrase are looked up at most, from its end.
_LONGEST = 3
#: Shorter words in "-man" are none ("human", "Roman").
_SHORT = 6


class GroupEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns (singular) that put those they name in a group; a null group is "persons, of no said kind"."""

    id: str
    group: str | None
    nouns: tuple[str, ...]
    definition: str | None = None


class NounExample(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A noun and the group or object it must get."""

    noun: str
    group: str | None = None
    object: str | None = None


class Victims(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of ``victims.yaml``."""

    groups: tuple[GroupEntry, ...]
    modifiers: dict[str, tuple[str, ...]]
    modified_nouns: tuple[str, ...]
    weak_nouns: tuple[str, ...]
    no_men: frozenset[str]
    irregular: dict[str, str]
    not_victims: frozenset[str]
    examples: tuple[NounExample, ...]
    counter_examples: tuple[str, ...]


class ObjectEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns (singular) of one class of things."""

    id: LossObject
    nouns: tuple[str, ...]


class Objects(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of ``objects.yaml``."""

    objects: tuple[ObjectEntry, ...]
    irregular: dict[str, str]
    examples: tuple[NounExample, ...]
    counter_examples: tuple[str, ...]


class ExpectedToll(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a test expects of one toll; only the fields that are given are compared."""

    harm: Harm
    object: LossObject = "persons"
    best: int | None = None
    low: int | None = None
    high: int | None = None
    group: str | None = None


class HarmExample(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence and the tolls in it that this entry must give."""

    text: str
    tolls: tuple[ExpectedToll, ...]


class HarmEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one pattern that tell of one harm: see the head of ``harm.yaml``."""

    id: str
    harm: Harm
    pattern: Literal[
        "verb",
        "intransitive",
        "adjective",
        "count_noun",
        "act_noun",
        "toll_noun",
        "lives",
        "body",
        "loss",
        "flee",
        "driven",
    ]
    definition: str
    words: tuple[str, ...]
    victims: Literal["persons", "things", "both"]
    needs: Literal["number", "group", "none"] = "none"
    things: tuple[LossObject, ...] = ()
    groups: tuple[str, ...] = ()
    examples: tuple[HarmExample, ...]
    counter_examples: tuple[str, ...]


@cache
def harms() -> tuple[HarmEntry, ...]:
    """The entries of ``harm.yaml``."""
    return load_entries(KNOWLEDGE / "harm.yaml", HarmEntry)


@cache
def victims() -> Victims:
    """``victims.yaml``."""
    (table,) = load_entries(KNOWLEDGE / "victims.yaml", Victims)
    return table


@cache
def things() -> Objects:
    """``objects.yaml``."""
    (table,) = load_entries(KNOWLEDGE / "objects.yaml", Objects)
    return table


@cache
def _groups() -> dict[str, str | None]:
    return {noun: entry.group for entry in victims().groups for noun in entry.nouns}


@cache
def _objects() -> dict[str, LossObject]:
    return {noun: entry.id for entry in things().objects for noun in entry.nouns}


@cache
def _modifiers() -> dict[str, str]:
    return {word: group for group, words in victims().modifiers.items() for word in words}


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """The singular of a noun by rule ("soldiers" -> "soldier"), or the noun itself when it is one that we know."""
    low = word.lower()
    for table in (victims().irregular, things().irregular):
        if low in table:
            return table[low]
    if low in _groups() or low in _objects():
        return low
    for end, replacement in (("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("shes", "sh"), ("s", "")):
        if low.endswith(end) and len(low) > len(end) + 2 and not low.endswith("ss"):
            return low[: len(low) - len(end)] + replacement
    return low


@cache
def _people_names() -> dict[str, str | None]:
    """Nouns for members of peoples and armed groups, as written, and the group they put their bearers in."""
    names: dict[str, str | None] = {}
    for country in load_countries():
        for word in (*country.demonyms, *country.peoples):
            names.setdefault(word, None)
            if not word.endswith(("s", "sh", "ch", "ese")):
                names.setdefault(word + "s", None)
    for group in load_armed_groups():
        for word in group.demonyms:
            names.setdefault(word, "fighters")
            names.setdefault(word + "s", "fighters")
    return names


def is_people_name(word: str) -> bool:
    """Whether a noun names members of a people or an armed group ("Palestinians", "Houthis")."""
    return word in _people_names()


def people_group(word: str) -> str | None:
    """The group of those a name of a people or an armed group names: fighters for an armed group, else null."""
    return _people_names().get(word)


def is_person(words: Sequence[str]) -> bool:
    """Whether a noun phrase (its words, head last) names people."""
    return _person(tuple(words[-_LONGEST:])) is not None and not _flies(words)


def group_of(words: Sequence[str]) -> str | None:
    """The group that a noun phrase (its words, head last) puts people in; null when it says none."""
    found = _person(tuple(words[-_LONGEST:]))
    own = found[1] if found else None
    if own == "children":
        return own
    heads = singular(words[-1]) if words else ""
    for word in words[:-1]:
        group = _modifiers().get(word.lower())
        if group == "civilians" and (own is None or heads in victims().modified_nouns):
            return group
        if group is not None and (own is None or heads in victims().weak_nouns) and heads in victims().modified_nouns:
            return group
    return own


def object_of(words: Sequence[str]) -> LossObject | None:
    """The class of things that a noun phrase (its words, head last) names; null when it names none."""
    if _flies(words):
        return "aircraft"
    found = _thing(tuple(words[-_LONGEST:]))
    return found[1] if found else None


def _flies(words: Sequence[str]) -> bool:
    """Whether "fighters" are aircraft, by the designation before them: "two Su-27 fighters"."""
    return len(words) > 1 and words[-1].lower() in ("fighter", "fighters") and any(c.isdigit() for c in words[-2])


@lru_cache(maxsize=1 << 15)
def _person(words: tuple[str, ...]) -> tuple[str, str | None] | None:
    last = words[-1].lower() if words else ""
    by_ending = len(last) > _SHORT and last.endswith(("man", "woman", "men", "women")) and last not in victims().no_men
    return _lookup(words, _groups()) or ((last, None) if by_ending else None)


@lru_cache(maxsize=1 << 15)
def _thing(words: tuple[str, ...]) -> tuple[str, LossObject] | None:
    return _lookup(words, _objects())


def _lookup(words: tuple[str, ...], table: Mapping[str, V]) -> tuple[str, V] | None:
    """The longest entry of ``table`` that the words end in."""
    for size in range(_LONGEST, 0, -1):
        if len(words) < size:
            continue
        tail = [w.lower() for w in words[-size:-1]] + [singular(words[-1])]
        for key in (" ".join(tail), " ".join(w.lower() for w in words[-size:])):
            if key in table:
                return key, table[key]
    return None
