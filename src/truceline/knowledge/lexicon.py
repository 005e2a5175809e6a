"""Loaded words (``lexicon.yaml``): words that take a side, who tends to use them, and this program's neutral word.

The lexicon changes nothing that a report says: a claim keeps the report's own words (``wording``), and these entries
say which of them were chosen by somebody with an interest, and what happened in plain words.  Plain words stand in it
as well, so that who says "liberated" can be laid beside who says "captured".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from ..records import Kind
from .faults import KnowledgeError
from .loader import KNOWLEDGE, load_entries
from .schema import Entry, Text, Texts

Matter: TypeAlias = Literal[
    "killing", "people", "group", "control", "operation", "territory", "state", "detention", "movement"
]
"""What a word describes."""


class LoadedWord(Entry, frozen=True, kw_only=True):
    """A word or phrase that takes a side, or (``plain``) one that names the same thing and takes none.

    ``forms`` are all the forms it is found by, ``term`` among them; case counts only where a form has a capital.
    ``neutral`` is the word this program uses; ``about`` what the word describes; ``masks`` are phrases that contain a
    form and mean something else ("so-called" in "a so-called dirty bomb"), in which nothing is found.  ``within``: the
    word means this only inside a claim of that kind ("captured" of a place, in a claim of control).
    """

    term: Text
    forms: Texts
    neutral: Text
    used_by: Text
    about: Matter
    plain: bool = False
    within: Kind | None = None
    masks: Texts = ()
    examples: Texts
    counter_examples: Texts = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A word of the lexicon where it stands: ``text[start:end]``."""

    start: int
    end: int
    word: LoadedWord


class Lexicon:
    """Words that are looked for in texts.

    Raises :class:`~truceline.knowledge.faults.KnowledgeError` that names ``source`` and the entry when two words have
    a form in common, or a word is none of its own forms.
    """

    def __init__(self, words: Iterable[LoadedWord], source: str) -> None:
        self.words = tuple(words)
        self._by_form: dict[str, LoadedWord | None] = {}
        for word in self.words:
            if word.term not in word.forms:
                raise KnowledgeError(f"{source}: `{word.term}` is none of its own forms. Add it to `forms`.")
            for form in {form.casefold() for form in word.forms}:
                if (other := self._by_form.setdefault(form, word)) is not word and other is not None:
                    raise KnowledgeError(f"{source}: `{word.term}` and `{other.term}` both have the form `{form}`. "
                                         "Keep it in one of the two.")  # fmt: skip
        self._by_form |= {mask.casefold(): None for word in self.words for mask in word.masks}
        longest_first = sorted(self._by_form, key=len, reverse=True)
        choices = "|".join(re.escape(form).replace("'", "['’]") for form in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)" if choices else r"(?!)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Loaded]:
        """The words in ``text``, longest first from the left, without overlaps; ``within`` is not looked at."""
        for found in self._pattern.finditer(text):
            word = self._by_form[found[0].casefold().replace("’", "'")]
            if word is not None and _written_so(found[0], word.forms):
                yield Loaded(found.start(), found.end(), word)


@cache
def load_lexicon() -> Lexicon:
    """The words of ``lexicon.yaml``."""
    return read_lexicon(KNOWLEDGE / "lexicon.yaml")


def read_lexicon(path: Path) -> Lexicon:
    """The words of a file in the form of ``lexicon.yaml``.

    Raises :class:`~truceline.knowledge.faults.KnowledgeError` with file, line or entry, and reason when it is bad.
    """
    return Lexicon(load_entries(path, LoadedWord), path.name if path.parent == KNOWLEDGE else str(path))


def _written_so(written: str, forms: Texts) -> bool:
    """Whether the text has a capital wherever the form does: "the Resistance" is not "the resistance"."""
    plain = written.replace("’", "'")
    return any(
        len(form) == len(plain) and all(w == f or w == f.upper() for w, f in zip(plain, form, strict=True))
        for form in forms
    )
