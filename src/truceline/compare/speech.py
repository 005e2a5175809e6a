"""Whose words a text is in, stretch by stretch: what the comparison of words needs of a parsed report."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Actor, Document, Sentence


@dataclass(frozen=True, slots=True)
class Speech:
    """``text[start:end]`` is somebody's words or thoughts: ``chain`` names them, outermost first.

    ``named``: the report says that the last of them calls something so ("what Moscow calls a ...").  ``denied``: it
    says that the last of them denies this.
    """

    start: int
    end: int
    chain: tuple[Actor, ...]
    named: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class PlaceName:
    """``text[start:end]`` is a name of the place that this program calls ``name``."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A document with its news ``sentences``, and where in them somebody is heard.

    ``speech`` are stretches without overlaps, in text order; what lies in none is in the outlet's own voice.
    ``quotes`` are what stands between quotation marks, from and to, the marks included.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    speech: tuple[Speech, ...]
    quotes: tuple[tuple[int, int], ...]
    places: tuple[PlaceName, ...]
