"""Truceline reads reports of armed conflict and keeps the ledger of who says what happened.

    >>> import truceline
    >>> claims = truceline.read_text("...", published="2023-09-20")  # doctest: +SKIP
    >>> with truceline.Ledger("truceline.db") as ledger:  # doctest: +SKIP
    ...     for claim in ledger.claims(kind="toll", harm="killed"):
    ...         print(claim.body.count.text, claim.sentence.text)

The names below are loaded when they are asked for, so that ``import truceline`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import ReadError, read, read_file, read_text
    from .ledger import Ledger, LedgerError
    from .llm import LlmExtractor, LlmOptions
    from .pipeline import Reading
    from .records import (
        Actor,
        Claim,
        Control,
        Count,
        Document,
        Event,
        Place,
        Published,
        Reason,
        Sentence,
        Span,
        Time,
        Toll,
    )
    from .sources import Failure, ReadOptions

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Claim",
    "Control",
    "Count",
    "Document",
    "Event",
    "Failure",
    "Ledger",
    "LedgerError",
    "LlmExtractor",
    "LlmOptions",
    "Place",
    "Published",
    "ReadError",
    "ReadOptions",
    "Reading",
    "Reason",
    "Sentence",
    "Span",
    "Time",
    "Toll",
    "__version__",
    "read",
    "read_file",
    "read_text",
]

_MODULES = {
    "Failure": "sources",
    "Ledger": "ledger",
    "LedgerError": "ledger",
    "LlmExtractor": "llm",
    "LlmOptions": "llm",
    "ReadError": "api",
    "ReadOptions": "sources",
    "Reading": "pipeline",
    "read": "api",
    "read_file": "api",
    "read_text": "api",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULES.get(name, 'records')}", __name__), name)
