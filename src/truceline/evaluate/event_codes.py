"""Event codes of other schemes in the types of the public contract (PLOVER as of 2021).

Sources: the PLOVER and CAMEO code books of the Open Event Data Alliance.  Older PLOVER names are those of its gold
standard records of 2016; CAMEO codes are told apart by their first two digits.
"""

from __future__ import annotations

from ..records import EventType

PLOVER_2016: dict[str, EventType] = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
    "AGREE": "AGREE", "CONSULT": "CONSULT", "SUPPORT": "SUPPORT", "CONCEDE": "CONCEDE", "COOPERATE": "COOPERATE",
    "AID": "AID", "RETREAT": "RETREAT", "REJECT": "REJECT", "THREATEN": "THREATEN", "PROTEST": "PROTEST",
    "SANCTION": "SANCTION", "MOBILIZE": "MOBILIZE", "COERCE": "COERCE", "ASSAULT": "ASSAULT",
}  # fmt: skip

CAMEO_ROOTS: dict[str, EventType] = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
"""01 (public statement) has no type: the contract keeps statements as sources of claims, not as events."""

CAMEO_RETREAT = "087"
"""Ceasefires, withdrawals and demobilisation, which CAMEO files under concessions."""


def plover_of_cameo(code: str) -> EventType | None:
    """The type of a CAMEO event code ("0871"); null for what is no event of the contract."""
    return "RETREAT" if code.startswith(CAMEO_RETREAT) else CAMEO_ROOTS.get(code[:2])
