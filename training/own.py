"""The project's own passages with marked attributions (``training/own/*.txt``), as documents of PolNeAR's form.

A file holds passages with an empty line between them.  In a passage ``{s1|...}`` is a stretch of the source of the
first attribution, ``{q1|...}`` of its cue, ``{c1|...}`` of its content; stretches may stand inside others::

    {s1|The army} {q1|said} {c1|{s2|villagers} had {q2|reported} {c2|an explosion}}.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PARTS = {"s": "source", "q": "cue", "c": "content"}

_SIGN = re.compile(r"\{([sqc])(\d+)\||\}")


def passages(folder: Path) -> Iterator[dict[str, Any]]:
    """All passages, in the order of the names of their files.  Raises ValueError that names file and passage."""
    for path in sorted(folder.glob("*.txt")):
        some = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
        for number, marked in enumerate(some, 1):
            try:
                yield passage(marked)
            except ValueError as error:
                raise ValueError(f"{path}, passage {number}: {error}") from error


def passage(marked: str) -> dict[str, Any]:
    """The text without its marks, and its attributions."""
    text = ""
    opened: list[tuple[str, str, int]] = []
    found: defaultdict[str, dict[str, list[list[int]]]] = defaultdict(lambda: {part: [] for part in PARTS.values()})
    reached = 0
    for sign in _SIGN.finditer(marked):
        text += marked[reached : sign.start()]
        reached = sign.end()
        if sign.group(1):
            opened.append((PARTS[sign.group(1)], sign.group(2), len(text)))
        elif opened:
            part, number, start = opened.pop()
            found[number][part].append([start, len(text)])
        else:
            raise ValueError(f"a closing sign too many, after: {text[-40:]!r}")
    text += marked[reached:]
    if opened:
        raise ValueError(f"{opened[-1][0]} {opened[-1][1]} is not closed")
    for number, parts in found.items():
        if not parts["cue"] or not parts["content"]:
            raise ValueError(f"attribution {number} has no cue or no content")
    if "{" in text or "}" in text:
        raise ValueError("a brace that opens no mark")
    return {"text": text, "attributions": list(found.values())}
