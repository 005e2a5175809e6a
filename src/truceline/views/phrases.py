"""Small pieces of text: clean, dated, counted, and commands that can be pasted."""

from __future__ import annotations

import re
import shlex
import unicodedata
from datetime import date

from ..knowledge.months import NAMES
from ..translation import ENGLISH, day_text, language, ngettext, number_text, translated
from .wording import WEEKDAYS

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories that are not shown: a report must not be able to move the cursor or turn the text around."""

_JOINERS = frozenset("\u200c\u200d")
"""Format characters that words of some scripts are spelt with."""


_SPACES = re.compile(" +")


def clean(text: str | None) -> str:
    """``text`` on one line, its white space single, without control and direction characters."""
    return clean_part(text).strip()


def in_words(text: str | None) -> str:
    """A phrase in the language that is set, or another text, as it is shown: see :func:`clean`."""
    return clean(translated(text or ""))


def clean_part(text: str | None) -> str:
    """Like :func:`clean`, but white space at the ends stays, as one space."""
    if not text or (text.isprintable() and "  " not in text):
        return text or ""
    visible = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or c in _JOINERS or unicodedata.category(c) not in _HIDDEN
    )
    return _SPACES.sub(" ", "".join(visible))


def shown(text: str) -> str:
    """``text`` with its lines, and with a space for each character that is not shown: as long as it was."""
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or c in _JOINERS or unicodedata.category(c) not in _HIDDEN else " " for c in text)


def link(url: str | None) -> str:
    """``url`` when it is a web address that a page may point to, else nothing."""
    address = clean(url)
    return address if address.lower().startswith(("http://", "https://")) and " " not in address else ""


def day_label(iso: str, *, weekday: bool = True) -> str:
    """"Wednesday 14 October 2020"."""
    if language() is not ENGLISH:
        return day_text(iso, "full" if weekday else "medium")
    day = date.fromisoformat(iso)
    words = f"{day.day} {NAMES[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {words}" if weekday else words


def many(number: int, one: str, several: str | None = None) -> str:
    """"1 report", "2,000 reports"."""
    return f"{number_text(number)} {ngettext(one, several or f'{one}s', number)}"


def command(verb: str, ledger: str, *parts: str) -> str:
    """A call of ``truceline`` on a ledger, ready to be pasted; ``parts`` are already quoted."""
    return " ".join(filter(None, ("truceline", verb, *parts, f"--ledger {shlex.quote(ledger)}")))
