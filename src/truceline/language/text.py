"""A report as parsed text: paragraphs, sentences, quotations and the parse, over one stored text.

:class:`ParsedText` is the only record that crosses from ``language/`` to ``extract/``.  Its ``doc`` covers the whole
stored text, so ``token.idx`` is the code-point offset that every claim cites; nothing has to be mapped back.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from ..learned import Learned
from ..records import Document, Sentence, Span

ParagraphKind = Literal["news", "heading", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the stored text and what it is; only ``news`` makes claims."""

    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks: ``start``/``end`` include the marks themselves.

    A quotation that runs over several paragraphs is one Quote for each paragraph.
    """

    start: int
    end: int


@dataclass(frozen=True)
class ParsedText:
    """One document, parsed.  ``sentences`` are those of the news paragraphs only.

    ``learned`` is what the encoder reads in the text; its names are the entities of ``doc`` as well.
    """

    document: Document
    doc: Doc
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...] = ()
    learned: Learned = field(default_factory=Learned)
    _starts: list[int] = field(init=False, repr=False)
    _tokens: dict[tuple[int, int], list[Token]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [s.start for s in self.sentences])
        object.__setattr__(self, "_tokens", {})

    def sentence_at(self, offset: int) -> Sentence | None:
        """The news sentence that the character at ``offset`` stands in, if it stands in one."""
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self.sentences[i].end:
            return self.sentences[i]
        return None

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that the character at ``offset`` stands in."""
        return next((p for p in self.paragraphs if p.start <= offset < p.end), None)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in ``text[start:end]``; none where the stretch is empty."""
        if end <= start:
            return []
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return [t for t in span if start <= t.idx < end] if span is not None else []

    def tokens_of(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence; kept, as every extractor asks for them."""
        key = sentence.start, sentence.end
        if key not in self._tokens:
            self._tokens[key] = self.tokens(*key)
        return self._tokens[key]

    def span(self, start: int, end: int) -> Span:
        """A record of ``text[start:end]`` without white space at its ends."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start=start, end=end, text=text[start:end])

    def quoted(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` lies between quotation marks."""
        return any(q.start <= start and end <= q.end for q in self.quotes)
