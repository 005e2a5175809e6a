"""Where a word stands in a report, looked up once a report and not once a toll."""

from __future__ import annotations

from typing import Literal, cast

from spacy.tokens import Doc


def positions(doc: Doc, kind: Literal["lemma", "lower"], word: str) -> tuple[int, ...]:
    """The tokens of ``doc`` whose lower-case form or lemma is ``word``, by number, in order.

    Kept with the document, so that many tolls of a long report do not each look through all of it.
    """
    key = f"truceline:{kind}:{word}"
    if key not in doc.user_data:
        doc.user_data[key] = tuple(t.i for t in doc if (t.lower_ if kind == "lower" else t.lemma_.lower()) == word)
    return cast("tuple[int, ...]", doc.user_data[key])
