"""The store: what has been read, once, for good, and found again."""

from .errors import LedgerError
from .ledger import Ledger
from .queries import CLAIM_ORDERS, ClaimQuery, DocumentQuery
from .store import Entry, Provenance, StoredDocument, Totals

__all__ = [
    "CLAIM_ORDERS",
    "ClaimQuery",
    "DocumentQuery",
    "Entry",
    "Ledger",
    "LedgerError",
    "Provenance",
    "StoredDocument",
    "Totals",
]
