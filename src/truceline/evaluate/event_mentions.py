"""Mentions of happenings in ECB+ texts: the gold ones, and those that are found, by the parse of their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ..compare.happenings import kinds
from ..compare.mentions import Mention, Words
from ..compare.words import stems
from .data import Row

_NAMED_PLACES = ("in", "at", "near", "on", "from", "into", "outside", "off")
_LIGHT = ("be", "have", "take", "make", "do", "get", "go", "give")
_SAYING = ("saying", "announcement")
_SUBJECTS = ("nsubj", "agent")
_OBJECTS = ("dobj", "nsubjpass", "poss", "compound", "amod", "nmod")
_NOUN_ENDINGS = ("tion", "sion", "ment", "ing", "ance", "ence", "al", "ure", "ry", "down", "out")


def gold_mentions(row: Row, doc: Doc, block: str) -> Iterator[tuple[Mention, str]]:
    """The event mentions of the validated sentences, each with its chain."""
    validated = {s["n"]: s for s in row["sentences"] if s["validated"]}
    for number, event in enumerate(row["events"]):
        sentence = validated.get(event["sentence"])
        span = doc.char_span(event["start"], event["end"], alignment_mode="expand")
        if sentence is not None and span is not None:
            yield _mention(f"{row['id']}#{number}", row["id"], block, span, _words(doc, sentence)), event["chain"]


def found_mentions(row: Row, doc: Doc, block: str) -> Iterator[Mention]:
    """What a simple rule takes for a happening in the validated sentences: verbs that are not auxiliary, and nouns that
    name a kind of happening or are made of verbs.  The id is that of a gold mention with the same head."""
    heads = {m.id: e for m, e in _heads(row, doc)}
    by_head = {head: name for name, head in heads.items()}
    for sentence in row["sentences"]:
        if sentence["validated"]:
            words = _words(doc, sentence)
            for token in words:
                if _names_happening(token):
                    name = by_head.get(token.i, f"{row['id']}@{token.i}")
                    yield _mention(name, row["id"], block, doc[token.i : token.i + 1], words)


def _heads(row: Row, doc: Doc) -> Iterator[tuple[Mention, int]]:
    for mention, _ in gold_mentions(row, doc, ""):
        event = row["events"][int(mention.id.rpartition("#")[2])]
        span = doc.char_span(event["start"], event["end"], alignment_mode="expand")
        assert span is not None
        yield mention, span.root.i


def _names_happening(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.lemma_ not in ("be", "have", "do")
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = token.lemma_.lower()
    return bool(kinds(lemma)) or (token.pos_ == "NOUN" and lemma.endswith(_NOUN_ENDINGS))


def _words(doc: Doc, sentence: Row) -> list[Token]:
    span = doc.char_span(sentence["start"], sentence["end"], alignment_mode="expand")
    return [] if span is None else [t for t in span if not t.is_space]


def _mention(name: str, document: str, block: str, span: Span, sentence: Sequence[Token]) -> Mention:
    head = span.root
    lemma = head.lemma_.lower()
    full = [t for t in span if t.is_alpha and not t.is_stop]
    if lemma in _LIGHT and (other := [t for t in full if t.i != head.i]):
        lemma = other[-1].lemma_.lower()  # "took a decision" is about the decision
    inside = {t.i for t in span}
    return Mention(
        id=name,
        document=document,
        block=block,
        lemma=lemma,
        words=frozenset({t.lemma_.lower() for t in full} | {lemma}),
        around=_stems(t for t in sentence if t.i not in inside),
        numbers=frozenset(t.text for t in sentence if t.like_num),
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
