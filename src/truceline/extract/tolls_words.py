"""Word lists of ``knowledge/toll_words.yaml``, by name; the file says what each is for."""

from __future__ import annotations

from functools import cache

from msgspec import Struct, structs

from ..knowledge.loader import KNOWLEDGE, load_entries


class TollWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of ``toll_words.yaml``."""

    vague_people: frozenset[str]
    general: frozenset[str]
    body_verbs: frozenset[str]
    casualty_verbs: frozenset[str]
    no_object: frozenset[str]
    before_object: frozenset[str]
    inside_subject: frozenset[str]
    aside: frozenset[str]
    harm_adjectives: frozenset[str]
    times: frozenset[str]
    total_leads: frozenset[str]
    total_verbs: frozenset[str]
    be: frozenset[str]
    adverbs: frozenset[str]
    suffering: frozenset[str]
    mass_nouns: frozenset[str]
    collectives: frozenset[str]
    partitives: frozenset[str]
    ranks: frozenset[str]
    reporting_verbs: frozenset[str]
    locatives: frozenset[str]
    strict_locatives: frozenset[str]
    sayings: frozenset[str]
    state_people: frozenset[str]
    own_groups: frozenset[str]
    backed: frozenset[str]
    pointers: frozenset[str]
    settings: frozenset[str]
    putting: frozenset[str]
    giving: frozenset[str]
    belonging: frozenset[str]
    attempting: frozenset[str]
    freeing: frozenset[str]
    dwelling: frozenset[str]
    additions: frozenset[str]
    admitting: frozenset[str]
    launching: frozenset[str]
    homes: frozenset[str]


@cache
def _table() -> dict[str, frozenset[str]]:
    (table,) = load_entries(KNOWLEDGE / "toll_words.yaml", TollWords)
    return structs.asdict(table)


def words(name: str) -> frozenset[str]:
    """One of the lists.  Raises KeyError where there is none of that name."""
    return _table()[name]
