"""What spaCy's entity recogniser says of texts: the teacher of the encoder's head of names."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc

from truceline.language.parse import MODELS
from truceline.learned.encoder import NAMES

Name = tuple[int, int, str]


def texts(path: Path) -> list[str]:
    """The texts of a file of articles."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def names_in(some: Iterable[str]) -> list[list[Name]]:
    """The names in each text, as start, end and kind."""
    name = next(m for m in MODELS if spacy.util.is_package(m))
    teacher = spacy.load(name, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return [_names(doc) for doc in teacher.pipe(some)]


def _names(doc: Doc) -> list[Name]:
    return [(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in NAMES]
