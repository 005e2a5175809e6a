"""The words that each source chooses for the same thing: a description, with every place it rests on, and no score.

A word of the lexicon, or a name of a place that is called by rival names, is found in the news of a report and laid to
whoever speaks there: in quotation or reported speech the last of the chain of sources, else the outlet whose text it
is.  Of copies a sentence is counted once, and those that printed it are named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from ..knowledge.account_cues import cue
from ..knowledge.lexicon import Lexicon, Loaded, LoadedWord, Matter
from ..records import Actor, Claim, Document, Sentence
from .carriers import carried_from, outlet_of
from .speech import Heard, Speech
from .words import stems

How: TypeAlias = Literal["own", "reported", "quoted", "denied", "marked"]
"""How a word stands in a report.

``own``: in the outlet's own voice.  ``reported``: in reported speech, so that the word may be the speaker's or the
outlet's for it.  ``quoted``: between quotation marks, or the report says that they call it so.  ``denied``: in what the
speaker denies.  ``marked``: held at a distance, by quotation marks without a speaker or by "so-called".
"""
HOWS: tuple[How, ...] = get_args(How)
MATTERS: tuple[Matter, ...] = get_args(Matter)

_REACH = 24
_MARKS = {"'": "'", "‘": "’", "’": "’", '"': '"', "“": "”", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class Use:
    """A word where it stands: ``document.text[start:end] == written``, in ``sentence``.

    ``outlet`` is whose text it is: the agency that the report names as its source, else the outlet; null where neither
    is known.  ``chain`` names those who speak, outermost first.  ``also`` are the outlets of copies with this sentence.
    """

    word: LoadedWord
    written: str
    document: Document
    start: int
    end: int
    sentence: Sentence
    outlet: str | None
    chain: tuple[Actor, ...]
    how: How
    also: tuple[str, ...] = ()

    @property
    def claimant(self) -> str | None:
        """Whose word it is: the last of the chain; null for the outlet's own."""
        return (self.chain[-1].name or self.chain[-1].text) if self.chain else None


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one claimant (null: the outlet's own voice) in the texts of one outlet for one thing."""

    about: Matter
    neutral: str
    outlet: str | None
    claimant: str | None
    uses: tuple[Use, ...]

    @property
    def words(self) -> tuple[tuple[LoadedWord, tuple[Use, ...]], ...]:
        """Each word with its uses: the most frequent first."""
        by_term: dict[str, list[Use]] = {}
        for use in self.uses:
            by_term.setdefault(use.word.term, []).append(use)
        several = sorted(by_term.values(), key=lambda uses: (-len(uses), uses[0].word.term))
        return tuple((uses[0].word, tuple(uses)) for uses in several)


def uses(heard: Heard, lexicon: Lexicon, names: Mapping[str, Mapping[str, LoadedWord]], claims: Sequence[Claim] = ()
         ) -> Iterator[Use]:  # fmt: skip
    """The uses of words in the news of one report, in text order.

    ``names`` gives for a place the words for its names (see :func:`~truceline.knowledge.rival_names.rival_names`);
    ``claims`` are those of the report: a word that asks for it (``within``) is found only in the span of one.
    """
    text = heard.document.text
    found = [f for f in lexicon.find(text) if f.word.within is None or _in_claim(f, claims)]
    taken = [(f.start, f.end) for f in found]
    for place in heard.places:
        word = names.get(place.name, {}).get(text[place.start : place.end])
        if word is not None and not any(start < place.end and place.start < end for start, end in taken):
            found.append(Loaded(place.start, place.end, word))
    outlet = carried_from(heard.document) or outlet_of(heard.document)
    starts = [s.start for s in heard.sentences]
    for one in sorted(found, key=lambda f: f.start):
        index = bisect_right(starts, one.start) - 1
        if index < 0 or one.end > heard.sentences[index].end:
            continue
        chain, how = _whose(heard, one)
        sentence = heard.sentences[index]
        yield Use(one.word, text[one.start : one.end], heard.document, one.start, one.end, sentence, outlet, chain, how)


def counted(found: Iterable[Use], originals: Mapping[str, str]) -> list[Use]:
    """Each use once, though copies of a text repeat it; ``originals`` gives for a copy the report that it goes back to.

    Both must be among the reports looked at.  A sentence that stands in a copy alone, or was changed in it, is in the
    words of the outlet that printed the copy, whomever it names as its source.
    """
    kept: dict[tuple[object, ...], Use] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for use in sorted(found, key=lambda use: use.document.id in originals):
        same = (" ".join(stems(use.sentence.text)), use.word.term)
        seen[use.document.id, same] += 1
        key = (originals.get(use.document.id, use.document.id), same, seen[use.document.id, same])
        printed = outlet_of(use.document)
        first = kept.get(key)
        if first is None:
            kept[key] = replace(use, outlet=printed or use.outlet) if use.document.id in originals else use
        elif printed and printed not in (first.outlet, *first.also):
            kept[key] = replace(first, also=(*first.also, printed))
    return list(kept.values())


def rows(found: Iterable[Use], *, all_things: bool = False) -> list[Row]:
    """The table: by matter and neutral word, then claimant (the outlets' own voices first) and outlet.

    A thing for which nobody takes a word of a side is left out unless ``all_things``.
    """
    things: dict[tuple[Matter, str], dict[tuple[str | None, str | None], list[Use]]] = {}
    for use in found:
        cells = things.setdefault((use.word.about, use.word.neutral), {})
        cells.setdefault((use.claimant, use.outlet), []).append(use)
    made = []
    for about, neutral in sorted(things, key=lambda thing: (MATTERS.index(thing[0]), thing[1])):
        cells = things[about, neutral]
        if all_things or any(not use.word.plain for several in cells.values() for use in several):
            for claimant, outlet in sorted(cells, key=lambda cell: (cell[0] or "", cell[1] or "")):
                made.append(Row(about, neutral, outlet, claimant, tuple(cells[claimant, outlet])))
    return made


def _in_claim(found: Loaded, claims: Sequence[Claim]) -> bool:
    return any(c.kind == found.word.within and c.span.start <= found.start and found.end <= c.span.end for c in claims)


def _whose(heard: Heard, found: Loaded) -> tuple[tuple[Actor, ...], How]:
    """Who speaks where the word stands, and how."""
    text = heard.document.text
    speech = _speech_at(heard.speech, found.start)
    chain = speech.chain if speech else ()
    if cue("so_called").search(text[max(found.start - _REACH, 0) : found.start]):
        return chain, "marked"
    if speech is not None and speech.denied:
        return chain, "denied"
    if any(start <= found.start and found.end <= end for start, end in heard.quotes) or _in_marks(text, found):
        return chain, "quoted" if chain else "marked"
    if speech is None:
        return (), "own"
    return chain, "quoted" if speech.named else "reported"


def _speech_at(speech: Sequence[Speech], offset: int) -> Speech | None:
    index = bisect_right(speech, offset, key=lambda s: s.start) - 1
    return speech[index] if index >= 0 and offset < speech[index].end else None


def _in_marks(text: str, found: Loaded) -> bool:
    """Whether the word alone stands between two marks: 'liberated'."""
    before, after = text[found.start - 1 : found.start], text[found.end : found.end + 1]
    return before in _MARKS and after == _MARKS[before] and not text[found.start - 2 : found.start - 1].isalnum()
