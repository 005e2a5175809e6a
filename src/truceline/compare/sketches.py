"""A short sketch of a text, from which it can be told how much of it two texts share, and where to look for its copies.

MinHash over runs of words (``datasketch``), cut into bands: two texts that share a band are worth a comparison.  The
sketch depends on the words alone, not on the library's version or the machine, and can be kept with the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from .words import stems

METHOD = "minhash affine32 126 of 4 words, seed 1, 42 bands"
"""How sketches are made: those of another method cannot be compared with them."""

RUN = 4
"""Words in a run.  Shorter ones are shared by all reports of a conflict, longer ones break at every changed word."""

_PERMUTATIONS = 126
_ROWS = 3
"""Two texts that share three tenths of their runs meet in one of the 42 bands with a chance of seven in ten, at half
of them of 996 in a thousand."""

_BYTES = 8


def runs(text: str) -> frozenset[str]:
    """The runs of words in a text, case, accents and plurals aside; of a text shorter than a run, the whole."""
    words = stems(text)
    if not words:
        return frozenset()
    return frozenset(" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))


def bands(several: frozenset[str]) -> tuple[int, ...]:
    """The bands of a text with these runs, as whole numbers of 63 bits; a text without words has none."""
    if not several:
        return ()
    return tuple(_number(rows) for rows in _rows(several))


def _rows(several: frozenset[str]) -> Iterator[Sequence[int]]:
    from datasketch import MinHash

    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32", permutations=_permutations())
    sketch.update_batch([run.encode() for run in several])
    values = [int(value) for value in sketch.hashvalues]
    return (values[i : i + _ROWS] for i in range(0, _PERMUTATIONS, _ROWS))


@cache
def _permutations() -> Any:
    """Those of the seed, made once: making them takes longer than a sketch."""
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32").permutations


def _number(rows: Sequence[int]) -> int:
    digest = hashlib.blake2b(repr(rows).encode(), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "big") >> 1
