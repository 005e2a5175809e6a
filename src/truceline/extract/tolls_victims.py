"""The phrases of a sentence that may be victims or things lost, with their counts.

A phrase is counted ("27 people"), bare ("civilians"), one of a kind ("his wife", "the mayor"), a name, or a number
alone ("and 30 wounded").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from spacy.tokens import Token

from ..records import Count, LossObject
from .context import Context
from .mentions import CountMention
from .tolls_phrases import HARM_ADJECTIVES, NOUNS, head_in, names_counted, names_people, position, run_end, skip_of
from .tolls_tables import group_of, is_person, object_of, people_group, singular
from .tolls_words import words

Form = Literal["counted", "bare", "definite", "one", "the one", "named", "alone", "of them"]

_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such", "all"})
_MASS = words("mass_nouns")
_COLLECTIVES = words("collectives")
_PARTITIVE = words("partitives")
_RANKS = words("ranks")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase at ``tokens[first..last]`` of its sentence.  ``words``: without count and article."""

    first: int
    last: int
    head: Token
    words: tuple[str, ...]
    count: CountMention | None
    form: Form

    @property
    def persons(self) -> bool:
        """Whether it names people."""
        return (
            self.form in ("named", "alone")
            or is_person(list(self.words))
            or (bool(self.words) and names_people(self.head))
        )

    @property
    def thing(self) -> LossObject | None:
        """The class of things it names; null for people."""
        return None if self.persons and self.form != "alone" else object_of(list(self.words))

    @property
    def group(self) -> str | None:
        """The group of victims that the words put them in."""
        if not self.words or self.form == "named":
            return None
        return group_of(list(self.words)) or (people_group(self.head.text) if not is_person(list(self.words)) else None)

    @property
    def numbered(self) -> bool:
        """Whether a number or a quantity word stands with it."""
        return self.count is not None


def find_phrases(context: Context, tokens: list[Token]) -> list[Phrase]:
    """All phrases of the sentence ``tokens``, in order, none overlapping."""
    if not tokens:
        return []
    found: list[Phrase] = []
    end = tokens[-1].idx + len(tokens[-1])
    for mention in context.counts_in(tokens[0].idx, end):
        phrase = _collective(tokens, mention) or _counted(tokens, mention)
        if phrase is not None and phrase.head.lower_ in _COLLECTIVES and _of_number(tokens, phrase.last + 1):
            continue
        if phrase is not None and not any(p.first <= phrase.last and phrase.first <= p.last for p in found):
            found.append(phrase)
    found = _with_shared_noun(tokens, found)
    taken = {q for p in found for q in range(p.first, p.last + 1)}
    found += _uncounted(tokens, taken)
    taken = {q for p in found for q in range(p.first, p.last + 1)}
    found += _names(tokens, taken)
    return sorted(found, key=lambda p: p.first)


def _with_shared_noun(tokens: list[Token], found: list[Phrase]) -> list[Phrase]:
    """ "nine South African and three Malawian soldiers": the noun of the second phrase is also that of the first."""
    found = sorted(found, key=lambda p: p.first)
    for n, (a, b) in enumerate(pairwise(found)):
        between = [t.lower_ for t in tokens[a.last + 1 : b.first]]
        adjective = a.head.tag_ in ("JJ", "NNP", "CD") and a.form in ("counted", "alone")
        if adjective and not a.persons and between in (["and"], [","]) and b.form == "counted" and b.persons:
            found[n] = replace(a, words=(*a.words, *b.words[-1:]), head=b.head, form="counted")
    return found


def _of_number(tokens: list[Token], p: int) -> bool:
    return p + 1 < len(tokens) and tokens[p].lower_ == "of" and tokens[p + 1].tag_ == "CD"


def _collective(tokens: list[Token], mention: CountMention) -> Phrase | None:
    """ "a family of five": the number stands after the noun."""
    numeral = next((p for p, t in enumerate(tokens) if t.i == mention.token), None)
    if (
        numeral is None
        or numeral < 2
        or tokens[numeral - 1].lower_ != "of"
        or tokens[numeral - 2].lower_ not in _COLLECTIVES
    ):
        return None
    if run_end(tokens, numeral + 1) > numeral:
        return None
    first = numeral - 2
    while first and (tokens[first - 1].tag_ in ("DT", "PRP$", "JJ", "NNP") or tokens[first - 1].lower_ in ("a", "its")):
        first -= 1
    return Phrase(first, numeral, tokens[numeral - 2], ("people",), mention, "counted")


def _counted(tokens: list[Token], mention: CountMention) -> Phrase | None:
    first = next((p for p, t in enumerate(tokens) if t.idx + len(t) > mention.start), None)
    numeral = next((p for p, t in enumerate(tokens) if t.i == mention.token), None)
    if first is None or numeral is None:
        return None
    q = skip_of(tokens, numeral + 1)
    if q < len(tokens) and tokens[q].lower_ in ("them", "whom", "which", "these") and tokens[q - 1].lower_ == "of":
        return Phrase(first, q, tokens[q], (), mention, "of them")
    while q < len(tokens) and tokens[q].lower_ in ('"', "“", "‘") and run_end(tokens, q + 1) > q:
        q += 1
    last = run_end(tokens, q)
    head = head_in(tokens, q, last)
    if mention.count.best == 0 and q < len(tokens) and tokens[q].lower_ in ("one", "civilian") and last <= q:
        return Phrase(first, q, tokens[q], ("person",), mention, "counted")
    if head is None:
        close = numeral + 1 if numeral + 1 < len(tokens) and tokens[numeral + 1].text in (")", "”", '"') else numeral
        while close + 1 < len(tokens) and tokens[close + 1].lower_ in ("more", "further"):
            close += 1
        return Phrase(first, close, tokens[numeral], (), mention, "alone")
    last = position(head, tokens)
    words = [t.lower_ for t in tokens[q : last + 1] if t.tag_ not in ("HYPH", "POS")]
    if head.lower_ in _PARTITIVE and last + 2 < len(tokens) and tokens[last + 1].lower_ == "of":
        words = _with_complement(tokens, last, words)
    return Phrase(first, last, head, tuple(words), mention, "counted")


def _with_complement(tokens: list[Token], last: int, words: list[str]) -> list[str]:
    """ "members of the security forces": what they are members of says what they are."""
    q = last + 2
    while q < len(tokens) and tokens[q].lower_ in _DEFINITE | _POSSESSIVES:
        q += 1
    end = run_end(tokens, q)
    inner = [t.lower_ for t in tokens[q : end + 1]]
    if inner and ((is_person(inner) and group_of(inner) is not None) or object_of(inner) is not None):
        return [*words, *inner]
    return words


def _uncounted(tokens: list[Token], taken: set[int]) -> list[Phrase]:
    found: list[Phrase] = []
    p = 0
    while p < len(tokens):
        if p in taken or not _opens(tokens, p):
            p += 1
            continue
        start = p + 1 if tokens[p].lower_ in HARM_ADJECTIVES and _verbal(tokens, p) else p
        last = min([run_end(tokens, start), *(q - 1 for q in taken if q > start)])
        head = head_in(tokens, start, last) if last >= start else None
        phrase = _phrase_without_count(tokens, start, head) if head is not None else None
        if phrase is not None and not any(q in taken for q in range(phrase.first, phrase.last + 1)):
            found.append(phrase)
            p = phrase.last + 1
        else:
            p = max(last, p) + 1
    return found


def _opens(tokens: list[Token], p: int) -> bool:
    t = tokens[p]
    return (
        t.tag_ in NOUNS
        or t.tag_ in ("JJ", "JJR", "JJS", "AFX")
        or t.lower_ in HARM_ADJECTIVES
        or (names_counted(t) and t.pos_ in ("NOUN", "PROPN", "ADJ"))
    )


def _verbal(tokens: list[Token], p: int) -> bool:
    """Whether a harm word before a noun is the verb of the clause ("shelling destroyed houses")."""
    if p == 0:
        return False
    before = tokens[p - 1]
    if before.lower_ in ("and", "or") and p > 1 and tokens[p - 2].tag_ in NOUNS:
        return True  # "hit the city and damaged homes"; not "vulnerable and displaced people"
    return tokens[p].tag_ in ("VBD", "VBZ", "VBP") or before.tag_ in NOUNS or before.pos_ in ("PRON", "AUX")


def _phrase_without_count(tokens: list[Token], start: int, head: Token) -> Phrase | None:
    last = position(head, tokens)
    words = tuple(t.lower_ for t in tokens[start : last + 1] if t.tag_ not in ("HYPH", "POS"))
    if not (
        is_person(list(words))
        or object_of(list(words)) is not None
        or (head.tag_ in ("NNS", "NNPS") and names_people(head))
    ):
        return None
    start -= _age_before(tokens, start)
    first = start
    determiner = tokens[start - 1] if start else None
    low = determiner.lower_ if determiner is not None else ""
    plural = head.tag_ in ("NNS", "NNPS") or singular(head.lower_) != head.lower_ or head.lower_ in _MASS
    form: Form
    if low in _DEFINITE or low in _POSSESSIVES:
        first -= 1
        form = (
            "definite"
            if plural and low in _DEFINITE
            else "bare"
            if plural
            else "one"
            if low in _POSSESSIVES
            else "the one"
        )
    else:
        form = "bare" if plural else "one"
        if not plural and tokens[start].lower_ not in HARM_ADJECTIVES and not _telegraphic(tokens, start, last):
            return None
    if form == "one" and last + 1 < len(tokens) and tokens[last + 1].tag_ in ("NNP", "NNPS"):
        while last + 1 < len(tokens) and tokens[last + 1].tag_ in ("NNP", "NNPS"):
            last += 1
    return Phrase(first, last, head, words, None, form)


def _age_before(tokens: list[Token], start: int) -> int:
    """How many tokens of an age stand before ``start``: 4 in "her nine-month-old baby", where it is at "old"."""
    if tokens[start].lower_ != "old" or start < 4 or tokens[start - 4].tag_ != "CD":
        return 0
    return 4 if tokens[start - 3].tag_ == "HYPH" and tokens[start - 1].tag_ == "HYPH" else 0


def _telegraphic(tokens: list[Token], start: int, last: int) -> bool:
    """A singular without an article is a person where a name follows, a possessor stands before, or in a headline."""
    if last + 1 < len(tokens) and tokens[last + 1].tag_ in ("NNP", "NNPS"):
        return True
    if any(t.tag_ == "POS" for t in tokens[start : last + 1]):
        return True
    return (
        start == 0
        and len(tokens) < 16
        and last + 1 < len(tokens)
        and tokens[last + 1].tag_ in ("VBN", "VBD", "JJ", ",")
    )


def _names(tokens: list[Token], taken: set[int]) -> list[Phrase]:
    """Names of persons, with the rank before them."""
    found: list[Phrase] = []
    p = 0
    while p < len(tokens):
        if p in taken or tokens[p].ent_type_ != "PERSON":
            p += 1
            continue
        last = p
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].ent_type_ == "PERSON"
            and tokens[last + 1].ent_iob_ == "I"
            and last + 1 not in taken
        ):
            last += 1
        first = p
        while (
            first and (tokens[first - 1].lower_ in _RANKS or tokens[first - 1].tag_ == "NNP") and first - 1 not in taken
        ):
            first -= 1
        if last > p or first < p:
            found.append(
                Phrase(first, last, tokens[last], tuple(t.lower_ for t in tokens[first : last + 1]), None, "named")
            )
        p = last + 1
    return found


def stated_count(phrase: Phrase, tokens: list[Token]) -> Count:
    """The count a phrase states: its number; one for a single person; else a count without numbers."""
    if phrase.count is not None:
        return phrase.count.count
    text = str(tokens[0].doc[tokens[phrase.first].i : tokens[phrase.last].i + 1].text)
    if phrase.form in ("one", "the one", "named"):
        return Count(text=text, best=1, low=1, high=1)
    return Count(text=text, best=None, low=None, high=None)
