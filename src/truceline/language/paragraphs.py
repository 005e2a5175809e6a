"""The blocks of a stored text and what each is: news, a heading, or boilerplate."""

from __future__ import annotations

import re

from .text import Paragraph

_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text`` in order; white space between them belongs to none."""
    return tuple(Paragraph(m.start(), m.end(), "news") for m in _BLOCK.finditer(text) if m.group().strip())
