"""Agreement: sources that do not depend on each other say the same.

The same is: one number for one thing; one kind of deed by one party in one incident; one party that holds one place.
That many repeat a thing is no agreement: copies, reports of one agency, accounts that go back to one source, a source
and whoever quotes it, and bodies of one side count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Literal

from ..translation import phrase, word
from .account import Account
from .claimants import Claimant
from .dispute import Between, Position, names
from .happened import ACTS, Assertion, assertions
from .holders import Hold, at_one_time, first_told, held_by, holds
from .incidents import Incident
from .independence import Relation, Voices, heard_in, relation
from .of_claims import OfClaims, latest_first, named
from .parties import side_of
from .rivals import title
from .series import Entry, Tally, overlap, tallies

AgreementKind = Literal["figures", "deed", "place"]

AGREEMENT_KINDS: Mapping[AgreementKind, str] = MappingProxyType({
    "figures": "the same number for one thing",
    "deed": "the same is said to have been done, by the same party",
    "place": "the same party is said to hold a place, or not to",
})  # fmt: skip
"""The kinds of agreement in words."""

Told = tuple[Claimant, Account]


@dataclass(frozen=True, slots=True)
class Agreement(OfClaims):
    """Claims that say the same, of which some come from sources that do not depend on each other.

    ``said`` holds all of them, each with who says so; ``independent`` those claimants of whom each two are
    independent; ``between`` how each two claimants stand to each other.  ``opposed`` are the sides of the conflict that
    speak among the independent ones; ``of`` is what tells it from others of the same kind and claims: who holds which
    place, or does not.
    """

    kind: AgreementKind
    about: str
    said: Position
    independent: tuple[Claimant, ...]
    between: tuple[Between, ...]
    opposed: tuple[str, ...]
    of: str = ""

    @property
    def across_sides(self) -> bool:
        """Whether opposing sides of the conflict say the same."""
        return len(self.opposed) > 1

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All its claims, each once."""
        return self.said.accounts

    @property
    def id(self) -> str:
        """A name that depends on its kind, its claims, and what it is of."""
        return named(f"agreement {self.kind} {self.of}".rstrip(), self.accounts)


def agreements(accounts: Iterable[Account], found: Iterable[Incident]) -> list[Agreement]:
    """What independent sources among these claims agree in, the latest first; ``found`` are the incidents among the
    same claims."""
    several, incidents = list(accounts), list(found)
    voices = Voices(heard_in(several))
    made = [
        *alike_figures(tallies(several, incidents), voices),
        *(one for incident in incidents for one in alike_deeds(incident.accounts, voices)),
        *alike_holds(holds(several), voices),
    ]
    return sorted({a.id: a for a in made}.values(), key=latest_first)


def alike_figures(told: Iterable[Tally], voices: Voices) -> Iterator[Agreement]:
    """Numbers that several claimants give for one thing."""
    for tally in told:
        by_number: defaultdict[tuple[int | None, ...], list[tuple[Claimant, Entry]]] = defaultdict(list)
        for series in tally.series:
            for entry in series.entries:
                if entry.kind != "addition":
                    number = (entry.count.best, entry.count.low, entry.count.high)
                    by_number[number].append((series.claimant, entry))
        for several in by_number.values():
            same = _of_one_time(several) if not tally.matter.incident else several
            said = [(claimant, a) for claimant, entry in same for a in entry.accounts]
            yield from _agreement("figures", title(tally.matter), same[0][1].count.text, said, voices)


def _of_one_time(several: Sequence[tuple[Claimant, Entry]]) -> list[tuple[Claimant, Entry]]:
    """The totals that others may have given on the same day: a total that stood still for a month is no agreement."""
    fitting = [pair for pair in several if any(pair[0] != other[0] and overlap(pair[1].as_of, other[1].as_of)
                                               for other in several)]  # fmt: skip
    return fitting or list(several[:1])


def alike_deeds(told: Sequence[Account], voices: Voices) -> Iterator[Agreement]:
    """Deeds that claims of one incident lay to the same party, or deny of it."""
    alike: defaultdict[tuple[object, ...], list[Assertion]] = defaultdict(list)
    for one in assertions(told, {}):
        if one.bodies:
            alike[one.subject, one.bodies, one.denied].append(one)
    for several in alike.values():
        first = several[0]
        about = names(map(_about, several))
        doers = names(name for one in several for name in one.doer_names)
        says = phrase("not %(names)s", names=doers) if first.denied else phrase("by %(names)s", names=doers)
        yield from _agreement("deed", about, says, [(a.claimant, a.account) for a in several], voices)


def _about(one: Assertion) -> str:
    """What was done, in words: "airstrike", "call for ceasefire"."""
    type_, _, mode = one.subject.partition(" ")
    if type_ in ACTS:
        return ACTS.of(type_, matter=word(mode))
    means = one.telling.means if one.account.claim.kind == "event" else one.subject
    return word(str(means or one.subject))


def alike_holds(told: Iterable[Hold], voices: Voices) -> Iterator[Agreement]:
    """That the same party holds the same place, or does not, at one time."""
    alike: defaultdict[tuple[object, ...], list[Hold]] = defaultdict(list)
    for one in told:
        about = one.account.conflict or one.account.story_or_report
        alike[about, one.place, one.party, one.holds].append(one)
    for (_, place, party, has), group in alike.items():
        for run in _runs(group):
            about, says = phrase("control of %(place)s", place=run[0].place_name), held_by(run)
            said = [(h.claimant, h.account) for h in run]
            of = f"{place} {'' if has else 'not '}{party}"
            yield from _agreement("place", about, says, said, voices, of)


def _runs(several: Sequence[Hold]) -> list[list[Hold]]:
    """Claims about a place by the time that they are of."""
    runs: list[list[Hold]] = []
    for one in sorted(several, key=first_told):
        if runs and at_one_time(runs[-1][0], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _agreement(
    kind: AgreementKind, about: str, says: str, said: Sequence[Told], voices: Voices, of: str = ""
) -> Iterator[Agreement]:
    """An agreement of these claims, if some of them are independent."""
    heard = {claimant: voices.of(account, claimant) for claimant, account in said}
    if len(heard) < 2:
        return
    relations = {pair: _closest(*pair, said, voices) for pair in combinations(heard, 2)}
    independent = _independent(tuple(heard), relations)
    if len(independent) < 2:
        return
    opposed = tuple(dict.fromkeys(s for c in independent if c.actor and (s := side_of(c.actor, heard[c].conflict))))
    between = tuple(Between(one.name, other.name, relation) for (one, other), relation in relations.items())
    yield Agreement(kind, about, Position(says, tuple(said)), independent, between, opposed, of)


def _closest(one: Claimant, other: Claimant, said: Sequence[Told], voices: Voices) -> Relation:
    """How two claimants stand to each other by all their claims: by what ties them, if anything in any of them does."""
    its = [voices.of(b, other) for to, b in said if to == other]
    first: Relation | None = None
    for voice in (voices.of(a, one) for by, a in said if by == one):
        for found in (relation(voice, another) for another in its):
            if not found.independent:
                return found
            first = first or found
    assert first is not None
    return first


def _independent(
    several: Sequence[Claimant], relations: Mapping[tuple[Claimant, Claimant], Relation]
) -> tuple[Claimant, ...]:
    """Claimants of whom each two are independent, the first told first."""
    kept: list[Claimant] = []
    for one in several:
        if all(relations[other, one].independent for other in kept):
            kept.append(one)
    return tuple(kept)
