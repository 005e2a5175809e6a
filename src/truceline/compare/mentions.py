"""A mention of a happening, reduced to what it is compared by: what, who, whom, where, when, and the words around."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from .happenings import kinds, root

Words = frozenset[str]
NONE: Words = frozenset()


@dataclass(frozen=True)
class Mention:
    """One mention of a happening in one document.

    ``block`` names what it may be compared within (its story).  ``lemma`` is that of its head, ``words`` the lemmas of
    all its telling words.  ``doers``, ``undergoers``, ``places`` and ``times`` are the stems of what stands in these
    roles, ``around`` those of the other words of its sentence, ``numbers`` the numbers there as written.  Roles that
    the sentence does not fill are empty: they speak neither for nor against anything.
    """

    id: str
    document: str
    block: str
    lemma: str
    words: Words
    doers: Words = NONE
    undergoers: Words = NONE
    places: Words = NONE
    times: Words = NONE
    around: Words = NONE
    numbers: Words = NONE
    telling: bool = field(default=False)
    """Whether it is an act of saying: who says a thing once may say another an hour later."""

    @cached_property
    def kinds(self) -> Words:
        """The kinds of happening that its words may name."""
        return NONE.union(*(kinds(word) for word in self.words))

    @cached_property
    def roots(self) -> Words:
        """The roots of its words."""
        return frozenset(root(word) for word in self.words)
