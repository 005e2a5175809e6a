"""The store: what has been read, once, for good, and found again.

The names below are loaded when they are asked for: the database takes a moment.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import LedgerError
    from .ledger import Ledger
    from .queries import ClaimQuery, DocumentQuery
    from .store import Entry, Fault, Provenance, StoredDocument, Totals

__all__ = [
    "ClaimQuery",
    "DocumentQuery",
    "Entry",
    "Fault",
    "Ledger",
    "LedgerError",
    "Provenance",
    "StoredDocument",
    "Totals",
]

_MODULES = {"Ledger": "ledger", "LedgerError": "errors", "ClaimQuery": "queries", "DocumentQuery": "queries"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULES.get(name, 'store')}", __name__), name)
