"""Whether two clauses may tell of one event: "three weeks after the vote" and "in the ballot of August 30"."""

from __future__ import annotations

import re

#: Words of one kind of event, by their beginnings.
_KINDS = (
    "ceasefire cease-fire truce cessation",
    "vote voted voting ballot referendum plebiscite election elected polls",
    "coup putsch seized overthr oust toppl deposed mutin power",
    "agreement accord deal signed treaty agreed",
    "attack assault raid storm bomb gunmen strike blast explo",
    "inva crossed",
    "war fighting fought conflict hostilities clashes violence erupt broke began begin start offensive launch "
    "operation",
    "quake",
    "captur fell fall taken took takeover",
    "kill murder massacre assassinat death died shot",
    "end halt stop",
    "withdr pull left retreat",
    "abduct kidnap hostage captiv",
    "siege besieg blockade encircl closed blocked",
    "arrest detain jail",
    "freed releas swap exchang",
    "declar announc proclaim independ",
    "fled flee exile",
)
_BY_WORD = {word: kind for kind, words in enumerate(_KINDS) for word in words.split()}
_FIGHTING = _BY_WORD["war"]
_EVENT = re.compile(rf"\b({'|'.join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True))})", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")


def same_event(clause: str, other: str) -> bool:
    """Whether the clause and the other sentence may tell of one event.

    They do where they have a kind of event in common; where the clause names none that is known, a name serves.
    """
    kinds = _kinds(clause)
    if len(kinds) > 1:
        kinds.discard(_FIGHTING)  # "after he ordered a halt to the war" is of the halt
    if kinds:
        return not kinds.isdisjoint(_kinds(other))
    return not set(_NAME.findall(clause)).isdisjoint(_NAME.findall(other))


def _kinds(text: str) -> set[int]:
    return {_BY_WORD[m[1].lower()] for m in _EVENT.finditer(text)}
