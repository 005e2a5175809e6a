"""The form of a claim as a page shows it, and the claim in the form of the contract that it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from markupsafe import Markup

from ...exports.contract import to_contract
from ...records import Claim, Document, Sentence
from ...review.records import ReviewError
from .reading import Reader, choices
from .values import Values

SAVE = "save"

_FIRST = {"toll": "body.count.best"}
"""The field that a correction begins with: what is put right most.  A list with the focus would take keys."""


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """Values, what is wrong with them by field, the field that has the focus, and what the lists offer."""

    values: Values
    errors: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=choices)

    @classmethod
    def begun(cls, values: Values) -> ClaimForm:
        """The form as it is opened."""
        return cls(values, focus=_FIRST.get(values.get("kind"), ""))

    def ordered(self, order: str) -> ClaimForm:
        """The form after one of its buttons was pressed that add, take away or move a row, or choose a kind."""
        what, _, target = order.partition(" ")
        values = self.values.rearranged(order)
        rows = values.rows(target) if what == "add" else []
        return ClaimForm(values, focus=f"{rows[-1]}.text" if rows else "")

    def told(self, name: str) -> Markup:
        """The attributes of the field with this name."""
        made = Markup('id="in-{0}" name="{0}"').format(name)
        if name in self.errors:
            made += Markup(' aria-invalid="true" aria-describedby="wrong-{}"').format(name)
        return made + Markup(" autofocus") if name == self.focus else made

    def refused(self, errors: Mapping[str, str]) -> ClaimForm:
        """The form with what is wrong with it; the first wrong field has the focus."""
        return ClaimForm(self.values, errors, next(iter(errors), ""))


def read(values: Values, claim: Claim | None, document: Document, known: Sequence[Sentence]) -> dict[str, Any]:
    """What a form says, in the form of the contract; ``claim`` is the one that is corrected, null for one that is new.

    Raises :class:`WrongFieldsError`.
    """
    reader = Reader(values, document, known)
    fields = reader.fields()
    if reader.errors:
        raise WrongFieldsError(reader.errors)
    base = claim or Claim(id="", document=document, **fields)
    told = to_contract(msgspec.structs.replace(base, **fields))
    if claim is None and fields["sentence"] not in known:
        del told["sentence"]  # it is found as the program cuts the text
    return told


class WrongFieldsError(Exception):
    """That a form cannot be understood; ``errors`` say why, by field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


def field_of(error: ReviewError) -> str:
    """The field of the form that the review found wrong; empty where it is none of them."""
    kind, _, rest = (error.field or "").partition(".")
    if kind in ("event", "toll", "control"):
        return f"body.{rest}"
    return f"{error.field}.text" if error.field in ("span", "sentence") else error.field or ""
