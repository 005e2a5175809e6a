"""In what state a ceasefire, and a conflict, is on a day, by what all accounts say: each state with its claims and why.

A state is what is claimed, not what is so.  Where only one side says that a ceasefire of several has ended, or one says
that there is one and another denies it, the state is "disputed", with who says what.  Nothing is extrapolated: a
ceasefire is in force when a stated beginning has come, or when somebody says it holds or is broken; it has run out when
its stated length has passed; otherwise it stays as it was last told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ..knowledge.ceasefires import Form, StepKind
from ..records import Actor
from ..translation import Templates, joined, phrase
from .ceasefire_days import UNKNOWN
from .ceasefire_steps import Step, keys
from .ceasefires import Ceasefire, Moment, Timeline, stated_end

StateName = Literal[
    "none", "called_for", "offered", "offered_with_conditions", "agreed", "in_force",
    "in_force_with_alleged_violations", "suspended", "expired", "broken_down", "disputed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """A state as some say it: ``by`` are their names, empty for the reports themselves."""

    state: StateName
    by: tuple[str, ...]
    moments: tuple[Moment, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that say so."""
        return claims_of(self.moments)


@dataclass(frozen=True, slots=True)
class State:
    """A state with the day it dates from, why, and the moments whose claims make it.

    ``versions``: of a disputed one, what each says.  ``ceasefire``: of which; null for a state without one.
    ``stated``: whether its being in force, if it is, is stated, not only implied by a breach that is alleged.
    ``replaced_by`` is a later ceasefire between the same parties: the state is then the last that was told before it.
    """

    state: StateName
    since: date | None
    why: tuple[str, ...]
    moments: tuple[Moment, ...]
    versions: tuple[Version, ...] = ()
    ceasefire: Ceasefire | None = None
    stated: bool = True
    replaced_by: Ceasefire | None = None

    @property
    def exact(self) -> bool:
        """Whether it dates from that very day: false where all that is known is that it was so by then."""
        if any(m.terms.begins == self.since for m in self.moments):
            return True
        dating = [m for m in self.moments if m.day == self.since]
        return not dating or any(m.when.days == 1 and m.kind not in _ALREADY for m in dating)

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that make it."""
        return claims_of(self.moments)


def claims_of(moments: Sequence[Moment]) -> tuple[str, ...]:
    """The ids of the claims that tell these moments, each once."""
    return tuple(dict.fromkeys(c.id for m in moments for c in m.claims))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a conflict (or, where none is known, a ``story``) stands on a day: its ``state``, that of each ceasefire, and
    what is called for or offered.

    A ceasefire that a later one between the same parties has taken the place of is listed as it was last told, but
    does not make the state of the conflict.
    """

    conflict: str | None
    story: str | None
    day: date
    state: State
    ceasefires: tuple[State, ...]
    pending: State


NONE = State("none", None, (phrase("no report tells of one by then"),), ())

LATELY = timedelta(days=30)
"""Whoever calls for an end of the fighting longer after a ceasefire was last said to hold speaks of a new one."""

_AFFIRMING = ("agreement", "start", "holding", "extension")
_ALREADY = ("holding", "extension", "violation")
"""Steps that tell that there is a ceasefire, not that it begins."""

Deed = Literal["called_for", "offered", "refused", "denied"]

DEEDS: Templates[Deed] = Templates({
    "called_for": "called for",
    "offered": "offered",
    "refused": "refused",
    "denied": "denied",
})  # fmt: skip

DEEDS_BY: Templates[Deed] = Templates({
    "called_for": "called for by %(names)s",
    "offered": "offered by %(names)s",
    "refused": "refused by %(names)s",
    "denied": "denied by %(names)s",
})  # fmt: skip

FORMS: Templates[Form] = Templates({
    "signed": "signed",
    "declared": "declared",
    "agreed": "agreed",
    "accepted": "accepted",
    "mentioned": "mentioned",
})  # fmt: skip

ENDS: Templates[StepKind] = Templates({
    "suspension": "%(who)s: suspension",
    "expiry": "%(who)s: expiry",
    "end": "%(who)s: end",
})  # fmt: skip

_IN_FORCE = ("in_force", "in_force_with_alleged_violations")


def standing(timeline: Timeline, day: date) -> Standing:
    """How the conflict of a timeline stands on a day.

    A ceasefire that is said to be in force comes first, unless it is called for or offered to stop the fighting long
    after anybody last said so; else it is what was told last: of a ceasefire, or of calls and offers since.
    """
    each = [(c, s) for c in timeline.ceasefires if (s := state_of(c, day)).state != "none"]
    ends = [(c.agreed.end or date.min, c) for c, _ in each]
    states = [
        replace(s, replaced_by=next((o for last, o in ends if last > mine and c.superseded(o)), None))
        for (mine, _), (c, s) in zip(ends, each, strict=True)
    ]
    pending = _pending(timeline, day)
    last = [s for s in states if s.replaced_by is None]
    in_force = [s for s in last if s.stated and s.state in _IN_FORCE and _affirmed(s, day) + LATELY >= _since(pending)]
    if in_force:
        chosen = max(in_force, key=_since)
    else:
        candidates = [s for s in (pending, *last) if s.state != "none"]
        chosen = max(candidates, key=lambda s: (_since(s), s.ceasefire is not None and s.stated), default=NONE)
    return Standing(timeline.conflict, timeline.story, day, chosen, tuple(states), pending)


def _affirmed(state: State, day: date) -> date:
    """When the ceasefire was last said to have been agreed, to have begun, to hold or to go on."""
    told = [m.day for m in state.ceasefire.moments if m.kind in _AFFIRMING and m.actual] if state.ceasefire else []
    return max((d for d in told if d and d <= day), default=_since(state))


def _since(state: State) -> date:
    return state.since or date.min


def _pending(timeline: Timeline, day: date) -> State:
    """What is called for and offered since the last ceasefire was agreed."""
    told = [m for m in timeline.moments if m.when.start and m.day and m.day <= day]
    agreed = max((m.day for m in told if m.kind in ("agreement", "start") and m.actual and m.day), default=date.min)
    since = [m for m in told if m.day and m.day >= agreed]
    calls = [m for m in since if m.kind == "call" and not m.keep]
    offers = [m for m in since if m.kind == "offer"]
    refused = [m for m in since if m.kind == "refusal"]
    if not calls and not offers:
        return NONE
    conditional = any(m.conditions for m in offers)
    state: StateName = "called_for" if not offers else "offered_with_conditions" if conditional else "offered"
    why = [_done("called_for", m) for m in calls]
    why += [joined(": ", (_done("offered", m), *m.conditions)) for m in offers]
    why += [_done("refused", m) for m in refused]
    return State(state, max(m.day for m in (*calls, *offers) if m.day), tuple(why), (*calls, *offers, *refused))


def state_of(ceasefire: Ceasefire, day: date) -> State:
    """The state of one ceasefire on a day."""
    told = [m for m in ceasefire.moments if m.day and m.day <= day and m.actual]
    announced = [m for m in ceasefire.moments if m.terms.begins and not m.day and m.terms.begins <= day]
    told += [m for m in announced if m not in told]
    if not told:
        return NONE
    before = _before_any_end(ceasefire, told, day)
    ended = _ended(ceasefire, before, told) or _run_out(ceasefire, before, day)
    return ended or _denied(ceasefire, before, told) or before


def _before_any_end(ceasefire: Ceasefire, told: Sequence[Moment], day: date) -> State:
    """Agreed, or in force, with or without alleged violations."""
    begin, why, by = _begin(ceasefire, told, day)
    violations = [m for m in told if m.kind == "violation"]
    made = [m for m in told if m.kind in ("agreement", "start", "extension")]
    agreed = [_on(FORMS.of(m.form or "agreed"), m) for m in made if m.kind == "agreement"]
    refused = tuple(m for m in told if m.kind == "refusal")
    agreed += [_done("refused", m) for m in refused]
    since = begin or ceasefire.agreed.end
    if violations:
        accusing = [_on(_accusation(m), m) for m in violations]
        if not begin:
            why = (phrase("no beginning is stated, but a breach of it is alleged"),)
        return State("in_force_with_alleged_violations", since or violations[0].day, (*agreed, *why, *accusing),
                     (*made, *by, *violations), ceasefire=ceasefire, stated=begin is not None)  # fmt: skip
    if begin:
        return State("in_force", since, (*agreed, *why), (*made, *by), ceasefire=ceasefire)
    why = (phrase("no beginning that has come is stated"),)
    return State("agreed", since, (*agreed, *why), tuple(made), ceasefire=ceasefire)


def _begin(
    ceasefire: Ceasefire, told: Sequence[Moment], day: date
) -> tuple[date | None, tuple[str, ...], tuple[Moment, ...]]:
    """The day since which it is in force, why, and the moments that tell it; null where none has come."""
    for moment in told:
        if moment.kind == "start":
            return moment.day, (_on(phrase("began"), moment),), (moment,)
    for moment in ceasefire.moments:
        begins = moment.when.end if moment.kind == "start" and not moment.actual else moment.terms.begins
        if begins and begins <= day and moment.kind in ("agreement", "start"):
            return begins, (phrase("to begin on %(day)s, as stated", day=begins),), (moment,)
    for moment in told:
        if moment.kind == "agreement" and moment.terms.at_once:
            return moment.day, (phrase("at once, as stated"),), (moment,)
    for moment in told:
        if moment.kind in ("holding", "extension"):
            words = phrase("said to hold") if moment.kind == "holding" else phrase("extended")
            return moment.day, (_on(words, moment),), (moment,)
    return None, (), ()


def _denied(ceasefire: Ceasefire, before: State, told: Sequence[Moment]) -> State | None:
    """Disputed, where somebody denies having agreed, or one of the parties refuses it after all."""
    parties = ceasefire.keys
    against = [m for m in told if (m.kind == "denial" or (m.kind == "refusal" and m.keys & parties)) and not m.keep]
    for_it = tuple(m for m in told if m.kind in ("agreement", "start"))
    if not against or not for_it:
        return None
    why = tuple(_done("denied", m) for m in against)
    versions = (Version(before.state, _sayers(for_it), for_it), Version("none", _sayers(against), tuple(against)))
    last = max(m.day for m in against if m.day)
    return State("disputed", last, (*before.why, *why), (*for_it, *against), versions, ceasefire)


def _ended(ceasefire: Ceasefire, before: State, told: Sequence[Moment]) -> State | None:
    """Suspended, expired or broken down; disputed where only some of the parties say so."""
    renewed = max((m.day for m in told if m.kind in ("agreement", "start", "extension") and m.day), default=date.min)
    ends = [m for m in told if m.kind in ENDS and m.day and m.day >= renewed]
    if not ends:
        return None
    state: StateName = {"suspension": "suspended", "expiry": "expired"}.get(ends[-1].kind, "broken_down")  # type: ignore[assignment]
    why = tuple(_on(ENDS.of(m.kind, who=_names(m.parties) or phrase("it")), m) for m in ends)
    since = ends[0].day
    parties = ceasefire.keys
    sides = [_side(s, parties) for m in ends for s in m.steps]
    if None in sides or len(parties) < 2 or parties <= set(sides):
        return State(state, since, (*before.why, *why), tuple(ends), ceasefire=ceasefire)
    over = Version(state, _sayers(ends), tuple(ends))
    others = tuple(name for name in _sayers(before.moments) if name not in over.by)
    versions = (over, Version(before.state, others, before.moments))
    return State("disputed", since, (*before.why, *why), (*before.moments, *ends), versions, ceasefire)


def _side(step: Step, parties: frozenset[str]) -> str | None:
    """Which of the parties ends it, or says that it has ended; null for others and for the report itself."""
    acting = [k for k in keys(step.parties) if k in parties and step.kind != "expiry"]
    saying = [k for k in keys(step.claim.sources[-1:]) if k in parties]
    return next(iter(acting or saying), None)


def _run_out(ceasefire: Ceasefire, before: State, day: date) -> State | None:
    """Expired, where the length or the end that was stated has passed, with what was added to it by then."""
    last, why = stated_end(ceasefire, day)
    if last is None or day <= last:
        return None
    return State("expired", last + timedelta(days=1), (*before.why, phrase("expired as stated: %(how)s", how=why)),
                 before.moments, ceasefire=ceasefire)  # fmt: skip


def _accusation(moment: Moment) -> str:
    """ "Armenia accuses Azerbaijan", "a violation is alleged by the UN"."""
    by, of = _names(moment.parties or moment.third), _names(moment.others)
    if by and by == of:
        return phrase("%(parties)s accuse each other", parties=by)
    if by and of:
        return phrase("%(party)s accuses %(other)s", party=by, other=of)
    if by:
        return phrase("a violation is alleged by %(party)s", party=by)
    return phrase("a violation is alleged of %(party)s", party=of) if of else phrase("a violation is alleged")


def _done(deed: Deed, moment: Moment) -> str:
    """ "refused by the army on 2024-05-02"."""
    by = _names(moment.parties)
    return _on(DEEDS_BY.of(deed, names=by) if by else DEEDS.of(deed), moment)


def _on(what: str, moment: Moment) -> str:
    """What was done, with its day as far as it is known."""
    when = moment.when
    if when is UNKNOWN or when.end is None:
        return what
    if when.basis == "by":
        return phrase("%(what)s by %(day)s", what=what, day=when.end)
    if when.start == when.end:
        return phrase("%(what)s on %(day)s", what=what, day=when.end)
    return phrase("%(what)s between %(first)s and %(last)s", what=what, first=when.start, last=when.end)


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(a.name or a.text for a in actors)


def _sayers(moments: Sequence[Moment]) -> tuple[str, ...]:
    """Who says these things, by name: those who agree or announce; else the sources of the claims, or who ends it."""
    found: dict[str, None] = {}
    for step in (s for m in moments for s in m.steps):
        makers = (*step.parties, *step.third) if step.kind == "agreement" else ()
        for actor in makers or step.claim.sources[-1:] or step.parties:
            found[actor.name or actor.text] = None
    return tuple(found)
