"""What stands in the fields of a form: texts by dotted names ("sources.0.name"), with lists that can be rearranged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from ...records import Claim

OTHERS = ("confidence", "document", "id", "why")
"""Fields of a claim that nobody types."""


@dataclass(frozen=True, slots=True)
class Values:
    """The texts of a form by their names."""

    texts: Mapping[str, str]

    @classmethod
    def of_claim(cls, claim: Claim) -> Values:
        """The form of a claim; what it does not say is left empty."""
        told = {name: value for name, value in msgspec.to_builtins(claim).items() if name not in OTHERS}
        return cls({"kind": claim.kind, **dict(flat("", told))})

    @classmethod
    def of_form(cls, pairs: Iterable[tuple[str, Any]]) -> Values:
        """What a browser sent; of a field sent twice the last counts, so that a box without a tick can say no."""
        return cls({name: value for name, value in pairs if isinstance(value, str)})

    def get(self, name: str) -> str:
        """The text of a field without white space around it; empty where there is none."""
        return self.texts.get(name, "").strip()

    def rows(self, name: str) -> list[str]:
        """The names of the rows of a list: "sources.0", "sources.1" …"""
        begin = f"{name}."
        numbers = {key[len(begin) :].split(".")[0] for key in self.texts if key.startswith(begin)}
        return [f"{name}.{number}" for number in sorted((n for n in numbers if n.isdigit()), key=int)]

    def rearranged(self, order: str) -> Values:
        """The form after "kind KIND", "add NAME", or "remove", "up" or "down NAME.NUMBER"; after anything else as it
        is."""
        what, _, target = order.partition(" ")
        if what == "kind":
            return Values({**self.texts, "kind": target})
        name, _, number = target.rpartition(".")
        if what == "add":
            return self._with(target, [*self._listed(target), {"text": ""}])
        if not number.isdigit() or f"{name}.{number}" not in self.rows(name):
            return self
        listed, at = self._listed(name), self.rows(name).index(target)
        row = listed.pop(at)
        if what in ("up", "down"):
            listed.insert(max(0, at - 1) if what == "up" else at + 1, row)
        return self._with(name, listed) if what in ("up", "down", "remove") else self

    def _listed(self, name: str) -> list[dict[str, str]]:
        """The rows of a list, each with its own fields by their short names."""
        return [
            {key[len(row) + 1 :]: text for key, text in self.texts.items() if key.startswith(f"{row}.")}
            for row in self.rows(name)
        ]

    def _with(self, name: str, listed: list[dict[str, str]]) -> Values:
        kept = {key: text for key, text in self.texts.items() if not key.startswith(f"{name}.")}
        rows = {f"{name}.{i}.{key}": text for i, row in enumerate(listed) for key, text in row.items()}
        return Values({**kept, **rows})


def flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every value of plain data that is not null, as text under its dotted name."""
    match value:
        case None:
            return
        case dict():
            for key, part in value.items():
                yield from flat(f"{name}.{key}" if name else key, part)
        case list() | tuple():
            for i, part in enumerate(value):
                yield from flat(f"{name}.{i}", part)
        case bool():
            yield name, "yes" if value else "no"
        case _:
            yield name, str(value)
