"""Actors that no list can name: an agent noun with its owner ("prosecutors in Azerbaijan", "RSF fighters")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from ..knowledge.loader import load_agents
from ..knowledge.names import AnyEntry
from ..knowledge.schema import Agent, Outlet
from ..language import syntax
from ..language.text import ParsedText
from ..records import Place
from .phrases import PhraseTrie

_OF = ("of", "in", "from", "for", "at", "with")
_LEFT = ("amod", "compound", "poss", "nmod", "npadvmod", "nummod", "appos")


@dataclass(frozen=True, slots=True)
class AgentPhrase:
    """The words ``doc[start:end]`` of an agent entry; ``head`` is the token that heads the noun phrase."""

    start: int
    end: int
    head: int
    agent: Agent


@cache
def _trie() -> PhraseTrie[Agent]:
    trie: PhraseTrie[Agent] = PhraseTrie()
    for agent in load_agents():
        for noun in (*agent.nouns, *agent.phrases, *agent.plurals):
            trie.add(noun, agent)
    return trie


@cache
def _by_words() -> dict[str, Agent]:
    return {noun: a for a in reversed(load_agents()) for noun in (*a.nouns, *a.phrases, *a.plurals)}


def agent_called(words: str) -> Agent | None:
    """The agent entry of a noun or phrase in lower case, as mentions name it."""
    return _by_words().get(words)


def find_agents(parsed: ParsedText, taken: set[int]) -> list[AgentPhrase]:
    """The agent nouns and phrases of the news sentences whose words no name has taken."""
    doc = parsed.doc
    found: list[AgentPhrase] = []
    for sentence in parsed.sentences:
        tokens = parsed.tokens_of(sentence)
        if not tokens:
            continue
        for start, end, agents in _trie().find(doc, tokens[0].i, tokens[-1].i + 1):
            if any(i in taken for i in range(start, end)):
                continue
            root = doc[start:end].root
            if _machine(root):
                continue
            if root.pos_ in ("NOUN", "PROPN") or (
                root.pos_ == "ADJ" and root.dep_ in syntax.SUBJECTS | {"pobj", "dobj"}
            ):
                found.append(AgentPhrase(start, end, root.i, agents[0]))
    return found


def _machine(root: Token) -> bool:
    """Whether a "fighter" is an aircraft ("jet fighter", "fighter jet")."""
    beside = (*syntax.children(root, "compound", "amod"), root.head if root.dep_ == "compound" else root)
    return root.lemma_.lower() == "fighter" and any(t.lemma_.lower() in ("jet", "plane", "aircraft") for t in beside)


def owner_entry(
    doc: Doc, start: int, end: int, head: Token, entries: dict[int, AnyEntry], places: dict[int, Place]
) -> tuple[AnyEntry | Place | None, int]:
    """Whose the agent in ``doc[start:end]`` is, by what stands beside it, and the token that says so (or -1).

    The nearest modifier before it wins ("Azerbaijan's", "Gaza"), then what follows ("of Sudan", "in Kharkiv").
    ``entries`` and ``places`` map tokens to the names they belong to.
    """
    for i in _modifiers(doc, start, end, head):
        if i in entries and not (isinstance(entries[i], Outlet) and doc[i].dep_ == "appos"):
            return entries[i], i
        if i in places:
            return places[i], i
    for obj in _following(head):
        if obj.i in entries:
            return entries[obj.i], obj.i
        if obj.i in places:
            return places[obj.i], obj.i
    return None, -1


def _modifiers(doc: Doc, start: int, end: int, head: Token) -> list[int]:
    """Tokens that modify the phrase from the left, nearest first: by the parse, and by standing directly before it."""
    found = [t.i for i in range(start, end) for t in doc[i].children if t.dep_ in _LEFT and t.i < start]
    for t in list(found):
        found.extend(c.i for c in doc[t].children if c.dep_ in _LEFT)
    i = start - 1
    while (
        i >= 0 and doc[i].pos_ in ("ADJ", "PROPN", "NOUN", "PART") and not doc[i].is_punct and doc[i].sent == head.sent
    ):
        found.append(i)
        i -= 1
    if head.dep_ in ("compound", "nmod") and head.head.pos_ == "PROPN":  # a title: its modifiers hang on the name
        found.extend(t.i for t in head.head.children if t.dep_ in _LEFT and t.i < start)
    return sorted(dict.fromkeys(found), reverse=True)


def _following(head: Token) -> list[Token]:
    found = [obj for obj in syntax.prepositional(head, *_OF) if not _is_time(obj)]
    for adjective in syntax.children(head, "amod", "acl", "relcl"):  # "fighters loyal to", "forces allied with"
        if adjective.lemma_.lower() in (
            "loyal",
            "affiliate",
            "affiliated",
            "belong",
            "ally",
            "allied",
            "link",
            "linked",
        ):
            found.extend(syntax.prepositional(adjective, "to", "with"))
    for obj in list(found):
        found.extend(t for t in obj.children if t.dep_ in ("poss", "compound", "amod"))
        found.extend(syntax.prepositional(obj, "of", "in"))
    return found


def _is_time(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")
