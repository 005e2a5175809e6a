"""Stories and incidents without the documents that are withheld from somebody, as if these were not there.

What such a document had a part in is put together anew from what is left of it, so that nothing is together for its
sake alone, and no name, likeness or order comes from it.  What is left of a story is named by its first report, what is
left of an incident by its first claim, as all of them are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from ..compare.account import Account
from ..compare.incidents import incidents as put_together
from ..compare.stories import Item, Placing, Stories
from .accounts import date_of
from .chunks import chunked
from .light import light_accounts
from .schema import claims, documents, incidents, readings, stories, terms
from .withholding import Withheld, hidden_keys, seen

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


def placings(connection: Connection, of: Iterable[int], withheld: Withheld) -> list[Placed]:
    """Where the documents belong that are left of these stories (by their keys), of those that have one withheld."""
    return [placed for part in chunked(of if withheld else ()) for placed in _placings(connection, part, withheld)]


def _placings(connection: Connection, of: Sequence[int], withheld: Withheld) -> list[Placed]:
    touched = select(stories.c.story).where(stories.c.story.in_(of), stories.c.document.in_(hidden_keys(withheld)))
    running = {key: Stories() for key in connection.execute(touched.distinct()).scalars()}
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


def regrouped(several: Sequence[Keyed]) -> dict[int, list[Keyed]]:
    """The claims that are left of an incident, by the incidents that they make without the others; by their keys."""
    at = {id(account): key for key, account in several}
    made = ([(at[id(account)], account) for account in one.accounts] for one in put_together(a for _, a in several))
    return {one[0][0]: one for one in made}


def left_of(connection: Connection, members: dict[int, list[int]], withheld: Withheld) -> dict[int, int]:
    """For the claims (by their keys) that are left of incidents the key of the incident that they are of.

    ``members`` has the keys of these claims by their stored incidents, which are :func:`loosened`.
    """
    of = {claim: incident for incident, several in members.items() for claim in several if len(several) > 1}
    told: dict[int, list[Keyed]] = {}
    for part in chunked(of):
        found = list(light_accounts(connection, claims.c.key.in_(part)))
        apart = placings(connection, {story for story, _, _ in found}, withheld)
        story_of = {placed.placing.id: placed.placing.story for placed in apart}
        for _, key, account in found:
            story = story_of.get(account.claim.document.id, account.story)
            told.setdefault(of[key], []).append((key, replace(account, story=story)))
    left = {claim: claim for several in members.values() for claim in several if len(several) == 1}
    for several in told.values():
        made = regrouped(sorted(several, key=in_order))
        left |= {claim: first for first, some in made.items() for claim, _ in some}
    return left


def in_order(keyed: Keyed) -> tuple[str, str, int]:
    """The order of the claims of an incident: by the day and id of their reports, then as they stand in them."""
    document = keyed[1].claim.document
    return document.published.start or "", document.id, keyed[0]
