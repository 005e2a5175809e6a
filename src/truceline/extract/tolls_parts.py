"""Parts of a count: "including two civilians", "five of them children", "the dead included a nurse"."""

from __future__ import annotations

from dataclasses import replace

from .tolls_line import Line
from .tolls_links import Link, surely_people
from .tolls_lists import right_list
from .tolls_phrases import head_in, run_end
from .tolls_tables import HarmEntry, group_of, harms, is_person, object_of
from .tolls_triggers import ADVERBS, Trigger
from .tolls_victims import Phrase

#: What follows a part that is a number alone: "including 30 in Rafah", "including 3 million who fled".
_AFTER_PART = frozenset({"who", "in", "at", "from", "on", "aged", "under"})
#: Verbs before a list of parts.
INCLUDE = frozenset({"included", "include", "includes", "including"})
_BE = frozenset({"was", "were", "are", "is", "being", "been"})
_BEFORE_HARM = _BE | {"also", ",", "have", "has", "had"}
_BADLY = frozenset({"critically", "seriously", "severely", "gravely", "lightly", "slightly", "badly"})
#: Words for all who suffered one harm, after "the" or "those".
ALL_WHO: dict[str, str] = {
    "dead": "killed", "killed": "killed", "deceased": "killed", "victims": "killed", "fatalities": "killed",
    "deaths": "killed", "slain": "killed", "abducted": "captured", "kidnapped": "captured", "captured": "captured",
    "wounded": "wounded", "injured": "wounded", "casualties": "casualties", "missing": "missing",
    "hostages": "captured", "displaced": "displaced", "captives": "captured",
}  # fmt: skip


def find_parts(line: Line, links: list[Link]) -> list[Link]:
    """The parts of the counts in ``links``, and of "the dead", "those killed"."""
    found = [
        *_including(line, links),
        *_of_them(line, links),
        *_hurt_badly(line, links),
        *_among_counted(line, links),
        *_all_who(line),
        *_besides(line, links),
    ]
    whole = {(x.phrase.first, x.harm) for x in links if x.phrase.form != "alone" or not _sharper(found, x)}
    unique: dict[tuple[int, str], Link] = {}
    for link in found:
        key = (link.phrase.first, link.harm)
        if key not in whole:
            unique.setdefault(key, link)
    return list(unique.values())


def _sharper(found: list[Link], link: Link) -> bool:
    """Whether a part tells who a number alone counts: "five of those wounded were policemen"."""
    return any(x.phrase.first == link.phrase.first and x.harm == link.harm and x.phrase.group for x in found)


def _including(line: Line, links: list[Link]) -> list[Link]:
    found: list[Link] = []
    for p in range(len(line.tokens)):
        start = _marker(line, p)
        if start is None:
            continue
        whole = _whole(links, p)
        if whole is None or _other_count_between(line, links, whole, p):
            continue
        for phrase in right_list(line, start, lambda x, w=whole: _same_kind(x, w)):  # type: ignore[misc]
            if not (phrase.numbered or phrase.form == "one"):
                continue
            if phrase.form == "alone" and line.low(phrase.last + 1) not in _AFTER_PART:
                continue
            if any(x.phrase.first == phrase.first and x.harm != whole.harm for x in links):
                continue
            found.append(replace(whole, phrase=phrase, part=True))
    return found


def _besides(line: Line, links: list[Link]) -> list[Link]:
    """Counts added behind the clause: "110 rebels were killed since Saturday, as well as seven civilians"."""
    found: list[Link] = []
    for p in range(len(line.tokens)):
        start = line.past_addition(p)
        whole = _whole(links, p) if start is not None else None
        if start is None or whole is None or whole.phrase.form in ("bare", "definite"):
            continue
        listed = right_list(line, start, lambda x, w=whole: _same_kind(x, w))  # type: ignore[misc]
        if any(line.suffers_next(x) or line.tells_next(x) for x in listed):
            continue
        linked = {x.phrase.first for x in links}
        found.extend(replace(whole, phrase=x) for x in listed if x.numbered and x.first not in linked)
    return found


def _marker(line: Line, p: int) -> int | None:
    """The position after "including", "among them", "among whom", "of whom" that opens a list of parts."""
    low = line.low(p)
    if low in ("including", "incl") and line.low(p - 1) not in ("not",):
        return p + 1
    if low == ":" and _list_of_people(line, p + 1):
        return p + 1
    if low == "of" and line.low(p + 1) == "whom" and line.counted_at(p + 2):
        return p + 2
    if low == "among" and line.low(p + 1) in ("them", "whom"):
        return p + 3 if line.low(p + 2) in _BE | {":"} else p + 2
    return None


def _list_of_people(line: Line, p: int) -> bool:
    """Whether counted people stand at ``p`` and suffer nothing else: "1,163 died: 828 civilians and 335 soldiers"."""
    phrase = line.covering(p)
    if phrase is None or not phrase.numbered or phrase.form != "counted" or not phrase.persons:
        return False
    return not any(t.first > phrase.first for t in line.triggers)


def _whole(links: list[Link], p: int) -> Link | None:
    """The count that a part told at ``p`` belongs to: the nearest before it."""
    before = [x for x in links if x.phrase.last < p and not x.part and x.phrase.form != "of them"]

    def reach(link: Link) -> int:
        return max(link.phrase.last, link.trigger.last if link.trigger.last < p else -1)

    if not before:
        return None
    best = max(reach(x) for x in before)
    nearest = [x for x in before if reach(x) == best]
    return (
        nearest[0] if len(nearest) == 1 or not nearest[0].phrase.numbered else max(nearest, key=lambda x: x.phrase.last)
    )


def _other_count_between(line: Line, links: list[Link], whole: Link, p: int) -> bool:
    """Whether a counted phrase that suffers no harm stands nearer: "two were killed; four others, including ..."."""
    linked = {x.phrase.first for x in links}
    return any(
        whole.phrase.last < x.first
        and x.last < p
        and x.numbered
        and x.persons
        and x.first not in linked
        and x.last >= p - 2
        for x in line.phrases
    )


def _same_kind(phrase: Phrase, whole: Link) -> bool:
    if phrase.form == "of them" or (phrase.form == "alone" and whole.entry.victims == "things"):
        return False
    if whole.entry.victims == "things" or whole.harm in ("destroyed", "damaged"):
        return object_of(list(phrase.words)) is not None and not is_person(list(phrase.words))
    return phrase.persons or surely_people(phrase)


def _of_them(line: Line, links: list[Link]) -> list[Link]:
    found: list[Link] = []
    for phrase in line.phrases:
        if phrase.form == "alone" and line.low(phrase.first - 1) == "whom" and line.low(phrase.first - 2) == "of":
            phrase = replace(phrase, form="of them")  # "79 people, of whom 17 were students"
        if phrase.form != "of them":
            continue
        doing = next(
            (
                t
                for t in line.triggers
                if t.last == phrase.first - 1 and t.pattern == "verb" and t.shape in ("past", "ing")
            ),
            None,
        )
        named = next((x for x in reversed(line.phrases) if x.last < phrase.first and x.persons and x.words), None)
        if doing is not None and named is not None:
            found.append(
                Link(
                    doing.entries[0].harm,
                    doing.entries[0],
                    doing,
                    replace(phrase, words=named.words, head=named.head),
                    active=True,
                )
            )
            continue
        p = phrase.last + 1
        while (line.low(p) in _BEFORE_HARM or line.low(p) in ADVERBS) and p < len(line.tokens):
            p += 1
        trigger = next(
            (t for t in line.triggers if t.first == p and t.pattern in ("verb", "adjective", "intransitive")), None
        )
        if trigger is not None:
            named = _referred(line, phrase)
            persons = named is None or named.persons
            entry = next((e for e in trigger.entries if (e.victims == "persons") == persons), None)
            if entry is not None and (named is not None or line.low(phrase.last) != "which"):
                own = (
                    replace(phrase, words=named.words, head=named.head) if named else replace(phrase, words=("people",))
                )
                found.append(Link(entry.harm, entry, trigger, own))
            continue
        words = _group_words(line, p)
        whole = _whole(links, phrase.first) or next(iter(links), None)
        if whole is not None and whole.harm == "wounded" and _so_badly(line, phrase.last + 1):
            words = whole.phrase.words or ("people",)
        if whole is not None and not words and line.low(phrase.last + 1) in _AFTER_PART - {"who", "aged", "under"}:
            words = whole.phrase.words or ("people",)  # "52 people, 30 of them in Rafah"
        if phrase.count is not None and phrase.count.by == "count.unnumbered":
            continue  # "many of them women"
        if words and whole is not None:
            found.append(replace(whole, phrase=replace(phrase, words=words), part=True))
    return found


def _hurt_badly(line: Line, links: list[Link]) -> list[Link]:
    """ "wounding 12 people, three seriously": a number alone with how badly."""
    found: list[Link] = []
    for phrase in line.phrases:
        if phrase.form != "alone" or not phrase.numbered or not _so_badly(line, phrase.last + 1):
            continue
        whole = _whole(links, phrase.first)
        if whole is not None and whole.harm == "wounded" and line.low(phrase.first - 1) in (",", "and", "including"):
            found.append(replace(whole, phrase=replace(phrase, words=whole.phrase.words or ("people",)), part=True))
    return found


def _among_counted(line: Line, links: list[Link]) -> list[Link]:
    """ "two children were among the 12 people killed": parts told before the count."""
    found: list[Link] = []
    for link in links:
        p = link.phrase.first - 1
        p = p - 1 if line.low(p) == "the" else p
        if line.low(p) == "among" and line.low(p - 1) in _BE and link.phrase.numbered and not link.part:
            found.extend(
                replace(link, phrase=x, part=True) for x in _subjects(line, p) if x.numbered or x.form == "one"
            )
    return found


def _so_badly(line: Line, p: int) -> bool:
    """Whether an adverb of how badly somebody is hurt stands at ``p`` with no verb behind it."""
    return line.low(p) in _BADLY and line.tag(p + 1) in ("", ",", ".", ":", "IN", "CC", "-RRB-", "''")


def _referred(line: Line, phrase: Phrase) -> Phrase | None:
    """Whom "them" stands for: the nearest counted phrase before, else the nearest plural of people."""
    before = [x for x in line.phrases if x.last < phrase.first and x.words]
    counted = next((x for x in reversed(before) if x.numbered), None)
    return counted or next((x for x in reversed(before) if x.persons and x.form in ("bare", "definite")), None)


def _group_words(line: Line, p: int) -> tuple[str, ...]:
    """The words of the phrase at ``p`` when it puts people in a group; else none."""
    last = run_end(line.tokens, p)
    head = head_in(line.tokens, p, last)
    words = [line.low(q) for q in range(p, last + 1)]
    return tuple(words) if head is not None and (group_of(words) is not None) else ()


def _all_who(line: Line) -> list[Link]:
    found: list[Link] = []
    for p in range(1, len(line.tokens)):
        harm = ALL_WHO.get(line.low(p))
        if harm is None or (
            line.low(p - 1) not in ("the", "those") and line.low(p - 2) != "those" and not _of_the_number(line, p)
        ):
            continue
        entry = entry_of(harm)
        trigger = Trigger(p, p, (entry,), "word", line.tokens[p])
        phrases: list[Phrase] = []
        opening = p - 2 if line.low(p - 2) != "those" else p - 3
        if line.low(p - 1) != "those" and line.low(p - 2) != "those" and line.counted_at(p - 1):
            phrases = _share_after(line, p)
        elif line.low(_past_people(line, p)) in INCLUDE | {":"} or (
            line.low(opening) == "among" and line.low(p + 1) in _BE
        ):
            phrases = right_list(line, _past_people(line, p) + 1, lambda x: x.persons and x.form != "alone")
        elif line.low(opening) == "among":
            phrases = _subjects(line, opening)
        elif line.low(opening) == "of":
            phrases = _share(line, opening, p)
        found.extend(
            Link(entry.harm, entry, trigger, x, part=True)
            for x in phrases
            if x.numbered or x.form in ("one", "the one", "named")
        )
    return found


def entry_of(harm: str) -> HarmEntry:
    """The first entry of ``harm.yaml`` for a harm."""
    return next(e for e in harms() if e.harm == harm and e.pattern in ("verb", "count_noun", "adjective"))


def _past_people(line: Line, p: int) -> int:
    """The position after the harm word at ``p`` and its noun: "the injured people included"."""
    return p + 2 if line.low(p + 1) in ("people", "persons", "victims", "civilians") else p + 1


def _subjects(line: Line, opening: int) -> list[Phrase]:
    """ "nine children and a nurse were among those killed": the list left of "were among"."""
    p = opening - 1
    while line.low(p) in _BE | {"also", "reportedly", "have", "has", "had"}:
        p -= 1
    found: list[Phrase] = []
    for _ in range(24):
        phrase = line.covering(p)
        if phrase is not None and phrase.persons and phrase.form != "alone":
            if line.low(phrase.first - 1) not in ("from", "of", "in"):
                found.insert(0, phrase)
            p = phrase.first - 1
        elif line.low(p) in (
            "and",
            ",",
            "from",
            "of",
            "family",
            "one",
            "the",
            "same",
            "as",
            "young",
            "months",
            "years",
            "old",
            "well",
        ) or line.tag(p) in ("CD", "NNP", "NN", "IN", "HYPH", "PRP$"):
            p -= 1
        else:
            break
        if p < 0:
            break
    return found


def _of_the_number(line: Line, p: int) -> bool:
    """ "of the 19 killed", "among the 30 wounded"."""
    number = line.covering(p - 1)
    return (
        number is not None
        and number.form == "alone"
        and line.low(number.first - 1) == "the"
        and line.low(number.first - 2) in ("of", "among")
    )


def _share_after(line: Line, p: int) -> list[Phrase]:
    """ "of the 19 killed, seven were children": the number and the group after the comma."""
    comma = next((q for q in range(p + 1, min(p + 12, len(line.tokens))) if line.low(q) == ","), None)
    number = line.covering(comma + 1) if comma is not None else None
    if number is None or number.count is None or number.form != "alone":
        all_of_them = line.covering(p - 1)
        of = all_of_them.first - 2 if all_of_them is not None else -1  # "six of the nine killed were police"
        return _share(line, of, p) if of > 0 and line.low(of) == "of" else []
    q = number.last + 1
    while line.low(q) in _BE:
        q += 1
    words = _group_words(line, q)
    return [replace(number, words=words, form="counted")] if words else []


def _share(line: Line, opening: int, p: int) -> list[Phrase]:
    """ "12 of the dead were women": the number before "of", the group after the verb."""
    number = line.covering(opening - 1)
    q = next((r for r in range(p + 1, min(p + 9, len(line.tokens))) if line.low(r) in _BE), p + 1)
    if number is None or number.count is None or any(line.low(r) in (",", ";") for r in range(p + 1, q)):
        return []
    while line.low(q) in _BE:
        q += 1
    words = _group_words(line, q)
    return [replace(number, words=words, form="counted")] if words and q > p + 1 else []
