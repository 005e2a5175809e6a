"""From what the encoder sees to attributions: each cue with what is linked to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .encoder import BEGIN, BEGINS_CONTENT, BEGINS_SOURCE, CUE, IN_CONTENT, IN_SOURCE, INSIDE, OUTSIDE, Floats, Seen

#: A word is source or content of a cue from this probability on, if one word of its stretch has the second; from the
#: third on it begins a stretch anew.
LIKELY, SURE, BEGINS = 0.4, 0.6, 0.5

#: A word is of a cue from these log-odds on, if one word of the cue has the second: who said a thing is better missed
#: than made up, but of what is said to have been said, all words count.
OF_CUE, SURELY_OF_CUE = -0.3, 0.8

#: By how much a word must rather begin a cue than go on with the one before it (difference of scores) to part the two.
PARTED = 1.5

#: Holes of so many words in a source, and in a content, are closed: the network left out a sign or two.
HOLE_IN_SOURCE, HOLE_IN_CONTENT = 1, 2

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution in characters: the stretches of each part in text order; the source may be empty."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


def attributions(seen: Seen) -> list[Told]:
    """The attributions of one window, in the order of their cues."""
    found: list[Told] = []
    for first, last in _cues(seen.tags):
        linked = _sigmoid(seen.links[:, first:last].mean(axis=1))
        linked[:, first:last] = 0
        source = _runs(linked[IN_SOURCE], linked[BEGINS_SOURCE], HOLE_IN_SOURCE, [(first, last)])
        speaker = _strongest(linked[IN_SOURCE], source)
        words = _runs(linked[IN_CONTENT], linked[BEGINS_CONTENT], HOLE_IN_CONTENT, [(first, last), *speaker])
        long = [run for run in words if run[1] - run[0] > 1]
        told = Told(*(_characters(seen, runs) for runs in (speaker, [(first, last)], long or words)))
        if not told.content:
            continue
        if found and _one_cue(found[-1], told):
            found[-1] = Told(found[-1].source, found[-1].cue + told.cue, found[-1].content)
        else:
            found.append(told)
    return found


def cue_chances(seen: Seen) -> list[float]:
    """How likely each word of a window is part of a cue, from 0 to 1."""
    scores = np.exp(seen.tags[:, CUE] - seen.tags[:, CUE].max(axis=-1, keepdims=True))
    chances: list[float] = (1 - scores[:, OUTSIDE] / scores.sum(axis=-1)).tolist()
    return chances


def _cues(tags: Floats) -> list[Stretch]:
    """The stretches of words that the cue head marks."""
    found: list[Stretch] = []
    scores = tags[:, CUE]
    odds = np.logaddexp(scores[:, BEGIN], scores[:, INSIDE]) - scores[:, OUTSIDE]
    for i in np.flatnonzero(odds >= OF_CUE).tolist():
        anew = scores[i, BEGIN] - scores[i, INSIDE] > PARTED
        if found and found[-1][1] == i and not anew:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return [(first, last) for first, last in found if odds[first:last].max() >= SURELY_OF_CUE]


def _runs(likely: Floats, begins: Floats, hole: int, apart: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of likely words with a sure one, holes closed where nothing of ``apart`` stands in them."""
    found: list[Stretch] = []
    for i in np.flatnonzero(likely >= LIKELY).tolist():
        near = bool(found) and i - found[-1][1] <= hole
        anew = found and i > found[-1][1] and begins[i] >= BEGINS
        if near and not anew and not any(start < i and found[-1][1] < end for start, end in apart):
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return [(first, last) for first, last in found if likely[first:last].max() >= SURE]


def _strongest(likely: Floats, runs: list[Stretch]) -> list[Stretch]:
    """The one run that has most: a source stands in one place."""
    return [max(runs, key=lambda r: float(likely[r[0] : r[1]].sum()))] if runs else []


def _characters(seen: Seen, runs: Iterable[Stretch]) -> tuple[Stretch, ...]:
    return tuple((seen.places[first][0], seen.places[last - 1][1]) for first, last in runs)


def _one_cue(a: Told, b: Told) -> bool:
    """Whether two cues with the same source and content are one in two pieces ("*told* reporters *on Monday*")."""
    return a.source == b.source and a.content == b.content and b.cue[0][0] - a.cue[-1][1] < 30


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
