"""Which phrase suffers which harm: the patterns of ``knowledge/harm.yaml`` read off one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..records import Harm
from .tolls_homes import leaves_place, many, names_home
from .tolls_line import Line
from .tolls_lists import left_list, right_list
from .tolls_merge import HARMS_TO_BODIES, merged
from .tolls_phrases import NOUNS, is_time_word
from .tolls_tables import HarmEntry, victims
from .tolls_triggers import Trigger, before_auxiliaries
from .tolls_victims import Phrase
from .tolls_words import words

_FOUND_VERBS = words("body_verbs")
_CASUALTY_VERBS = words("casualty_verbs")
_ADMIT = words("admitting")
_HURT = frozenset({"wounded", "injured", "abducted"})
_NO_OBJECT = words("no_object")
_BODIES = frozenset({"body", "corpse", "remains"})
_MILITARY = frozenset({"soldiers", "fighters", "police", "security_forces", "men"})


@dataclass(frozen=True, slots=True)
class Link:
    """One toll in the making: ``phrase`` suffers ``harm``.  ``active``: the harm word has its doer as subject."""

    harm: Harm
    entry: HarmEntry
    trigger: Trigger
    phrase: Phrase
    active: bool = False
    part: bool = False


def find_links(line: Line) -> list[Link]:
    """All links of a sentence but those of totals ("the toll rose to 43") and parts ("including two civilians")."""
    found: list[Link] = []
    claimed: set[tuple[int, Harm]] = set()
    for trigger, harm in merged(line):
        for link in _of_trigger(line, trigger):
            link = replace(link, harm=harm) if harm is not None else link
            if link.harm == "killed" and link.entry.pattern == "intransitive":  # "two men wounded on Monday have died"
                found = [x for x in found if x.phrase.first != link.phrase.first or x.harm != "wounded"]
            key = (link.phrase.first, link.harm)
            if key not in claimed and not _taken(found, link):
                claimed.add(key)
                found.append(link)
    harmed = {x.phrase.first for x in found if x.harm in HARMS_TO_BODIES}
    return [x for x in found if x.harm != "displaced" or x.phrase.first not in harmed]


def _taken(found: list[Link], link: Link) -> bool:
    """A phrase that an active verb already has as its object is not the subject of what follows, and the like."""
    rivals = [x for x in found if x.phrase.first == link.phrase.first]
    if not rivals:
        return False
    pair = {link.harm, *(x.harm for x in rivals)}
    return bool(
        (link.harm == "displaced" and pair & {"killed", "wounded", "casualties"})
        or pair <= {"killed", "wounded", "casualties"}
        or pair <= {"captured", "displaced"}
        or pair <= {"destroyed", "damaged"}
    )


def _dying(line: Line, trigger: Trigger) -> bool:
    """Whether those hurt are told to die of it: "two of the wounded died"."""
    after = line.trigger_at(trigger.last + 1)
    return (
        line.low(trigger.first) in _HURT
        and line.low(trigger.first - 1) == "the"
        and (after is not None and after.pattern == "intransitive")
    )


def _of_trigger(line: Line, trigger: Trigger) -> Iterator[Link]:
    if _dying(line, trigger):
        return
    inside = line.covering(trigger.first)
    for entry in trigger.entries:
        if (
            inside is not None
            and not (entry.pattern == "body" and line.low(trigger.last + 1) == "of")
            and entry.pattern in ("verb", "adjective", "count_noun", "body")
        ):
            links = list(_in_phrase(line, trigger, entry, inside))
        else:
            links = list(_PATTERNS[entry.pattern](line, trigger, entry)) if entry.pattern in _PATTERNS else []
        if links:
            yield from links
            if entry.victims != "both" and len(trigger.entries) > 1 and any(x.phrase.form != "alone" for x in links):
                continue


def _fits(entry: HarmEntry, phrase: Phrase) -> bool:
    if (entry.needs == "number" and not phrase.numbered) or (
        entry.needs == "group"
        and phrase.form in ("alone", "named")
        and entry.harm not in ("captured", "destroyed", "damaged")
    ):
        return False
    if phrase.form == "of them" or (entry.groups and phrase.group not in entry.groups):
        return False
    if phrase.form == "alone":
        return True
    if entry.victims == "persons":
        return phrase.persons or (entry.harm in ("killed", "wounded") and surely_people(phrase))
    return phrase.thing is not None and (not entry.things or phrase.thing in entry.things)


def surely_people(phrase: Phrase) -> bool:
    """A counted plural that no table knows, beside a word that only people suffer: "12 auxiliaries were killed"."""
    if phrase.form != "counted" or phrase.thing is not None:
        return False
    if phrase.head.tag_ not in ("NNS", "NNPS"):  # "6,700 Rohingya": a people without an ending, alone behind its number
        count = phrase.count.count if phrase.count is not None else None
        many = count is not None and max(count.best or 0, count.low or 0) > 1
        return many and phrase.head.tag_ == "NNP" and phrase.words == (phrase.head.lower_,) and phrase.head.is_alpha
    named = phrase.head.text[:1].isupper()  # "120 Tigers" are no animals
    return phrase.head.is_alpha and (named or phrase.head.lower_ not in victims().not_victims)


def _in_phrase(line: Line, trigger: Trigger, entry: HarmEntry, phrase: Phrase) -> Iterator[Link]:
    """The harm word is part of the phrase: "30 wounded people", "12 deaths", "three civilian casualties"."""
    if entry.pattern == "body":
        if phrase.numbered and any(t.lower_ in _FOUND_VERBS for t in line.tokens):
            yield Link(entry.harm, entry, trigger, phrase)
        return
    if entry.pattern == "count_noun":
        if phrase.head.i == line.tokens[trigger.last].i and (phrase.numbered or _asserted(line, phrase)):
            yield Link(entry.harm, entry, trigger, phrase)
        return
    if phrase.numbered and _fits(entry, phrase) and trigger.first < phrase.last:
        yield Link(entry.harm, entry, trigger, phrase)


def _asserted(line: Line, phrase: Phrase) -> bool:
    """Whether uncounted casualties are told as a fact: "suffered heavy casualties"; not "to avoid casualties"."""
    before = [line.tokens[p].lemma_.lower() for p in range(max(0, phrase.first - 4), phrase.first)]
    finite = [line.tokens[p].tag_ for p in range(max(0, phrase.first - 4), phrase.first)]
    return (
        any(w in _CASUALTY_VERBS and tag in ("VBD", "VBG", "VBN", "VBZ") for w, tag in zip(before, finite, strict=True))
        and "no" not in before
    )


def _verb(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    def fits(phrase: Phrase) -> bool:
        return _fits(entry, phrase)

    if line.low(trigger.last + 1) == ":":
        yield from _listed(line, trigger, entry)
        return
    inverted = _inverted(line, trigger)
    if inverted is not None:
        yield from (Link(entry.harm, entry, trigger, x) for x in right_list(line, inverted, fits))
        return
    _, passive, _ = before_auxiliaries(line.tokens, trigger.first)
    passive = passive and (trigger.shape == "past" or line.low(trigger.first - 1) == "being")
    following = line.low(trigger.last + 1)
    blocked = (line.covering(trigger.last + 1) is None and following in _NO_OBJECT) or following in (
        "was",
        "were",
        "are",
    )
    right = right_list(line, trigger.last + 1, fits) if not passive and not blocked else []
    if (
        right
        and trigger.shape == "past"
        and line.suffers_next(right[0])
        and line.covering(trigger.first - 1) is not None
    ):
        right = []  # "12 killed 30 wounded"
    before = line.covering(trigger.first - 1)
    if right and following in ("and", "or") and before is not None and before.numbered:
        right = []  # "left seven soldiers wounded and a number of rebels ..."
    if right:
        yield from (Link(entry.harm, entry, trigger, x, active=True) for x in right)
    elif passive or (trigger.shape == "past" and not _object_follows(line, trigger.last + 1)):
        yield from (Link(entry.harm, entry, trigger, x) for x in left_list(line, trigger, fits))


def _inverted(line: Line, trigger: Trigger) -> int | None:
    """The position after "were" in "Killed in the raid were five soldiers", "Also killed was a nurse"; else null."""
    if trigger.shape != "past" or trigger.first > 2 or any(line.tag(p) in NOUNS for p in range(trigger.first)):
        return None
    for p in range(trigger.last + 1, min(trigger.last + 9, len(line.tokens))):
        if line.low(p) in ("was", "were"):
            return p + 1
        if line.covering(p) is not None or line.low(p) == ",":
            return None
    return None


def _listed(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    """ "Killed: 12": a list with a colon."""
    phrase = line.covering(trigger.last + 2)
    if phrase is not None and phrase.numbered and _fits(entry, phrase):
        yield Link(entry.harm, entry, trigger, phrase)


def _object_follows(line: Line, p: int) -> bool:
    """Whether a noun phrase stands right after the verb, so that the verb is active though its object is unknown."""
    counted = line.covering(p)
    if counted is not None and counted.numbered and counted.form == "counted" and not line.suffers_next(counted):
        return True
    return (
        line.tag(p) in ("DT", "PRP$", "PRP")
        or line.low(p) == "one"
        or (line.tag(p) in NOUNS and not is_time_word(line.low(p)) and line.covering(p - 1) is None)
    )


def _intransitive(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    def fits(phrase: Phrase) -> bool:
        return _fits(entry, phrase)

    hurt = line.trigger_at(trigger.first - 1)
    if hurt is not None and _dying(line, hurt) and line.low(hurt.first - 2) == "of":
        number = line.covering(hurt.first - 3)
        found = [number] if number is not None and number.numbered else []
    else:
        found = left_list(line, trigger, fits)
    yield from (Link(entry.harm, entry, trigger, x) for x in found)


def _adjective(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    after = line.tag(trigger.last + 1)
    if (after in NOUNS and not line.low(trigger.last + 1).endswith("day")) or line.low(trigger.first - 1) in (
        "the",
        "a",
        "an",
    ):
        return
    if entry.id == "hospital":
        found = left_list(line, trigger, lambda x: x.numbered and (x.persons or x.form == "alone"))
        yield from (Link(entry.harm, entry, trigger, x) for x in found if x.head.lemma_.lower() not in _BODIES)
        return
    if entry.id == "hostage" and not any(t.lemma_ in ("take", "hold", "keep") for t in line.tokens):
        return
    found = left_list(line, trigger, lambda x: _fits(entry, x))
    yield from (Link(entry.harm, entry, trigger, x) for x in found)


def _count_noun(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    """ "14 deaths" where the number stands alone before the noun."""
    phrase = line.covering(trigger.first - 1)
    if phrase is not None and phrase.form == "alone" and phrase.last == trigger.first - 1:
        yield Link(entry.harm, entry, trigger, phrase)


def _act_noun(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    if (
        line.low(trigger.last + 1) != "of" and not (entry.id == "damage-to" and line.low(trigger.last + 1) == "to")
    ) or (trigger.anchor.pos_ == "VERB" and trigger.anchor.tag_ != "VBG"):
        return
    found = right_list(line, trigger.last + 2, lambda x: _fits(entry, x))
    yield from (Link(entry.harm, entry, trigger, x) for x in found if x.numbered or x.form in ("one", "named"))


def _lives(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    p = trigger.last + 1
    window = [line.low(q) for q in range(p, min(p + 8, len(line.tokens)))]
    for k, word in enumerate(window):
        if word in ("lives", "life") and k + 1 < len(window) and window[k + 1] == "of":
            yield from (
                Link(entry.harm, entry, trigger, x, active=True)
                for x in right_list(line, p + k + 2, lambda x: x.persons)
            )
            return
    phrase = line.covering(p) or line.covering(p + 1)
    if phrase is not None and phrase.head.lower_ in ("lives", "life") and phrase.numbered:
        yield Link(entry.harm, entry, trigger, phrase, active=True)
        return
    if trigger.shape == "past":
        q, passive, _ = before_auxiliaries(line.tokens, trigger.first)
        subject = line.covering(q)
        if passive and subject is not None and subject.head.lower_ in ("lives", "life") and subject.numbered:
            yield Link(entry.harm, entry, trigger, subject)


def _body(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    if line.low(trigger.last + 1) == "of":
        bodies = line.covering(trigger.first)
        found = right_list(line, trigger.last + 2, lambda x: x.persons)
        if bodies is not None and bodies.numbered and not any(x.numbered for x in found):
            words = found[0].words if found else bodies.words
            yield Link(entry.harm, entry, trigger, replace(bodies, words=words))
            return
        told = any(t.lower_ in _FOUND_VERBS for t in line.tokens)
        yield from (Link(entry.harm, entry, trigger, x) for x in found if x.numbered or (told and x.form == "named"))


def _loss(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    found = right_list(line, trigger.last + 1, lambda x: _fits(entry, x) or (x.form == "alone" and x.numbered))
    if any(_killed_after(line, x) for x in line.phrases if trigger.last < x.first < trigger.last + 12):
        return  # "lost 38 soldiers and six officers killed": the harm word after them tells more
    for phrase in found:
        own = _own(line, phrase.last + 1) or (
            trigger.shape == "ing" and line.tokens[trigger.first - 1].lemma_ in _ADMIT
        )
        if not phrase.numbered or (phrase.form == "alone" and not own):
            continue
        if phrase.persons and phrase.form != "alone" and phrase.group not in _MILITARY:
            if phrase.head.lower_ not in ("lives", "life", "homes"):
                yield Link("killed", entry, trigger, phrase)
            continue
        yield Link(entry.harm, entry, trigger, phrase)


def _own(line: Line, p: int) -> bool:
    """Whether "of their own", "of its own" stands at ``p``."""
    return line.low(p) == "of" and line.tag(p + 1) == "PRP$" and line.low(p + 2) == "own"


def _killed_after(line: Line, phrase: Phrase) -> bool:
    after = line.trigger_at(phrase.last + 1)
    return (
        after is not None
        and phrase.persons
        and after.entries[0].harm in ("killed", "wounded")
        and after.shape in ("past", "word")
    )


def _driven(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    """ "drove 4,000 people from their homes", "4,000 were forced out of their villages"."""
    if names_home(line, trigger):
        yield from _verb(line, trigger, entry)


def _flee(line: Line, trigger: Trigger, entry: HarmEntry) -> Iterator[Link]:
    bare_leave = entry.id == "leave" and trigger.first == trigger.last
    if bare_leave and not leaves_place(line, trigger):
        return
    if line.low(trigger.first - 1) == "to":
        phrase = line.covering(trigger.first - 2)
        found = [phrase] if phrase is not None else []
    else:
        found = left_list(line, trigger, lambda x: x.persons or x.form == "alone")
    for phrase in found:
        if phrase.form in ("counted", "bare", "alone") and phrase.group not in (
            "fighters",
            "soldiers",
            "police",
            "security_forces",
            "prisoners",
            "hostages",
        ):
            if phrase.count is not None and phrase.count.by == "count.article":
                continue
            if bare_leave and not many(phrase):
                continue
            yield Link(entry.harm, entry, trigger, phrase)


_PATTERNS = {
    "verb": _verb,
    "intransitive": _intransitive,
    "adjective": _adjective,
    "count_noun": _count_noun,
    "act_noun": _act_noun,
    "lives": _lives,
    "body": _body,
    "loss": _loss,
    "flee": _flee,
    "driven": _driven,
}
