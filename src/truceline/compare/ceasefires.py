"""Ceasefires of a conflict: steps that several accounts tell put together, in order, by the ceasefire they are of.

Two steps are one when they are of one kind, taken by the same parties on the same day; of a step that is only known by
the report's day, within the days that news is new.  Not ``incidents``: a call, an offer on a condition or a plan is no
incident, but it is a step.

A ceasefire is what an agreement or a declaration makes.  What begins, is broken, extended or ended is the last one that
was agreed before and whose parties it fits; where there is none, it speaks of one that no report dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, islice

from ..knowledge.ceasefires import Form, StepKind
from ..ledger.folding import fold
from ..records import Actor, Claim
from ..translation import Phrase, joined, phrase
from .account import Account
from .ceasefire_days import UNKNOWN, When
from .ceasefire_steps import Step, keys, step_of
from .ceasefire_terms import Terms, merged
from .telling import NEWS_DAYS, SHORT

ONE_AGREEMENT = timedelta(days=3)
"""Announced, agreed and signed within so many days is one ceasefire."""

UNTIL_IT_BEGINS = timedelta(days=14)
"""What is agreed may begin so much later."""

OF_THE_LATEST = timedelta(days=7)
"""A ceasefire so new is the one that is spoken of, whoever speaks: "Afghan forces", of one of the Taliban."""

OVER = timedelta(days=30)
"""So long after its stated end a ceasefire is not the one that is spoken of."""

_LONG = 31
"""More days than that say nothing about which ceasefire is meant."""

_MAKING: tuple[StepKind, ...] = ("agreement", "start")
_OF_ONE: tuple[StepKind, ...] = ("holding", "violation", "extension", "suspension", "expiry", "end", "denial")
_FORMS: tuple[Form, ...] = ("signed", "declared", "agreed", "accepted", "mentioned")
_BASES = ("stated", "said", "report", "by", "unknown")


@dataclass(frozen=True)
class Moment:
    """A step as several accounts tell it.  Lists and terms are those of all of them together."""

    steps: tuple[Step, ...]

    @property
    def kind(self) -> StepKind:
        """What step it is."""
        return self.steps[0].kind

    @cached_property
    def actual(self) -> bool:
        """Whether it is told as taken: see :attr:`Step.actual`."""
        return any(s.actual for s in self.steps)

    @cached_property
    def form(self) -> Form | None:
        """How an agreement is told: the most that any account says."""
        told = {s.form for s in self.steps}
        return next((f for f in _FORMS if f in told), None)

    @cached_property
    def when(self) -> When:
        """The days it was taken, by the account that knows best."""
        return min((s.when for s in self.steps), key=lambda w: (_BASES.index(w.basis), w.days or 0, w.end or date.max))

    @property
    def day(self) -> date | None:
        """The day by which it was taken; null where that is not known."""
        return self.when.end

    @cached_property
    def of(self) -> When:
        """The days of the ceasefire that is spoken of."""
        return next((s.of for s in self.steps if s.of.basis != "unknown"), UNKNOWN)

    @cached_property
    def parties(self) -> tuple[Actor, ...]:
        """Who takes it."""
        return _named(a for s in self.steps for a in s.parties)

    @cached_property
    def others(self) -> tuple[Actor, ...]:
        """Whom it is addressed to, or who is accused."""
        return _named(a for s in self.steps for a in s.others)

    @cached_property
    def third(self) -> tuple[Actor, ...]:
        """Who tells of it and stands outside."""
        return _named(a for s in self.steps for a in s.third)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its parties, as they are told apart; of an agreement, with those it is made with."""
        several = (*self.parties, *self.others) if self.kind in (*_MAKING, "extension") else self.parties
        return frozenset(keys(several))

    @cached_property
    def terms(self) -> Terms:
        """The terms that any account tells."""
        return merged([s.terms for s in self.steps])

    @property
    def conditions(self) -> tuple[str, ...]:
        """The words of its conditions."""
        return tuple(dict.fromkeys(s.condition for s in self.steps if s.condition))

    @property
    def keep(self) -> bool:
        """Whether a call or a refusal is about keeping or extending one, not about a new one."""
        return all(s.keep for s in self.steps)

    @property
    def background(self) -> bool:
        """Whether every account tells it as history."""
        return all(c.background for c in self.claims)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that tell it."""
        return tuple(s.claim for s in self.steps)

    @property
    def texts(self) -> int:
        """How many texts tell it; a copy is no other text."""
        return len({s.account.text_of for s in self.steps})


@dataclass(eq=False)
class Ceasefire:
    """One ceasefire: the moments that made it and all that followed.  Named by the first claim of its first moment.

    What is seen from its moments is kept until one is added (:meth:`add`).
    """

    moments: list[Moment] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the first claim of it."""
        return self.moments[0].claims[0].id

    def add(self, moment: Moment) -> None:
        """Add a moment."""
        self.moments.append(moment)
        self._look_again()

    def put_in_order(self) -> None:
        """Put the moments in the order in which they were."""
        self.moments.sort(key=_order)
        self._look_again()

    def _look_again(self) -> None:
        for name in ("made", "agreed", "keys", "terms"):
            self.__dict__.pop(name, None)

    @cached_property
    def made(self) -> list[Moment]:
        """The moments in which it was agreed, declared or began, as far as they are told as done; where nobody tells
        them, those in which it was extended."""
        making = [m for m in self.moments if m.kind in _MAKING and m.actual]
        return making or [m for m in self.moments if m.kind == "extension" and m.actual]

    @cached_property
    def agreed(self) -> When:
        """When it was agreed or declared; where nobody says, when it began or was extended."""
        known = [m.when for k in (*_MAKING, "extension") for m in self.made if m.kind == k and m.day]
        return known[0] if known else UNKNOWN

    @property
    def parties(self) -> tuple[Actor, ...]:
        """Who agreed or declared it."""
        return _named(a for m in self.made for a in m.parties)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The parties, as they are told apart."""
        return frozenset().union(*(m.keys for m in self.made))

    def superseded(self, later: Ceasefire) -> bool:
        """Whether ``later`` takes its place: agreed after it, between parties that fit."""
        mine, its = self.agreed.end, later.agreed.end
        return mine is not None and its is not None and mine < its and fit(self.keys, later.keys)

    @cached_property
    def terms(self) -> Terms:
        """Its terms as agreed, without what extensions add."""
        return merged([m.terms for m in self.moments if m.kind in (*_MAKING, "violation", "holding")])


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments of a conflict in order, those without a date last, and the ceasefires they are of.

    ``conflict`` is null for a story whose reports tell of none that is known.
    """

    conflict: str | None
    moments: tuple[Moment, ...]
    ceasefires: tuple[Ceasefire, ...]

    @property
    def story(self) -> str | None:
        """The id of the story, where its reports tell of no conflict that is known."""
        return self.moments[0].steps[0].account.story_or_report if self.conflict is None else None

    @property
    def last(self) -> date | None:
        """The day of the last step; null where none has one."""
        return max((moment.day for moment in self.moments if moment.day), default=None)


def timelines(accounts: Iterable[Account]) -> list[Timeline]:
    """The timelines of all conflicts that these claims tell of, by the id of the conflict.

    Reports of no known conflict come last, a timeline a story: what they tell may be of any war.
    """
    return timelines_of(step for account in accounts if (step := step_of(account)))


def timelines_of(told: Iterable[Step]) -> list[Timeline]:
    """The timelines of all conflicts that these steps are of; see :func:`timelines`."""
    steps: defaultdict[tuple[bool, str], list[Step]] = defaultdict(list)
    for step in told:
        account = step.account
        unknown = account.conflict is None
        steps[unknown, account.story_or_report if unknown else account.conflict or ""].append(step)
    return [timeline(steps[unknown, name], None if unknown else name) for unknown, name in sorted(steps)]


def timeline(steps: Sequence[Step], conflict: str | None) -> Timeline:
    """The timeline of one conflict."""
    several = sorted(moments(steps), key=_order)
    return Timeline(conflict, tuple(several), tuple(_ceasefires(several)))


def _order(moment: Moment) -> tuple[date, int, str]:
    kind = ("call", "offer", "refusal", *_MAKING, *_OF_ONE).index(moment.kind)
    return moment.day or date.max, kind, moment.claims[0].id


def moments(steps: Sequence[Step]) -> list[Moment]:
    """Steps that are one put together: each with the latest group in which it is one with all."""
    groups: defaultdict[tuple[StepKind, bool], list[list[Step]]] = defaultdict(list)
    for step in sorted(steps, key=lambda s: (s.when.end or date.max, s.claim.id)):
        several = groups[step.kind, step.actual]
        for group in reversed(several):
            if _days_apart(group[-1], step) > NEWS_DAYS:
                several.append([step])
                break
            if all(same(step, other) for other in group):
                group.append(step)
                break
        else:
            several.append([step])
    return [Moment(tuple(group)) for several in groups.values() for group in several]


def _days_apart(one: Step, other: Step) -> int:
    return ((other.when.end or date.max) - (one.when.end or date.max)).days


def same(one: Step, other: Step) -> bool:
    """Whether two steps of one kind are one step."""
    if one.condition != other.condition or one.keep != other.keep or not _same_days(one, other):
        return False
    if one.kind in ("agreement", "start", "holding", "extension"):
        return fit(frozenset(keys(one.parties)), frozenset(keys(other.parties)))
    mine, yours = (frozenset(keys(s.parties or s.third)) for s in (one, other))
    to = [frozenset(keys(s.others)) for s in (one, other)]
    return mine == yours and (not all(to) or bool(to[0] & to[1]))


def _same_days(one: Step, other: Step) -> bool:
    a, b = one.when, other.when
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return a == b and (one.of == other.of != UNKNOWN or one.account.text_of == other.account.text_of)
    if (a.days or 0) > SHORT or (b.days or 0) > SHORT:
        return (a.start, a.end) == (b.start, b.end)
    if a.start <= b.end and b.start <= a.end:
        return True
    if {a.basis, b.basis} == {"report"} or "report" not in (a.basis, b.basis):
        return False
    before = b.start - a.end if b.basis == "report" else a.start - b.end
    one_story = one.account.story_or_report == other.account.story_or_report
    return one_story and timedelta(0) <= before <= timedelta(NEWS_DAYS)


def _ceasefires(several: Sequence[Moment]) -> list[Ceasefire]:
    """The ceasefires that the moments of a conflict, in order, are of."""
    found: list[Ceasefire] = []
    exact = [m for m in several if m.kind in _MAKING and m.day and (m.when.days or 1) <= _LONG]
    vague = [m for m in several if m.kind in _MAKING and m.day and (m.when.days or 1) > _LONG]
    begun = [m for m in several if m.kind in _MAKING and not m.day and m.terms.begins]
    for moment in (*exact, *vague, *begun):
        _put(moment, _made_by(moment, found), found)
    for moment in several:
        if moment.kind in _OF_ONE and moment.day:
            of = _spoken_of(moment, found)
            if of or (moment.actual and moment.kind != "denial"):
                _put(moment, of, found)
        elif moment.kind == "refusal" and moment.day and not moment.keep:
            for one in [c for c in found if _agreed(c) <= moment.day <= _agreed(c) + OF_THE_LATEST][-1:]:
                one.add(moment)
    for one in found:
        one.put_in_order()
    return sorted(found, key=lambda c: _order(c.moments[0]))


def _put(moment: Moment, of: list[Ceasefire], found: list[Ceasefire]) -> None:
    """Add a moment to the ceasefire it is of; of several it is of none that can be told, of none a new one."""
    if len(of) == 1:
        of[0].add(moment)
    elif not of:
        found.append(Ceasefire([moment]))


def _made_by(moment: Moment, found: Sequence[Ceasefire]) -> list[Ceasefire]:
    """The ceasefires that an agreement or a beginning may be of."""
    fitting = [c for c in found if fit(moment.keys, c.keys)]
    if (moment.when.days or 1) > _LONG:
        return [c for c in fitting if c.agreed.within(moment.when) or c.agreed == moment.when]
    last = moment.day or moment.terms.begins
    assert last is not None
    if moment.when.basis == "by":
        return [c for c in fitting if c.agreed.end and c.agreed.end <= last][-1:]
    first = (moment.when.start or last) - (UNTIL_IT_BEGINS if moment.kind == "start" else ONE_AGREEMENT)
    return [c for c in fitting if c.agreed.end and first <= c.agreed.end <= last + ONE_AGREEMENT][-1:]


def fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether parties may be those of one ceasefire: the same, or some of them, or not known."""
    return not one or not other or one <= other or other <= one


def _spoken_of(moment: Moment, found: Sequence[Ceasefire]) -> list[Ceasefire]:
    """The ceasefires that a moment that follows one may be of."""
    assert moment.day is not None
    day = moment.day
    before = sorted((c for c in found if _agreed(c) <= day), key=_agreed)
    if moment.of is not UNKNOWN:
        named = [c for c in before if c.agreed.within(moment.of) or moment.of.within(c.agreed)]
        if fresh := [c for c in named if not _long_over(c, day)]:
            return fresh
    there = frozenset(keys((*moment.parties, *moment.others)))
    theirs = (c for c in reversed(before) if not there or not c.keys or there & c.keys)
    latest = (c for c in reversed(before) if c.agreed.end and day - c.agreed.end <= OF_THE_LATEST)
    return list(islice((c for c in chain(theirs, latest) if not _long_over(c, day)), 1))


def _long_over(one: Ceasefire, day: date) -> bool:
    """Whether its stated end had passed so long before that nobody speaks of it as the one there is."""
    last = stated_end(one, day)[0]
    return last is not None and day - last > OVER


def stated_end(one: Ceasefire, day: date) -> tuple[date | None, str]:
    """The last day of a ceasefire by what is stated by ``day``, extensions added, and how that is known; null where
    it is not stated, or an extension does not say for how long."""
    terms = one.terms
    last, why = terms.until, [phrase("until %(day)s", day=terms.until)] if terms.until else []
    begin = next((m.day for m in one.made if m.kind == "start" and m.day), terms.begins)
    begin = begin or next((m.day for m in one.made if m.terms.at_once and m.day), None)
    if last is None and terms.duration and begin:
        last = terms.duration.last_day(begin)
        why = [phrase("%(length)s from %(day)s", length=terms.duration.text, day=begin)]
    for moment in one.moments:
        if moment.kind == "extension" and moment.actual and moment.day and moment.day <= day:
            added = moment.terms
            last = added.until or (added.duration.last_day(last) if added.duration and last else None)
            why.append(_extended(moment.day, last))
    return last, joined(", ", why)


def _extended(day: date, last: date | None) -> Phrase:
    if last is None:
        return phrase("extended on %(day)s", day=day)
    return phrase("extended on %(day)s until %(last)s", day=day, last=last)


def _agreed(one: Ceasefire) -> date:
    """The day by which it was agreed; the first of all days where that is not known."""
    return one.agreed.end or date.min


def _named(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors without those of the same name."""
    return tuple({fold(a.name or a.text): a for a in actors}.values())
