"""Where the content of an attribution begins and ends."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Sentence
from .context import Context
from .speech import takes_clauses, verb_cues

Ranges = tuple[tuple[int, int], ...]


def clause_content(context: Context, sentence: Sentence, verb: Token, *, infinitive: bool) -> Ranges:
    """The clause that a reporting verb takes, or the sentence around it where the verb is put in parentheses."""
    clause = _clause(verb, infinitive, sentence)
    if clause is None and any(c.lower_ == "what" and c.i < verb.i for c in verb.children):
        return ((verb.idx + len(verb) + 1, sentence.end),)  # "what Armenia says is Moscow's failure"
    if clause is None:
        return _around(context, sentence, verb)
    start, end = _subtree_within(clause, sentence)
    if start > verb.idx:
        end = _before_another_voice(context, start, end)
        return ((_after_complementizer(clause, start), _extend(context, sentence, verb, end)),)
    # the clause stands before the verb: all that is said before it, and what follows it of the same speech
    front = (sentence.start, _before_source(verb))
    rest = _rest(context, sentence, verb)
    return tuple(r for r in (front, rest) if r is not None and r[1] - r[0] > 2)


def _clause(verb: Token, infinitive: bool, sentence: Sentence) -> Token | None:
    for c in verb.children:
        if not sentence.start <= c.idx < sentence.end:
            continue  # on the other side of a semicolon
        bare = c.tag_ in ("VB", "VBP") and not any(
            x.dep_ in ("mark", "aux") or x.tag_ in ("NNS", "NNPS") for x in c.children
        )
        if c.dep_ == "ccomp" and c.pos_ in syntax.VERBAL | {"ADJ"} and not (bare and _object_pronoun(c)):
            return c
    if infinitive:
        return syntax.child(verb, "xcomp")
    # a verb of saying that the parser hangs below what is said ("The army, the ministry said, has left")
    return None


def deed_content(context: Context, sentence: Sentence, verb: Token) -> Ranges:
    """What speakers say of themselves: "denied *striking the hospital*", "claims *to have struck it*"."""
    deed = syntax.child(verb, "xcomp")
    if deed is None or deed.i < verb.i or syntax.child(verb, "dobj") is not None:
        return ()
    helpers = {c.lower_ for c in deed.children if c.dep_ in ("aux", "auxpass")}
    gerund = deed.tag_ == "VBG" or helpers & {"having", "being"}
    if not gerund and not ("to" in helpers and verb.lemma_.lower() in _CLAIMING):
        return ()
    start, end = _subtree_within(deed, sentence)
    return ((start, _extend(context, sentence, verb, end)),) if start < end else ()


def _before_another_voice(context: Context, start: int, end: int) -> int:
    """Where a "while" or "whereas" inside the clause sets another speaker beside this one, or where who denies it goes
    on to accuse, else ``end``."""
    for t in context.parsed.tokens(start, end):
        opposing = t.lower_ in ("while", "whereas") and t.dep_ == "mark" and t.idx > start
        if (opposing and takes_clauses(t.head) and syntax.own_subject(t.head) is not None) or syntax.accuses_besides(t):
            return t.idx
    return end


def _object_pronoun(clause: Token) -> bool:
    """Whether what the parser took for a clause is an object and a noun ("denied *him bail*")."""
    subject = syntax.own_subject(clause)
    return subject is not None and subject.lower_ in ("him", "her", "them", "me", "us")


def _subtree_within(clause: Token, sentence: Sentence) -> tuple[int, int]:
    start, end = syntax.subtree_range(clause)
    return max(start, sentence.start), min(end, sentence.end)


def _after_complementizer(clause: Token, start: int) -> int:
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    return mark.idx + len(mark) + 1 if mark is not None and mark.idx < clause.idx else start


def _extend(context: Context, sentence: Sentence, verb: Token, end: int) -> int:
    """Content goes on to the end of its sentence, but for a clause in which the same or another one speaks anew.

    The parser often hangs the second half of what is said on the verb of saying; a coordinated verb with a subject of
    its own that is no reporting verb belongs to the content.
    """
    limit = sentence.end
    for t in context.parsed.tokens(end, sentence.end):
        new_voice = (
            t.lemma_.lower() in verb_cues()
            and t.pos_ == "VERB"
            and t.dep_ in ("conj", "advcl", "ROOT", "ccomp", "parataxis")
        )
        same_subject = (
            t.dep_ == "conj" and t.head.i == verb.i and syntax.own_subject(t) is None and t.pos_ in syntax.VERBAL
            and syntax.told_of(t) is None
        )  # fmt: skip
        if (new_voice and syntax.own_subject(t) is not None) or same_subject or syntax.accuses_besides(t):
            limit = min(limit, _clause_start(t))
        if (
            t.lower_ in ("while", "whereas", "as", "after", "amid")
            and t.dep_ in ("mark", "prep")
            and verb.i in (t.head.head.i, t.head.i)
        ):
            limit = min(limit, t.idx)
    return max(end, limit)


def _clause_start(verb: Token) -> int:
    """Where the clause of ``verb`` begins: with its subject or its mark, else with the conjunction before it."""
    first = min((c for c in verb.children if c.dep_ in syntax.SUBJECTS | {"mark", "aux", "advmod"} and c.i < verb.i),
                key=lambda c: c.left_edge.i, default=verb)  # fmt: skip
    return first.left_edge.idx


def _before_source(verb: Token) -> int:
    """Where the speech before a closing "X said" ends."""
    subject = syntax.own_subject(verb)
    first = verb if subject is None or subject.i > verb.i else subject.left_edge
    return first.idx


def _rest(context: Context, sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """What follows "X said," of the same speech: a quotation that begins after it."""
    after = [q for q in context.parsed.quotes if q.start > verb.idx and q.end <= sentence.end + 1]
    return (after[0].start, min(after[-1].end, sentence.end)) if after else None


def _around(context: Context, sentence: Sentence, verb: Token) -> Ranges:
    """The sentence around a verb of saying between commas: "The bridge, officials said, was hit"."""
    subject = syntax.own_subject(verb)
    if subject is None or (
        syntax.child(verb, "dobj", "attr", "xcomp") is not None and not _parenthetical(verb, sentence)
    ):
        return ()
    if not _parenthetical(verb, sentence):
        return ()
    start = min(verb.idx, subject.left_edge.idx)
    end = max(verb.idx + len(verb), subject.right_edge.idx + len(subject.right_edge))
    front, back = (sentence.start, start), (_next_comma(context, sentence, end), sentence.end)
    return tuple(r for r in (front, back) if r[1] - r[0] > 2)


def _parenthetical(verb: Token, sentence: Sentence) -> bool:
    """Whether verb and subject stand behind a comma, and what they report stands before it."""
    subject = syntax.own_subject(verb)
    first = verb if subject is None or subject.i > verb.i else subject.left_edge
    if first.i == 0:
        return False
    before = first.nbor(-1)
    return before.idx > sentence.start and before.text in (",", "”", '"', "—", "–", "-", "’", "'")


def _next_comma(context: Context, sentence: Sentence, end: int) -> int:
    for t in context.parsed.tokens(end, sentence.end):
        if t.text in (",", "—", "–"):
            return t.idx + 1
    return sentence.end


def object_content(context: Context, sentence: Sentence, verb: Token) -> Ranges:
    """The object of the verb and all that follows it in the clause ("put the death toll at 42")."""
    obj = syntax.child(verb, "dobj")
    if obj is None:
        return _counted(context, sentence, verb)
    if obj.pos_ == "PRON" or syntax.child(verb, "dative") is not None:
        return ()
    if verb.lemma_.lower() in _DENYING:  # what is denied is the act, not what is told beside it
        return (syntax.subtree_range(obj) if obj.lemma_.lower() in _SHARES else syntax.noun_phrase_range(obj),)
    start, end = syntax.subtree_range(obj)
    if start < verb.idx:
        return ()
    return ((start, max(end, min(_extend(context, sentence, verb, end), sentence.end))),)


def quoted_content(context: Context, sentence: Sentence, verb: Token) -> Ranges:
    """The quotations of the verb's sentence, where they are its content and not words it only uses."""
    found = []
    for q in context.parsed.quotes:
        if q.start < sentence.end and sentence.start < q.end and not q.start <= verb.idx < q.end:
            long_enough = q.end - q.start > 12
            if long_enough and (q.start <= sentence.start + 1 or _introduced(context, q.start)):
                found.append((max(q.start, sentence.start), min(q.end, sentence.end)))
    return tuple(found)


def _introduced(context: Context, start: int) -> bool:
    """Whether a comma or colon leads up to the quotation."""
    before = context.parsed.document.text[max(0, start - 2) : start].strip()
    return before.endswith((",", ":"))


_DENYING = word_class("attribution_content.denying")

#: Of these it is the deed behind them that is denied ("denied any role *in the attack*").
_SHARES = word_class("event_role.shares")

#: Verbs whose infinitive is what is said to be so already ("claims to hold the town").
_CLAIMING = word_class("attribution_content.claiming")


def _counted(context: Context, sentence: Sentence, verb: Token) -> Ranges:
    """A number right behind the verb that the parser did not make its object ("acknowledged 23 dead")."""
    near = [c for c in context.counts_in(verb.idx, sentence.end) if c.start < verb.idx + len(verb) + 8]
    return ((near[0].start, _extend(context, sentence, verb, near[0].end)),) if near else ()


def counted_of(context: Context, sentence: Sentence, verb: Token) -> Ranges:
    """A number behind "of" ("spoke *of 30 dead*"); none where "of" leads to something else."""
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    return _counted(context, sentence, verb) if after.lower_ == "of" else ()


def accusation_content(verb: Token) -> Ranges:
    """What somebody is accused of: "accused the militia *of killing dozens of people*"."""
    for prep in verb.subtree:
        near = prep.head.i == verb.i or (prep.head.dep_ == "dobj" and prep.head.head.i == verb.i)
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for") and near and prep.i > verb.i:
            inner = syntax.child(prep, "pcomp", "pobj")
            if inner is not None:
                return (syntax.subtree_range(inner),)
    return ()


#: Verbs that close a sentence of reported speech behind a comma.
_CLOSING = word_class("attribution_content.closing")


def closing_cue(context: Context, tokens: list[Token]) -> tuple[Token, Token, int] | None:
    """A verb of saying that closes its sentence behind a comma, its source, and where the comma stands.

    For sentences that the parser got wrong: "killed ten civilians, locals and media reports said on Wednesday",
    "..., the governor of the region, Pavlo Kyrylenko, said".
    """
    verbs = [t for t in tokens if t.lemma_.lower() in _CLOSING and t.tag_ in ("VBD", "VBZ", "VBP")]
    if not verbs:
        return None
    verb = verbs[-1]
    if any(t.text == "," for t in tokens if t.i > verb.i):
        return None
    commas = [t for t in tokens if t.text == "," and t.i < verb.i]
    if not commas:
        return None
    between = [t for t in tokens if commas[-1].i < t.i < verb.i]
    if not between and len(commas) > 1:  # "..., the governor, Name Surname, said"
        between = [t for t in tokens if commas[-2].i < t.i < commas[-1].i]
        commas = commas[:-1]
        if len(commas) > 1 and between and all(t.pos_ == "PROPN" for t in between):
            title = [t for t in tokens if commas[-2].i < t.i < commas[-1].i]
            if title and title[0].pos_ == "DET" and not any(t.pos_ in syntax.VERBAL for t in title):
                commas = commas[:-1]
    return _closing(context, verb, between, commas[-1])


def _closing(context: Context, verb: Token, between: list[Token], comma: Token) -> tuple[Token, Token, int] | None:
    nouns = [t for t in between if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ != "poss"]
    verbal = any(t.pos_ in syntax.VERBAL for t in between)
    if not nouns or verbal or between[0].lower_ in ("and", "but", "which", "who", "that", "while"):
        return None
    inside = {t.i for t in between}
    heads = [t for t in nouns if t.head.i not in inside]
    known = [t for t in (*heads, *nouns) if context.actor_at(t) is not None]
    return verb, (known or heads or nouns[-1:])[0], comma.idx
