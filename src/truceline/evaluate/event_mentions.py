"""Mentions of happenings in ECB+ texts: the gold ones, and those that are found, by the parse of their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ..compare.happenings import kinds
from ..compare.mentions import Mention, Words
from ..compare.words import stems
from ..language.parse import pipeline
from .data import Row

_NAMED_PLACES = ("in", "at", "near", "on", "from", "into", "outside", "off")
_LIGHT = ("be", "have", "take", "make", "do", "get", "go", "give")
_SAYING = ("saying", "announcement")
_SUBJECTS = ("nsubj", "agent")
_OBJECTS = ("dobj", "nsubjpass", "poss", "compound", "amod", "nmod")
_NOUN_ENDINGS = ("tion", "sion", "ment", "ing", "ance", "ence", "al", "ure", "ry", "down", "out")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A validated sentence of a text, parsed by itself."""

    row: Row
    number: int
    start: int
    doc: Doc

    def span(self, event: Row) -> Span | None:
        """Where an event of this sentence stands; null where it is of another one, or no words are there."""
        if event["sentence"] != self.number:
            return None
        return self.doc.char_span(event["start"] - self.start, event["end"] - self.start, alignment_mode="expand")


def parsed(texts: Iterable[Row]) -> Iterator[Parsed]:
    """The validated sentences of these texts, which are what is scored."""
    several = [(row, s) for row in texts for s in row["sentences"] if s["validated"]]
    docs = pipeline().pipe(row["text"][s["start"] : s["end"]] for row, s in several)
    for (row, sentence), doc in zip(several, docs, strict=True):
        yield Parsed(row, sentence["n"], sentence["start"], doc)


def gold_mentions(sentence: Parsed, block: str) -> Iterator[tuple[Mention, Row]]:
    """The event mentions of a sentence, each with its record."""
    for number, event in enumerate(sentence.row["events"]):
        if (span := sentence.span(event)) is not None:
            yield _mention(f"{sentence.row['id']}#{number}", sentence, block, span), event


def found_mentions(sentence: Parsed, block: str) -> Iterator[Mention]:
    """What a simple rule takes for a happening in a sentence: verbs that are not auxiliary, and nouns that name a kind
    of happening or are made of verbs.  The id is that of the gold mention with the same head, where there is one."""
    heads = {
        span.root.i: f"{sentence.row['id']}#{number}"
        for number, event in enumerate(sentence.row["events"])
        if (span := sentence.span(event)) is not None
    }
    for token in sentence.doc:
        if _names_happening(token):
            name = heads.get(token.i, f"{sentence.row['id']}@{sentence.number}.{token.i}")
            yield _mention(name, sentence, block, sentence.doc[token.i : token.i + 1])


def _names_happening(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.lemma_ not in ("be", "have", "do")
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = token.lemma_.lower()
    return bool(kinds(lemma)) or (token.pos_ == "NOUN" and lemma.endswith(_NOUN_ENDINGS))


def _mention(name: str, sentence: Parsed, block: str, span: Span) -> Mention:
    head = span.root
    lemma = head.lemma_.lower()
    full = [t for t in span if t.is_alpha and not t.is_stop]
    if lemma in _LIGHT and (other := [t for t in full if t.i != head.i]):
        lemma = other[-1].lemma_.lower()  # "took a decision" is about the decision
    inside = {t.i for t in span}
    return Mention(
        id=name,
        document=sentence.row["id"],
        block=block,
        lemma=lemma,
        words=frozenset({t.lemma_.lower() for t in full} | {lemma}),
        around=_stems(t for t in sentence.doc if t.i not in inside),
        numbers=frozenset(t.text for t in sentence.doc if t.like_num),
        telling=bool(kinds(lemma) & set(_SAYING)) and head.pos_ == "VERB",
        **_roles(head),
    )


def _roles(head: Token) -> dict[str, Words]:
    """Who, whom, where and when, by the syntax around the head."""
    found: dict[str, set[str]] = {"doers": set(), "undergoers": set(), "places": set(), "times": set()}
    for child in head.children:
        if role := _role(child, head):
            found[role] |= _names(child)
    if not found["doers"] and head.dep_ in ("conj", "xcomp", "advcl", "acl", "relcl"):
        for child in head.head.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                found["doers"] |= _names(child)
    return {role: frozenset(words) for role, words in found.items()}


def _role(child: Token, head: Token) -> str | None:
    if child.dep_ in _SUBJECTS:
        return "doers"
    if child.dep_ in _OBJECTS:
        return "undergoers"
    if child.dep_ == "npadvmod":
        return "times"
    if child.dep_ != "prep":
        return None
    if any(t.ent_type_ in ("DATE", "TIME") for t in child.subtree):
        return "times"
    word = child.lower_
    if word in _NAMED_PLACES:
        return "places"
    return "doers" if word == "by" else "undergoers"


def _names(token: Token) -> Words:
    return _stems(t for t in token.subtree if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ"))


def _stems(tokens: Iterable[Token]) -> Words:
    return frozenset(s for t in tokens if t.is_alpha and not t.is_stop for s in stems(t.lemma_))
