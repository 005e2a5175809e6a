"""Where a text quotes: stretches between quotation marks, paragraph by paragraph."""

from __future__ import annotations

from .text import Paragraph, Quote

_OPEN = "“„«"
_CLOSE = {"“": "”", "„": "“”", "«": "»"}


def find_quotes(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quote, ...]:
    """All quotations of ``text``.

    A quotation that is opened and not closed ends with its paragraph: speech that runs over several paragraphs is
    printed so, with a new mark at the start of each.  Single quotation marks count only where they open at a word and
    close at one and hold at least two words, because an apostrophe is the same character.
    """
    found: list[Quote] = []
    for p in paragraphs:
        found.extend(_in_paragraph(text, p))
    return tuple(sorted(found, key=lambda q: q.start))


def _in_paragraph(text: str, p: Paragraph) -> list[Quote]:
    found: list[Quote] = []
    i = p.start
    close = 0  # where the last single mark that was looked for closes: the next one mostly has the same answer
    while i < p.end:
        c = text[i]
        if c in _OPEN or (c in '"”' and _opens(text, i, p)):
            end = _closing(text, i, p)
            found.append(Quote(i, end))
            i = end
        elif text[i : i + 2] in ("''", "``") and _opens(text, i + 1, p):
            mark = text.find("''", i + 2, p.end)
            end = mark + 2 if mark > 0 else p.end
            found.append(Quote(i, end))
            i = end
        elif c in "‘'" and _opens_single(text, i, p):
            if close <= i + 2:
                close = _closing_single(text, i, p)
            if close <= p.end and text.find(" ", i, close) >= 0:
                found.append(Quote(i, close))
                i = close
                continue
            i += 1
        else:
            i += 1
    return found


def _opens(text: str, i: int, p: Paragraph) -> bool:
    return i + 1 < p.end and not text[i + 1].isspace()


def _closing(text: str, i: int, p: Paragraph) -> int:
    wanted = _CLOSE.get(text[i], '"”')
    for j in range(i + 1, p.end):
        if text[j] in wanted or (text[i] == "“" and text[j] == '"'):
            return j + 1
    return p.end


def _opens_single(text: str, i: int, p: Paragraph) -> bool:
    before = text[i - 1] if i > p.start else " "
    after = text[i + 1] if i + 1 < p.end else " "
    return (before.isspace() or before in "([") and after.isalnum()


def _closing_single(text: str, i: int, p: Paragraph) -> int:
    """Where the first closing mark behind the one at ``i`` ends; beyond the paragraph when there is none."""
    for j in range(i + 2, p.end):
        if text[j] in "’'" and not text[j - 1].isspace():
            after = text[j + 1] if j + 1 < p.end else " "
            if not after.isalnum():
                return j + 1
    return p.end + 1
