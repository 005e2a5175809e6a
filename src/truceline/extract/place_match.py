"""Which words of a report are names of places: what the gazetteer knows and the text bears out.

The longest known name wins.  Whether it is a place here is decided by the words around it first ("in X", "X province",
a list of places), then by the tagger, then by how well known the place is; the tagger alone calls many local places
people.  Names of people, bodies and nationalities are no places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from spacy.tokens import Doc, Span

from ..knowledge.gazetteer import Candidate, gazetteer
from ..knowledge.loader import KNOWLEDGE, load_entries
from ..knowledge.names import name_index
from ..knowledge.place_names import fold
from ..knowledge.place_word_schema import PlaceStops
from ..knowledge.schema import Country
from .place_evidence import abbreviations, countries_named, lies_in, regions_around
from .place_names_in_text import DIRECTIONS, is_adjective, place_words, trimmed
from .place_surroundings import context_of, is_place_noun, shouted, words_around
from .place_unknown import unknown_by_noun

Role = Literal["place", "embedded", "adjective"]
"""``place``: a mention of a place; ``embedded``: inside the name of a body or person ("*Gaza* Health Ministry");
``adjective``: a nationality ("*Syrian* army")."""

_LONGEST = 7
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_ARTICLES = frozenset("al el ul ar as ash ad an az at ez".split())
_NAME_TAGS = frozenset(["PROPN", "NOUN", "ADJ", "X"])
_JOINTS = frozenset(["and", "in", "or", ",", "near", "from", "to"])
_BIG = 100_000
_CITY = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """A name in ``doc[start:end]`` (token indices); ``by`` says what found it."""

    start: int
    end: int
    role: Role
    by: str


@cache
def _stops() -> dict[str, frozenset[str]]:
    entries = load_entries(KNOWLEDGE / "place_stops.yaml", PlaceStops)
    return {e.kind: frozenset(fold(w) for w in e.words) for e in entries}


def find_names(doc: Doc, *, hints: tuple[str, ...] = (), skip: frozenset[int] = frozenset()) -> list[Found]:
    """The names of places in a text, in order and none overlapping.

    ``hints`` are ISO 3166-1 alpha-3 codes of countries in play; tokens in ``skip`` (boilerplate) are left out.
    """
    return _Finder(doc, hints, skip).find()


@dataclass
class _Finder:
    doc: Doc
    hints: tuple[str, ...]
    skip: frozenset[int]
    found: list[Found] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)

    def find(self) -> list[Found]:
        i = 0
        while i < len(self.doc):
            i = self._at(i) if self._may_start(i) else i + 1
        self._beside_places()
        self._named_elsewhere()
        self._entities()
        self._unknown_by_noun()
        return sorted(self.found, key=lambda f: f.start)

    def _may_start(self, i: int) -> bool:
        token = self.doc[i]
        if i in self.skip:
            return False
        if i > 1 and self.doc[i - 1].text == "-" and self.doc[i - 2].lower_ in _ARTICLES:
            return False  # "Al-Koma" is not Koma
        if token.text[0].isupper():
            return True
        return (
            token.lower_ in _ARTICLES
            and i + 2 < len(self.doc)
            and self.doc[i + 1].text in ("-", "–")
            and self.doc[i + 2].text[0].isupper()
        )

    def _at(self, i: int) -> int:
        """Try the names that begin at ``i``, the longest first; the token to go on from."""
        for j in self._ends(i):
            candidates = gazetteer().lookup(self._text(i, j))
            if self._is_region_after_town(i, j):
                self.found.append(Found(i, j, "place", "gazetteer:list"))
                return j
            if not candidates and not self._is_adjective(i, j):
                continue
            role, by = self._judge(i, j, candidates)
            if role is not None:
                self.found.append(Found(i, j, role, by))
                return j
            if by == "doubtful":
                self.doubtful.append((i, j))
                return j
        return i + 1

    def _is_region_after_town(self, i: int, j: int) -> bool:
        """Whether the abbreviation of a region stands after a place it says more of: "Gary, *Ind.*"."""
        if i < 2 or j > i + 2 or self.doc[i - 1].text != "," or self._text(i, j) not in abbreviations():
            return False
        return bool(self.found) and self.found[-1].end == i - 1 and self.found[-1].role == "place"

    def _ends(self, i: int) -> Iterator[int]:
        ends = []
        for j in range(i + 1, min(i + _LONGEST, len(self.doc)) + 1):
            token = self.doc[j - 1]
            if token.is_space or (j - 1 in self.skip):
                break
            capital = token.text[0].isupper()
            if capital or token.text[0].isdigit():
                ends.append(j)
            elif token.lower_ not in words_around()["inside"]:
                ends.extend(self._noun_ends(j - 1) if j > i + 1 else ())
                break
        return reversed(ends)

    def _noun_ends(self, k: int) -> Iterator[int]:
        """Where nouns end that may be the last part of a name: "Philadelphi *corridor*", "Rafah *border crossing*"."""
        for n in range(1, min(3, len(self.doc) - k) + 1):
            entry = place_words().get(self.doc[k : k + n].text.lower())
            if entry is not None and entry.part:
                yield k + n

    def _text(self, i: int, j: int) -> str:
        return self._whole[self.doc[i].idx : self.doc[j - 1].idx + len(self.doc[j - 1])]

    @cached_property
    def _whole(self) -> str:
        """The text, which spaCy would put together anew at every look."""
        return self.doc.text

    def _judge(self, i: int, j: int, candidates: tuple[Candidate, ...]) -> tuple[Role | None, str]:
        text = self._text(i, j)
        key = fold(text)
        if self._is_adjective(i, j):
            return "adjective", "nationality"
        best = max(candidates, key=lambda c: (_is_ours(c), c.feature == "PCLI", c.population))
        expected = _is_ours(best) and (
            not self.doc[i].is_sent_start
            or self.doc[i].pos_ in _NAME_TAGS
            or any(c.country in self.hints for c in candidates if _is_ours(c))
        )
        if self._unlikely_word(i, j, text, key) or (self._unlikely_tag(i, j) and not expected):
            return None, ""
        if self._inside_other_name(i, j):
            known = _is_ours(best) or best.feature == "PCLI" or best.population >= _BIG
            return ("embedded", "inside") if known and key not in _stops()["given"] else (None, "")
        label = self._label(i, j)
        by = "overlay" if _is_ours(best) else "gazetteer"
        context = context_of(self.doc, i, j)
        if context == "strong":
            return "place", by
        if self._titled(i):
            return None, "doubtful"
        if label in _PLACE and not (key in _stops()["given"] and self._surname_elsewhere(key)):
            return "place", by
        if self._person_like(i, j, key, label):
            return None, "doubtful"
        played = any(c.country in self._countries for c in candidates if c.population >= 1000 or _is_ours(c))
        if best.feature == "PCLI" or (_is_ours(best) and (played or key not in _stops()["given"])):
            return "place", by
        if context == "" and self._says_where(j, candidates):
            context = "weak"
        if context == "weak" and (played or best.population >= _CITY):
            return "place", by
        if not best.own:  # "Luck" for Lutsk
            return None, "doubtful"
        if label == "" and (best.population >= _BIG or played) and key not in _stops()["given"]:
            return ("place", by) if best.population >= _BIG or j - i > 1 else (None, "doubtful")
        if played and best.population >= _CITY and key not in _stops()["given"]:
            return "place", by
        return None, "doubtful"

    def _says_where(self, j: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether the text goes on with the region that one of the candidates lies in: "Oleksandrivka in *Donetsk*"."""
        last = self.doc[j - 1]
        regions = regions_around(self._whole, last.idx, last.idx + len(last))
        return any(lies_in(c, r) for c in candidates for r in regions if r.precision != "country")

    def _unlikely_word(self, i: int, j: int, text: str, key: str) -> bool:
        if j - i == 1:
            if key in _stops()["common"] or key in DIRECTIONS:
                return True
            short = text.isupper() and _is_short_name(text)
            if len(key) < 3 and not short:
                return True
            if text.isupper() and len(text) <= 5 and not short and not shouted(self.doc, i):
                return True
        return False

    def _unlikely_tag(self, i: int, j: int) -> bool:
        """Whether the tagger takes the words for no name at all."""
        first = self.doc[i]
        if j - i > 1:
            return not any(t.pos_ == "PROPN" or t.ent_type_ in _PLACE for t in self.doc[i:j])
        if first.ent_type_ in _PLACE:
            return False
        if first.is_sent_start is True:
            return first.pos_ != "PROPN"
        return first.pos_ not in _NAME_TAGS

    def _is_adjective(self, i: int, j: int) -> bool:
        return is_adjective(self._text(i, j))

    def _inside_other_name(self, i: int, j: int) -> bool:
        """Whether the words belong to the name of a body or a person."""
        if any(k in self._masked for k in range(i, j)):
            return True
        entity = self._entity(i)
        if entity is not None and (entity.start < i or entity.end > j) and entity.label_ not in _PLACE:
            if self._is_list(entity):
                return False
            rest = [t for t in entity if not i <= t.i < j]
            if all(not t.text[0].isupper() or t.lower_ in place_words() or t.lower_ == "the" for t in rest):
                return False
            return entity.label_ in ("ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT")
        return False

    def _is_list(self, entity: Span) -> bool:
        """Whether what the tagger takes for one name is several known places: "Barsalogho in Burkina Faso"."""
        starts = [entity.start, *(t.i + 1 for t in entity if t.lower_ in _JOINTS)]
        if len(starts) == 1:
            return False
        parts = [self.doc[a:b] for a, b in zip(starts, [*(n - 1 for n in starts[1:]), entity.end], strict=True)]
        return all(part.text[:1].isupper() and part.text in gazetteer() for part in parts if len(part))

    def _person_like(self, i: int, j: int, key: str, label: str) -> bool:
        before = self.doc[i - 1] if i else None
        after = self.doc[j] if j < len(self.doc) else None
        if self._titled(i):
            return True
        if after is not None and after.pos_ == "PROPN" and after.text[0].isupper() and label not in _PLACE:
            return True
        if before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and label == "PERSON":
            return True
        return self._surname_elsewhere(key) or (label == "PERSON" and key in _stops()["given"])

    def _titled(self, i: int) -> bool:
        """Whether a person's title stands before the name ("Ms. Paris")."""
        return i > 0 and self.doc[i - 1].lower_.rstrip(".") in _stops()["titles"]

    def _surname_elsewhere(self, key: str) -> bool:
        return key in self._people

    @cached_property
    def _people(self) -> frozenset[str]:
        """Words of the names of people of more than one word."""
        return frozenset(
            fold(t.text)
            for e in self._entities_found
            if e.label_ == "PERSON" and len(e) > 1 and not gazetteer().lookup(e.text)
            for t in e
            if t.text[0].isupper()
        )

    @cached_property
    def _countries(self) -> frozenset[str]:
        """Countries that the text names often enough to be about, and the hints."""
        named: Counter[str] = countries_named(self.doc.text)
        return frozenset(self.hints) | {c for c, _ in named.most_common(4)}

    @cached_property
    def _masked(self) -> frozenset[int]:
        """Tokens of the known names of bodies and people."""
        masked: set[int] = set()
        for match in name_index().find([t.text for t in self.doc]):
            if isinstance(match.entry, Country) or (match.end - match.start == 1 and match.kind == "surname"):
                continue
            masked.update(range(match.start, match.end))
        return frozenset(masked)

    @cached_property
    def _entity_at(self) -> dict[int, Span]:
        return {t.i: e for e in self._entities_found for t in e}

    @cached_property
    def _entities_found(self) -> tuple[Span, ...]:
        return tuple(self.doc.ents)  # spaCy builds them anew at every call

    def _entity(self, i: int) -> Span | None:
        return self._entity_at.get(i)

    def _label(self, i: int, j: int) -> str:
        """The tagger's label of the name: of its entity, or of most of its words."""
        labels = Counter(t.ent_type_ for t in self.doc[i:j])
        return labels.most_common(1)[0][0]

    def _beside_places(self) -> None:
        """Names in doubt that stand in a list with places are places."""
        for _ in range(2):
            ends = {f.end: f for f in self.found if f.role == "place"}
            starts = {f.start for f in self.found if f.role == "place"}
            for i, j in list(self.doubtful):
                before = self._joined(i, -1)
                after = self._joined(j, +1)
                if (before in ends or after in starts) and not self._person_like(
                    i, j, fold(self._text(i, j)), self._label(i, j)
                ):
                    self.found.append(Found(i, j, "place", "gazetteer:list"))
                    self.doubtful.remove((i, j))

    def _joined(self, at: int, step: int) -> int:
        """The token border on the other side of a comma or "and" at ``at``, or -1."""
        k, seen = at, 0
        while 0 <= (k - 1 if step < 0 else k) < len(self.doc) and seen < 2:
            token = self.doc[k - 1 if step < 0 else k]
            if token.lower_ not in (",", "and", "or", "/"):
                break
            k, seen = k + step, seen + 1
        return k if seen else -1

    def _named_elsewhere(self) -> None:
        """Names in doubt that are places elsewhere in the text are places."""
        sure = {fold(self._text(f.start, f.end)) for f in self.found if f.role == "place"}
        for i, j in self.doubtful:
            key = fold(self._text(i, j))
            if key in sure and not self._person_like(i, j, key, self._label(i, j)):
                self.found.append(Found(i, j, "place", "gazetteer:again"))

    def _entities(self) -> None:
        """Places that the tagger sees and nobody knows, and longer names around a known one."""
        taken = {k: f for f in self.found for k in range(f.start, f.end)}
        for e in self._entities_found:
            if e.label_ not in _PLACE or any(k in self.skip or k in self._masked for k in range(e.start, e.end)):
                continue
            start, end = trimmed(e)
            if start >= end or self._unfit(start, end):
                continue
            inner = {taken[k] for k in range(start, end) if k in taken}
            if not inner and self._borne_out(start, end, e.label_):
                self.found.append(Found(start, end, "place", f"entity:{e.label_}"))
                continue
            known = next(iter(inner), None)
            if known is None or len(inner) > 1 or (known.start, known.end) == (start, end):
                continue
            longer = start <= known.start and known.end <= end
            if e.label_ == "FAC" and longer and self.doc[end - 1].text[0].isupper():
                self.found.remove(known)
                self.found.append(Found(start, end, "place", "entity:FAC"))

    def _unknown_by_noun(self) -> None:
        """Names nobody knows that the noun beside them makes places; a known part of one is no place of its own."""
        taken = {k: f for f in self.found for k in range(f.start, f.end)}
        for i, j in unknown_by_noun(self.doc):
            inner = {taken[k] for k in range(i, j) if k in taken}
            if self._masked & set(range(i, j)) or self.skip & set(range(i, j)) or self._unfit(i, j):
                continue
            if not all(i < f.start and f.end == j and f.by == "gazetteer" for f in inner):
                continue
            self.found = [f for f in self.found if f not in inner]
            self.found.append(Found(i, j, "place", "noun"))

    def _borne_out(self, start: int, end: int, label: str) -> bool:
        """Whether the words around a name that only the tagger knows, or its own last word, speak for a place, too."""
        if label != "GPE" and is_place_noun(self.doc[end - 1]):
            return True
        return context_of(self.doc, start, end) == "strong"

    def _unfit(self, start: int, end: int) -> bool:
        text = self._text(start, end)
        key = fold(text)
        if (
            not any(t.text[0].isupper() for t in self.doc[start:end])
            or key in _stops()["common"]
            or key in _stops()["given"]
        ):
            return True
        if end - start == 1 and (len(key) < 3 or key in self._people or key in DIRECTIONS or text.isupper()):
            return True
        return any(t.like_num or t.is_space for t in self.doc[start:end])


def _is_short_name(text: str) -> bool:
    """Whether a few capitals are the name of a state or a part of the world ("UAE", "EU")."""
    return gazetteer().is_country(text) or any(_is_ours(c) for c in gazetteer().lookup(text))


def _is_ours(c: Candidate) -> bool:
    """Whether one of the names that ``places/`` gives a place was found, and not one that only GeoNames has for it."""
    return c.overlay is not None and c.own
