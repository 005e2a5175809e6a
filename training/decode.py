"""From what the encoder sees to attributions: each cue with what is linked to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from encoder import BEGIN, CUE, OUTSIDE, Encoder, Floats, Seen

#: A token is source or content of a cue from this probability on.
LIKELY = 0.5

#: Holes of so many tokens in a source, and in a content, are closed: the network left out a sign or two.
HOLE_IN_SOURCE, HOLE_IN_CONTENT = 1, 3

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution in characters: the stretches of each part in text order; source and content may be empty."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


def read(text: str, encoder: Encoder) -> list[Told]:
    """What the model finds in ``text``, in order."""
    return [told for seen in encoder.see(text) for told in decode(seen)]


def decode(seen: Seen) -> list[Told]:
    """The attributions of one window: each cue with what is linked to it."""
    found: list[Told] = []
    for first, last in _cues(seen.tags):
        source = seen.source_of[first:last].mean(axis=0)
        content = seen.content_of[first:last].mean(axis=0)
        source[first:last] = content[first:last] = 0
        speaker = _strongest(source, _runs(source, HOLE_IN_SOURCE, [(first, last)]))
        words = _runs(content, HOLE_IN_CONTENT, [(first, last), *speaker])
        long = [run for run in words if run[1] - run[0] > 1]
        told = Told(*(_characters(seen, runs) for runs in (speaker, [(first, last)], long or words)))
        if found and told.content and _one_cue(found[-1], told):
            found[-1] = Told(found[-1].source, found[-1].cue + told.cue, found[-1].content)
        else:
            found.append(told)
    return found


def _cues(tags: Floats) -> list[Stretch]:
    """The stretches of pieces that the cue head marks."""
    found: list[Stretch] = []
    for i, tag in enumerate(tags[:, CUE].argmax(axis=-1)):
        if tag == OUTSIDE:
            continue
        if tag != BEGIN and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _runs(likely: Floats, hole: int, apart: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of likely pieces, holes closed where nothing of ``apart`` stands in them."""
    found: list[Stretch] = []
    for i in np.flatnonzero(likely >= LIKELY).tolist():
        near = bool(found) and i - found[-1][1] <= hole
        if near and not any(start < i and found[-1][1] < end for start, end in apart):
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _strongest(likely: Floats, runs: list[Stretch]) -> list[Stretch]:
    """The one run that has most: a source stands in one place."""
    return [max(runs, key=lambda r: float(likely[r[0] : r[1]].sum()))] if runs else []


def _characters(seen: Seen, runs: Iterable[Stretch]) -> tuple[Stretch, ...]:
    return tuple((seen.places[first][0], seen.places[last - 1][1]) for first, last in runs)


def _one_cue(a: Told, b: Told) -> bool:
    """Whether two cues with the same source and content are one in two pieces ("*told* reporters *on Monday*")."""
    return a.source == b.source and a.content == b.content and b.cue[0][0] - a.cue[-1][1] < 30
