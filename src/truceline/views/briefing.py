"""The records of a briefing: conflicts, their days, the sections of a day, the lines of a section.

Everything here is text that is ready to be shown (white space single, no control characters) and plain numbers;
nothing refers to the ledger any more.  An empty string or tuple means "the report does not say".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..translation import _

if TYPE_CHECKING:
    from .beside import Beside

SectionKey = Literal["ceasefire", "tolls", "control", "statements", "events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where a claim was read: ``id`` is what ``truceline show`` takes, ``url`` is an address or empty.

    The sentence is ``before + span + after``; ``span`` is what carries the claim.
    """

    id: str
    outlet: str
    title: str
    url: str
    day: str
    before: str
    span: str
    after: str
    voice: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.before + self.span + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is claimed, with everybody who tells it; ``told`` has one entry a claim, the earliest first.

    ``chain`` names the sources, outermost first; empty for an outlet's own voice.  ``mark`` is set when the thing is
    not said to be so: "planned", "denied", "if ...".  ``first`` is the day on which an earlier report told the same.
    """

    chain: tuple[str, ...]
    mark: str
    first: str
    told: tuple[Told, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, each once."""
        return tuple(dict.fromkeys(t.outlet for t in self.told))


@dataclass(frozen=True, slots=True, kw_only=True)
class TollLine(Line):
    """A figure.  ``count`` is as written, ``bounds`` what that is in digits where it has none.

    ``best``, ``low`` and ``high`` are the numbers of the contract; ``before`` is the figure that the same source last
    gave for the same thing, with its day.
    """

    harm: str
    lost: str
    group: str
    side: str
    count: str
    bounds: str
    best: int | None
    low: int | None
    high: int | None
    scope: str
    period: str
    places: str
    blamed: str
    before: str

    @property
    def whose(self) -> str:
        """Whose people or things, and of which kind: "civilians · Government of Azerbaijan"."""
        return " · ".join(filter(None, (self.group or ("" if self.lost == "persons" else _(self.lost)), self.side)))

    @property
    def when(self) -> str:
        """What the figure counts: "in all, 2020-09-27 to 2020-10-13"."""
        return ", ".join(filter(None, (self.scope, self.period)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine(Line):
    """A claim of who holds a place.  ``action`` is the neutral word, ``wording`` the report's own, ``chosen`` whose."""

    action: str
    by: str
    from_: str
    what: str
    when: str
    wording: str
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine(Line):
    """Something done or said.  ``kind`` heads it among its like ("Calls"), ``what`` names it ("ceasefire agreed")."""

    kind: str
    what: str
    who: str
    whom: str
    places: str
    when: str
    condition: str


AnyLine = TollLine | ControlLine | EventLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines of one sort, new ones first; ``more`` are left out, and ``command`` lists them."""

    key: SectionKey
    title: str
    lines: tuple[AnyLine, ...]
    more: int
    command: str

    @property
    def groups(self) -> tuple[tuple[str, tuple[AnyLine, ...]], ...]:
        """The lines under the headings they share, in the order in which they stand; without headings, one group."""
        if self.key not in ("ceasefire", "tolls"):
            return (("", self.lines),)
        grouped: dict[str, list[AnyLine]] = {}
        for line in self.lines:
            grouped.setdefault(heading(line), []).append(line)
        return tuple((name, tuple(lines)) for name, lines in grouped.items())


def heading(line: AnyLine) -> str:
    """What a line stands under within its section: of a figure, what was suffered and what was lost."""
    match line:
        case TollLine():
            return line.harm if line.lost == "persons" else f"{line.harm}: {_(line.lost)}"
        case ControlLine():
            return ""
        case EventLine():
            return line.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document; ``outlet`` is empty when it is not known.

    ``note`` is what is to be known of it: why it was not read, or how its date is known.
    """

    id: str
    outlet: str
    title: str
    url: str
    day: str
    claims: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the reports of one day tell as news; ``key`` is its ISO date, empty when it is not known.

    ``new`` says in words what was not told before.  ``key`` is a day, or a range of days: see :mod:`.days`.
    """

    key: str
    label: str
    new: str
    sections: tuple[Section, ...]
    reports: tuple[Report, ...]
    more_reports: int
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A day that is not told in full: its sums, and the command that lists it."""

    key: str
    label: str
    new: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day of the timeline: lines about ceasefires and control, each told the first time."""

    key: str
    label: str
    lines: tuple[EventLine | ControlLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure on the toll chart, with the day of its report."""

    key: str
    label: str
    line: TollLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A conflict; ``id`` is null for the reports that tell of none in particular.  Days stand newest first;
    those told in full come before the ``earlier`` ones, and ``command`` tells all in full.

    ``figures`` (by harm) and ``moments`` run through time, oldest first; ``missing_...`` are older ones left out.
    ``beside`` are rival tolls, disputes and ceasefires.
    """

    id: str | None
    name: str
    reports: int
    outlets: int
    claims: int
    period: str
    days: tuple[Day, ...]
    earlier: tuple[Earlier, ...]
    command: str
    history: Section | None
    figures: tuple[Figure, ...]
    missing_figures: int
    moments: tuple[Moment, ...]
    missing_moments: int
    beside: Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """Everything a report shows.  ``scope`` says in words what was asked for, ``advice`` what to do when it is empty.

    ``unread`` are documents that are stored but were not read, ``undated`` those whose day is not known.
    """

    ledger: str
    scope: str
    reports: int
    claims: int
    parts: tuple[Part, ...]
    unread: tuple[Report, ...]
    more_unread: int
    undated: tuple[Report, ...]
    more_undated: int
    advice: tuple[str, ...]
