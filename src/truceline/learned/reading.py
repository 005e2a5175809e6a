"""All that the network reads in one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .attributions import Told, attributions, cue_chances
from .encoder import encoder
from .names import Name, names


@dataclass(frozen=True, slots=True)
class Learned:
    """What was read in a text, in offsets of it.

    ``told`` are attributions, ``names`` (start, end, kind); ``factual`` gives for the offset where a word begins how
    sure it is that the event it names happened, from -3 (certainly not) to 3; it means nothing for other words.
    ``cues`` gives for the same offsets how likely the word is part of a cue, from 0 to 1.
    """

    told: tuple[Told, ...] = ()
    names: tuple[Name, ...] = ()
    factual: Mapping[int, float] = field(default_factory=dict)
    cues: Mapping[int, float] = field(default_factory=dict)


def read(text: str) -> Learned:
    """What the network reads in ``text``."""
    seen = encoder().see(text)
    return Learned(
        told=tuple(one for s in seen for one in attributions(s)),
        names=tuple(one for s in seen for one in names(s)),
        factual={start: score for s in seen for (start, _), score in zip(s.places, s.factual.tolist(), strict=True)},
        cues={start: chance for s in seen for (start, _), chance in zip(s.places, cue_chances(s), strict=True)},
    )
