"""Disputes among claims: what cannot all hold, worked out from the claims and never changing them.

Figures are compared as series (``rivals``), deeds within a story and its incidents (``blame``), places within a
conflict (``holders``), promises and conditions within a story (``commitments``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .account import Account
from .blame import denials, mutual_blame, rival_doers
from .commitments import commitment_disputes, commitments
from .dispute import Dispute
from .happened import assertions, incident_numbers
from .holders import holds, place_disputes
from .incidents import Incident
from .independence import Voices, heard_in
from .of_claims import latest_first
from .rivals import figure_disputes
from .series import tallies


def disputes(accounts: Iterable[Account], found: Iterable[Incident]) -> list[Dispute]:
    """The disputes among these claims, the latest first; ``found`` are the incidents among the same claims."""
    several, incidents = list(accounts), list(found)
    voices = Voices(heard_in(several))
    numbers = incident_numbers(incidents)
    stories: defaultdict[str, list[Account]] = defaultdict(list)
    for account in several:
        stories[account.story_or_report].append(account)
    made = [
        *figure_disputes(tallies(several, incidents), voices),
        *(one for told in stories.values() for one in story_disputes(told, numbers, voices)),
        *_of_places(several, voices),
    ]
    return sorted({d.id: d for d in made}.values(), key=latest_first)


def story_disputes(told: Sequence[Account], numbers: Mapping[str, int], voices: Voices) -> Iterator[Dispute]:
    """The disputes among the claims of one story about what was done and promised; ``numbers`` of the incidents that
    they are of, as :func:`~truceline.compare.happened.incident_numbers` gives them."""
    asserted = assertions(told, numbers)
    yield from denials(asserted, voices)
    yield from rival_doers(asserted, voices)
    yield from mutual_blame(asserted, voices)
    yield from commitment_disputes(commitments(told), voices, told)


def _of_places(several: Sequence[Account], voices: Voices) -> Iterator[Dispute]:
    conflicts: defaultdict[str, list[Account]] = defaultdict(list)
    for account in several:
        conflicts[account.conflict or account.story_or_report].append(account)
    for told in conflicts.values():
        yield from place_disputes(holds(told), voices)
