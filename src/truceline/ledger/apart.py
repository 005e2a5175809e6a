"""Stories and incidents without the documents that are withheld from somebody, as if these were not there.

What such a document had a part in is put together anew from what is left of it, so that nothing is together for its
sake alone, and no name, likeness or order comes from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from ..compare.account import Account
from ..compare.incidents import incidents as put_together
from ..compare.stories import Item, Placing, Stories
from .accounts import date_of
from .chunks import chunked
from .schema import claims, documents, incidents, readings, stories, terms
from .withholding import Withheld, hidden_keys, seen

Keyed = tuple[int, Account]
"""The key of a claim, and the account that it gives."""


def placings(connection: Connection, of: Iterable[int], withheld: Withheld) -> dict[int, list[Placing]]:
    """Of those of these stories (by their keys) that have a document withheld: where each other one belongs."""
    found: dict[int, list[Placing]] = {}
    for part in chunked(of if withheld else ()):
        placing: dict[int, Stories] = {}
        for key in _touched(connection, part, withheld):
            placing[key], found[key] = Stories(), []
        wanted = (
            select(stories.c.story, documents.c.id, terms.c.day, terms.c.terms)
            .select_from(stories.join(documents, documents.c.key == stories.c.document)
                         .join(terms, terms.c.document == documents.c.key))
            .where(stories.c.story.in_(list(placing)), *seen(withheld))
            .order_by(terms.c.day, documents.c.id)
        )  # fmt: skip
        for key, document, day, telling in connection.execute(wanted):
            found[key].append(placing[key].place(Item(document, date_of(day), telling)))
    return found


def _touched(connection: Connection, some: Sequence[int], withheld: Withheld) -> list[int]:
    """Those of these stories that have a document withheld."""
    wanted = select(stories.c.story).where(stories.c.story.in_(some), stories.c.document.in_(hidden_keys(withheld)))
    return list(connection.execute(wanted.distinct()).scalars())


def loosened(connection: Connection, some: Sequence[int], withheld: Withheld) -> set[int]:
    """Those of these incidents that have a claim of a story with a document withheld."""
    touched = select(stories.c.story).where(stories.c.document.in_(hidden_keys(withheld)))
    wanted = (
        select(incidents.c.incident)
        .select_from(incidents.join(claims, claims.c.key == incidents.c.claim)
                     .join(readings, readings.c.key == claims.c.reading)
                     .join(stories, stories.c.document == readings.c.document))
        .where(incidents.c.incident.in_(some), stories.c.story.in_(touched))
        .distinct()
    )  # fmt: skip
    return set(connection.execute(wanted).scalars()) if some else set()


def regrouped(several: Sequence[Keyed]) -> list[list[Keyed]]:
    """The claims that are left of an incident, by the incidents that they make without the others."""
    at = {id(account): keyed for keyed in several for account in keyed[1:]}
    return [[at[id(account)] for account in made.accounts] for made in put_together(a for _, a in several)]


def by_story(found: Iterable[Placing]) -> dict[str, list[Placing]]:
    """Placings by the story that they are in."""
    made: defaultdict[str, list[Placing]] = defaultdict(list)
    for one in found:
        made[one.story].append(one)
    return made
