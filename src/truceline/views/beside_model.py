"""From tallies, disputes and timelines of ceasefires to what is shown of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ..cli import phrasing
from ..compare.account import Account
from ..compare.agreements import Agreement
from ..compare.ceasefire_states import State, standing
from ..compare.ceasefires import Moment, Timeline
from ..compare.dispute import Between, Dispute, Position
from ..compare.figures import Days, figure
from ..compare.interest import marks
from ..compare.rivals import title
from ..compare.series import Entry, Tally
from ..ledger import Ledger
from ..records import Actor, Claim
from ..translation import _
from . import sentences, wording
from .beside import Beside, Claimed, Matrix, Rivals, Side, Stated, Step, Told, Truce
from .briefing import TollLine
from .lines import line_of
from .phrases import clean, in_words, many


def beside(ledger: Ledger, limit: int | None, **filters: Any) -> dict[str | None, Beside]:
    """What is laid side by side in each conflict; of each sort at most ``limit``.

    Tolls and disputes with a claim that passes the filters are shown with all their claims.
    """
    tallies: defaultdict[str | None, list[Rivals]] = defaultdict(list)
    for tally in ledger.tolls(**filters):
        if _is_told(tally):
            tallies[tally.matter.conflict].append(rivals(tally))
    disputes: defaultdict[str | None, list[Matrix]] = defaultdict(list)
    for dispute in ledger.disputes(**filters):
        disputes[dispute.conflict].append(matrix(dispute))
    truces: defaultdict[str | None, list[Truce]] = defaultdict(list)
    for timeline in sorted(ledger.ceasefires(**filters), key=lambda told: told.last or date.min, reverse=True):
        truces[timeline.conflict].append(_truce(timeline, limit))
    return {
        conflict: Beside(
            rivals=tuple(tallies[conflict][:limit]),
            more_rivals=len(tallies[conflict]) - len(tallies[conflict][:limit]),
            disputes=tuple(disputes[conflict][:limit]),
            more_disputes=len(disputes[conflict]) - len(disputes[conflict][:limit]),
            truces=tuple(truces[conflict][:limit]),
            more_truces=len(truces[conflict]) - len(truces[conflict][:limit]),
        )
        for conflict in {*tallies, *disputes, *truces}
    }


def _is_told(tally: Tally) -> bool:
    """Whether a briefing has it: people, counted by two claimants or more."""
    return tally.matter.object == "persons" and tally.matter.harm in wording.HARMS and len(tally.series) > 1


def rivals(tally: Tally) -> Rivals:
    """What is counted, with the figures of each claimant."""
    claimed = tuple(
        Claimed(
            claimant=in_words(series.claimant.name),
            stated=tuple(map(_stated, series.entries)),
            notes=tuple(in_words(note.words) for note in series.notes),
        )
        for series in tally.series
    )
    return Rivals(title=in_words(title(tally.matter)), claimed=claimed)


def _stated(entry: Entry) -> Stated:
    first, last = entry.as_of or (None, None)
    claims = sorted((account.claim for account in entry.accounts), key=_order)
    return Stated(
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        count=clean(entry.count.text),
        low=entry.count.low,
        best=entry.count.best,
        high=entry.count.high,
        added=entry.kind == "addition",
        outlets=tuple(dict.fromkeys(clean(phrasing.publisher(claim.document)) for claim in claims)),
        ids=tuple(claim.id for claim in claims),
    )


def matrix(dispute: Dispute) -> Matrix:
    """A dispute, claim by claim."""
    return Matrix(
        id=dispute.id,
        about=in_words(dispute.about),
        why=in_words(dispute.why),
        days=_days(dispute.days),
        sides=tuple(side(position, dispute.between) for position in dispute.positions),
    )


def agreed(agreement: Agreement) -> Matrix:
    """An agreement, claim by claim: a single side."""
    sources = many(len(agreement.independent), "independent source", "independent sources")
    return Matrix(
        id=agreement.id,
        about=in_words(agreement.about),
        why=_("%(sources)s, of opposing sides") % {"sources": sources} if agreement.across_sides else sources,
        days=_days(agreement.days),
        sides=(side(agreement.said, agreement.between),),
    )


def side(position: Position, between: Sequence[Between]) -> Side:
    """A position, claim by claim; ``between`` says how its claimants stand to others."""
    told = sorted(position.told, key=lambda told: _order(told[1].claim))
    return Side(
        says=in_words(position.says), told=tuple(told_of(account, claimant.name, between) for claimant, account in told)
    )


def told_of(account: Account, name: str = "", between: Sequence[Between] = ()) -> Told:
    """A claim with who says it, ``name``, and how he stands to others."""
    claim = account.claim
    line = line_of(claim)
    counted = figure(account)
    time = claim.body.period if isinstance(line, TollLine) else claim.body.time  # type: ignore[union-attr]
    return Told(
        who=in_words(name),
        line=line,
        what=line.count if isinstance(line, TollLine) else sentences.gist(line),
        as_of=_days(counted.as_of) if counted else phrasing.interval(time),
        copied=account.original not in (None, claim.document.id),
        ties=_ties(name, between),
        marks=tuple(in_words(mark.words) for mark in marks(account)),
    )


def _ties(name: str, between: Sequence[Between]) -> tuple[str, ...]:
    """How somebody stands to those of the other positions: "independent of A", "B: both go back to C"."""
    made = []
    for pair in between:
        if name in (pair.one, pair.other):
            other = in_words(pair.other if name == pair.one else pair.one)
            made.append(
                _("independent of %(name)s") % {"name": other} if pair.relation.independent else
                f"{other}: {in_words(pair.relation.why)}"
            )  # fmt: skip
    return tuple(dict.fromkeys(made))


def _truce(timeline: Timeline, limit: int | None) -> Truce:
    dated = sorted((m for m in timeline.moments if m.day), key=lambda m: m.day or date.min)
    several = [*dated, *(m for m in timeline.moments if not m.day)]
    shown = several[-limit:] if limit else several
    state = standing(timeline, dated[-1].day or date.min).state if dated else None
    title = clean(timeline.moments[0].claims[0].document.title) or _("A report without a title")
    return Truce(
        title=title if timeline.story else "",
        state=_state(state) if state else "",
        reasons=tuple(map(in_words, _reasons(state))) if state else (),
        steps=tuple(map(step, shown)),
        more=len(several) - len(shown),
    )


def _state(state: State) -> str:
    return f"{wording.TRUCE_STATES[state.state]} {phrasing.since(state)}".strip()


def _reasons(state: State) -> list[str]:
    told = [f"{wording.TRUCE_STATES[v.state]}, as told by {', '.join(v.by) or 'the reports'}" for v in state.versions]
    return [*state.why, *told]


def step(moment: Moment) -> Step:
    """A step of a ceasefire, as all that tell it do."""
    when = moment.when
    days = _span(d.isoformat() for d in (when.start, when.end) if d) or _("without a date")
    claims = sorted(moment.claims, key=_order)
    mark = "" if moment.actual else wording.MARKS.get(claims[0].modality, "")
    return Step(
        day=_("by %(days)s") % {"days": days} if when.basis == "by" else days,
        what=wording.TRUCE_STEPS[moment.kind],
        mark=mark or (_("history") if moment.background else ""),
        who=_people(moment.parties) or _people(moment.third),
        whom=_people(moment.others),
        terms=clean("; ".join(_terms(moment))),
        told_by=clean("; ".join(dict.fromkeys(phrasing.chain(c) or phrasing.publisher(c.document) for c in claims))),
        ids=tuple(c.id for c in claims),
    )


def _terms(moment: Moment) -> list[str]:
    terms = moment.terms
    told = (
        *moment.conditions,
        terms.duration.text if terms.duration else "",
        _("from %(name)s") % {"name": terms.begins} if terms.begins else _("at once") if terms.at_once else "",
        _("until %(day)s") % {"day": terms.until} if terms.until else "",
        _("mediated by %(names)s") % {"names": _people(tuple(terms.mediators))} if terms.mediators else "",
    )
    return [part for part in told if part]


def _order(claim: Claim) -> tuple[str, str, int]:
    """By the day of the report, and so that the order of reading makes no difference."""
    return claim.document.published.start or "", claim.document.id, claim.span.start


def _people(several: tuple[Actor, ...]) -> str:
    return clean(phrasing.actors(several))


def _days(days: Days | None) -> str:
    return _span(day.isoformat() for day in days) if days else ""


def _span(days: Iterable[str]) -> str:
    """The first and the last of some days; of one, that."""
    several = list(dict.fromkeys(days))
    if len(several) < 2:
        return "".join(several)
    return _("%(first)s to %(last)s") % {"first": several[0], "last": several[-1]}
