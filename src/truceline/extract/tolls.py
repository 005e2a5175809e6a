"""Tolls: every count of people killed, wounded, missing, captured, displaced, evacuated, and of things lost.

One sentence at a time: phrases that may be victims (:mod:`.tolls_victims`) and harm words (:mod:`.tolls_triggers`)
are found from tags and tables, linked by patterns (:mod:`.tolls_links`, :mod:`.tolls_totals`, :mod:`.tolls_parts`),
and each link becomes a draft with its side, the blamed, scope, period and places.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ..records import Actor, LossObject, Sentence, Toll
from .context import Context
from .draft import Draft
from .found import Found, first, under, without
from .tolls_again import find_again
from .tolls_blame import blamed_for, done_in_war
from .tolls_causes import peaceful, without_war
from .tolls_groups import group_in
from .tolls_keep import keeps
from .tolls_line import Line
from .tolls_links import Link, find_links
from .tolls_parts import ALL_WHO, find_parts
from .tolls_period import period_of
from .tolls_reasons import Circumstances, why
from .tolls_side import lost_by, side_of
from .tolls_spread import find_spread
from .tolls_totals import find_totals
from .tolls_triggers import find_triggers
from .tolls_victims import find_phrases, stated_count
from .tolls_when import scope_of
from .tolls_where import places_of


def find_tolls(context: Context) -> list[Draft]:
    """The tolls of a document, in text order, one draft each."""
    drafts: list[Draft] = []
    text = context.parsed.document.text
    no_war = cache(lambda: without_war(text))  # one look through the whole text a report, and only where it is asked
    before: Sentence | None = None
    told: list[Link] = []
    for sentence in context.parsed.sentences:
        tokens = [t for t in context.parsed.tokens_of(sentence) if not t.is_space]
        if not tokens:
            continue
        earlier, before = before, sentence
        told_before, told = told, []
        triggers = find_triggers(tokens)
        if not triggers and not told_before and not any(t.lower_ in ALL_WHO for t in tokens):
            continue
        line = Line(tokens, find_phrases(context, tokens), triggers)
        links = links_of(context, line)
        links = _in_order([*links, *find_again(line, links, told_before)])
        if links and peaceful(sentence.text, earlier.text if earlier else "", no_war):
            links = [x for x in links if _in_battle(context, x)]
        told = links
        if links:
            drafts.extend(_drafts(context, line, links, lay_out(context, earlier) if earlier else None))
    return drafts


def _in_battle(context: Context, link: Link) -> bool:
    """Whether it was an act of war whatever stands beside it: its doer makes war, or those harmed are fighters."""
    return done_in_war(context, link) or (link.phrase.group == "fighters" and link.entry.pattern == "verb")


def _in_order(links: list[Link]) -> list[Link]:
    return sorted(links, key=lambda x: (x.phrase.first, x.trigger.first))


def lay_out(context: Context, sentence: Sentence) -> Line:
    """The tokens, phrases and harm words of a sentence."""
    tokens = [t for t in context.parsed.tokens_of(sentence) if not t.is_space]
    return Line(tokens, find_phrases(context, tokens), find_triggers(tokens))


def links_of(context: Context, line: Line) -> list[Link]:
    """All tolls of a sentence, in text order, each phrase and harm once."""
    totals = find_totals(line)
    taken = {(x.phrase.first, x.harm) for x in totals}
    heads = [(x.trigger.first, x.trigger.last) for x in totals]
    plain = [
        x
        for x in find_links(line)
        if (x.phrase.first, x.harm) not in taken and not any(a <= x.trigger.first <= b for a, b in heads)
    ]
    links = [*totals, *plain]
    links = [x for x in (_named_thing(line, x) for x in links) if x is not None]
    links = [x for x in links if not _captured_thing(links, x)]
    links = [*links, *find_spread(line, links)]
    parts = find_parts(line, links)
    told = {(x.phrase.first, x.harm) for x in parts}
    links = [*(x for x in links if (x.phrase.first, x.harm) not in told), *parts]
    links = [x for x in links if keeps(context, line, x)]
    return _in_order(_one_for_pairs(line, links))


def _named_thing(line: Line, link: Link) -> Link | None:
    """A number alone that counts things takes the noun before it ("destroyed two tanks and damaged three")."""
    if link.entry.victims != "things" or link.phrase.form != "alone":
        return link
    named = [x for x in line.phrases if x.last < link.phrase.first and x.thing is not None]
    return replace(link, phrase=replace(link.phrase, words=named[-1].words, form="counted")) if named else None


def _captured_thing(links: list[Link], link: Link) -> bool:
    """Whether a number alone goes on counting things: "destroyed 14 vehicles and captured 31 more"."""
    if link.harm != "captured" or link.phrase.form != "alone":
        return False
    before = [x for x in links if x.phrase.last < link.phrase.first]
    return bool(before) and max(before, key=lambda x: x.phrase.last).entry.victims == "things"


def _one_for_pairs(line: Line, links: list[Link]) -> list[Link]:
    """Phrases that share one count, or none, are one toll: "200 women and children", "weaponry and equipment"."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda x: x.phrase.first):
        last = kept[-1] if kept else None
        if last is None or link.phrase.form != "bare" or link.part or not _paired(line, last, link):
            kept.append(link)
            continue
        same = last.phrase.group == link.phrase.group
        words = last.phrase.words if same or not last.phrase.persons else ("people",)
        if last.phrase.numbered:
            kept[-1] = replace(last, phrase=replace(last.phrase, words=words))
        else:
            kept[-1] = replace(last, phrase=replace(last.phrase, last=link.phrase.last))
    return kept


def _paired(line: Line, last: Link, link: Link) -> bool:
    if (
        last.trigger.first != link.trigger.first
        or last.harm != link.harm
        or line.low(link.phrase.first - 1) != "and"
        or last.phrase.last != link.phrase.first - 2
    ):
        return False
    if last.phrase.numbered:
        count = last.phrase.count.count if last.phrase.count else None
        alike = last.phrase.persons or last.phrase.thing == link.phrase.thing
        return alike and count is not None and (count.best or count.low or count.high or 2) > 1
    return last.phrase.form == "bare" and last.phrase.thing is not None and last.phrase.thing == link.phrase.thing


def _drafts(context: Context, line: Line, links: list[Link], before: Line | None) -> list[Draft]:
    sides: list[Found[Actor]] = []
    groups: list[Found[str]] = []
    drafts: list[Draft] = []
    for n, link in enumerate(links):
        side, group = side_of(context, line, link), group_in(context, line, link)
        model = _carried_from(line, links, n)
        if model is not None:
            side = side or under("carried", sides[model])
            group = group or under("carried", groups[model])
        side = side or lost_by(context, line, link) or _shared_side(links, sides, groups, n, group)
        sides.append(side)
        groups.append(group)
        drafts.append(_draft(context, line, link, side, group, before, opens=n == 0))
    return drafts


def _carried_from(line: Line, links: list[Link], n: int) -> int | None:
    """The earlier link whose victims an elliptic count shares: "12 soldiers were killed and 30 (others) wounded"."""
    link = links[n]
    if n == 0 or link.entry.victims == "things":
        return None
    whole = [k for k in range(n) if not links[k].part and links[k].entry.victims != "things"]
    if not whole:
        return None
    if link.part:
        return None
    if link.entry.pattern == "toll_noun" or link.phrase.head.lower_ in ("others", "other", "more"):
        return whole[-1]
    last = links[whole[-1]]
    gap = line.tokens[max(last.phrase.last, last.trigger.last) + 1 : link.phrase.first]
    beside = all(
        t.lower_ not in (";", "that", "while", "but")
        and (t.pos_ not in ("VERB", "AUX") or t.tag_ == "VBG" or t.i == link.trigger.anchor.i)
        for t in gap
    )
    return whole[-1] if link.phrase.form == "alone" and beside else None


def _shared_side(
    links: list[Link], sides: list[Found[Actor]], groups: list[Found[str]], n: int, group: Found[str]
) -> Found[Actor]:
    """The side of a part is that of its whole; "42 Azeri civilians died and 206 civilians were hurt" tells of one."""
    for k in range(n - 1, -1, -1):
        if links[k].part or links[k].entry.victims == "things":
            continue
        same = (links[n].part and links[k].harm == links[n].harm) or (
            bool(group) and first(groups[k]) == first(group) and links[k].harm != links[n].harm
        )
        return under("shared", sides[k]) if same else {}
    return {}


def _object(link: Link) -> LossObject:
    if link.entry.victims == "things":
        return link.phrase.thing or "equipment"
    return "persons"


def _draft(
    context: Context, line: Line, link: Link, side: Found[Actor], group: Found[str], before: Line | None, *, opens: bool
) -> Draft:
    period = period_of(context, line, link, before)
    scope = scope_of(line, link, first(period), first=opens)
    blamed = without(blamed_for(context, line, link, first(side)), side)
    places = places_of(context, line, link, before if first(scope) != "cumulative" else None)
    body = Toll(
        harm=link.harm, object=_object(link), group=first(group) if _object(link) == "persons" else None,
        side=first(side), count=stated_count(link.phrase, line.tokens), scope=first(scope), period=first(period),
        places=tuple(places), blamed=tuple(blamed),
    )  # fmt: skip
    found = Circumstances(side, group, scope, period, places, blamed)
    tokens = line.tokens
    first_token = min(link.phrase.first, link.trigger.first)
    last_token = max(link.phrase.last, link.trigger.last)
    return Draft(
        body=body, anchor=link.trigger.anchor,
        start=tokens[first_token].idx, end=tokens[last_token].idx + len(tokens[last_token]),
        why=why(context, line, link, body, found), score=_score(link),
    )  # fmt: skip


def _score(link: Link) -> float:
    """The extractor's own trust: numbers beside a plain harm word most, single persons and bare nouns least."""
    score = 0.9 if link.phrase.numbered else 0.7
    if link.phrase.form in ("the one", "named", "definite"):
        score = 0.55
    if link.entry.pattern in ("loss", "flee", "body", "act_noun"):
        score -= 0.1
    return score
