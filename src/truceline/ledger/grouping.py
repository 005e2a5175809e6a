"""Bringing incidents up to date: the stories that changed are grouped anew, and what their days and towns touch.

The result is the same as if all claims had been grouped at once: within a story the grouping knows nothing of other
stories (``compare.incidents.of_story``), and across stories only groups that name a town and a day in common can be
put together (``across_stories``), so a group can change only what is reached from it by such names.  What is found so
is kept as ``found``; ``settling`` has ``incident`` follow from it and from what people split and merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select, update

from ..compare.account import Account
from ..compare.incidents import Group, across_stories, keys_of, of_story
from .chunks import chunked
from .light import IN_STORIES, light_accounts
from .schema import claims, contested, document_incidents, incident_keys, incidents, readings, stories
from .settling import settle
from .standing import STANDING

_MOVED = or_(
    document_incidents.c.document.is_(None),
    document_incidents.c.reading != readings.c.key,
    document_incidents.c.story != stories.c.story,
)


def pending(connection: Connection) -> bool:
    """Whether a document was read or moved to another story since incidents were brought up to date."""
    return next(_changed(connection), None) is not None


@dataclass(frozen=True, slots=True)
class Grouped:
    """How many stories were grouped anew, and the keys of all incidents that may have got or lost claims: those that
    there were before, and those that there are now."""

    stories: int
    incidents: frozenset[int]


def group(connection: Connection) -> Grouped:
    """Bring incidents up to date with the stories."""
    changed = set(_changed(connection))
    touched: set[int] = set()
    moved: set[int] = set()
    for some in chunked(sorted(changed)):
        beside, before = _forget(connection, some)
        made = _group_stories(connection, some)
        touched |= beside | made
        moved |= before | made
    if changed:
        parts, found = _group_across(connection, touched)
        moved |= found | settle(connection, parts)
    return Grouped(len(changed), frozenset(moved))


def _changed(connection: Connection) -> Iterator[int]:
    """The stories with a document that was read or put there anew, and those that such a document was in before."""
    wanted = (
        select(stories.c.story, document_incidents.c.story)
        .select_from(IN_STORIES.outerjoin(document_incidents, document_incidents.c.document == stories.c.document))
        .where(STANDING, _MOVED)
    )
    for new, old in connection.execute(wanted):
        yield new
        if old is not None:
            yield old


def _forget(connection: Connection, some: list[int]) -> tuple[set[int], set[int]]:
    """Remove the groups of these stories; the groups of other stories that were of one incident with them, and the
    incidents that these groups were of."""
    mine = (
        select(incidents.c.part)
        .select_from(incidents.join(claims, claims.c.key == incidents.c.claim)
                     .join(readings, readings.c.key == claims.c.reading)
                     .join(document_incidents, document_incidents.c.document == readings.c.document))
        .where(document_incidents.c.story.in_(some))
        .distinct()
    )  # fmt: skip
    parts = set(connection.execute(mine).scalars())
    beside: set[int] = set()
    before: set[int] = set()
    for several in chunked(sorted(parts)):
        of = set(connection.execute(select(incidents.c.found).where(incidents.c.part.in_(several))).scalars())
        before |= set(connection.execute(select(incidents.c.incident).where(incidents.c.part.in_(several))).scalars())
        beside |= set(connection.execute(select(incidents.c.part).where(incidents.c.found.in_(of))).scalars())
    for several in chunked(sorted(parts)):
        of_them = select(incidents.c.claim).where(incidents.c.part.in_(several))
        connection.execute(delete(contested).where(contested.c.claim.in_(of_them)))
        connection.execute(delete(incident_keys).where(incident_keys.c.part.in_(several)))
        connection.execute(delete(incidents).where(incidents.c.part.in_(several)))
    connection.execute(delete(document_incidents).where(document_incidents.c.story.in_(some)))
    return beside - parts, before


def _group_stories(connection: Connection, some: list[int]) -> set[int]:
    """Group the claims of these stories; the groups, each by the key of its first claim."""
    told: defaultdict[int, dict[int, Account]] = defaultdict(dict)
    for story, key, account in light_accounts(connection, stories.c.story.in_(some)):
        told[story][key] = account
    made: set[int] = set()
    for by_key in told.values():
        made |= {_store(connection, found) for found in _keyed(of_story(list(by_key.values())), by_key)}
    members = select(stories.c.document, readings.c.key, stories.c.story).select_from(IN_STORIES)
    done = [
        {"document": document, "reading": reading, "story": story}
        for document, reading, story in connection.execute(members.where(STANDING, stories.c.story.in_(some)))
    ]
    if done:
        connection.execute(insert(document_incidents), done)
    return made


def _keyed(groups: Iterable[Group], by_key: dict[int, Account]) -> Iterator[dict[int, Account]]:
    """Groups with the keys of their claims."""
    key_of = {id(account): key for key, account in by_key.items()}
    for several in groups:
        yield {key_of[id(account)]: account for account in several}


def _store(connection: Connection, several: dict[int, Account]) -> int:
    """Store a group, alone in its incident as yet; the key that it is named by."""
    part = next(iter(several))
    alone = {"part": part, "found": part, "incident": part}
    connection.execute(insert(incidents), [{"claim": key, **alone} for key in several])
    found_by = keys_of(tuple(several.values()))
    if found_by:
        cells = [{"kind": kind, "place": place, "day": day.isoformat(), "part": part} for kind, place, day in found_by]
        connection.execute(insert(incident_keys), cells)
    return part


def _group_across(connection: Connection, touched: set[int]) -> tuple[set[int], set[int]]:
    """Put groups of several stories together, as far as these groups reach; all that are reached, and the incidents of
    groups that were put elsewhere, as they were and as they are."""
    parts = _reached(connection, touched)
    told: defaultdict[int, dict[int, Account]] = defaultdict(dict)
    for some in chunked(sorted(parts)):
        wanted = select(incidents.c.claim, incidents.c.part).where(incidents.c.part.in_(some))
        part_of = {row.claim: row.part for row in connection.execute(wanted)}
        for several in chunked(sorted(part_of)):
            for _, key, account in light_accounts(connection, claims.c.key.in_(several)):
                told[part_of[key]][key] = account
    groups = {tuple(by_key.values()): part for part, by_key in sorted(told.items(), key=_first)}
    before = _incident_of(connection, parts)
    moved: set[int] = set()
    part_of_account = {id(account): part for several, part in groups.items() for account in several}
    for together in across_stories(list(groups)):
        joined = list(dict.fromkeys(part_of_account[id(account)] for account in together))
        for some in chunked(joined):
            among = incidents.c.part.in_(some)
            connection.execute(update(incidents).where(among).values(found=joined[0], incident=joined[0]))
        moved.update(i for part in joined if before[part] != joined[0] for i in (before[part], joined[0]))
    return parts, moved


def _incident_of(connection: Connection, parts: Iterable[int]) -> dict[int, int]:
    """The incidents that groups were found to be of."""
    found: dict[int, int] = {}
    for some in chunked(sorted(parts)):
        wanted = select(incidents.c.part, incidents.c.found).where(incidents.c.part.in_(some)).distinct()
        found.update((part, incident) for part, incident in connection.execute(wanted))
    return found


def _first(told: tuple[int, dict[int, Account]]) -> tuple[str, str, int]:
    """What groups are ordered by, whatever the order in which their reports came: the day and id of the first report,
    and the place of the claim among its claims."""
    key, account = next(iter(told[1].items()))
    document = account.claim.document
    return document.published.start or "", document.id, key


def _reached(connection: Connection, parts: set[int]) -> set[int]:
    """These groups and all that are reached from them by a town and a day in common."""
    found: set[int] = set()
    new = set(parts)
    one, other = incident_keys.alias("one"), incident_keys.alias("other")
    while new:
        found |= new
        near: set[int] = set()
        for some in chunked(sorted(new)):
            shared = (one.c.kind == other.c.kind) & (one.c.place == other.c.place) & (one.c.day == other.c.day)
            wanted = select(other.c.part).select_from(one.join(other, shared)).where(one.c.part.in_(some)).distinct()
            near |= set(connection.execute(wanted).scalars())
        new = near - found
    return found
