"""From probabilities to attributions: which tokens are cues, and what is linked to each."""

from __future__ import annotations

import numpy as np
import pytest

from truceline.learned.attributions import Told, attributions
from truceline.learned.encoder import BEGIN, CUE, INSIDE, OUTSIDE, Seen

#: name, words, cue tags ("B", "I", "O"), source and content as marks under the words for each cue word, expected.
CASES = [
    (
        "plain",
        "Officials said the road was closed .",
        "O B O O O O O",
        {1: "x......"},
        {1: "..xxxx."},
        [("Officials", "said", "the road was closed")],
    ),
    (
        "a hole in the content is closed",
        "Officials said the road was closed .",
        "O B O O O O O",
        {1: "x......"},
        {1: "..x.xx."},
        [("Officials", "said", "the road was closed")],
    ),
    (
        "the cue is never content",
        "The road , officials said , was closed",
        "O O O O B O O O",
        {4: "...x...."},
        {4: "xx..xxxx"},
        [("officials", "said", "The road|, was closed")],
    ),
    (
        "one voice inside another",
        "He said they think it fell",
        "O B O B O O",
        {1: "x.....", 3: "..x..."},
        {1: "..xxxx", 3: "....xx"},
        [("He", "said", "they think it fell"), ("they", "think", "it fell")],
    ),
    (
        "a source is one stretch, the stronger",
        "Two of them , he said , left",
        "O O O O O B O O",
        {5: "x...x..."},
        {5: ".....xxx"},
        [("Two", "said", ", left")],
    ),
    (
        "a cue in two pieces is one attribution",
        "He told us Monday it fell",
        "O B O B O O",
        {1: "x.....", 3: "x....."},
        {1: "....xx", 3: "....xx"},
        [("He", "told|Monday", "it fell")],
    ),
    (
        "a stretch that begins anew",
        "He said it fell , they left",
        "O B O O O O O",
        {1: "x......"},
        {1: "..xx.Bx"},
        [("He", "said", "it fell|they left")],
    ),
    ("no cue, no attribution", "The road was closed", "O O O O", {}, {}, []),
    ("a cue of nothing that was said", "It was said", "O O B", {}, {}, []),
]


def seen(words: str, tags: str, source: dict[int, str], content: dict[int, str]) -> Seen:
    """What an encoder would give for these marks."""
    names = words.split()
    places, at = [], 0
    for name in names:
        places.append((at, at + len(name)))
        at += len(name) + 1
    n = len(names)
    tagged = np.full((n, 3, 3), -3, dtype=np.float32)
    for i, tag in enumerate(tags.split()):
        tagged[i, CUE, {"O": OUTSIDE, "B": BEGIN, "I": INSIDE}[tag]] = 3
    links = np.full((4, n, n), -3, dtype=np.float32)
    for inside, marks in ((0, source), (2, content)):
        for row, mark in marks.items():
            links[inside, row] = [-3 if c == "." else 3 for c in mark]
            links[inside + 1, row] = [3 if c == "B" else -3 for c in mark]
    nothing = np.zeros(n, dtype=np.float32)
    return Seen(tuple(places), tagged, links, nothing, np.zeros((n, 13), dtype=np.float32))


@pytest.mark.parametrize(("words", "tags", "source", "content", "expected"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])  # fmt: skip
def test_a_cue_and_what_is_linked_to_it(
    words: str, tags: str, source: dict[int, str], content: dict[int, str], expected: list[tuple[str, str, str]]
) -> None:
    found = attributions(seen(words, tags, source, content))
    assert [_words(words, told) for told in found] == expected


def _words(text: str, told: Told) -> tuple[str, ...]:
    return tuple("|".join(text[s:e] for s, e in part) for part in (told.source, told.cue, told.content))


def test_an_inside_tag_goes_on_with_the_cue_before_it() -> None:
    found = attributions(seen("He has said so", "O B I O", {1: "x...", 2: "x..."}, {1: "...x", 2: "...x"}))
    assert [told.cue for told in found] == [((3, 11),)]
