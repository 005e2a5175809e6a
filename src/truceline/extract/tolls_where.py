"""Where the harm was done: beside the harm word, at the head of its line, or in the sentence before."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Place
from .context import Context
from .found import Found, by_rule
from .mentions import PlaceMention
from .tolls_causes import is_attack, is_attack_verb
from .tolls_line import Line
from .tolls_links import Link
from .tolls_phrases import NOUNS
from .tolls_story import goes_on
from .tolls_words import words

_LOCATIVE = words("locatives")
#: Prepositions that make the name of a country or a city a place, though it often stands for a government.
_WHERE = words("strict_locatives")
_SETTINGS = words("settings")
_SAID = words("sayings")
_INSIDE_PLACE = frozenset({"DT", "JJ", "POS", "HYPH", "IN", "NNP", "NN", "NNS", "NNPS", ",", "CC", "RB", "VBN"})
_JOINED = frozenset({"and", ", and", "as well as", "or"})
_HEADING = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in a line, at ``tokens[first..last]``."""

    mention: PlaceMention
    first: int
    last: int


def places_of(context: Context, line: Line, link: Link, before: Line | None) -> Found[Place]:
    """The places of a toll; may be none.  A sentence without places that goes on with the one before has its place.

    In this order: what follows the harm word and its victims; the heading of the line ("Kharkiv: two killed"); what
    stands before them.  Of a place and the wider ones it lies in ("in Uman, in central Ukraine") the first is given.
    """
    spots = [s for s in spots_in(context, line) if not _victim_possessor(link, s) and not _said_there(line, s)]
    end = _end_of(link)
    scene = [s for s in spots if s.first <= end and _opens_clause(line, link, s)]
    if scene:
        return by_rule("where:clause told of it", _with_listed(line, spots, scene[-1]))
    after = [s for s in spots if s.first > end and not _said_between(line, end, s.first) and _reaches(line, link, s)]
    if after and not _far(line, link, after[0], spots):
        return by_rule("where:after", _with_listed(line, spots, after[0]))
    heading = _heading(context, line)
    if heading:
        return by_rule("where:heading", heading)
    start = min(link.phrase.first, link.trigger.first)
    earlier = [s for s in spots if s.first <= end and not _spoken_from(line, s.last, start)]
    if earlier:
        aimed = [s for s in earlier if _attacked(line, s)]
        if aimed:
            return by_rule("where:attacked", _with_listed(line, spots, aimed[-1]))
        return by_rule("where:before", _with_listed(line, spots, _narrowest(line, spots, earlier[-1])))
    if after:
        return by_rule("where:after", _with_listed(line, spots, after[0]))
    if before is None or spots or _names_place(context, line) or not goes_on(line, before):
        return {}
    return by_rule("where:sentence before", _scene(context, before))


def _names_place(context: Context, line: Line) -> bool:
    """Whether the line names a place that no gazetteer knows ("in Tha Yau"): it is not that of the line before."""
    for p in range(len(line.tokens)):
        if line.low(p) not in ("in", "at", "near", "inside", "outside"):
            continue
        q = p + 1
        while line.tag(q) in ("DT", "JJ", "NN"):
            q += 1
        if line.tag(q) != "NNP":
            continue
        at = line.tokens[q].idx
        timed = any(m.start <= at < m.end for m in context.times)
        if (
            not timed
            and context.actor_at(line.tokens[q]) is None
            and context.actor_for_modifier(line.tokens[q]) is None
        ):
            return True
    return False


def _scene(context: Context, line: Line) -> tuple[Place, ...]:
    """The one place of the attack that a line tells of; none where it names several apart."""
    attack = next((p for p, t in enumerate(line.tokens) if is_attack(t) or is_attack_verb(t)), None)
    if attack is None:
        return ()
    spots = [s for s in spots_in(context, line) if s.first < attack or not _said_between(line, attack, s.first)]
    if not spots:
        return ()
    found = _with_listed(line, spots, _narrowest(line, spots, spots[0]))
    apart = [s for s in spots if s.mention.place not in found and s.mention.place.precision in ("exact", "near")]
    return () if len(apart) > 1 else found


def spots_in(context: Context, line: Line) -> list[Spot]:
    """The places of a line where something is said to be or to happen; not those of speakers and governments."""
    start, end = line.tokens[0].idx, line.tokens[-1].idx + len(line.tokens[-1])
    found: list[Spot] = []
    for m in context.places:
        if not start <= m.start < end:
            continue
        first = next(p for p, t in enumerate(line.tokens) if t.idx + len(t) > m.start)
        last = max((p for p, t in enumerate(line.tokens) if t.idx < m.end), default=first)
        spot = Spot(m, first, last)
        modifies = last + 1 < len(line.tokens) and is_attack(line.tokens[last + 1])  # "US strikes"
        if _located(line, spot) and not modifies and (_attacked(line, spot) or not _acts(context, line, spot)):
            found.append(spot)
    return sorted(found, key=lambda s: s.first)


def _acts(context: Context, line: Line, spot: Spot) -> bool:
    """Whether the name belongs to somebody who speaks or acts: "officials in Kabul", "Russia"."""
    m = spot.mention
    for a in context.actors:
        if not (a.start <= m.start and m.end <= a.end):
            continue
        if a.start == m.start or (a.start < m.start and line.low(spot.first - 1) in ("the", "The")):
            if not _directly_in(line, spot):
                return True
            continue
        head = next((p for p, t in enumerate(line.tokens) if t.i == a.head), None)
        victims = line.covering(head) if head is not None else None
        if (victims is None or not victims.numbered) and (_speaks(line, a.end) or not _directly_in(line, spot)):
            return True
    return False


def _speaks(line: Line, end: int) -> bool:
    """Whether a verb of saying follows the noun phrase that ends at the character ``end``."""
    after = next((p for p, t in enumerate(line.tokens) if t.idx >= end), len(line.tokens))
    for p in range(after, min(after + 6, len(line.tokens))):
        if line.low(p) in _SAID:
            return True
        if line.tag(p) in ("VBD", "VBZ", "VBP") and line.low(p) not in ("has", "have", "had"):
            return False
    return after >= len(line.tokens)


def _directly_in(line: Line, spot: Spot) -> bool:
    """Whether a preposition of place stands right before the name, article and adjectives aside."""
    p = _before_adjectives(line, spot.first - 1)
    if line.low(p) == "of" and line.low(p - 1) in _SETTINGS:  # "in the town of El Fasher"
        p = _before_adjectives(line, p - 2)
    aimed = line.low(p) in ("on", "against") and p > 0 and is_attack(line.tokens[p - 1])  # "strikes on Lebanon"
    return aimed or line.low(p) in _WHERE


def _before_adjectives(line: Line, p: int) -> int:
    while p >= 0 and (line.tag(p) in ("DT", "JJ", "RB", "CC", "HYPH") or line.low(p).endswith(("ern", "-"))):
        p -= 1
    return p


def _attacked(line: Line, spot: Spot) -> bool:
    """Whether the place is what an attack is made on: "shelled Mekelle", "hit the port of Hodeidah"."""
    p = spot.first - 1
    while line.tag(p) in ("DT", "JJ", "NN", "HYPH") or line.low(p) == "of":
        p -= 1
    return p >= 0 and is_attack_verb(line.tokens[p]) and line.tokens[p].tag_ != "VBN"


def _located(line: Line, spot: Spot) -> bool:
    if _attacked(line, spot):
        return True
    p = spot.first
    if line.tag(spot.last + 1) == "POS" and line.tag(spot.last + 2) in NOUNS | {"JJ"} and p > 0:
        p = spot.first  # "in Ethiopia's Tigray region": both stand behind the preposition
    for q in range(p - 1, max(-1, p - 9), -1):
        if line.low(q) in _LOCATIVE:
            return True
        if line.tag(q) in ("VBD", "VBZ", "VBP", ".", ";", ":") or (line.low(q) == "and" and q < p - 1):
            return False
    return False


def _opens_clause(line: Line, link: Link, spot: Spot) -> bool:
    """Whether the toll is told of the place itself: "in Srebrenica, where 8,000 men were killed"."""
    p = spot.last + 1
    if line.low(p) == ",":
        p += 1
    if line.low(p) != "where" and not (line.low(p) == "in" and line.low(p + 1) == "which"):
        return False
    start = min(link.phrase.first, link.trigger.first)
    return p < start and not any(line.low(q) in (",", ";") for q in range(p + 1, start))


def _end_of(link: Link) -> int:
    """The last position of the toll itself: of the victims, and of the harm word that follows them."""
    return max(link.phrase.last, link.trigger.last)


def _victim_possessor(link: Link, spot: Spot) -> bool:
    """Whether the name only tells whose the victims are: "three of Israel's soldiers"."""
    return link.phrase.first <= spot.first and spot.last <= link.phrase.last


def _said_between(line: Line, a: int, b: int) -> bool:
    return any(line.low(p) in _SAID for p in range(a + 1, b))


def _spoken_from(line: Line, a: int, b: int) -> bool:
    """Whether the place stands with the speaker: a verb of saying follows it with no comma before."""
    for p in range(a + 1, b):
        if line.low(p) == ",":
            return False
        if line.low(p) in _SAID:
            return True
    return False


def _said_there(line: Line, spot: Spot) -> bool:
    """Whether the place is where something is said: "said in Geneva that", "told reporters in Kabul"."""
    p = spot.first - 1
    if line.low(p) not in ("in", "from", "at"):
        return False
    said = any(line.low(q) in _SAID and line.low(q) != "according" for q in range(p - 1, max(-1, p - 3), -1))
    return said and line.low(spot.last + 1) in ("that", ",", ".", "")


def _reaches(line: Line, link: Link, spot: Spot) -> bool:
    """Whether nothing between the toll and the place claims the place for itself: another count with its own harm."""
    end = _end_of(link)
    for phrase in line.phrases:
        if not (end < phrase.first and phrase.last < spot.first and phrase.numbered and phrase.form != "of them"):
            continue
        if _own_place(line, link.phrase.last, spot.first) or line.tag(phrase.last + 1).startswith("W"):
            return False
    return not any(line.low(p) == ";" for p in range(end + 1, spot.first))


def _own_place(line: Line, a: int, b: int) -> bool:
    return line.low(a + 1) in _WHERE and a + 1 < b - 1 and line.tag(a + 2) in ("NNP", "DT", "JJ")


def _far(line: Line, link: Link, spot: Spot, spots: list[Spot]) -> bool:
    """Whether a part of the count stands right before the place, while the whole has a place before it.

    "Strikes across the Gaza Strip killed 52 people, including 30 in Rafah" tells of the Strip for the 52.
    """
    nearest = next((x for x in reversed(line.phrases) if x.last < spot.first and x.numbered), None)
    if nearest is None or nearest.first <= link.phrase.first or not any(s.last < link.trigger.first for s in spots):
        return False
    return nearest.form == "of them" or any(
        line.low(p) in ("including", "among") for p in range(link.phrase.last + 1, nearest.first)
    )


def _narrowest(line: Line, spots: list[Spot], chosen: Spot) -> Spot:
    """The place that the chosen one surrounds ("the town of Togoga in Ethiopia's Tigray region") or is listed with."""
    earlier = [s for s in spots if s.last < chosen.first]
    while earlier:
        last = earlier.pop()
        gap = range(last.last + 1, chosen.first)
        listed = " ".join(line.low(p) for p in gap) in _JOINED
        chained = listed or (
            len(gap) <= 7
            and all(line.tag(p) in _INSIDE_PLACE and line.low(p) not in ("and", "or") for p in gap)
            and not any(is_attack(line.tokens[p]) for p in gap)
        )
        if not chained or line.tag(last.last + 1) == "POS":
            if chained:
                continue
            break
        chosen = last
    return chosen


def _with_listed(line: Line, spots: list[Spot], chosen: Spot) -> tuple[Place, ...]:
    """The chosen place - or what it possesses: "Gaza City's Shujaiyya" - and those listed with it."""
    later = [s for s in spots if s.first > chosen.last]
    if later and _leads_to(line, chosen.last + 1, later[0].first):
        chosen = later[0]
    found = [chosen]
    for s in spots:
        if s.first <= found[-1].last:
            continue
        gap = " ".join(line.low(p) for p in range(found[-1].last + 1, s.first) if line.low(p) != "the")
        listed = gap in _JOINED or (gap == "," and _list_goes_on(line, spots, s))
        if not listed:
            break
        found.append(s)
    return tuple(dict.fromkeys(s.mention.place for s in found))


def _same_phrase(line: Line, a: int, b: int) -> bool:
    """Whether one noun phrase reaches from ``a`` to ``b``: "Nigeria's central state of Benue"."""
    return b - a <= 5 and all(line.tag(p) in NOUNS | {"JJ", "HYPH"} or line.low(p) == "of" for p in range(a, b))


def _leads_to(line: Line, a: int, b: int) -> bool:
    owns = line.tag(a) == "POS" and _same_phrase(line, a + 1, b)
    return owns or _setting_of(line, a, b)


def _setting_of(line: Line, a: int, b: int) -> bool:
    """Whether the name at ``a`` only tells where the next one lies: "the Red Sea port city of Hodeidah"."""
    words_between = [line.low(p) for p in range(a, b)]
    nominal = all(line.tag(p) in NOUNS for p in range(a, b - 1))
    return len(words_between) in (2, 3, 4) and words_between[-1] == "of" and nominal and words_between[-2] in _SETTINGS


def _list_goes_on(line: Line, spots: list[Spot], spot: Spot) -> bool:
    """Whether "and" and one more place follow: "in Kyiv, Lviv and Odesa"."""
    following = next((s for s in spots if s.first > spot.last), None)
    if following is None:
        return False
    gap = " ".join(line.low(p) for p in range(spot.last + 1, following.first))
    return gap in _JOINED or (gap == "," and _list_goes_on(line, spots, following))


def _heading(context: Context, line: Line) -> tuple[Place, ...]:
    """The place before the colon that opens the line: "Kharkiv: two killed"; not a dateline in capitals."""
    text = context.parsed.document.text
    start = line.tokens[0].idx
    opening = text.rfind("\n", 0, start) + 1
    colon = text.find(":", opening, opening + _HEADING)
    if colon < 0 or opening == 0 or colon > line.tokens[-1].idx or text[opening:colon].isupper():
        return ()
    return context.places_in(opening, colon)
