"""Lists of phrases beside a harm word: what stands to its right as object, what to its left as subject."""

from __future__ import annotations

from collections.abc import Callable

from ..language import syntax
from .tolls_line import Line, connector
from .tolls_phrases import NOUNS
from .tolls_triggers import ADVERBS, Trigger, before_auxiliaries
from .tolls_victims import Phrase
from .tolls_words import words

Fits = Callable[[Phrase], bool]

_SKIP_RIGHT = words("before_object")
_PREPOSITIONS = words("inside_subject")
_SAYINGS = words("sayings")
_BELONGING = words("belonging")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_ASIDE = words("aside")
_DASHES = frozenset({"--", "—", "–"})


def right_list(line: Line, p: int, fits: Fits) -> list[Phrase]:
    """The phrases that begin at or soon after ``p``, coordinated ones each for itself."""
    first = _right_phrase(line, p)
    if first is None or not (fits(first) or first.form == "named" or first.persons or first.thing is not None):
        return []
    found = [first]
    while True:
        q = _after_connector(line, found[-1])
        following = _right_phrase(line, q, near=True) if q is not None else None
        if following is None and q is not None:
            q = _over_unknown(line, q)
            following = _right_phrase(line, q, near=True) if q is not None else None
        if following is None or following.first <= found[-1].last or not fits(following):
            break
        if line.suffers_next(following):
            break
        if not following.numbered and _speakers(line, following):
            break  # "wounded 26, security officials and medics said"
        if line.tells_next(following):
            while len(found) > 1 and not found[-1].numbered:
                found.pop()
            break
        if (
            found[-1].form == "named"
            and line.low(found[-1].last + 1) == ","
            and following.form in ("counted", "one")
            and _article(following)
        ):
            # "Ali Hassan, a journalist": the same person
            skipped = _after_connector(line, following)
            later = _right_phrase(line, skipped, near=True) if skipped is not None else None
            if later is None or not fits(later) or line.tells_next(later) or line.suffers_next(later):
                break
            following = later
        found.append(following)
    if len(found) > 1 and line.tag(found[-1].last + 1).startswith("W") and _commas_only(line, found):
        found = found[:1]  # "killing 24 people, several children who were out were taken"
    return [x for x in found if fits(x)]


def _speakers(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase after a comma is the subject of a verb of saying, others beside it."""
    if line.low(phrase.first - 1) != ",":
        return False
    for p in range(phrase.last + 1, min(phrase.last + 8, len(line.tokens))):
        if line.low(p) in _SAYINGS:
            return True
        if line.tag(p) not in NOUNS and line.tag(p) not in ("JJ", "CC", "DT", ",", "IN"):
            return False
    return False


def _commas_only(line: Line, found: list[Phrase]) -> bool:
    return all(line.low(p) != "and" for p in range(found[0].last + 1, found[-1].first))


def _over_unknown(line: Line, p: int) -> int | None:
    """Past an item of a list that no table knows ("two tanks, a front-end loader and three trucks")."""
    q = p
    while (
        q < p + 7
        and (line.tag(q) in NOUNS or line.tag(q) in ("DT", "JJ", "HYPH", "CD", "POS", "VBN"))
        and line.covering(q) is None
    ):
        q += 1
    after = connector(line, q)
    return after if q > p and after != q else None


def _article(phrase: Phrase) -> bool:
    return phrase.count is not None and phrase.count.by == "count.article"


def _right_phrase(line: Line, p: int, *, near: bool = False) -> Phrase | None:
    unknown = False
    for q in range(p, min(p + (2 if near else 8), len(line.tokens))):
        phrase = line.covering(q)
        if phrase is not None:
            return None if unknown and phrase.form == "alone" else phrase
        unknown = unknown or (line.tag(q) in NOUNS and line.low(q) not in _SKIP_RIGHT)
        if unknown and line.low(q) == "of":
            return None
        low, tag = line.low(q), line.tag(q)
        nominal = tag in NOUNS or tag in ("JJ", "DT", "POS", "HYPH", "PRP$", "CD")
        if not (
            low in _SKIP_RIGHT
            or low in ADVERBS
            or (nominal and not near)
            or (near and low in ("the", "another", "both", "about"))
        ):
            return None
    return None


def _after_connector(line: Line, phrase: Phrase) -> int | None:
    """The position after ", ", "and", "as well as" and the like behind the phrase; null when nothing is coordinated."""
    p = phrase.last + 1
    if line.low(p) == "(":
        while p < len(line.tokens) and line.low(p) != ")":
            p += 1
        p += 1
    start = p
    p = connector(line, p)
    if p != start:
        return p
    if line.low(start) in _BELONGING and line.tag(start + 1) in ("IN", "TO"):
        start += 1
    if line.tag(start) in ("IN", "TO") and line.low(start) in _PREPOSITIONS and line.low(start) != "including":
        q = start + 1
        while (
            q < start + 8
            and (line.tag(q) in NOUNS or line.tag(q) in ("DT", "JJ", "POS", "HYPH", "PRP$", "CD"))
            and not line.counted_at(q)
        ):
            q += 1
        after = connector(line, q)
        following = line.covering(after)
        if after != q and following is not None and following.numbered and following.first == after:
            return after
    return None


def left_list(line: Line, trigger: Trigger, fits: Fits) -> list[Phrase]:
    """The phrases that are the subject of what ``trigger`` tells, coordinated ones each for itself; nearest last."""
    q, _, _ = before_auxiliaries(line.tokens, trigger.first)
    own = _left_phrase(line, q, fits)
    if own is None:
        subject = syntax.subject(trigger.anchor)
        by_parse = _relative_head(line, trigger, fits) or next(
            (
                x
                for x in line.phrases
                if subject is not None and line.tokens[x.first].i <= subject.i <= line.tokens[x.last].i
            ),
            None,
        )
        by_parse = _between(line, by_parse, trigger, fits) or by_parse
        if by_parse is not None and line.low(q) == "," and by_parse.last == q - 1:
            return []  # "hundreds of patients, wounded and displaced people": a list
        if by_parse is None or not fits(by_parse) or by_parse.last >= trigger.first or by_parse.form == "alone":
            return []
        own = by_parse
    own = _named_as(line, own, fits) or _open_aside(line, own, fits) or own
    found = [own]
    joined = own.numbered and own.form != "alone" and _list_behind(line, own, trigger)
    while own.form != "alone":
        p = found[0].first - 1
        while line.low(p) in ("at", "both", "the", "another") and p:
            p -= 1
        low = line.low(p)
        if low in ("and", "or", "plus"):
            joined = True
            p -= 1
            if line.low(p) == ",":
                p -= 1
        elif low == "as" and line.low(p - 1) == "well":
            joined = True
            p -= 3
        elif low == "," and (joined or _after_colon(line, p)):
            p -= 1
        else:
            break
        earlier = line.covering(p)
        if joined and own.numbered and (earlier is None or not earlier.numbered):
            counted = _left_phrase(line, p, fits)  # "125 members of the security forces and 148 gunmen"
            if counted is None or not counted.numbered:
                counted = _told_of(line, p, fits) or _before_parts(line, p, fits)
            earlier = counted if counted is not None and counted.numbered else earlier
        if earlier is not None and line.low(earlier.first - 1) == "including":
            earlier = _open_aside(line, earlier, fits)  # its parts are told as such
        if earlier is None or not fits(earlier) or earlier.form == "alone":
            break
        before = line.low(earlier.first - 1)
        totalled = before == "of" and line.low(earlier.first - 2) == "total"
        if (
            not totalled
            and line.tag(earlier.first - 1) == "IN"
            and before
            not in ("that", "after", "as", "while", "when", "because", "before", "until", "but", "saying", "with")
        ):
            break
        if own.numbered and not earlier.numbered and earlier.form in ("bare", "definite"):
            break
        found.insert(0, earlier)
    return found


def _named_as(line: Line, own: Phrase, fits: Fits) -> Phrase | None:
    """The count whose victims are then named: "five persons identified as A, B and C were killed"."""
    if own.form != "named":
        return None
    for q in range(own.first - 1, max(-1, own.first - 25), -1):
        if line.low(q) in ("identified", "named", "namely"):
            whole = line.covering(q - 1)
            return whole if whole is not None and whole.numbered and fits(whole) else None
        if line.tag(q) not in ("NNP", "CC", ",", "IN", "HYPH", "NN", "NNPS"):
            return None
    return None


def _open_aside(line: Line, own: Phrase, fits: Fits) -> Phrase | None:
    """The count before an aside that no comma closes: "five people, including three officers were killed"."""
    p = own.first - 1
    if line.low(p) in ("mostly", "mainly", "largely") or (own.numbered and line.low(p) == "including"):
        whole = line.covering(p - 2 if line.low(p - 1) == "," else p - 1)
    else:
        return None
    return whole if whole is not None and whole.numbered and fits(whole) else None


def _list_behind(line: Line, own: Phrase, trigger: Trigger) -> bool:
    """Whether the list goes on behind the phrase with what no table knows: "two motorcycles and 50 bags were burnt"."""
    return (
        line.low(own.last + 1) in ("and", ",")
        and line.counted_at(connector(line, own.last + 1))
        and connector(line, own.last + 1) < trigger.first
    )


def _told_of(line: Line, p: int, fits: Fits) -> Phrase | None:
    """The counted phrase whose relative clause ends at ``p``: "two policemen who guarded her and a nurse were hurt"."""
    found = [x for x in line.phrases if x.last < p - 1 and x.numbered and fits(x)]
    if not found or p - found[-1].last > 12:
        return None
    told = range(found[-1].last + 1, p + 1)
    opens = line.low(told[0]) in _RELATIVE or line.tag(told[0]) == "VBG"
    closed = any(line.low(q) in (",", ";", "and", "that") for q in told) or any(t.first in told for t in line.triggers)
    return found[-1] if opens and not closed else None


def _before_parts(line: Line, p: int, fits: Fits) -> Phrase | None:
    """The count whose parts end at ``p``: "14 civilians, including three women of the town, and 16 soldiers died"."""
    for q in range(p, max(0, p - 20), -1):
        if line.low(q) in ("including", "among") and line.low(q - 1) == ",":
            whole = line.covering(q - 2)
            return whole if whole is not None and whole.numbered and fits(whole) else None
        if line.low(q) == ";" or line.trigger_at(q) is not None or line.tag(q) in ("VBD", "VBZ", "VBP"):
            return None
    return None


def _after_colon(line: Line, p: int) -> bool:
    """Whether the counts left of the comma at ``p`` are a list that a colon opens: "12 soldiers, four policemen,"."""
    while line.low(p) == ",":
        item = line.covering(p - 1)
        if item is None or not item.numbered:
            return False
        p = item.first - 1
    return line.low(p) == ":"


def _between(line: Line, far: Phrase | None, trigger: Trigger, fits: Fits) -> Phrase | None:
    """A counted phrase between a far subject of the parse and the harm word: the subject that the parse missed."""
    last = far.last if far is not None else trigger.first
    near = [x for x in line.phrases if last < x.first and x.last < trigger.first and x.numbered and fits(x)]
    return near[-1] if near and near[-1].form != "alone" else None


def _relative_head(line: Line, trigger: Trigger, fits: Fits) -> Phrase | None:
    """ "all of the 24 drones that were sent, 15 of them to the capital, were shot down": the phrase before "that"."""
    found = [
        x
        for x in line.phrases
        if x.last < trigger.first and x.numbered and fits(x) and line.low(x.last + 1) in _RELATIVE
    ]
    return found[-1] if found else None


def _left_phrase(line: Line, q: int, fits: Fits) -> Phrase | None:
    best: Phrase | None = None
    for _ in range(16):
        if q < 0:
            break
        phrase = line.covering(q)
        low, tag = line.low(q), line.tag(q)
        if phrase is not None:
            if fits(phrase):
                best = phrase
            q = phrase.first - 1
            before = line.low(q)
            if before in ("the", "a"):
                q -= 1
                before = line.low(q)
            if best is not None and best.form == "alone" and before != "of":
                break  # "the toll rose to 80 with 300 wounded"
            if (
                before == "and"
                and phrase.head.tag_ in ("NNPS", "NNP")
                and line.tag(q - 1) == "NNP"
                and not phrase.numbered
            ):
                q -= 1  # "troops from the National Defence and Security Forces": one name
                continue
            if before in _PREPOSITIONS or before in ("including",):
                if before == "by" or (before in ("in", "on", "at", "for") and q == 0):
                    break
                q -= 1
                continue
            if before == "," and line.low(q + 1) in _ASIDE | {"including"} and best is None:
                continue
            break
        if low == "," and best is None:
            jumped = _over_aside(line, q, fits)
            if jumped is None:
                break
            q = jumped
        elif low in _DASHES and best is None:
            q = next((p for p in range(q - 1, max(-1, q - 20), -1) if line.low(p) in _DASHES), 0) - 1
        elif low == ")":
            while q >= 0 and line.low(q) != "(":
                q -= 1
            q -= 1
        elif low in _RELATIVE and best is None:
            q -= 2 if line.low(q - 1) == "," else 1
        elif (
            tag in NOUNS
            or tag in ("DT", "JJ", "POS", "HYPH", "PRP$", "CD", "VBG")
            or low in _PREPOSITIONS
            or low in ("northern",)
        ):
            if line.trigger_at(q) is not None and line.trigger_at(q).pattern in ("verb", "intransitive"):  # type: ignore[union-attr]
                break
            q -= 1
        else:
            break
    return best


def _names_only(line: Line, first: int, end: int) -> bool:
    """Whether nothing but names stands at ``first..end-1``: "two gunmen, A. Bello and S. Maza,"."""
    return first < end and all(
        line.tag(p) in ("NNP", "CC", ",", "HYPH", "NNPS") or line.low(p) in ("alias", "-") for p in range(first, end)
    )


def _over_aside(line: Line, q: int, fits: Fits) -> int | None:
    """From the comma that closes an aside ("27 people, most of them women,") to the word before its opening.

    Of several openings, one with a word of its own ("including") is taken before one with a mere number, which may
    stand in the middle of a list: "57 people, including 22 women, 17 children and 3 infants, were killed".
    """
    numbers: int | None = None
    p = q - 1
    while p > max(0, q - 30):
        if line.low(p) == "," and (
            line.low(p + 1) in _ASIDE
            or line.tag(p + 1) in ("VBN", "CD", "WP", "WP$", "WDT", "VBG")
            or (line.counted_at(p - 1) and _names_only(line, p + 1, q))
        ):
            before = line.covering(p - 1) or _left_phrase(line, p - 1, fits)
            if before is not None and fits(before):
                if line.tag(p + 1) != "CD":
                    return p - 1
                numbers = numbers or p - 1
        if line.low(p) in (";", ":") or (line.tag(p) == "IN" and line.low(p) in ("that", "after", "while", "because")):
            break
        p -= 1
    return numbers
