"""The blocks of a stored text and what each is: news, a heading, or boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from .boilerplate import kind_of_boilerplate, tail_of
from .text import Paragraph, ParagraphKind

_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
#: Marks of list items.  A number needs a closing mark, or "27 people were killed" would lose its count.
_BULLET = re.compile(r"[ \t]*(?:[-–—*•·‣▪◦●■►▶→]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)")

#: A heading is no longer than this, in words and in characters.
_WORDS = 14
_CHARS = 110
#: A heading in sentence case ("What we know so far") is told by its place alone, and must be shorter still.
_PLAIN_WORDS = 7
#: Share of capital letters from which a whole document is in capitals (old wire copy), and capitals mean nothing.
_CAPITALS = 0.6
#: Characters from which that share is taken.
_SAMPLE = 5000

_STOP = re.compile(r"[.!;,:…][\"'”’»)\]]*$")
_QUESTION = re.compile(r"\?[\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*]*$")
_SMALL = frozenset(
    "a an and as at but by for from if in into is it its nor of off on onto or over per than the to up upon vs v via "
    "with al el de la le du des van von between against amid after before under near not be are".split()
)
#: Verbs in a form that only a sentence has: a line with one is told as news even where it lacks its stop.
_FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|said|says|killed|wounded|injured|died|dead|destroyed|captured|seized|"
    r"shot|fired|shelled|struck|hit|displaced|missing)\b",
    re.IGNORECASE,
)


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text`` in order; white space and list marks between them belong to none.

    Blank lines part paragraphs, and so does the mark of a list item.  A paragraph of news that ends in a copyright
    line or an agency's credits is two: the news, and that end as boilerplate.
    """
    blocks = [span for m in _BLOCK.finditer(text) for span in _items(text, m.start(), m.end())]
    kinds = _kinds([text[start:end] for start, end, _ in blocks], [listed for _, _, listed in blocks])
    found: list[Paragraph] = []
    for (start, end, _), kind in zip(blocks, kinds, strict=True):
        cut = tail_of(text[start:end]) if kind == "news" else None
        if cut is None:
            found.append(Paragraph(start, end, kind))
        else:
            news = len(text[start : start + cut].rstrip())
            found += [Paragraph(start, start + news, "news"), Paragraph(start + cut, end, "boilerplate")]
    return tuple(found)


def _items(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """A block as one span, or as its list items: start, end, and whether it is an item."""
    spans: list[tuple[int, int, bool]] = []
    line = start
    while line < end:
        stop = text.find("\n", line, end)
        stop = end if stop < 0 else stop
        mark = _BULLET.match(text, line, stop)
        if mark:
            spans.append((mark.end(), stop, True))
        elif spans:
            spans[-1] = (spans[-1][0], stop, spans[-1][2])
        else:
            spans.append((line, stop, False))
        line = stop + 1
    return [trimmed for span in spans if (trimmed := _trim(text, *span))[0] < trimmed[1]]


def _trim(text: str, start: int, end: int, listed: bool) -> tuple[int, int, bool]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, listed


def _kinds(blocks: Sequence[str], listed: Sequence[bool]) -> list[ParagraphKind]:
    boilerplate = [kind_of_boilerplate(block) is not None for block in blocks]
    prose = [b for b, skip in zip(blocks, boilerplate, strict=True) if not skip]
    capitals_mean = _share_of_capitals(prose) < _CAPITALS
    stopped = [bool(_SENTENCE_END.search(b)) for b in prose]
    punctuated = sum(stopped) >= 0.4 * len(stopped)
    kinds: list[ParagraphKind] = []
    for i in range(len(blocks)):
        if boilerplate[i]:
            kinds.append("boilerplate")
        elif listed[i] or not punctuated:
            kinds.append("news")
        else:
            kinds.append("heading" if _is_heading(blocks, boilerplate, i, capitals_mean) else "news")
    return kinds


def _is_heading(blocks: Sequence[str], boilerplate: Sequence[bool], i: int, capitals_mean: bool) -> bool:
    """Whether a short line without a stop stands over something: text must follow it, and more of it.

    In doubt it is news: a heading that is read as news costs a claim told twice, news read as a heading is lost.
    """
    block = blocks[i]
    words = block.split()
    if len(words) > _WORDS or len(block) > _CHARS or _STOP.search(block) or not any(c.isalpha() for c in block):
        return False
    after = next((j for j in range(i + 1, len(blocks)) if not boilerplate[j]), None)
    if after is None or not _follows(blocks, boilerplate, after):
        return False
    if _QUESTION.search(block):
        return block[0].isalnum() and not re.search(r"[.!?,;\"“”]\s", block) and len(blocks[after]) > len(block)
    if block.isupper():
        return capitals_mean and (len(words) > 1 or len(block) > 3)
    if _is_title_case(words):
        return True
    return len(words) <= _PLAIN_WORDS and not _FINITE.search(block) and not any(c.isdigit() for c in words[0])


def _follows(blocks: Sequence[str], boilerplate: Sequence[bool], after: int) -> bool:
    """Whether a sentence stands within the next lines: a heading may have a second one, or a byline, below it."""
    rest = islice((blocks[j] for j in range(after, len(blocks)) if not boilerplate[j]), 4)
    return any(_SENTENCE_END.search(b) and len(b.split()) > 5 for b in rest)


def _is_title_case(words: Sequence[str]) -> bool:
    """Every word of weight begins with a capital or a figure, and there are at least two such, or only one word."""
    heavy = [w.strip("\"'“”‘’()[]") for w in words]
    heavy = [w for w in heavy if w and w.lower() not in _SMALL and any(c.isalnum() for c in w)]
    capital = sum(w[0].isupper() or w[0].isdigit() for w in heavy)
    return bool(heavy) and capital == len(heavy) and any(w[0].isupper() for w in heavy)


def _share_of_capitals(blocks: Sequence[str]) -> float:
    sample = "".join(blocks)[:_SAMPLE]
    upper = sum(c.isupper() for c in sample)
    lower = sum(c.islower() for c in sample)
    return upper / (upper + lower) if upper + lower else 0.0
