"""The gold passages keep their form, their numbers, and two parts their digests (see README.md beside this file)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from truceline.evaluate.facts import fits, plain
from truceline.records import ControlAction, EventType, Harm, Kind, LossObject, Modality, Quotation, Scope

HERE = Path(__file__).parent
PARTS = ("dev", "calibration", "test", "fresh")
HALVES = ("dev", "test")
FILES = sorted(path for part in PARTS for path in (HERE / part).glob("*.yaml"))

LEAST = {
    "all": 300, "toll": 120, "chain": 80, "ceasefire": 60, "nothing": 60, "control": 40, "history": 30, "conflicts": 14
}  # fmt: skip
LEAST_OF_CALIBRATION = {
    "all": 130, "toll": 70, "chain": 40, "ceasefire": 35, "nothing": 30, "control": 30, "conflicts": 14
}  # fmt: skip

# Of the texts and annotations of a part.  Changes only with a reason that the commit states.
DIGESTS = {
    "calibration": "382e0ffd5d122fe75c3a4841874790d60907b1491bbfc032c0fc9de20f8879e6",
    "test": "8aca51129436f27a2edffcae5d1be64bba9fa0259e9870a70321b475cf3dcdf6",
}

PASSAGE_KEYS = {"id", "conflict", "manner", "published", "text", "facts", "complete", "never", "note"}
FACT_KEYS = {"kind", "quote", "where", "expect", "may", "note"}
CONDITION_KEYS = {"has", "in", "null", "any", "chain", "near"}
ACTOR = {"text", "name", "country", "sector", "role"}
COUNT = {"text", "best", "low", "high"}
TIME = {"start", "end"}
TIME_EDGES = ("start", "end")
SAID = {"sources", "channel", "quotation", "said.start", "said.end", "modality", "background"}
BODY = {
    "toll": {"harm", "object", "group", "scope", "places", "blamed", "period"}
    | {f"side.{k}" for k in ACTOR} | {f"count.{k}" for k in COUNT} | {f"period.{k}" for k in TIME},
    "event": {"type", "mode", "actors", "recipients", "places", "condition", "instrument"}
    | {f"time.{k}" for k in TIME},
    "control": {"action", "wording", "places"} | {f"{who}.{k}" for who in ("by", "from") for k in ACTOR}
    | {f"count.{k}" for k in COUNT} | {f"time.{k}" for k in TIME},
}  # fmt: skip
VALUES = {
    "toll.harm": get_args(Harm), "toll.object": get_args(LossObject), "toll.scope": get_args(Scope),
    "event.type": get_args(EventType), "control.action": get_args(ControlAction),
    "modality": get_args(Modality), "quotation": get_args(Quotation), "background": (True, False),
}  # fmt: skip


def passages(*parts: str) -> list[dict[str, Any]]:
    """The passages of the parts, in the order of their files."""
    chosen = [path for path in FILES if path.parent.name in parts]
    return [entry for path in chosen for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


ALL = passages(*PARTS)


def conditions(value: Any) -> Iterator[Mapping[str, Any]]:
    """All condition objects in a condition, inner ones too."""
    if isinstance(value, Mapping):
        yield value
        if "any" in value:
            for inner in value["any"].values():
                yield from conditions(inner)
        for member in value.get("chain", ()):
            for inner in member.values():
                yield from conditions(inner)


def members(value: Any) -> Iterator[str]:
    """The fields of actors and places that the ``any`` and ``chain`` of a condition ask for."""
    if isinstance(value, Mapping):
        for member in [value.get("any", {}), *value.get("chain", ())]:
            yield from member


def allowed(path: str, kind: str) -> bool:
    """Whether the contract has a field at a path of a claim of a kind."""
    head, _, rest = path.partition(".")
    return path in SAID or (head == kind and rest in BODY[kind])


def options(condition: Any) -> list[Any]:
    """The values that a plain condition, or one with ``in``, accepts."""
    if isinstance(condition, Mapping):
        return list(condition.get("in", ()))
    return [condition]


def categories(passage: Mapping[str, Any]) -> set[str]:
    """What a passage is for, from its annotation."""
    found = {fact["kind"] for fact in passage["facts"]} & {"toll", "control"}
    told = [fact["expect"] for fact in passage["facts"]]
    if not told:
        found.add("nothing")
    if any("ceasefire" in options(f[part].get("event.mode")) for f in passage["facts"] for part in ("where", "expect")):
        found.add("ceasefire")
    if any(isinstance(e.get("sources"), Mapping) and len(e["sources"].get("chain", ())) > 1 for e in told):
        found.add("chain")
    if {True, False} <= {e.get("background") for e in told}:
        found.add("history")
    return found | {"all"}


def test_ids_are_unique_and_name_their_conflict() -> None:
    assert len({p["id"] for p in ALL}) == len(ALL)
    for path in FILES:
        for passage in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert passage["conflict"] == path.stem
            assert re.fullmatch(re.escape(path.stem) + r"-\d\d", passage["id"]), passage["id"]


@pytest.mark.parametrize("passage", ALL, ids=lambda p: p["id"])
def test_passage_has_its_form(passage: dict[str, Any]) -> None:
    assert set(passage) <= PASSAGE_KEYS
    assert passage["text"].strip()
    date.fromisoformat(passage["published"])
    assert set(passage["complete"]) <= set(get_args(Kind))
    assert isinstance(passage["facts"], list)
    if not passage["facts"]:
        assert {"toll", "control"} <= set(passage["complete"]), "a passage of nothing says so"
    for condition in passage.get("never", ()):
        assert isinstance(condition, dict)
        assert condition, "an empty condition would forbid every claim"


@pytest.mark.parametrize(("passage", "fact"), [
    pytest.param(p, f, id=f"{p['id']}.{n}") for p in ALL for n, f in enumerate(p["facts"], 1)])  # fmt: skip
def test_fact_has_its_form(passage: dict[str, Any], fact: dict[str, Any]) -> None:
    assert set(fact) <= FACT_KEYS
    assert fact["quote"].strip()
    assert plain(fact["quote"]) in plain(passage["text"])
    assert fact["where"] or fact["expect"], "a fact says something of its claim"
    assert fact.get("may", True) is True, "a fact may be left out, or nothing is said of it"
    for path, condition in [*fact["where"].items(), *fact["expect"].items()]:
        assert allowed(path, fact["kind"]), path
        for inner in conditions(condition):
            assert len(inner) == 1, f"{path}: one condition at a time"
            assert set(inner) <= CONDITION_KEYS
        assert set(members(condition)) <= ACTOR | {"."}, path
        fits(None, condition)
        if path in VALUES:
            assert set(options(condition)) <= set(VALUES[path]), path
        if path.endswith((".start", ".end")) and condition is not None:
            assert date.fromisoformat(condition).isoformat() == condition


def test_periods_do_not_end_before_they_start() -> None:
    for passage in ALL:
        for fact in passage["facts"]:
            for field in ("toll.period", "event.time", "control.time"):
                start, end = (fact["expect"].get(f"{field}.{edge}") for edge in TIME_EDGES)
                assert start is None or end is None or start <= end, passage["id"]


def test_facts_of_a_passage_differ() -> None:
    for passage in ALL:
        kept = [repr((f["kind"], f["quote"], f["where"], f["expect"])) for f in passage["facts"]]
        assert len(kept) == len(set(kept)), passage["id"]


def test_numbers_of_passages() -> None:
    assert not short_of(LEAST, passages(*HALVES))


def test_numbers_of_calibration() -> None:
    chosen = passages("calibration")
    assert not short_of(LEAST_OF_CALIBRATION, chosen)
    of_others = {p["conflict"] for p in passages(*HALVES)}
    new = {p["conflict"] for p in chosen} - of_others
    assert len(new) >= 7, "half of the conflicts are others than those rules were written with"


def short_of(least: Mapping[str, int], chosen: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """The categories that hold too few of the passages: how many, and how many are wanted."""
    counts = Counter(category for passage in chosen for category in categories(passage))
    counts["conflicts"] = len({p["conflict"] for p in chosen})
    return {name: (counts[name], wanted) for name, wanted in least.items() if counts[name] < wanted}


@pytest.mark.parametrize("category", sorted(set(LEAST) - {"conflicts"}))
def test_each_half_has_its_share(category: str) -> None:
    for half in HALVES:
        assert sum(category in categories(p) for p in passages(half)) >= 0.4 * LEAST[category], half


@pytest.mark.parametrize(("one", "other"), [*combinations(PARTS, 2)])
def test_parts_share_no_text(one: str, other: str) -> None:
    of_one, of_other = ({s for p in passages(part) for s in sentences(p["text"])} for part in (one, other))
    assert not of_one & of_other


def sentences(text: str) -> list[str]:
    """A text cut roughly into sentences, made plain; what is too short to be told apart is left out."""
    return [plain(s) for s in re.split(r"(?<=[.!?])\s+|\n+", text) if len(s) > 25]


@pytest.mark.parametrize("part", DIGESTS)
def test_part_is_as_pinned(part: str) -> None:
    told = yaml.safe_dump(sorted(passages(part), key=lambda p: str(p["id"])), sort_keys=True, allow_unicode=True)
    digest = hashlib.sha256(told.encode()).hexdigest()
    assert digest == DIGESTS[part], f"The part {part} has changed: see README.md.  Its digest is now {digest}."
