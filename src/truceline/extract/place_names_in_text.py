"""The name of a place as it stands in a text, and the nouns around it that say what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span

from ..knowledge.gazetteer import gazetteer
from ..knowledge.loader import KNOWLEDGE, load_entries
from ..knowledge.place_word_schema import PlaceSort, PlaceWords
from .place_evidence import abbreviations, nationalities

_POSSESSIVE = re.compile(r"(?:’s|'s|’|')$")
_THE = re.compile(r"^(?:the|The|THE) ")
_OF_BEFORE = re.compile(r"(?:^|[\s(“\"])(?P<noun>[A-Za-z-]+(?: [a-z-]+)?) of (?:the )?(?:[\w-]+ )?[“\"']?$")
_NEAR_BEFORE = re.compile(
    r"\b(?:near|outside|around|close to|(?:north|south|east|west|northeast|northwest|southeast|southwest|"
    r"north-east|north-west|south-east|south-west|outskirts|edge|vicinity|environs) of|not far from|"
    r"on the road to|toward|towards|bordering) (?:the )?(?:(?:[\w-]+ ){0,2}(?:city|town|village|area|capital) of )?"
    r"(?:[a-z-]+ ){0,2}$"
)


#: Words that are names of places only together with others ("Eastern Ghouta").
DIRECTIONS = frozenset({
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "new",
    "old", "great", "greater", "inner", "outer", "north-east", "north-west", "south-east", "south-west", "northeast",
    "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "union",
    "center", "centre", "valley", "coast", "gulf", "capital", "city", "river", "island", "islands", "middle",
})  # fmt: skip


#: Things that bear the names of places and people without being there.
NAMED_FOR = frozenset({"street", "avenue", "boulevard", "road", "lane", "drive", "square", "park", "hotel"})

#: Bodies that are not where their names say.
_ABROAD = frozenset({"embassy", "consulate", "legation"})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name to be resolved.

    ``text`` is it as written; ``lookup`` what the gazetteer is asked for (without "the", "'s" and a noun that is no
    part of the name); ``sort`` what the noun beside it asks for; ``near``: the text says near it, not at it.
    ``outer_end`` is where the noun after it ends, if there is one.
    """

    text: str
    start: int
    end: int
    lookup: str
    sort: PlaceSort | None = None
    near: bool = False
    outer_end: int = 0


@cache
def place_words() -> dict[str, PlaceWords]:
    """The nouns of ``place_words.yaml``, in lower case."""
    return {w: e for e in load_entries(KNOWLEDGE / "place_words.yaml", PlaceWords) for w in e.words}


def name_of(text: str, start: int, end: int) -> PlaceName:
    """The name at ``text[start:end]`` with what stands around it."""
    written = text[start:end]
    name = _POSSESSIVE.sub("", _THE.sub("", written)).strip(' ,.;:“”"()')
    full = abbreviations().get(written) or _cut_short(written)
    if full is not None and not gazetteer().is_country(name):
        return PlaceName(written, start, end, full, "admin1", outer_end=end)
    noun, outer = noun_after(text, end)
    sort = noun.wants if noun else _noun_before(text, start)
    lookup, inner = _without_noun(name)
    near = _NEAR_BEFORE.search(text, max(0, start - 80), start) is not None
    if inner is not None:
        sort = inner.wants
        near = near or inner.wants == "site"
    return PlaceName(written, start, end, lookup, sort, near, outer or end)


def _cut_short(written: str) -> str | None:
    """The region of an abbreviation that has lost its last stop: "N.Y", "Calif" (but "Man" is a town)."""
    return abbreviations().get(f"{written}.") if "." in written or len(written) > 4 else None


def noun_after(text: str, end: int) -> tuple[PlaceWords | None, int]:
    """The noun of ``place_words.yaml`` that follows ``end`` ("Idlib *province*") and where it ends."""
    following = re.match(r"(?: |-)([A-Za-z-]+)((?: [A-Za-z]+){0,2})", text[end : end + 50])
    if following is None:
        return None, 0
    words = [following[1], *following[2].split()]
    for n in range(len(words), 0, -1):
        entry = place_words().get(" ".join(words[:n]).lower())
        if entry is not None:
            return entry, end + 1 + len(" ".join(words[:n]))
    return None, 0


def _noun_before(text: str, start: int) -> PlaceSort | None:
    """What the noun of "the village of X" or "province of X" asks for."""
    before = _OF_BEFORE.search(text, max(0, start - 60), start)
    if before is None:
        return None
    words = before["noun"].lower().split()
    if len(words) > 1 and before["noun"][0].isupper() and words[0] not in ("the", "a", "an"):
        return None  # "Gadchiroli district of Maharashtra": the noun is another name's
    entry = place_words().get(" ".join(words)) or place_words().get(words[-1])
    return entry.wants if entry else None


def _without_noun(name: str) -> tuple[str, PlaceWords | None]:
    """The name to look up: the whole when it is known, else without the noun that is no part of a known name."""
    if gazetteer().lookup(name) or is_adjective(name):
        return name, None
    words = name.split()
    if len(words) > 1 and words[0].casefold() in DIRECTIONS and _may_stand(" ".join(words[1:])):
        return " ".join(words[1:]), None
    for n in range(1, len(words)):
        noun = " ".join(words[n:])
        entry = place_words().get(noun.lower())
        if entry is not None and not _is_nothing(words[:n]):
            # what stands in a Street of a town's name may be anywhere: such names honour far places and people
            named_for = words[n][0].isupper() and words[-1].lower() in NAMED_FOR
            return (name, None) if named_for else (" ".join(words[:n]), entry)
    of = re.match(r"^([A-Z][a-z-]+(?: [A-Z]?[a-z-]+)?) of (?:the )?(.+)$", name)
    if of and of[1].lower() in place_words():
        return of[2], place_words()[of[1].lower()]
    part = _known_part(words)
    return (part, place_words()["camp"]) if part else (name, None)


def _may_stand(rest: str) -> bool:
    """Whether a name is known well enough to be meant with a direction before it ("Eastern Chad", not "West Wing")."""
    return any(c.overlay is not None or c.population >= 10_000 for c in gazetteer().lookup(rest) if c.own)


def _is_nothing(words: list[str]) -> bool:
    """Whether words are no name by themselves: "Lake" of "Lake Robinson", "Grand" of "Grand Hotel"."""
    return all(w.casefold() in DIRECTIONS or w.lower() in place_words() for w in words)


def _known_part(words: list[str]) -> str | None:
    """The longest part at an end of an unknown name that is a place: "Idlib" of "Idlib Surgical Clinic"."""
    if any(w.lower() in _ABROAD for w in words):
        return None
    for n in range(len(words) - 1, 0, -1):
        for part in (" ".join(words[:n]), " ".join(words[-n:])):
            if part[:1].isupper() and not _is_nothing(part.split()) and _well_known(part):
                return part
    return None


def is_adjective(name: str) -> bool:
    """Whether a word is of a nationality ("Syrian"), or an adjective of a land ("Kashmiri")."""
    return name.casefold() in nationalities() or name.casefold() in gazetteer().adjectives


def _well_known(name: str) -> bool:
    if is_adjective(name):
        return True
    if len(name) <= 3 and not gazetteer().is_country(name):
        return False
    return any(c.own and (c.population > 50_000 or c.overlay is not None) for c in gazetteer().lookup(name))


def trimmed(entity: Span) -> tuple[int, int]:
    """The entity without "the" before it and "'s" after it."""
    start, end = entity.start, entity.end
    while start < end and (entity.doc[start].lower_ in ("the", "a", "an") or not entity.doc[start].text[0].isalnum()):
        start += 1
    while end > start and (
        entity.doc[end - 1].text in ("'s", "’s", "'", "’", ",", "-") or entity.doc[end - 1].is_space
    ):
        end -= 1
    return start, end
