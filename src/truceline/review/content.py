"""What a claim says, apart from how sure the machine was, so that two wordings of one claim can be told apart."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from .records import Json

SAID = ("sources", "channel", "quotation", "said", "modality", "background")
"""The fields beside the body that a reviewer decides on; the span is one more."""

BODIES = ("event", "toll", "control")


def content(claim: Mapping[str, Any]) -> Json:
    """Of a claim in the form of the contract, what a reviewer decides on; what is null or empty is left out."""
    body = claim["kind"]
    told = {"kind": body, "span": [claim["span"]["start"], claim["span"]["end"]], body: claim[body]}
    told.update({name: claim.get(name) for name in SAID})
    bare: Json = _bare(told)
    return bare


def content_digest(claim: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of :func:`content`."""
    return hashlib.sha256(msgspec.json.encode(content(claim), order="deterministic")).hexdigest()


def fields(claim: Mapping[str, Any]) -> dict[str, str]:
    """The values of a claim by field, as the contract names it ("toll.harm"), each as canonical JSON."""
    told = content(claim)
    body = told.pop(told["kind"])
    parts = {**told, **{f"{claim['kind']}.{name}": value for name, value in body.items()}}
    return {name: msgspec.json.encode(value, order="deterministic").decode() for name, value in parts.items()}


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _bare(part) for name, part in value.items() if part is not None and part not in ([], ())}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return [_bare(part) for part in value] if isinstance(value, tuple | list) else value
