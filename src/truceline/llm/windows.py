"""A long report in windows: whole paragraphs, each sentence in exactly one window, by its number in the report."""

from __future__ import annotations

from dataclasses import dataclass

from ..language.text import ParsedText
from ..records import Sentence


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences that follow each other, sent in one request.  ``opening`` are the numbers that open a paragraph."""

    sentences: tuple[Sentence, ...]
    opening: frozenset[int]

    @property
    def text(self) -> str:
        """The sentences with their numbers, a line each and a blank line between paragraphs."""
        lines: list[str] = []
        for s in self.sentences:
            if s.index in self.opening and lines:
                lines.append("")
            lines.append(f"[{s.index}] {flat(s.text)}")
        return "\n".join(lines)

    def sentence(self, number: int) -> Sentence | None:
        """The sentence of that number, if it is in the window."""
        at = number - self.sentences[0].index
        return self.sentences[at] if 0 <= at < len(self.sentences) else None

    def halves(self) -> tuple[Window, Window] | None:
        """Two windows, cut at the paragraph or else the sentence nearest to the middle; null for one sentence."""
        if len(self.sentences) < 2:
            return None
        middle = (self.sentences[0].start + self.sentences[-1].end) / 2
        cuts = range(1, len(self.sentences))
        best = min(
            [i for i in cuts if self.sentences[i].index in self.opening] or cuts,
            key=lambda i: abs(self.sentences[i].start - middle),
        )
        return Window(self.sentences[:best], self.opening), Window(self.sentences[best:], self.opening)


def flat(text: str) -> str:
    """``text`` on one line: each run of white space as one space."""
    return " ".join(text.split())


def windows(parsed: ParsedText, size: int) -> tuple[Window, ...]:
    """The news sentences of a report in windows of at most ``size`` characters of them.

    Cut at ends of paragraphs; within a paragraph, at ends of sentences, only where it is longer than a window.
    A single longer sentence is a window of its own.
    """
    paragraphs: list[list[Sentence]] = []
    last = None
    for s in parsed.sentences:
        paragraph = parsed.paragraph_at(s.start)
        if paragraph != last or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(s)
        last = paragraph
    opening = frozenset(p[0].index for p in paragraphs)
    packed: list[list[Sentence]] = []
    for p in paragraphs:
        pieces = [p] if _length(p) <= size else [[s] for s in p]
        for n, piece in enumerate(pieces):
            fresh = n == 0 and len(pieces) > 1
            if packed and not fresh and _length([*packed[-1], *piece]) <= size:
                packed[-1] += piece
            else:
                packed.append(list(piece))
    return tuple(Window(tuple(sentences), opening) for sentences in packed)


def _length(sentences: list[Sentence]) -> int:
    return sum(len(s.text) + 1 for s in sentences)
