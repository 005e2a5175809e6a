"""Where noun phrases begin and end, told from tags and words alone.

The small parser often attaches numbers and lists wrongly; its tags are good.  So phrases for people and things are
walked token by token.  ``tokens`` is always the tokens of one sentence without white space, in order.
"""

from __future__ import annotations

from spacy.tokens import Token

from .tolls_tables import is_people_name, is_person, object_of, singular
from .tolls_words import words

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "my", "these", "those", "your", "whose"})
#: Adjectives and participles that are harm words: before a noun they belong to the phrase, else they end it.
HARM_ADJECTIVES = words("harm_adjectives")
_TIMES = words("times")
_SUFFERED = words("suffering")
_TAKEN = frozenset({"taken", "held", "made"})
_KEPT = frozenset({"hostage", "hostages", "captive", "captives", "prisoner", "prisoners"})
#: What is suffered by those hurt.
HURTS = frozenset({"injuries", "injury", "wounds", "wound", "burns"})
_PLAIN = frozenset({"more", "other", "others", "further", "additional", "fellow", "alleged", "suspected"})


def is_time_word(word: str) -> bool:
    """Whether a noun tells when, not whom: "killed Monday"."""
    return word in _TIMES


def position(token: Token, tokens: list[Token]) -> int:
    """Where ``token`` stands in ``tokens``."""
    return next(p for p, t in enumerate(tokens) if t.i == token.i)


def names_people(token: Token) -> bool:
    """Whether the word is a noun for members of a people or an armed group ("Palestinians", "an Israeli")."""
    return token.tag_ in NOUNS and is_people_name(token.text)


def names_counted(token: Token) -> bool:
    """Whether the word by itself names people or things lost ("civilians", "tanks")."""
    low = token.lower_
    return (
        is_person([low])
        or object_of([low]) is not None
        or (token.tag_ in ("NNS", "NNPS") and is_people_name(token.text))
    )


def counted_noun(token: Token, tokens: list[Token]) -> Token | None:
    """The noun that a numeral (its last token) counts: the head of the phrase it opens; null when it stands alone."""
    p = position(token, tokens)
    q = skip_of(tokens, p + 1)
    last = run_end(tokens, q)
    return head_in(tokens, q, last)


def skip_of(tokens: list[Token], p: int) -> int:
    """The position after "of", "of the", "of its", "of the 23" - or ``p`` when there is no "of" there."""
    n = len(tokens)
    while p < n and tokens[p].lower_ in (")", "more", "additional", "further", "'", '"', "“", "”", "‘", "’"):
        p += 1
    if p + 1 < n and tokens[p].lower_ == "out" and tokens[p + 1].lower_ == "of":
        p += 1
    if p < n and tokens[p].lower_ == "of":
        p += 1
        while p < n and (
            tokens[p].lower_ in DETERMINERS
            or tokens[p].lower_ in ("them", "whom", "which", "all")
            or tokens[p].tag_ == "CD"
        ):
            if tokens[p].lower_ in ("them", "whom", "which"):
                return p
            p += 1
    return p


def run_end(tokens: list[Token], p: int) -> int:
    """The last position of the modifiers and nouns that begin at ``p``; ``p - 1`` when there are none."""
    last = p - 1
    q = p
    while q < len(tokens):
        t = tokens[q]
        if not _continues(tokens, q, p):
            break
        if t.tag_ in NOUNS or t.lower_ in ("others", "other", "more") or _known(t):
            last = q
            if _closed(tokens, q):
                break
        q += 1
    return last


def _known(t: Token) -> bool:
    return t.pos_ in ("NOUN", "ADJ", "PROPN", "NUM") and names_counted(t)


def _closed(tokens: list[Token], q: int) -> bool:
    """Whether the phrase surely ends with the noun at ``q``: a known plural, or a known noun before a name."""
    t, after = tokens[q], tokens[q + 1] if q + 1 < len(tokens) else None
    if after is None:
        return True
    if after.tag_ == "POS":
        return False
    if not names_counted(t) or (
        t.tag_ in ("NNP", "NNPS") and singular(t.lower_) != t.lower_ and after.tag_ in ("NNP", "NNPS")
    ):
        return False
    plural = t.tag_ in ("NNS", "NNPS") or singular(t.lower_) != t.lower_
    if plural:
        return not (after.tag_ in ("NN", "NNS") and names_counted(after)) or after.lower_ in (
            "hostage",
            "captive",
            "prisoner",
        )
    return after.tag_ in ("NNP", "NNPS") and t.tag_ == "NN"


def _continues(tokens: list[Token], q: int, p: int) -> bool:
    t = tokens[q]
    low = t.lower_
    after = tokens[q + 1] if q + 1 < len(tokens) else None
    if low in _TIMES:
        return q > p and tokens[q - 1].text == "-" and after is not None and after.text == "-"  # "12-year-old"
    if _opens_harm(tokens, q):
        return False
    if low in HARM_ADJECTIVES:
        if q > p and (t.tag_ in ("VBD", "VBZ", "VBP") or (tokens[q - 1].tag_ in NOUNS and t.tag_ != "JJ")):
            return False
        return (
            after is not None
            and (after.tag_ in NOUNS or after.tag_.startswith("JJ"))
            and after.lower_ not in _TIMES
            and names_run(tokens, q + 1)
        )
    if (
        low in _PLAIN
        or low == "#"
        or designates(t.text)
        or t.tag_ in NOUNS
        or t.tag_ in ("JJ", "JJR", "JJS", "AFX", "NNPS")
    ):
        return True
    if t.tag_ == "POS":
        return after is not None and q > p
    if low == "(" and q + 3 < len(tokens) and tokens[q + 2].text == ")" and tokens[q + 3].tag_ in NOUNS and q > p:
        return names_run(tokens, q + 3)
    if low == ")" and q > p + 2 and tokens[q - 2].text == "(":
        return True
    if low in ("-", "–", "&", "/") or t.tag_ == "HYPH":
        return after is not None and q > p and not _spaced(tokens, q)
    if low in ('"', "“", "”", "‘", "’", "'"):
        return after is not None and q + 1 < len(tokens) and (after.tag_ in NOUNS or after.tag_ == "JJ" or q > p)
    if t.tag_ in ("VBN", "VBG", "VBD"):
        return (
            after is not None
            and (after.tag_ in NOUNS or after.tag_ in ("JJ", "HYPH"))
            and names_run(tokens, q + 1)
            and q > p - 1
            and t.tag_ != "VBD"
        )
    if t.tag_ == "CD":
        return after is not None and (after.tag_ == "HYPH" or after.lower_ in ("-", "year"))
    return (
        t.tag_ == "RB"
        and after is not None
        and after.tag_ in ("JJ", "VBN")
        and (low.endswith("ly") or low in ("newly", "now"))
        and names_run(tokens, q + 2)
    )


def _opens_harm(tokens: list[Token], q: int) -> bool:
    """Whether the participle tells what was suffered: "50 taken prisoner", "22 sustained injuries"."""
    low = tokens[q].lower_
    if low in _TAKEN:
        return q + 1 < len(tokens) and tokens[q + 1].lower_ in _KEPT
    if low not in _SUFFERED:
        return False
    return any(t.lower_ in HURTS for t in tokens[q + 1 : q + 4])


def designates(word: str) -> bool:
    """Whether a word is the designation of a weapon: "MQ-9", "T-72", "Su-27s"."""
    return any(c.isdigit() for c in word) and word[:1].isupper() and any(c.isalpha() for c in word)


def _spaced(tokens: list[Token], q: int) -> bool:
    return bool(tokens[q].whitespace_) and bool(tokens[q - 1].whitespace_)


def names_run(tokens: list[Token], p: int) -> bool:
    """Whether a phrase for people or things begins at ``p``, looking only at nouns and adjectives."""
    for q in range(p, min(p + 5, len(tokens))):
        t = tokens[q]
        if names_counted(t):
            return True
        if t.tag_ not in NOUNS and not t.tag_.startswith("JJ") and t.tag_ not in ("HYPH", "POS", "CD"):
            return False
    return False


def head_in(tokens: list[Token], p: int, last: int) -> Token | None:
    """The head of the phrase ``tokens[p..last]``: its last noun, or the noun before a name ("a soldier Ivanov")."""
    if last < p:
        return None
    run = tokens[p : last + 1]
    words = [t.lower_ for t in run]
    if _known_words(words) or names_people(run[-1]):
        return run[-1]
    for size in range(len(run) - 1, 0, -1):
        if run[size].tag_ not in ("NNP", "NNPS"):
            break
        if run[size - 1].tag_ in ("NN", "NNS") and _known_words(words[:size]):
            return run[size - 1]
    return run[-1]


def _known_words(words: list[str]) -> bool:
    return is_person(words) or object_of(words) is not None


def another_alone(word: Token, tokens: list[Token]) -> bool:
    """Whether "another" is one more victim by itself: "one soldier was killed and another wounded"."""
    p = position(word, tokens) + 1
    if p > 1 and tokens[p - 2].lower_ in (
        "wounded",
        "wounding",
        "injured",
        "injuring",
        "killed",
        "killing",
        "hurting",
        "hurt",
    ):
        return p >= len(tokens) or (tokens[p].tag_ not in NOUNS and not tokens[p].tag_.startswith(("JJ", "CD")))
    while p < len(tokens) and tokens[p].lower_ in ("was", "is", "seriously", "critically", "severely", "slightly"):
        p += 1
    return (
        p < len(tokens)
        and (tokens[p].lower_ in HARM_ADJECTIVES or tokens[p].lower_ in ("sustained", "died"))
        and (p + 1 >= len(tokens) or tokens[p + 1].tag_ not in NOUNS)
    )


def singular_after_article(article: Token, tokens: list[Token]) -> Token | None:
    """The singular noun for a person or a thing lost that "a", "an" or "another" stands before, if it does."""
    p = position(article, tokens) + 1
    last = run_end(tokens, p)
    head = head_in(tokens, p, last)
    if head is None or last - p > 9:
        return None
    words = [t.lower_ for t in tokens[p : position(head, tokens) + 1]]
    if head.tag_ in ("NNS", "NNPS") or not (_known_words(words) or names_people(head)):
        return None
    return head
