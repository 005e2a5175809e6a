"""Disputes about what was done: said and denied, done by different parties, each blaming the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from ..records import Control, Event, Toll
from ..translation import joined, phrase, word
from .dispute import Dispute, Position, dispute, names
from .dispute_kinds import DisputeKind
from .figures import told_before
from .happened import ACTS, Assertion, at_one_time, may_be_one, same_sentence_own_voice
from .independence import Voices

NO_ONE_DEED = ("clash", "offensive", "aggression", "occupation", "siege")
"""Modes of violence that both sides take part in, or that go on for long: no one deed that somebody has done."""


def denials(told: Sequence[Assertion], voices: Voices) -> Iterator[Dispute]:
    """What some say was done and others deny; ``told`` are the assertions of one story."""
    denied: defaultdict[Hashable, list[Assertion]] = defaultdict(list)
    said: dict[Hashable, list[Assertion]] = {}
    for denial in (a for a in told if a.denied):
        about = _denied(denial, told)
        if about:
            key: Hashable = about[0].incident if about[0].incident is not None else about[0].account.claim.id
            denied[key].append(denial)
            said.setdefault(key, about)
    for key, several in denied.items():
        yield dispute("denied", _about(said[key]), (_so(said[key]), _not_so(several)), voices)


def _denied(denial: Assertion, told: Sequence[Assertion]) -> list[Assertion]:
    """What a denial denies: of what others say and nothing keeps apart from it, the nearest before it in its report,
    with all that is told of the same happening; nothing where it fits nothing."""
    fitting = [a for a in told if _may_deny(denial, a)]
    named = [a for a in fitting if a.bodies & denial.bodies]
    if denial.deed == "other":
        fitting = named
    here = [a for a in named or fitting if a.account.claim.document.id == denial.account.claim.document.id]
    candidates = here or named
    if not candidates:
        return []
    start = _start(denial)
    nearest = min(candidates, key=lambda a: (told_before(a.account.claim), _start(a) > start, abs(_start(a) - start)))
    return [a for a in fitting if a is nearest or (a.incident is not None and a.incident == nearest.incident)]


def _of_one_toll(denied: Event | Toll | Control, told: Event | Toll | Control) -> bool:
    """Whether a toll that is denied is the one that is told; who denies that soldiers died does not deny an attack."""
    if not isinstance(denied, Toll):
        return True
    return (
        isinstance(told, Toll)
        and (told.harm, told.object) == (denied.harm, denied.object)
        and (denied.group is None or told.group in (None, denied.group))
        and (denied.side is None or told.side is None or denied.side.country == told.side.country)
    )


def _start(one: Assertion) -> int:
    return one.account.claim.span.start


def _may_deny(denial: Assertion, other: Assertion) -> bool:
    if other.denied or other.claimant == denial.claimant or other.subject != denial.subject:
        return False
    if denial.party is not None and denial.party == other.party:
        return False
    if other.telling.means != denial.telling.means and other.telling.means in NO_ONE_DEED:
        return False
    if not _of_one_toll(denial.account.claim.body, other.account.claim.body):
        return False
    if other.telling.type == "ACCUSE" and not other.doers:  # who condemns an attack does not say whose it was
        return False
    return (not other.bodies or not denial.bodies or bool(other.bodies & denial.bodies)) and may_be_one(denial, other)


def _so(several: Sequence[Assertion]) -> Position:
    return _position(phrase("said to be so"), several)


def _not_so(several: Sequence[Assertion]) -> Position:
    return _position(phrase("denied"), several)


def _position(says: str, several: Sequence[Assertion]) -> Position:
    return Position(says, tuple((a.claimant, a.account) for a in several))


def _about(several: Sequence[Assertion]) -> str:
    """What was done, by whom and where, as far as the claims say it: "violence by the army in Port"."""
    what = _what(several[0])
    doers = _doers(several)
    towns = names(p.name or p.text for a in several for p in a.account.claim.body.places)
    if doers and towns:
        return phrase("%(what)s by %(doers)s in %(towns)s", what=what, doers=doers, towns=towns)
    if doers:
        return phrase("%(what)s by %(doers)s", what=what, doers=doers)
    return phrase("%(what)s in %(towns)s", what=what, towns=towns) if towns else what


def _what(one: Assertion) -> str:
    """ "violence", "REQUEST ceasefire"."""
    type_, _, mode = one.subject.partition(" ")
    return joined(" ", (word(type_), word(mode))) if type_ in ACTS else word(one.subject)


def rival_doers(told: Sequence[Assertion], voices: Voices) -> Iterator[Dispute]:
    """Happenings that different claimants say different parties caused; ``told`` are the assertions of one story."""
    happenings: defaultdict[Hashable, list[Assertion]] = defaultdict(list)
    for one in told:
        if one.deed == "violence" and not one.denied and len(one.bodies) == 1 and one.telling.means not in NO_ONE_DEED:
            happenings[_happening(one, told)].append(one)
    for several in happenings.values():
        if any(_rival(a, b) for a, b in combinations(several, 2)):
            yield from _by_doers(several, voices)


def _happening(one: Assertion, told: Sequence[Assertion]) -> Hashable:
    """What an assertion is about: its incident; of an accusation, the violence that its report has told of before."""
    if one.account.claim.kind != "event" or one.telling.type != "ACCUSE":
        return one.incident if one.incident is not None else one.account.claim.id
    start = one.account.claim.span.start
    before = [
        a for a in told
        if a.account.claim.document.id == one.account.claim.document.id and a.account.claim.span.start < start
        and a.deed == "violence" and not a.denied and a.telling.type != "ACCUSE" and a.incident is not None
        and a.telling.means not in NO_ONE_DEED and may_be_one(one, a)
    ]  # fmt: skip
    if not before:
        return one.account.claim.id
    return max(before, key=lambda a: a.account.claim.span.start).incident


def _rival(one: Assertion, other: Assertion) -> bool:
    """Whether two claimants name different doers of one deed; what hit different sides is two deeds."""
    if one.claimant == other.claimant or one.bodies & other.bodies:
        return False
    if same_sentence_own_voice(one.account, other.account):
        return False
    hits = [a.telling.hit if a.telling.type != "ACCUSE" else frozenset() for a in (one, other)]
    return not (hits[0] and hits[1] and not hits[0] & hits[1])


def _by_doers(several: Sequence[Assertion], voices: Voices) -> Iterator[Dispute]:
    by_doer: defaultdict[frozenset[str], list[Assertion]] = defaultdict(list)
    for one in several:
        by_doer[one.bodies].append(one)
    groups = [group for group in by_doer.values() if any(_rival(a, b) for a in group for b in several)]
    positions = [_position(phrase("done by %(names)s", names=_doers(group)), group) for group in groups]
    kind: DisputeKind = "each_blames_other" if _mutual(several) else "who_did_it"
    places = names(p.name or p.text for a in several for p in a.account.claim.body.places)
    about = phrase("violence in %(places)s", places=places) if places else phrase("violence")
    yield dispute(kind, about, positions, voices)


def _doers(several: Sequence[Assertion]) -> str:
    """Those who are said to have done it."""
    return names(name for one in several for name in one.doer_names)


def _mutual(several: Sequence[Assertion]) -> bool:
    return any(a.party in b.doers and b.party in a.doers and a.party != b.party for a, b in combinations(several, 2))


def mutual_blame(told: Sequence[Assertion], voices: Voices) -> Iterator[Dispute]:
    """Breaches of a ceasefire, and first shots, that each of two parties lays to the other; in one story."""
    blaming = [a for a in told if not a.denied and a.party is not None and a.doers and a.party not in a.doers]
    for about, several in (
        (phrase("breach of a ceasefire"), [a for a in blaming if a.deed == "breach"]),
        (phrase("who began"), [a for a in blaming if a.first and a.deed != "breach"]),
    ):
        for one, other in _pairs(several):
            positions = [_position(phrase("it was %(names)s", names=_doers(g)), g) for g in (one, other)]
            yield dispute("each_blames_other", about, positions, voices)


def _pairs(several: Iterable[Assertion]) -> Iterator[tuple[list[Assertion], list[Assertion]]]:
    """For each two parties what each of them says that the other did, where their times fit."""
    by_parties: defaultdict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for one in several:
        for doer in one.doers:
            by_parties[str(one.party), doer].append(one)
    for (party, doer), said in by_parties.items():
        answered = by_parties.get((doer, party), [])
        if party < doer and answered:
            first = [a for a in said if any(at_one_time(a, b) for b in answered)]
            second = [b for b in answered if any(at_one_time(a, b) for a in said)]
            if first and second:
                yield first, second
