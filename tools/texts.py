"""For ``pybabel extract`` (see babel.cfg): texts that stand in tables, and words of the ontology that pages show."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

from babel.messages.extract import extract_python

Found = tuple[int, str, Any, list[str]]

TABLES = ("Phrases", "Templates")
"""Tables whose values are texts."""

PLACES = {"Goal": (1, 3), "Column": (0,)}
"""Which arguments of these are texts."""

SHOWN = ("Harm", "LossObject", "EventType")
"""Lists of values of records that are shown by their own names."""

_WORD = re.compile(rb"^(?:- | {2,4})(?:mode|group): (\w+)$", re.MULTILINE)


def of_python(
    file: BinaryIO, keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """The texts in calls, those of tables (:data:`TABLES`), and those of what :data:`PLACES` names."""
    source = file.read()
    yield from extract_python(io.BytesIO(source), keywords, tags, dict(options))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for text in _in_call(node, node.func.id):
                yield text.lineno, "_", text.value, []


def _in_call(node: ast.Call, name: str) -> Iterator[ast.Constant]:
    if name in TABLES and node.args and isinstance(node.args[0], ast.Dict):
        found: list[ast.expr] = list(node.args[0].values)
    else:
        found = [node.args[place] for place in PLACES.get(name, ()) if place < len(node.args)]
    yield from (one for one in found if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value)


def of_knowledge(
    file: BinaryIO, keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """The names of modes of events and of groups of people, as they are shown: without underscores."""
    source = file.read()
    for found in _WORD.finditer(source):
        line = source.count(b"\n", 0, found.start()) + 1
        if (word := found[1].decode().replace("_", " ")) != "null":
            yield line, "_", word, []


def of_records(
    file: BinaryIO, keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """The values in the lists of :data:`SHOWN`."""
    for node in ast.parse(file.read()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in SHOWN:
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant):
                    yield part.lineno, "_", part.value, []
