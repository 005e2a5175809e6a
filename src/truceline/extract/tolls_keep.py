"""Which links are tolls at all: what is only wished, feared in general or told of nobody in particular is left out."""

from __future__ import annotations

from .context import Context
from .tolls_causes import of_disaster
from .tolls_index import positions
from .tolls_line import Line
from .tolls_links import Link
from .tolls_triggers import before_auxiliaries
from .tolls_words import words

_GENERAL = words("general")
_BE = words("be")
_SHARES = frozenset({"percent", "cent", "%", "half", "third", "thirds", "quarter", "quarters", "most", "majority"})
_ATTEMPTS = words("attempting")
_FREEING = words("freeing")
_DWELL = words("dwelling")
_SPELLS = frozenset({"day", "days", "hour", "hours", "week", "month", "minute", "year"})
_MODALS = frozenset({"can", "could", "may", "might", "would"})
_VAGUE_PEOPLE = words("vague_people")


def keeps(context: Context, line: Line, link: Link) -> bool:
    """Whether a link is a toll that a careful reader would note down."""
    phrase = link.phrase
    first, last = link.trigger.first, max(phrase.last, link.trigger.last)
    if of_disaster([t.lower_ for t in line.tokens], first, last, active=link.active):
        return False
    if _not_done(line, link):
        return False
    if phrase.numbered:
        return _numbered_ok(line, link) and not _rate(line, link) and not _prospect(line, link)
    if phrase.form == "definite":
        return False
    if phrase.form == "the one":
        return not _mentioned_before(context, line, phrase.head.lower_)
    if phrase.form == "named":
        return link.harm in ("killed", "wounded", "captured") and link.entry.pattern in (
            "verb",
            "intransitive",
            "act_noun",
        )
    if phrase.form == "one":
        return True
    return _bare_ok(line, link)


def _numbered_ok(line: Line, link: Link) -> bool:
    count = link.phrase.count
    assert count is not None
    if (
        link.phrase.form == "alone"
        and line.low(link.phrase.first - 1) == "the"
        and line.low(link.phrase.first - 2) in ("of", "among")
    ):
        return False  # "of the 19 killed, seven were children" counts the seven
    if _of_unknown(line, link):
        return False
    if count.by == "count.unnumbered" and link.entry.pattern == "body":
        return False  # "many bodies lie in the streets"
    if link.harm == "displaced" and _dwelling(line, link):
        return False
    if _share_of(line, link):
        return False
    if link.harm == "captured" and _freed(line, link):
        return False
    if link.trigger.shape == "base" and count.by == "count.unnumbered":
        return line.tag(link.trigger.first) in ("VBZ", "VBP")
    if (
        count.by == "count.article"
        and link.trigger.shape in ("base", "ing")
        and link.active
        and line.tag(link.trigger.first) not in ("VBZ", "VBP")
    ):
        return line.low(link.trigger.first - 1) == "," or line.tag(link.trigger.first - 1) in ("NN", "NNS", "NNP")
    return True


def _not_done(line: Line, link: Link) -> bool:
    """Whether the harm was only tried or missed: "a plot to kill three judges", "was almost killed"."""
    if link.harm not in ("killed", "wounded", "captured") or link.entry.pattern not in ("verb", "intransitive"):
        return False
    p = link.trigger.first - 1
    if line.low(p) in ("almost", "nearly", "narrowly"):
        return True
    near = range(max(0, p - 3), max(p, 0))
    return line.low(p) == "to" and any(line.tokens[q].lemma_.lower() in _ATTEMPTS for q in near)


def _prospect(line: Line, link: Link) -> bool:
    """Whether the harm is only thought of: "5 million could be displaced"; not "may have died", "may be dead"."""
    if link.entry.pattern not in ("verb", "intransitive", "flee", "driven") or link.part:
        return False
    q, _, _ = before_auxiliaries(line.tokens, link.trigger.first)
    chain = {line.low(p) for p in range(q + 1, link.trigger.first)}
    return bool(chain & _MODALS) and not chain & {"have", "has", "had"}


def _rate(line: Line, link: Link) -> bool:
    """Whether the count is one of each day: "28 children are killed every day", "an average of 12 a week"."""
    first, last = link.phrase.first, max(link.phrase.last, link.trigger.last)
    if [line.low(first - 2), line.low(first - 1)] in (["average", "of"], ["rate", "of"]):
        return True
    return any(
        line.low(q + 1) in _SPELLS
        and (
            line.low(q) in ("every", "each", "per")
            or (line.low(q) == "a" and line.tag(q - 1) in ("NN", "NNS", "CD", "VBN"))
        )
        for q in range(last + 1, min(last + 4, len(line.tokens)))
    )


def _of_unknown(line: Line, link: Link) -> bool:
    """Whether a number alone counts what no table knows: "elephants, of which 361 were killed"."""
    first = link.phrase.first
    if link.phrase.form != "alone" or line.low(first - 1) != "which" or line.low(first - 2) != "of":
        return False
    told = line.tokens[first - 4] if line.low(first - 3) == "," else line.tokens[first - 3]
    return told.tag_ in ("NNS", "NN") and line.covering(first - 4 if line.low(first - 3) == "," else first - 3) is None


def _share_of(line: Line, link: Link) -> bool:
    """Whether only a share of the counted suffered it: "70 percent of the 1,200 homes were burned"."""
    p = link.phrase.first - 1
    if line.low(p) not in ("the", "its", "their", "these", "those") or line.low(p - 1) != "of":
        return False
    return line.low(p - 2) in _SHARES and not link.phrase.first <= link.trigger.first <= link.phrase.last


def _freed(line: Line, link: Link) -> bool:
    """Whether the captured are only named as those set free: "rescued ten kidnapped villagers"."""
    if not link.phrase.first <= link.trigger.first <= link.phrase.last:
        return False
    return any(
        line.tokens[p].lemma_.lower() in _FREEING for p in range(max(0, link.phrase.first - 4), link.phrase.first)
    )


def _dwelling(line: Line, link: Link) -> bool:
    """Whether the displaced only live somewhere: "a school where 6,000 displaced people slept"."""
    if not link.phrase.first <= link.trigger.first <= link.phrase.last:
        return False
    beside = line.tokens[max(0, link.phrase.first - 4) : link.phrase.last + 5]
    return any(t.lemma_.lower() in _DWELL for t in beside)


def _bare_ok(line: Line, link: Link) -> bool:
    """Uncounted people or things: only where they are told as harmed in fact, not in general or by intention."""
    trigger = link.trigger
    q, passive, negated = before_auxiliaries(line.tokens, trigger.first)
    between = {line.low(p) for p in range(q + 1, trigger.first)}
    if link.phrase.first and line.low(link.phrase.first - 1) in ("any", "if", "whether", "no"):
        return False
    if "any" in link.phrase.words or line.low(link.phrase.first - 1) in _BE:
        return False  # "66 of them were militants who were killed"
    if link.entry.pattern == "verb" and link.phrase.head.lower_ in ("casualties", "losses", "deaths"):
        return False
    if negated or between & _GENERAL or trigger.shape == "base":
        return False
    if link.entry.pattern == "count_noun":
        return True
    if link.phrase.head.lower_ == "others" and trigger.shape in ("past", "ing", "word"):
        return True  # "leaving others injured", "and injuring others"
    if (
        link.entry.harm in ("killed", "wounded", "captured", "displaced")
        and link.phrase.head.lower_ in _VAGUE_PEOPLE
        and not passive
    ):
        return False
    if trigger.shape == "ing" and line.low(trigger.first - 1) != ",":
        return False
    return link.entry.pattern in ("verb", "intransitive", "flee", "driven", "adjective")


def _mentioned_before(context: Context, line: Line, word: str) -> bool:
    found = positions(context.doc, "lower", word)
    return bool(found) and found[0] < line.tokens[0].i
