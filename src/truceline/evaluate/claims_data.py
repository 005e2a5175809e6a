"""The facts that a careful reader finds in reports, from facts files and from gold passages.

A facts file ``NAME.json`` stands beside its reports ``NAME.jsonl`` and names them by their address.  A gold file
``*.yaml`` is a list of passages with their facts.  Both come out as :class:`Passage`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ..records import Document
from ..sources import Failure, document_from_text, open_source
from .data import folder
from .result import DataError

KINDS = ("event", "toll", "control")

Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A report or a piece of one, and its facts.

    ``complete`` are the kinds of claims whose facts are all listed; ``never`` what no claim may be, by name.
    """

    group: str
    id: str
    document: Document
    facts: tuple[Fact, ...]
    complete: tuple[str, ...]
    never: tuple[tuple[str, Mapping[str, Any]], ...]


def passages(data: Path) -> list[Passage]:
    """All passages under a folder: facts files with their reports, and gold passages.

    Raises DataError when there are none, or one is not in its form.
    """
    found: list[Passage] = []
    for path in sorted(folder(data).rglob("*")):
        if path.suffix == ".json" and path.with_suffix(".jsonl").is_file():
            found.extend(_facts_file(path))
        elif path.suffix in (".yaml", ".yml"):
            found.extend(_gold_file(path))
    if not found:
        raise DataError(
            f"{data}: neither facts files (NAME.json beside NAME.jsonl) nor gold passages (*.yaml) are in it."
        )
    return found


def _facts_file(path: Path) -> Iterator[Passage]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        facts, complete, never = told["facts"], told.get("complete", {}), told.get("never", [])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: not a facts file, an object with a list of `facts` ({error}).") from error
    reports = path.with_suffix(".jsonl")
    known = set()
    for found in open_source(reports):
        if isinstance(found, Failure):
            raise DataError(f"{reports}: {found}")
        name = found.url or found.id
        known.add(name)
        yield Passage(
            group=path.stem,
            id=name,
            document=found,
            facts=tuple(_fact(f, path) for f in facts if f.get("doc") == name),
            complete=tuple(complete.get(name, ())),
            never=tuple((n["id"], n["where"]) for n in never if n.get("doc", name) == name),
        )
    strays = {str(f.get("doc")) for f in facts} - known
    if strays:
        raise DataError(f"{path}: facts name reports that are not in {reports.name}: {', '.join(sorted(strays))}.")


def _gold_file(path: Path) -> Iterator[Passage]:
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataError(f"{path}: this is no YAML ({error}).") from error
    if not isinstance(entries, list):
        raise DataError(f"{path}: not a list of passages (id, text, published, facts, complete, never).")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or "text" not in entry:
            raise DataError(f"{path}, passage {number}: it has no `text`.")
        yield _passage(path, str(entry.get("id", number)), entry)


def _passage(path: Path, name: str, entry: Mapping[str, Any]) -> Passage:
    where = f"{path}, passage {name}"
    published = entry.get("published")
    try:
        document = document_from_text(
            entry["text"],
            published=None if published is None else str(published),
            title=entry.get("title"),
            outlet=entry.get("outlet"),
        )
    except ValueError as error:
        raise DataError(f"{where}: {error}") from error
    facts = [_fact({"id": f"{name}.{n}", **f}, path) for n, f in enumerate(entry.get("facts") or [], 1)]
    complete = entry.get("complete") or ()
    kinds = KINDS if complete is True else tuple(complete)
    if set(kinds) - set(KINDS):
        raise DataError(f"{where}: `complete` lists {', '.join(kinds)}; the kinds are {', '.join(KINDS)}.")
    never = [(str(n.get("id", f"{name}.never.{i}")), _plain(n.get("where", _without_id(n))))
             for i, n in enumerate(entry.get("never") or [], 1)]  # fmt: skip
    return Passage(path.parent.name, name, document, tuple(facts), kinds, tuple(never))


def _without_id(condition: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in condition.items() if key != "id"}


def _fact(fact: Mapping[str, Any], path: Path) -> Fact:
    if fact.get("kind") not in KINDS:
        raise DataError(f"{path}, fact {fact.get('id')}: its kind is {fact.get('kind')!r}, none of {', '.join(KINDS)}.")
    made: dict[str, Any] = _plain(fact)
    return made


def _plain(value: Any) -> Any:
    """Days as texts, however YAML read them."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
