"""The exported network, run by onnxruntime alone: what it sees of source, cue and content in a text."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from windows import windows
from word_pieces import Piece, WordPieces

SOURCE, CUE, CONTENT = range(3)
OUTSIDE, BEGIN, INSIDE = range(3)

WEIGHTS, VOCABULARY = "attribution.onnx", "attribution.vocab.txt"

#: Most pieces that a window may have, the two special ones included.
LONGEST = 512

#: About how many pieces, with padding, are given to the network at once.
BATCH = 2400

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder sees of one window of n word pieces; all figures are probabilities.

    ``places``: start and end offset of each piece in the whole text.  ``tags``: [n, 3 heads, 3 tags], heads and tags
    numbered as the constants of this module.  ``source_of`` and ``content_of``: [n, n], that piece j is source
    (content) of the cue that piece i belongs to; only rows of cues mean something.
    """

    places: tuple[tuple[int, int], ...]
    tags: Floats
    source_of: Floats
    content_of: Floats


class Encoder:
    """The weights in ``folder``, loaded to run on one core.  Raises OSError when a file is missing."""

    def __init__(self, folder: Path) -> None:
        absent = [name for name in (WEIGHTS, VOCABULARY) if not (folder / name).is_file()]
        if absent:
            raise OSError(f"{folder} has no {' and no '.join(absent)}. Run export.py on a trained network first.")
        runtime = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = runtime.InferenceSession(str(folder / WEIGHTS), options, providers=["CPUExecutionProvider"])
        self._pieces = WordPieces(folder / VOCABULARY)

    def see(self, text: str) -> list[Seen]:
        """What the encoder sees in ``text``, window by window, in order."""
        windowed = [self._pieces.encode(text[start:end], start)[: LONGEST - 2] for start, end in windows(text)]
        order = sorted((i for i, pieces in enumerate(windowed) if pieces), key=lambda i: len(windowed[i]))
        seen: dict[int, Seen] = {}
        while order:
            batch = [i for n, i in enumerate(order, 1) if n == 1 or n * len(windowed[i]) <= BATCH]
            seen.update(zip(batch, self._run([windowed[i] for i in batch]), strict=True))
            order = order[len(batch) :]
        return [seen[i] for i in sorted(seen)]

    def _run(self, batch: list[list[Piece]]) -> list[Seen]:
        length = max(len(pieces) for pieces in batch) + 2
        ids = np.zeros((len(batch), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces) + 2] = [self._pieces.start, *(p[0] for p in pieces), self._pieces.end]
            mask[row, : len(pieces) + 2] = 1
        tags, links = self._session.run(["tags", "links"], {"input_ids": ids, "attention_mask": mask})
        made = []
        for row, pieces in enumerate(batch):
            inner = slice(1, len(pieces) + 1)
            linked = _sigmoid(links[row, :, inner, inner])
            places = tuple((start, end) for _, start, end in pieces)
            made.append(Seen(places, _softmax(tags[row, inner]), linked[0], linked[1]))
        return made


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
