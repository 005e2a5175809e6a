"""Where quoted words stand: letter for letter, as whole words, in the sentence they are said to be from.

White space alone is free (a line break in the report is a space in what the model sees): everything else, a different
quotation mark or accent too, is another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Sentence
from .refused import NotTaken
from .windows import Window


@dataclass(frozen=True, slots=True)
class Stretch:
    """``text[start:end]`` of the stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds quoted words in the sentences of one window of ``text``."""

    text: str
    window: Window

    def sentence(self, number: int) -> Sentence:
        """The sentence of that number.  Raises :class:`NotTaken` when the window has none."""
        found = self.window.sentence(number)
        if found is None:
            raise NotTaken("no such sentence", f"[{number}]")
        return found

    def within(self, words: str, sentence: Sentence, first: Stretch | None = None) -> Stretch | None:
        """Where ``words`` stand in ``sentence``: inside ``first`` where they stand there too, else the first time."""
        found = list(_occurrences(words, self.text, sentence.start, sentence.end))
        if first is not None:
            found.sort(key=lambda s: not (first.start <= s.start and s.end <= first.end))
        return found[0] if found else None

    def nearest(self, words: str, sentence: Sentence, to: Stretch | None) -> Stretch | None:
        """Where ``words`` stand in ``sentence``: where they are nearest to ``to``, or the first time."""
        found = _occurrences(words, self.text, sentence.start, sentence.end)
        return min(found, key=lambda s: abs(s.start - to.start) if to is not None else s.start, default=None)

    def near(self, words: str, sentence: Sentence, first: Stretch) -> Stretch:
        """Where ``words`` stand in the window: in the sentence, else in the nearest one before it, else behind it.

        Raises :class:`NotTaken` when they stand nowhere.
        """
        at = sentence.index - self.window.sentences[0].index
        others = [*reversed(self.window.sentences[:at]), *self.window.sentences[at + 1 :]]
        for other in (sentence, *others):
            found = self.within(words, other, first)
            if found is not None:
                return found
        raise NotTaken("words not in the report", words)


def _occurrences(words: str, text: str, start: int, end: int) -> Iterator[Stretch]:
    parts = words.split()
    if not parts:
        return
    pattern = r"\s+".join(map(re.escape, parts))
    if _in_word(parts[0][0]):
        pattern = rf"(?<!\w){pattern}"
    if _in_word(parts[-1][-1]):
        pattern += r"(?!\w)"
    for m in re.compile(pattern).finditer(text, start, end):
        yield Stretch(m.start(), m.end())


def _in_word(character: str) -> bool:
    return re.match(r"\w", character) is not None
