"""Records of what claims say side by side as JSON, with claims by their ids only, and records again.

A record is packed by its fields; what can be seen from a claim (a figure) is left out, and so are nulls and what a
field is where nothing else is said.  A phrase is a list: its template, and what was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from ...compare.account import Account
from ...compare.ceasefire_days import UNKNOWN, When
from ...compare.dispute import Dispute
from ...compare.figures import Figure, figure
from ...translation import Phrase

Accounts = Mapping[str, Account]
"""Accounts by the ids of their claims."""

_NAME = re.compile(r"%\((\w+)\)s")


def pack(record: Any) -> str:
    """A record as JSON."""
    return msgspec.json.encode(_plain(record)).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, Account):
        return value.claim.id
    if isinstance(value, Figure):
        return value.account.claim.id
    if isinstance(value, Phrase):
        filled = (value.values[name] for name in _names(value.template) if name in value.values)
        return [value.template, *map(_plain, filled)]
    if is_dataclass(value):
        kind: Any = type(value)
        told = ((field, getattr(value, field.name)) for field in _packed_fields(kind))
        return {field.name: _plain(part) for field, part in told if part != _default(field)}
    if isinstance(value, msgspec.Struct):
        return {name: part for name, part in msgspec.to_builtins(value).items() if part is not None and part != []}
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value


def _names(template: str) -> list[str]:
    """The names of what a phrase has filled in, in the order in which they are packed."""
    return list(dict.fromkeys(_NAME.findall(template)))


@cache
def _packed_fields(kind: Any) -> list[Any]:
    """The fields that are packed.  How the claimants of a dispute stand to each other is seen from their claims, and
    would take most room: they are pairs."""
    return [field for field in fields(kind) if not (kind is Dispute and field.name == "between")]


def _default(field: Any) -> Any:
    """What a field is that is not told: its default, else null."""
    return None if field.default is MISSING else field.default


def unpack(kind: type[Any], packed: Any, accounts: Accounts) -> Any:
    """The record of type ``kind`` that was packed; ``accounts`` has those that it names."""
    return _maker(kind)(packed, accounts)  # type: ignore[arg-type]  # a type is hashable


Maker = Callable[[Any, Accounts], Any]


@cache
def _maker(kind: Hashable) -> Maker:
    """How values of a type are made of what was packed."""
    if kind is Account:
        return lambda packed, accounts: accounts[packed]
    if kind is str:
        return lambda packed, _: _text(packed)
    if kind is Figure:
        return lambda packed, accounts: figure(accounts[packed])
    if kind is date:
        return lambda packed, _: date.fromisoformat(packed)
    if kind is When:
        return _maker_of_when(_maker_of_fields(kind))
    if is_dataclass(kind):
        return _maker_of_fields(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return lambda packed, _: _struct(kind, packed)
    if get_origin(kind) in (Union, UnionType):
        (inner,) = (_maker(one) for one in get_args(kind) if one is not NoneType)
        return lambda packed, accounts: None if packed is None else inner(packed, accounts)
    if get_origin(kind) is tuple:
        return _maker_of_tuple(get_args(kind))
    return lambda packed, _: packed


def _text(packed: str | list[Any]) -> str:
    """A text: a phrase where it was packed as its template with its values."""
    if isinstance(packed, str):
        return packed
    template, *values = packed
    return Phrase(template, dict(zip(_names(template), map(_text, values), strict=False)))


def _maker_of_fields(kind: Any) -> Maker:
    hints = get_type_hints(kind)
    makers = {field.name: (_maker(hints[field.name]), _default(field)) for field in fields(kind)}

    def make(packed: Any, accounts: Accounts) -> Any:
        return kind(**{
            name: maker(packed[name], accounts) if name in packed else absent
            for name, (maker, absent) in makers.items()
        })  # fmt: skip

    return make


def _maker_of_when(maker: Maker) -> Maker:
    """What is not known is one thing, that is asked for by its identity."""

    def make(packed: Any, accounts: Accounts) -> Any:
        made = maker(packed, accounts)
        return UNKNOWN if made == UNKNOWN else made

    return make


def _maker_of_tuple(parts: tuple[Any, ...]) -> Maker:
    if parts[-1] is Ellipsis:
        every = _maker(parts[0])
        return lambda packed, accounts: tuple([every(part, accounts) for part in packed])
    makers = [_maker(part) for part in parts]
    return lambda packed, accounts: tuple([make(part, accounts) for make, part in zip(makers, packed, strict=True)])


@cache
def _null_fields(kind: type[msgspec.Struct]) -> dict[str, None]:
    """The fields that have to be given and may be null."""
    return {field.encode_name: None for field in msgspec.structs.fields(kind) if field.required}


def _struct(kind: type[msgspec.Struct], packed: Any) -> msgspec.Struct:
    return msgspec.convert({**_null_fields(kind), **packed}, kind)
