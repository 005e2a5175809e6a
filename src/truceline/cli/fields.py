"""The fields of a claim as rows, each with what found it: what ``truceline show`` prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import phrasing

if TYPE_CHECKING:
    from ..ledger import Entry
    from ..records import Claim, Reason

NOT_RECORDED = "not recorded"

_OF_THE_CLAIM = ("id", "kind", "span", "confidence")
"""What no rule finds: the names of the claim, the words that carry it, and the score of the whole."""

_NUMBERED = re.compile(r" \d+$")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its value, and of each thing that found it what it is, the words it was found by, and how sure it is.

    Of several they stand on lines of their own, as many in ``words`` and ``score``.
    """

    name: str
    value: str
    found_by: str = ""
    words: str = ""
    score: str = ""


def circumstances(entry: Entry) -> list[tuple[str, str]]:
    """The document of a claim, when that was published and why, its conflict, and what read it when."""
    document, by = entry.claim.document, entry.read_by
    when = f"{phrasing.interval(document.published) or 'not known'} ({document.published.basis})"
    rows = [("document", document.id), ("published", when)]
    rows += [("  because", evidence) for evidence in document.published.evidence]
    rows.append(("conflict", entry.conflict or "—"))
    rows.append(("read", f"{by.read_at} by version {by.version}, knowledge {by.knowledge}, model {by.model or 'none'}"))
    rows.append(("found by", ", ".join(filter(None, (by.extractor, by.extractor_version)))))
    if not entry.current:
        rows.append(("superseded", "yes: a later reading of the document does not have this claim"))
    return rows


def fields(claim: Claim) -> list[Field]:
    """Every field of a claim that is not null, nested ones with dots; then the reasons that are of none of them."""
    from ..exports.contract import to_contract

    record = to_contract(claim)
    for name in ("document", "why", "sentence"):
        del record[name]
    rows = list(_flat("", record))
    of_part: dict[str, list[Reason]] = {}
    for reason in claim.why:
        of_part.setdefault(reason.part, []).append(reason)
    lengths = Counter(_part(name) for name, _ in rows)
    met: Counter[str] = Counter()
    made = []
    for name, value in rows:
        part = _part(name)
        why = of_part.get(part) or of_part.get(part.partition(".")[0], [])  # of the whole body, where not of the field
        if len(why) == lengths[part]:  # one reason for each of several: they stand in the same order
            why = [why[met[part]]]
        met[part] += 1
        made.append(_field(name, value, why))
    rest = [reason for part, why in of_part.items() if part not in lengths for reason in why]
    return made + [_field(reason.part, "", [reason]) for reason in rest]


def _part(name: str) -> str:
    return _NUMBERED.sub("", name)


def _field(name: str, value: str, why: Sequence[Reason]) -> Field:
    if not why:
        return Field(name, value, "" if name in _OF_THE_CLAIM else NOT_RECORDED)
    scores = ("" if reason.score is None else f"{reason.score:.2f}" for reason in why)
    columns = ((reason.by for reason in why), (reason.text or "" for reason in why), scores)
    return Field(name, value, *("\n".join(column) for column in columns))


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A row for each value that is not null; a record with a text of its own is one row."""
    match value:
        case None:
            return
        case {"text": _}:
            yield name, _record(value)
        case dict():
            for key, part in value.items():
                yield from _flat(f"{name}.{key}" if name else key, part)
        case list():
            for i, part in enumerate(value, 1):
                yield from _flat(f"{name} {i}", part)
        case _:
            yield name, _word(value)


def _record(record: dict[str, Any]) -> str:
    """“Yerevan” (name Government of Armenia, country ARM, sector GOV)."""
    rest = ", ".join(f"{key} {_word(part)}" for key, part in record.items() if key != "text" and part is not None)
    said = f"“{record['text']}”" if record["text"] is not None else ""
    return f"{said} ({rest})" if rest else said


def _word(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
