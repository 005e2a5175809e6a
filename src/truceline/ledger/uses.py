"""The words that sources choose, in the ledger's tables: stored by report, and read back as :class:`Use`.

The words of a report are found when it is read.  Of reports that were read by an earlier program, or with another
lexicon, they are found when they are asked for (``ledger.worded``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from ..compare.carriers import outlet_of
from ..compare.wording import Use
from ..compare.words import stems
from ..knowledge.lexicon import LoadedWord, load_lexicon
from ..knowledge.rival_names import rival_names
from ..records import Actor, Document, Sentence
from . import rows
from .accounts import Accounts
from .chunks import chunked
from .joins import DOCUMENT_COLUMNS, with_documents
from .schema import documents, readings
from .schema_words import heard, uses

Conditions = Iterable[ColumnElement[bool]]


@cache
def method() -> str:
    """How words are found: by which rules, and by which words.  What was found otherwise is found anew."""
    told = [*load_lexicon().words, *(word for words in rival_names().values() for word in words.values())]
    return f"words 1; lexicon {hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:12]}"


@cache
def _known() -> dict[tuple[str, str, str, bool], LoadedWord]:
    rivals = (word for words in rival_names().values() for word in words.values())
    return {(w.about, w.neutral, w.term, w.plain): w for w in (*load_lexicon().words, *rivals)}


def put(connection: Connection, document: int, reading: int, found: Iterable[Use]) -> None:
    """Store the words of a document, by its key, as its reading was made of them, instead of those that it had."""
    connection.execute(delete(uses).where(uses.c.document == document))
    connection.execute(delete(heard).where(heard.c.document == document))
    connection.execute(insert(heard), {"document": document, "reading": reading, "method": method()})
    if new := [_row(document, use) for use in found]:
        connection.execute(insert(uses), new)


def pending(connection: Connection, conditions: Conditions, number: int) -> list[Document]:
    """At most ``number`` of the documents of readings that fulfil conditions whose words are not found yet."""
    wanted = (
        select(*DOCUMENT_COLUMNS)
        .select_from(with_documents().outerjoin(heard, heard.c.document == documents.c.key))
        .where(*conditions, readings.c.status == "read", _unheard())
        .order_by(documents.c.key)
        .limit(number)
    )
    found = connection.execute(wanted).mappings().all()
    return [rows.document_of(row) for row in found]


def unheard(connection: Connection, conditions: Conditions) -> int:
    """How many documents :func:`pending` would give."""
    wanted = (
        select(func.count())
        .select_from(with_documents().outerjoin(heard, heard.c.document == documents.c.key))
        .where(*conditions, readings.c.status == "read", _unheard())
    )
    return connection.execute(wanted).scalar_one()


def _unheard() -> ColumnElement[bool]:
    return or_(heard.c.document.is_(None), heard.c.reading != readings.c.key, heard.c.method != method())


def stored(connection: Connection, conditions: Conditions) -> Iterator[Use]:
    """The words of the documents of readings that fulfil conditions, by document and place."""
    wanted = (
        select(uses)
        .select_from(with_documents().join(heard, heard.c.reading == readings.c.key)
                     .join(uses, uses.c.document == documents.c.key))
        .where(*conditions, heard.c.method == method())
        .order_by(uses.c.document, uses.c.start)
    )  # fmt: skip
    for part in chunked(connection.execute(wanted).mappings()):
        told = Accounts(connection).documents({row["document"] for row in part})
        for row in part:
            yield _use(row, told[row["document"]])


def _use(row: rows.Stored, document: Document) -> Use:
    text, start, end = document.text, row["sentence_start"], row["sentence_end"]
    return Use(
        word=_known()[row["about"], row["neutral"], row["term"], row["plain"]],
        written=text[row["start"] : row["end"]],
        document=document,
        start=row["start"],
        end=row["end"],
        sentence=Sentence(index=row["sentence_index"], start=start, end=end, text=text[start:end]),
        outlet=row["outlet"],
        chain=msgspec.convert(row["chain"], tuple[Actor, ...]),
        how=row["how"],
    )


def _row(document: int, use: Use) -> dict[str, object]:
    word, sentence = use.word, use.sentence
    return {
        "document": document, "start": use.start, "end": use.end, "about": word.about, "neutral": word.neutral,
        "term": word.term, "plain": word.plain, "how": use.how, "outlet": use.outlet,
        "printed": outlet_of(use.document), "claimant": use.claimant, "chain": msgspec.to_builtins(use.chain),
        "sentence_index": sentence.index, "sentence_start": sentence.start, "sentence_end": sentence.end,
        "same": _digest(sentence.text),
    }  # fmt: skip


def _digest(sentence: str) -> int:
    """Of sentences with the same words, the same number, which a database can hold."""
    told = " ".join(stems(sentence)).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big", signed=True)
