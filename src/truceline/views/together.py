"""What was put together, as it is shown: the claims of an incident, what each report adds to a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from ..cli import phrasing
from ..compare.account import Account
from ..compare.claimants import Claimant, claimant_of
from ..compare.dispute import Between, Position
from ..compare.evidence import Verdict, judge
from ..compare.incidents import Incident
from ..compare.independence import Voices, heard_in
from ..compare.series import Tally
from ..compare.telling import towns
from ..ledger.rows import time_of
from ..records import Claim, Place
from .beside import Side
from .beside_model import side
from .grid import question
from .lines import same_claim
from .phrases import clean


def matrix(incident: Incident, most: int) -> tuple[Side, ...]:
    """The first ``most`` claims of an incident, those that answer the same beneath each other; each claimant with how
    he stands to every other."""
    accounts = incident.accounts[:most]
    between = _between(accounts)
    said: dict[str, list[tuple[Claimant, Account]]] = {}
    for account in accounts:
        said.setdefault(question(account.claim), []).append((claimant_of(account), account))
    return tuple(side(Position(says, tuple(told)), between) for says, told in said.items())


def where_and_when(accounts: Iterable[Account]) -> str:
    """Where and when something is said to have happened: "Westport, 2024-05-01"; empty where no claim says either."""
    claims = [account.claim for account in accounts]
    return ", ".join(filter(None, (where(claims), when(claims))))


def where(claims: Iterable[Claim]) -> str:
    """The place that most claims name, towns before what is wider."""
    named = Counter(clean(phrasing.places((place,))) for claim in claims for place in _nearest(claim))
    return _most(named)


def when(claims: Iterable[Claim]) -> str:
    """The days that most claims give."""
    return _most(Counter(filter(None, (phrasing.interval(time_of(claim.body)) for claim in claims))))


def occasion(tally: Tally) -> str:
    """What tells figures from others of the same title: the place where it names none, the day of what happened once;
    where nothing is said of either, the title of the first report."""
    claims = [account.claim for series in tally.series for entry in series.entries for account in entry.accounts]
    matter = tally.matter
    told = (where(claims) if not matter.places else "", when(claims) if matter.incident else "")
    known = ", ".join(filter(None, told))
    if known or matter.places or not claims:
        return known
    first = min(claims, key=lambda claim: (claim.document.published.start or "", claim.id))
    return f"“{title}”" if (title := clean(first.document.title)) else ""


def _most(counted: Counter[str]) -> str:
    return "".join(told for told, _times in counted.most_common(1))


def _nearest(claim: Claim) -> Sequence[Place]:
    """The towns that a claim names, else what else it names."""
    return towns(claim.body.places) or claim.body.places


def _between(accounts: Sequence[Account]) -> tuple[Between, ...]:
    """How each two claimants stand to each other, by the first claims that they make."""
    voices = Voices(heard_in(accounts))
    first: dict[Claimant, Account] = {}
    for account in accounts:
        first.setdefault(claimant_of(account), account)
    return tuple(
        Between(a.name, b.name, voices.relation(one, other)) for (a, one), (b, other) in combinations(first.items(), 2)
    )


def verdicts(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account, Verdict]]:
    """For each two claims how sure it is that they are of one happening, and what speaks for it and against it."""
    return ((one, other, judge(one, other)) for one, other in combinations(accounts, 2))


def added(reports: Iterable[tuple[Sequence[Claim], bool]]) -> Iterator[list[Claim]]:
    """Of the claims of reports in their order, those that none of the reports before tells; each only once.

    Two claims tell the same when the same source says the same; see :func:`~truceline.views.lines.same_claim`.  Of a
    report that is a copy (true beside its claims), a sentence that stood in a report before adds nothing either, whose
    own voice it may be.
    """
    told: set[Hashable] = set()
    sentences: set[str] = set()
    for claims, copied in reports:
        new = []
        for claim in claims:
            same = same_claim(claim)
            repeated = same in told if same is not None else False
            if not repeated and not (copied and claim.sentence.text in sentences):
                new.append(claim)
            told.add(same)
        sentences |= {claim.sentence.text for claim in claims}
        yield new
