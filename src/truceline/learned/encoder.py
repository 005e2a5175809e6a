"""The exported network, run by onnxruntime alone: what it sees in a text, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .windows import windows
from .word_pieces import Piece, WordPieces

WEIGHTS, VOCABULARY = "encoder.onnx", "vocabulary.txt"

#: Where the weights stand that come with the package.
FOLDER = Path(__file__).parent / "weights"

#: Tags of source, cue and content.
OUTSIDE, BEGIN, INSIDE = range(3)
SOURCE, CUE, CONTENT = range(3)

#: What the token of a cue may be linked to.
IN_SOURCE, BEGINS_SOURCE, IN_CONTENT, BEGINS_CONTENT = range(4)

#: Kinds of names, in the order of their tags: 0 is no name, then the beginning and the inside of each kind.
NAMES = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")

#: Most pieces that a window may have, the two special ones included.
LONGEST = 512

_OUTPUTS = ["tags", "links", "factual", "names"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder sees of one window of n words; all figures are scores before the softmax or sigmoid.

    A word is read by its first piece.  ``places``: start and end offset of each word in the whole text.  ``tags``:
    [n, 3 heads, 3 tags].  ``links``: [4, n, n], that word j is linked to the cue that word i belongs to; only rows of
    cues mean something.  ``factual``: [n], from -3 (certainly did not happen) to 3 (certainly did), for event words.
    ``names``: [n, 13].  Heads, tags, links and names are numbered as the constants of this module.
    """

    places: tuple[tuple[int, int], ...]
    tags: Floats
    links: Floats
    factual: Floats
    names: Floats


class Encoder:
    """The weights in ``folder``, loaded to run on one core.  Raises OSError when a file is missing."""

    def __init__(self, folder: Path) -> None:
        absent = [name for name in (WEIGHTS, VOCABULARY) if not (folder / name).is_file()]
        if absent:
            raise OSError(f"{folder} has no {' and no '.join(absent)}. Install Truceline again, or export a network "
                          "with training/export.py.")  # fmt: skip
        runtime = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = runtime.InferenceSession(str(folder / WEIGHTS), options, providers=["CPUExecutionProvider"])
        self._pieces = WordPieces(folder / VOCABULARY)

    def see(self, text: str) -> list[Seen]:
        """What the encoder sees in ``text``, window by window, in order."""
        windowed = (self._pieces.encode(text[start:end], start)[: LONGEST - 2] for start, end in windows(text))
        return [self._run(pieces) for pieces in windowed if pieces]

    def _run(self, pieces: list[Piece]) -> Seen:
        # one window at a time: on one core batches are no faster, and their padding is lost work
        ids = np.array([[self._pieces.start, *(p[0] for p in pieces), self._pieces.end]], dtype=np.int64)
        found = self._session.run(_OUTPUTS, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        tags, links, factual, names = (output[0] for output in found)
        places, first = self._words(pieces)
        return Seen(places, tags[first], links[:, first[:, None], first], factual[first], names[first])

    def _words(self, pieces: list[Piece]) -> tuple[tuple[tuple[int, int], ...], NDArray[np.int64]]:
        """Where each word stands, and the place of its first piece in the row; the row begins with a special piece."""
        places: list[tuple[int, int]] = []
        first: list[int] = []
        for i, (piece, start, end) in enumerate(pieces, 1):
            if piece in self._pieces.goes_on and places:
                places[-1] = (places[-1][0], end)
            else:
                places.append((start, end))
                first.append(i)
        return tuple(places), np.array(first, dtype=np.int64)


@cache
def encoder() -> Encoder:
    """The encoder that comes with the package, loaded once a process."""
    return Encoder(FOLDER)
