"""PolNeAR as training windows: tokens, one BIO tag a head and token, and for each cue token its source and content."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from windows import windows

HEADS = ("source", "cue", "content")
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
LONGEST = 512

Stretch = tuple[int, int]


@dataclass
class Window:
    """One training example.

    ``tags[head][i]`` is the tag of token ``i`` (-100 on the special tokens); ``links[i]`` holds, for the cue token
    ``i``, the indexes of its source tokens and of its content tokens.
    """

    ids: list[int]
    tags: list[list[int]]
    links: dict[int, tuple[set[int], set[int]]] = field(default_factory=dict)


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file, each with the attributions of its first annotator only."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            first = row["annotators"][0]
            row["attributions"] = [a for a in row["attributions"] if a["annotator"] == first]
            yield row


def read_windows(path: Path, tokenizer: Tokenizer) -> list[Window]:
    """All windows of all documents of a file."""
    return [w for article in articles(path) for w in windows_of(article, tokenizer)]


def windows_of(article: dict[str, Any], tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of one document."""
    text = article["text"]
    for start, end in windows(text):
        encoding = tokenizer.encode(text[start:end])
        ids = encoding.ids[:LONGEST]
        offsets = [
            None if special else (start + s, start + e)
            for (s, e), special in zip(encoding.offsets, encoding.special_tokens_mask, strict=True)
        ][:LONGEST]
        here = [{head: _between(a[head], start, end) for head in HEADS} for a in article["attributions"]]
        here = [a for a in here if any(a.values())]
        window = Window(ids, [_tags(offsets, here, head) for head in HEADS])
        for attribution in here:
            source, cue, content = (_inside(offsets, attribution[head]) for head in HEADS)
            for i in cue:
                window.links[i] = (source, content)
        yield window


def _between(stretches: list[list[int]], start: int, end: int) -> list[list[int]]:
    return [[s, e] for s, e in stretches if s < end and start < e]


def _inside(offsets: list[Stretch | None], stretches: list[list[int]]) -> set[int]:
    return {i for i, o in enumerate(offsets) if o is not None and any(s <= o[0] < e for s, e in stretches)}


def _tags(offsets: list[Stretch | None], attributions: list[dict[str, list[list[int]]]], head: str) -> list[int]:
    """The tags of one head; a stretch inside another of its kind has none of its own (the links know it)."""
    tags = [OUTSIDE if o is not None else -100 for o in offsets]
    stretches = sorted({(s, e) for a in attributions for s, e in a[head]}, key=lambda x: (x[0], -x[1]))
    reach = -1
    for start, end in stretches:
        if end <= reach:
            continue
        reach = end
        for n, i in enumerate(sorted(_inside(offsets, [[start, end]]))):
            tags[i] = BEGIN if n == 0 else INSIDE
    return tags
