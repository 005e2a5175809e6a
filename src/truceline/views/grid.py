"""Claims by sources: in rows what is asked or said, in columns who says something of it, in the cells what they say.

The columns are the original claimants (see :mod:`truceline.compare.claimants`); an outlet that speaks in its own voice
is one.  A cell without anything says that the source tells nothing of it, as far as the reports say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..compare.account import Account
from ..compare.claimants import Claimant, claimant_of
from ..compare.dispute import Dispute
from ..compare.incidents import Incident
from ..records import Claim
from ..translation import Phrases, _
from .beside import Told
from .beside_model import told_of
from .briefing import ControlLine, EventLine, TollLine
from .lines import line_of
from .phrases import clean, in_words
from .sentences import ARROW, gist

QUESTIONS = Phrases({"what": "What happened", "who": "By whom", "place": "What became of the place"})

Fact = tuple[str, str, str]
"""What is asked, what a claim says of it, and more of that where there is more to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a source says in a cell; ``more`` is the gist of the claim where ``what`` leaves it out.

    ``mark`` is how it is said where it is not said to be so, ``as_of`` the days that it is of; ``claims`` say so, the
    earliest reports first.
    """

    what: str
    more: str
    mark: str
    as_of: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A column; ``note`` says how a source is to be taken that has no name of its own."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is asked or said, and for each column what is said of it, most often nothing or one thing."""

    asked: str
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The sources, those of most claims first, and the rows in the order of their first claims."""

    sources: tuple[Source, ...]
    rows: tuple[Row, ...]

    def parts(self, wide: int) -> Iterator[Grid]:
        """The same, ``wide`` sources at a time, each part without the rows that say nothing in it."""
        for first in range(0, len(self.sources), wide):
            last = first + wide
            rows = (Row(row.asked, row.cells[first:last]) for row in self.rows)
            yield Grid(self.sources[first:last], tuple(row for row in rows if any(row.cells)))


def question(claim: Claim) -> str:
    """What a claim of an incident answers first, as it is headed: "Killed · soldiers", "What happened"."""
    return next(_facts(claim))[0]


def of_incident(incident: Incident, most: int) -> Grid:
    """The first ``most`` claims of an incident, by what each answers: how many, what happened, by whom."""
    told = ((fact, claimant_of(a), a) for a in incident.accounts[:most] for fact in _facts(a.claim))
    return _grid(told)


def of_dispute(dispute: Dispute) -> Grid:
    """A dispute: its positions in rows, and who holds each; where it is about figures, all of them in one row."""
    about = in_words(dispute.about) if dispute.kind == "figures" else ""
    return _grid(
        ((about, _count_of(account), "") if about else (in_words(position.says), *_stance(account)), claimant, account)
        for position in dispute.positions
        for claimant, account in position.told
    )


def _facts(claim: Claim) -> Iterator[Fact]:
    match line_of(claim):
        case TollLine() as line:
            yield " · ".join(filter(None, (line.harm, line.whose))), line.count, ""
            if line.blamed:
                yield QUESTIONS["who"], line.blamed, ""
        case EventLine() as line:
            yield QUESTIONS["what"], f"{line.what}{ARROW}{line.whom}" if line.whom else line.what, ""
            if line.who:
                yield QUESTIONS["who"], line.who, ""
        case ControlLine() as line:
            yield QUESTIONS["place"], " ".join(filter(None, (line.action, line.what))), ""
            if line.by:
                yield QUESTIONS["who"], line.by, ""


def _count_of(account: Account) -> str:
    line = line_of(account.claim)
    return line.count if isinstance(line, TollLine) else gist(line)


def _stance(account: Account) -> tuple[str, str]:
    """Says or denies, with what."""
    denied = account.claim.modality == "denied"
    return _("denies it") if denied else _("says so"), gist(line_of(account.claim))


def _grid(told: Iterable[tuple[Fact, Claimant, Account]]) -> Grid:
    rows: dict[str, dict[Claimant, list[tuple[Fact, Account]]]] = {}
    claims: Counter[Claimant] = Counter()
    first: dict[Claimant, Account] = {}
    for fact, claimant, account in told:
        rows.setdefault(fact[0], {}).setdefault(claimant, []).append((fact, account))
        claims[claimant] += 1
        first.setdefault(claimant, account)
    columns = sorted(first, key=lambda one: -claims[one])
    return Grid(
        tuple(_source(one, first[one].claim) for one in columns),
        tuple(Row(asked, tuple(_cell(cells.get(one, ())) for one in columns)) for asked, cells in rows.items()),
    )


def _source(claimant: Claimant, claim: Claim) -> Source:
    if claimant.actor is None:
        name = in_words(claimant.name) if claimant.named else _("(outlet not known)")
        return Source(name, _("in its own voice"))
    outlet = clean(claim.document.outlet)
    unnamed = _("not named; in %(outlet)s") % {"outlet": outlet} if outlet else _("not named")
    return Source(in_words(claimant.name), "" if claimant.named else unnamed)


def _cell(several: Sequence[tuple[Fact, Account]]) -> tuple[Said, ...]:
    """What a source says of one thing, each way of saying it once."""
    found: dict[tuple[str, str, str, str], list[Claim]] = {}
    for (_asked, what, more), account in several:
        one = told_of(account)
        found.setdefault((what, more, _mark(one, what), one.as_of), []).append(account.claim)
    return tuple(
        Said(what=what, more=more, mark=mark, as_of=as_of, claims=tuple(sorted(claims, key=_published)))
        for (what, more, mark, as_of), claims in found.items()
    )


def _mark(told: Told, what: str) -> str:
    return "" if what == _("denies it") else told.line.mark


def _published(claim: Claim) -> tuple[str, str]:
    return claim.document.published.start or "", claim.id
