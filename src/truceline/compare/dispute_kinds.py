"""The kinds of disagreement; a table that needs next to nothing, so that asking for help costs nothing."""

from __future__ import annotations

from typing import Literal, get_args

from ..translation import Templates

DisputeKind = Literal[
    "figures", "denied", "who_did_it", "each_blames_other", "held_by_both", "held_or_lost", "conditions",
    "agreed_or_refused",
]  # fmt: skip
DISPUTE_KINDS: tuple[DisputeKind, ...] = get_args(DisputeKind)

KINDS: Templates[DisputeKind] = Templates({
    "figures": "different figures for one thing",
    "denied": "said to be so, and denied",
    "who_did_it": "different parties are said to have done it",
    "each_blames_other": "each says that the other did it",
    "held_by_both": "one place is said to be held by different parties",
    "held_or_lost": "a party is said to hold a place, and to have left or lost it",
    "conditions": "what a party is ready to do is told with a condition, and without",
    "agreed_or_refused": "a party is said to be ready for it, and to refuse it",
})  # fmt: skip
"""The kinds of disagreement in words."""
