"""Tolls, disputes, agreements and incidents as JSON, and as Arrow tables: one row a figure, or one a claim.

Claims are named by their ids, with the sentence and whoever says it; ``truceline show`` tells the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from ..compare.account import Account
from ..compare.agreements import AGREEMENT_KINDS, Agreement
from ..compare.claimants import Claimant
from ..compare.dispute import Between, Dispute, Position
from ..compare.dispute_kinds import KINDS
from ..compare.figures import Days
from ..compare.incidents import Incident
from ..compare.interest import marks
from ..compare.of_claims import named
from ..compare.rivals import ends, range_of, summary
from ..compare.series import Entry, Series, Tally
from ..ledger.rows import time_of

if TYPE_CHECKING:
    import pyarrow

Plain = dict[str, Any]


def plain_tally(tally: Tally) -> Plain:
    """What is counted as JSON, with the series of each claimant."""
    matter = tally.matter
    range_ = ends(tally)
    return {
        "id": named("tally", tally.accounts),
        "conflict": matter.conflict,
        "harm": matter.harm,
        "object": matter.object,
        "group": matter.group,
        "side": matter.side,
        "places": list(matter.places),
        "since": matter.since,
        "incident": matter.incident,
        "summary": summary(tally),
        "range": None if range_ is None else [
            {"number": end.number, "claimants": [str(s.claimant.name) for s in end.series]} for end in range_
        ],
        "series": [_series(series) for series in tally.series],
    }  # fmt: skip


def _series(series: Series) -> Plain:
    low, best, high = range_of(series)
    return {
        "claimant": _claimant(series.claimant),
        "low": low,
        "best": best,
        "high": high,
        "entries": [_entry(entry) for entry in series.entries],
        "notes": msgspec.to_builtins(series.notes, enc_hook=str),
    }


def _entry(entry: Entry) -> Plain:
    return {
        "kind": entry.kind,
        "count": msgspec.to_builtins(entry.count),
        "as_of": _days(entry.as_of),
        "told": _days(entry.told),
        "earlier": entry.earlier,
        "corrected": entry.corrected,
        "own_voice": entry.own_voice,
        "claims": [_claim(account) for account in entry.accounts],
    }


def plain_dispute(dispute: Dispute) -> Plain:
    """A dispute as JSON."""
    return {
        **_told(dispute, KINDS[dispute.kind]),
        "why": str(dispute.why),
        "positions": [_position(position) for position in dispute.positions],
        "independence": [_between(between) for between in dispute.between],
        "occasion": [_claim(account) for account in dispute.occasion],
    }


def plain_agreement(agreement: Agreement) -> Plain:
    """An agreement as JSON."""
    return {
        **_told(agreement, AGREEMENT_KINDS[agreement.kind]),
        **_position(agreement.said),
        "independent": [_claimant(claimant) for claimant in agreement.independent],
        "sides": list(agreement.opposed),
        "independence": [_between(between) for between in agreement.between],
    }


def _told(record: Dispute | Agreement, meaning: str) -> Plain:
    return {
        "id": record.id,
        "kind": record.kind,
        "meaning": meaning,
        "about": str(record.about),
        "conflict": record.conflict,
        "days": _days(record.days),
    }


def _position(position: Position) -> Plain:
    return {
        "says": str(position.says),
        "claims": [{"said_by": _claimant(claimant), **_claim(account)} for claimant, account in position.told],
    }


def _claimant(claimant: Claimant) -> Plain:
    actor = claimant.actor
    return {
        "key": claimant.key,
        "name": str(claimant.name),
        "country": actor.country if actor else None,
        "sector": actor.sector if actor else None,
        "named": claimant.named,
    }


def _between(between: Between) -> Plain:
    relation = between.relation
    return {
        "claimants": [between.one, between.other],
        "tie": relation.tie,
        "independent": relation.independent,
        "why": str(relation.why),
    }


def _claim(account: Account) -> Plain:
    claim = account.claim
    return {
        "id": claim.id,
        "document": claim.document.id,
        "outlet": claim.document.outlet,
        "published": [claim.document.published.start, claim.document.published.end],
        "copy_of": account.original if account.original != claim.document.id else None,
        "sources": [source.name or source.text for source in claim.sources],
        "sentence": claim.sentence.text,
        "marks": msgspec.to_builtins(marks(account), enc_hook=str),
    }


def _days(days: Days | None) -> list[str] | None:
    return None if days is None else [day.isoformat() for day in days]


def toll_table(tallies: Iterable[Tally]) -> pyarrow.Table:
    """The figures of toll series as an Arrow table, one row a figure."""
    return _table([row for tally in tallies for row in _toll_rows(tally)], _TOLL_COLUMNS)


def dispute_table(disputes: Iterable[Dispute]) -> pyarrow.Table:
    """Disputes as an Arrow table, one row a claim: ``position`` counts from 0 within a dispute."""
    rows = [
        {**_head(d), "position": place, **row}
        for d in disputes
        for place, position in enumerate(d.positions)
        for row in _claim_rows(position)
    ]
    return _table(rows, _CLAIM_COLUMNS)


def agreement_table(agreements: Iterable[Agreement]) -> pyarrow.Table:
    """Agreements as an Arrow table, one row a claim."""
    rows = [{**_head(a), "position": 0, **row} for a in agreements for row in _claim_rows(a.said)]
    return _table(rows, _CLAIM_COLUMNS)


def incident_table(incidents: Iterable[Incident]) -> pyarrow.Table:
    """Incidents as an Arrow table, one row a claim."""
    return _table([row for incident in incidents for row in _incident_rows(incident)], _INCIDENT_COLUMNS)


_INCIDENT_COLUMNS = {
    "incident": "string", "sure": "double", "conflict": "string", "story": "string", "original": "string",
    "claim": "string", "kind": "string", "document": "string", "outlet": "string", "published": "string",
    "start": "string", "end": "string", "places": "string", "sentence": "string",
}  # fmt: skip

_TOLL_COLUMNS = {
    "tally": "string", "conflict": "string", "harm": "string", "object": "string", "group": "string", "side": "string",
    "places": "string", "since": "string", "incident": "bool", "claimant": "string", "entry": "int64",
    "kind": "string", "count": "string", "low": "int64", "best": "int64", "high": "int64", "as_of_start": "string",
    "as_of_end": "string", "told_start": "string", "told_end": "string", "earlier": "bool", "corrected": "bool",
    "own_voice": "bool", "notes": "string", "claim": "string", "document": "string",
}  # fmt: skip

_OF_THE_MATTER = ("conflict", "harm", "object", "group", "side", "since", "incident")

_CLAIM_COLUMNS = {
    "id": "string", "kind": "string", "about": "string", "conflict": "string", "position": "int64", "says": "string",
    "claimant": "string", "claim": "string", "document": "string", "outlet": "string", "published": "string",
    "sentence": "string", "marks": "string",
}  # fmt: skip


def _toll_rows(tally: Tally) -> Iterator[Plain]:
    matter = tally.matter
    about = {name: getattr(matter, name) for name in _OF_THE_MATTER}
    about |= {"tally": named("tally", tally.accounts), "places": "; ".join(matter.places)}
    for series in tally.series:
        for place, entry in enumerate(series.entries):
            as_of, told = _days(entry.as_of) or (None, None), _days(entry.told) or (None, None)
            claim = entry.accounts[0].claim
            yield {
                **about, "claimant": series.claimant.name, "entry": place, "kind": entry.kind,
                "count": entry.count.text, "low": entry.count.low, "best": entry.count.best, "high": entry.count.high,
                "as_of_start": as_of[0], "as_of_end": as_of[1], "told_start": told[0], "told_end": told[1],
                "earlier": entry.earlier, "corrected": entry.corrected, "own_voice": entry.own_voice,
                "notes": "; ".join(n.words for n in series.notes if place == n.entries[-1]),
                "claim": claim.id, "document": claim.document.id,
            }  # fmt: skip


def _incident_rows(incident: Incident) -> Iterator[Plain]:
    for account in incident.accounts:
        claim = account.claim
        time = time_of(claim.body)
        yield {
            "incident": incident.id, "sure": incident.sure, "conflict": account.conflict, "story": account.story,
            "original": account.original, "claim": claim.id, "kind": claim.kind, "document": claim.document.id,
            "outlet": claim.document.outlet, "published": claim.document.published.start,
            "start": time.start if time else None, "end": time.end if time else None,
            "places": "; ".join(place.name or place.text for place in claim.body.places),
            "sentence": claim.sentence.text,
        }  # fmt: skip


def _head(record: Dispute | Agreement) -> Plain:
    return {"id": record.id, "kind": record.kind, "about": record.about, "conflict": record.conflict}


def _claim_rows(position: Position) -> Iterator[Plain]:
    for claimant, account in position.told:
        claim = account.claim
        yield {
            "says": position.says, "claimant": claimant.name, "claim": claim.id, "document": claim.document.id,
            "outlet": claim.document.outlet, "published": claim.document.published.start,
            "sentence": claim.sentence.text, "marks": "; ".join(mark.words for mark in marks(account)),
        }  # fmt: skip


def _table(rows: list[Plain], columns: dict[str, str]) -> pyarrow.Table:
    import pyarrow

    types = {"string": pyarrow.string(), "int64": pyarrow.int64(), "bool": pyarrow.bool_(),
             "double": pyarrow.float64()}  # fmt: skip
    schema = pyarrow.schema([(name, types[type_]) for name, type_ in columns.items()])
    return pyarrow.Table.from_pylist(rows, schema)
