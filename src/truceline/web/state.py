"""The address of a page as its state: what is asked for, and the addresses of what is nearly the same.

Whatever is chosen stands in the address, so that a view can be kept, sent and come back to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

Pairs = tuple[tuple[str, str], ...]

_STARTS_ANEW = "page"
"""A part that does not outlast a change of any other: another choice begins on its first page."""


@dataclass(frozen=True, slots=True)
class State:
    """The path and the parts of an address, without those that are empty."""

    path: str
    pairs: Pairs

    @classmethod
    def of(cls, path: str, pairs: Iterable[tuple[str, str]]) -> State:
        """The state of an address; ``year`` is a short form that stands for ``since`` and ``until``."""
        return cls(path, tuple((name, value.strip()) for name, value in pairs if value.strip()))

    def __str__(self) -> str:
        return self._address(self.path, self.pairs)

    def get(self, name: str, default: str = "") -> str:
        """The last value of a part."""
        return next((value for key, value in reversed(self.pairs) if key == name), default)

    def all(self, name: str) -> list[str]:
        """All values of a part."""
        return [value for key, value in self.pairs if key == name]

    def has(self, name: str, value: str) -> bool:
        """Whether a part has this value, among others."""
        return (name, value) in self.pairs

    def toggled(self, name: str, value: str) -> str:
        """The address with one more value of a part, or without it where it is there."""
        if self.has(name, value):
            return self.without(name, value)
        return self._address(self.path, (*self._rest(), (name, value)))

    def with_(self, **parts: str) -> str:
        """The address in which parts have these values and no others; an empty value takes a part away."""
        kept = tuple(pair for pair in (self.pairs if set(parts) == {_STARTS_ANEW} else self._rest())
                     if pair[0] not in parts)  # fmt: skip
        return self._address(self.path, (*kept, *((n, v) for n, v in parts.items() if v)))

    def without(self, name: str, value: str) -> str:
        """The address without one value of a part."""
        return self._address(self.path, tuple(pair for pair in self._rest() if pair != (name, value)))

    def at(self, path: str) -> str:
        """The same question, asked of another path."""
        return self._address(path, self._rest())

    def others(self, *names: str) -> Pairs:
        """All parts but these, as a form has to carry them along."""
        return tuple(pair for pair in self._rest() if pair[0] not in names)

    def _rest(self) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0] != _STARTS_ANEW)

    @staticmethod
    def _address(path: str, pairs: Pairs) -> str:
        return f"{path}?{urlencode(pairs)}" if pairs else path
