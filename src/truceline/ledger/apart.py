"""Stories and incidents without the documents that are withheld from somebody, as if these were not there.

What such a document had a part in is put together anew from what is left of it, so that nothing is together for its
sake alone, and no name, likeness or order comes from it.  What is left of a story is named by its first report, what is
left of an incident by its first claim, as all of them are.  Where very many documents are withheld that would take too
long: then what is left of a story or an incident stays together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from ..compare.account import Account
from ..compare.incidents import groups
from ..compare.stories import Item, Placing, Stories
from .accounts import date_of
from .chunks import chunked
from .light import light_accounts
from .schema import claims, documents, incidents, readings, stories, terms
from .withholding import Withheld, hidden_keys, seen

MOST_APART = 200
"""Where more documents are withheld, what is left of stories and incidents is not put together anew."""

Keyed = tuple[int, Account]
"""The key of a claim, and the account that it gives."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document (its ``key``) belongs that is left of the stored story ``of``: the key of its story's first
    report."""

    key: int
    of: int
    story: int
    placing: Placing


class Placings:
    """Where documents belong without those ``withheld``, each story looked at once."""

    def __init__(self, connection: Connection, withheld: Withheld) -> None:
        self.withheld = withheld
        self._connection = connection
        self._known: dict[int, list[Placed]] = {}

    def of(self, several: Iterable[int]) -> list[Placed]:
        """Where the documents belong that are left of these stories (by their keys); of those without one withheld
        nothing."""
        wanted = set(several) if self.withheld else set()
        for part in chunked(sorted(wanted - self._known.keys())):
            self._known.update((key, []) for key in part)
            for placed in _placings(self._connection, part, self.withheld):
                self._known[placed.of].append(placed)
        return [placed for key in sorted(wanted) for placed in self._known[key]]


def _placings(connection: Connection, of: Sequence[int], withheld: Withheld) -> list[Placed]:
    touched = select(stories.c.story).where(stories.c.story.in_(of), stories.c.document.in_(hidden_keys(withheld)))
    running = {key: Stories() for key in connection.execute(touched.distinct()).scalars()}
    opened: dict[int, str] = {}
    wanted = (
        select(stories.c.story, documents.c.key, documents.c.id, terms.c.day, terms.c.terms)
        .select_from(stories.join(documents, documents.c.key == stories.c.document)
                     .join(terms, terms.c.document == documents.c.key))
        .where(stories.c.story.in_(list(running)), *seen(withheld))
        .order_by(terms.c.day, documents.c.id)
    )  # fmt: skip
    found, keys = [], {}
    for story, key, id_, day, telling in connection.execute(wanted) if running else ():
        keys[id_] = key
        if stays_together(withheld):
            first = opened.setdefault(story, id_)
            placing = Placing(id_, first, None if first == id_ else 0.0, ())
        else:
            placing = running[story].place(Item(id_, date_of(day), telling))
        found.append(Placed(key, story, keys[placing.story], placing))
    return found


def loosened(connection: Connection, withheld: Withheld, some: Sequence[int] | None = None) -> set[int]:
    """The stored incidents (of ``some``, where these are given) with a claim of a story that one withheld is in."""
    touched = select(stories.c.story).where(stories.c.document.in_(hidden_keys(withheld)))
    wanted = (
        select(incidents.c.incident)
        .select_from(incidents.join(claims, claims.c.key == incidents.c.claim)
                     .join(readings, readings.c.key == claims.c.reading)
                     .join(stories, stories.c.document == readings.c.document))
        .where(stories.c.story.in_(touched))
        .distinct()
    )  # fmt: skip
    if some is not None:
        wanted = wanted.where(incidents.c.incident.in_(some))
    return set(connection.execute(wanted).scalars())


def stays_together(withheld: Withheld) -> bool:
    """Whether too many documents are withheld for what is left to be put together anew."""
    return len(withheld) > MOST_APART


def regrouped(several: Sequence[Keyed], withheld: Withheld) -> dict[int, list[Keyed]]:
    """The claims that are left of an incident, by the incidents that they make without the others; by their keys."""
    if stays_together(withheld):
        return {several[0][0]: list(several)}
    at = {id(account): key for key, account in several}
    made = ([(at[id(account)], account) for account in group] for group in groups(a for _, a in several))
    return {one[0][0]: one for one in made}


def left_of(connection: Connection, members: dict[int, list[int]], withheld: Withheld) -> dict[int, int]:
    """For the claims (by their keys) that are left of incidents the key of the incident that they are of.

    ``members`` has the keys of these claims by their stored incidents, which are :func:`loosened`.
    """
    of = {claim: incident for incident, several in members.items() for claim in several if len(several) > 1}
    told: dict[int, list[Keyed]] = {}
    placings = Placings(connection, withheld)
    for part in chunked(of):
        found = list(light_accounts(connection, claims.c.key.in_(part)))
        apart = placings.of(story for story, _, _ in found)
        story_of = {placed.placing.id: placed.placing.story for placed in apart}
        for _, key, account in found:
            story = story_of.get(account.claim.document.id, account.story)
            told.setdefault(of[key], []).append((key, replace(account, story=story)))
    left = {claim: claim for several in members.values() for claim in several if len(several) == 1}
    for several in told.values():
        made = regrouped(sorted(several, key=in_order), withheld)
        left |= {claim: first for first, some in made.items() for claim, _ in some}
    return left


def in_order(keyed: Keyed) -> tuple[str, str, int]:
    """The order of the claims of an incident: by the day and id of their reports, then as they stand in them."""
    document = keyed[1].claim.document
    return document.published.start or "", document.id, keyed[0]
