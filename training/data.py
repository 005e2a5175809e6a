"""PolNeAR as training windows (tags, and links from cues), and sentences with events that happened or did not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from names import Name, names_in, texts
from own import passages
from tokenizers import Tokenizer

from truceline.learned.encoder import BEGIN, INSIDE, LONGEST, NAMES, OUTSIDE
from truceline.learned.windows import windows

HEADS = ("source", "cue", "content")

Stretch = tuple[int, int]


@dataclass
class Window:
    """One training example.

    ``tags[head][i]`` is the tag of token ``i`` (-100 on the special tokens); ``links[i]`` holds, for the cue token
    ``i``, the indexes of its source tokens, of those that begin a stretch, and the same of its content.
    ``factual[i]`` is the score of the event at token ``i``, from -3 to 3.  ``names[i]`` is the tag of the name there.
    """

    ids: list[int]
    tags: list[list[int]] = field(default_factory=list)
    links: dict[int, tuple[set[int], set[int], set[int], set[int]]] = field(default_factory=dict)
    factual: dict[int, float] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file, each with the attributions of its first annotator only."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            first = row["annotators"][0]
            row["attributions"] = [a for a in row["attributions"] if a["annotator"] == first]
            yield row


def read_windows(path: Path, tokenizer: Tokenizer) -> list[Window]:
    """All windows of all documents of a file, with its attributions and names."""
    rows = list(articles(path))
    named = names_in(row["text"] for row in rows)
    return [w for row, names in zip(rows, named, strict=True) for w in windows_of(row, names, tokenizer)]


def read_own(folder: Path, tokenizer: Tokenizer) -> list[Window]:
    """The project's own passages, each as windows with attributions and names."""
    rows = list(passages(folder))
    named = names_in(row["text"] for row in rows)
    return [w for row, names in zip(rows, named, strict=True) for w in windows_of(row, names, tokenizer)]


def read_names(path: Path, tokenizer: Tokenizer) -> list[Window]:
    """All windows of all documents of a file, with its names alone."""
    found = []
    some = texts(path)
    for text, names in zip(some, names_in(some), strict=True):
        for _, _, ids, offsets in _cut(text, tokenizer):
            found.append(Window(ids, names=_name_tags(offsets, names)))
    return found


def _cut(text: str, tokenizer: Tokenizer) -> Iterator[tuple[int, int, list[int], list[Stretch | None]]]:
    """Start, end, token ids and offsets of each window; special tokens have no offsets."""
    for start, end in windows(text):
        encoding = tokenizer.encode(text[start:end])
        offsets = [
            None if special else (start + s, start + e)
            for (s, e), special in zip(encoding.offsets, encoding.special_tokens_mask, strict=True)
        ]
        yield start, end, encoding.ids[:LONGEST], offsets[:LONGEST]


def windows_of(article: dict[str, Any], names: list[Name], tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of one document."""
    for start, end, ids, offsets in _cut(article["text"], tokenizer):
        here = [{head: _between(a[head], start, end) for head in HEADS} for a in article["attributions"]]
        here = [a for a in here if any(a.values())]
        window = Window(ids, [_tags(offsets, here, head) for head in HEADS], names=_name_tags(offsets, names))
        for attribution in here:
            source, cue, content = (_inside(offsets, attribution[head]) for head in HEADS)
            begins, opens = (_firsts(offsets, attribution[head]) for head in ("source", "content"))
            for i in cue:
                window.links[i] = (source, begins, content, opens)
        yield window


def read_events(path: Path, tokenizer: Tokenizer) -> list[Window]:
    """The sentences of a file of factuality, each with the scores of its events."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            encoding = tokenizer.encode(row["text"])
            starts = {start: i for i, (start, end) in enumerate(encoding.offsets) if end > start}
            scores = {starts[e["start"]]: e["score"] for e in row["events"] if e["start"] in starts}
            if scores and len(encoding.ids) <= LONGEST:
                found.append(Window(encoding.ids, factual=scores))
    return found


def _name_tags(offsets: list[Stretch | None], names: list[Name]) -> list[int]:
    tags = [OUTSIDE if o is not None else -100 for o in offsets]
    for start, end, kind in names:
        for n, i in enumerate(sorted(_inside(offsets, [[start, end]]))):
            tags[i] = 1 + 2 * NAMES.index(kind) + (n > 0)
    return tags


def _between(stretches: list[list[int]], start: int, end: int) -> list[list[int]]:
    return [[s, e] for s, e in stretches if s < end and start < e]


def _inside(offsets: list[Stretch | None], stretches: list[list[int]]) -> set[int]:
    return {i for i, o in enumerate(offsets) if o is not None and any(s <= o[0] < e for s, e in stretches)}


def _firsts(offsets: list[Stretch | None], stretches: list[list[int]]) -> set[int]:
    return {min(inside) for s in stretches if (inside := _inside(offsets, [s]))}


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
