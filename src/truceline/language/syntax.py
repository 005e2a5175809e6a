"""Questions about the parse that the extractors share, asked in one place.

Labels are those of the English spaCy models (ClearNLP / CLEAR style).  Every function takes tokens and gives tokens;
none knows anything about actors or claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..knowledge.word_classes import word_class

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
VERBAL = frozenset({"VERB", "AUX"})

_HARMING = word_class("syntax.harming")
_DENIALS = word_class("modality.denials")
_SAYING = frozenset({"say", "add", "state", "announce", "insist"})
_ACCUSING = word_class("modality.accusing")


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Children of ``token`` whose dependency is one of ``deps``."""
    return (c for c in token.children if c.dep_ in deps)


def child(token: Token, *deps: str) -> Token | None:
    """The first child of ``token`` with one of ``deps``, or null."""
    return next(children(token, *deps), None)


def conjuncts(token: Token) -> list[Token]:
    """``token`` and what is coordinated below it ("Armenia" -> Armenia, Azerbaijan)."""
    found = [token]
    for t in found:
        found.extend(c for c in t.children if c.dep_ == "conj" and c.pos_ not in VERBAL)
    return found


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, reduced relatives ("troops killed in the attack") included."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "amod") or child(verb, "dobj") is not None:
        return False
    # a participle below a noun that heads its whole sentence is the finite verb that the parser did not find
    return verb.head.dep_ != "ROOT"


def own_subject(verb: Token) -> Token | None:
    """The subject standing below the verb itself."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def subject(verb: Token) -> Token | None:
    """The grammatical subject of a verb, found through coordination, control and participles.

    For a relative clause it is the noun the clause stands by; for a reduced relative likewise.
    """
    seen = 0
    token = verb
    while seen < 8:
        seen += 1
        token = told_of(token) or token
        own = own_subject(token)
        if own is not None:
            if own.lower_ in ("who", "which", "that") and own.tag_ in ("WP", "WDT") and token.dep_ == "relcl":
                return token.head
            return own
        if token.dep_ in ("acl", "relcl") and token.head.pos_ not in VERBAL:
            return token.head
        if token.dep_ == "advcl" and token.tag_ == "VBG" and _after_comma(token):
            return _sentence_subject(token)
        if token.dep_ == "conj" and token.head.pos_ in VERBAL:
            finite = token.tag_ in ("VBD", "VBZ") and token.head.tag_ == "VBG" and not auxiliaries(token.head)
            # "accused them of firing and struck back": a finite verb goes on about the finite verb above
            token = _finite_above(token) if finite or accuses_besides(token) else token.head
        elif token.dep_ == "xcomp" and token.head.pos_ in VERBAL:
            # "urged Armenia to halt": the object controls; "began to withdraw": the subject does
            controller = child(token.head, "dobj", "dative")
            if controller is not None and controller.i < token.i:
                return controller
            token = token.head
        elif token.dep_ in ("advcl", "aux", "auxpass", "ccomp", "pcomp") and token.head.pos_ in VERBAL | {
            "ADP",
            "SCONJ",
        }:
            if token.dep_ == "ccomp" and token.tag_ not in ("VBG", "VBN", "VB"):
                return None
            token = token.head
        elif token.dep_ == "prep":
            blamed = child(token.head, "dobj") if token.lower_ in ("of", "for", "from") else None
            if blamed is not None and token.head.pos_ in VERBAL and blamed.i < token.i:
                return blamed  # "accused the army of shelling": the army shells
            token = token.head
        else:
            return None
    return None


def told_of(verb: Token) -> Token | None:
    """The clause below a verb of saying that a verb of harm goes on about, where the parser hangs the harm on the
    saying or on who says it: "reported that the fighting had killed 80 and *displaced* 11,000"."""
    above = verb
    while above.dep_ == "conj" and above.lemma_.lower() in _HARMING and own_subject(above) is None:
        above = above.head
    speaker = own_subject(above)
    if above.lemma_.lower() in _HARMING and speaker is not None:
        saying = next((c for c in speaker.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")), None)
    else:
        saying = above if above.i != verb.i else None
    clause = child(saying, "ccomp") if saying is not None else None
    return clause if clause is not None and saying is not None and saying.i < clause.i < verb.i else None


def accuses_besides(verb: Token) -> bool:
    """Whether the parser hung an accusation on the clause of a speaker who goes on to accuse: on what is denied
    ("denied that it had bombed the school and *accused* the rebels"), or on what is said of his own people ("said its
    troops were observing the truce and *accused* the rebels")."""
    clause = verb.head
    if verb.lemma_.lower() not in _ACCUSING or verb.dep_ != "conj" or clause.dep_ not in ("ccomp", "xcomp", "pcomp"):
        return False
    if auxiliaries(verb) or own_subject(verb) is not None:
        return False
    if any(a.lemma_.lower() in _DENIALS for a in clause.ancestors):
        return True
    told = own_subject(clause)
    own_people = told is not None and any(c.tag_ == "PRP$" for c in children(told, "poss"))
    return own_people and clause.head.lemma_.lower() in _SAYING


def _finite_above(token: Token) -> Token:
    return next((t for t in token.ancestors if t.tag_ in ("VBD", "VBZ", "VBP", "MD")), token.head)


def _after_comma(token: Token) -> bool:
    return token.i > 0 and token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","


def _sentence_subject(token: Token) -> Token | None:
    """The subject of the nearest finite verb above: whom a participle after a comma goes on about."""
    for t in token.ancestors:
        if t.tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD"):
            found = own_subject(t)
            if found is not None:
                return found
    return None


def objects(verb: Token) -> list[Token]:
    """Direct objects of a verb, coordinated ones each for itself."""
    found: list[Token] = []
    for c in verb.children:
        if c.dep_ in OBJECTS:
            found.extend(conjuncts(c))
    return found


def agents(verb: Token) -> list[Token]:
    """The "by" phrases of a passive verb."""
    found: list[Token] = []
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            for p in c.children:
                if p.dep_ == "pobj":
                    found.extend(conjuncts(p))
    return found


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """Objects of the prepositions that stand below ``token`` (any preposition when none is named)."""
    found: list[Token] = []
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative") and (not prepositions or c.lower_ in prepositions):
            for p in c.children:
                if p.dep_ == "pobj":
                    found.extend(conjuncts(p))
                elif p.dep_ == "prep":  # "because of", "out of"
                    for q in p.children:
                        if q.dep_ == "pobj":
                            found.extend(conjuncts(q))
    return found


def words_between(one: Token, other: Token) -> str:
    """The words from one token to the other, both with them, as they stand in the text."""
    first, last = sorted((one.i, other.i))
    return str(one.doc[first : last + 1].text)


#: Where a verb's form heads no clause: auxiliaries, adjectives, and forms in "-ing" used as nouns ("*Fighting* began").
_NOT_CLAUSAL = frozenset({"aux", "auxpass", "amod", "compound", "nsubj", "nsubjpass", "dobj", "pobj"})


def clause_verb(token: Token) -> Token:
    """The verb (or clause head) that governs ``token``; ``token`` itself when it is one."""
    t = token
    while t.dep_ != "ROOT":
        if t.pos_ in VERBAL and t.dep_ not in _NOT_CLAUSAL:
            return t
        t = t.head
    return t


def clause_tokens(verb: Token) -> list[Token]:
    """The tokens of the clause of ``verb``, without clauses below it that have a verb of their own."""
    found = [verb]
    for t in found:
        for c in t.children:
            if c.dep_ in ("ccomp", "advcl", "relcl", "parataxis") or (c.dep_ == "conj" and c.pos_ in VERBAL):
                continue
            found.append(c)
    return sorted(found, key=lambda t: t.i)


def subtree_range(token: Token, *, without: frozenset[str] = frozenset()) -> tuple[int, int]:
    """Character range of the subtree of ``token``, leaving out branches with a dependency in ``without``."""
    tokens = [token]
    for t in tokens:
        tokens.extend(c for c in t.children if c.dep_ not in without and c.dep_ != "punct")
    first = min(tokens, key=lambda t: t.i)
    last = max(tokens, key=lambda t: t.i)
    return first.idx, last.idx + len(last)


def noun_phrase_range(head: Token) -> tuple[int, int]:
    """Character range of a noun phrase without its relative clauses, appositions and coordinated phrases."""
    return subtree_range(head, without=frozenset({"relcl", "acl", "appos", "conj", "cc", "parataxis", "advcl"}))


def is_negated(verb: Token) -> bool:
    """Whether the clause says no ("did not", "never", "no longer", "failed to" is not counted here)."""
    return any(c.dep_ == "neg" for c in verb.children) or any(
        c.dep_ in SUBJECTS and any(d.lower_ == "no" and d.dep_ == "det" for d in c.children) for c in verb.children
    )


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries and modals of a verb in text order."""
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass")]


def tense(verb: Token) -> str:
    """ "past", "present" or "future" of the clause, by its finite verb; participles look up to their clause."""
    for t in [*auxiliaries(verb), verb]:
        if t.lower_ in ("will", "shall", "'ll", "’ll") and t.tag_ == "MD":
            return "future"
        if t.tag_ == "VBD" or t.lower_ in ("had", "was", "were", "did"):
            return "past"
        if t.tag_ in ("VBZ", "VBP"):
            return "past" if t.lemma_ == "have" and t is not verb else "present"
    if verb.dep_ != "ROOT" and verb.head.pos_ in VERBAL:
        return tense(verb.head)
    return "past" if verb.tag_ == "VBN" else "present"
