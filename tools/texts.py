"""For ``pybabel extract`` (see babel.cfg): texts that stand in tables, and words of the knowledge that pages show."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

from babel.messages.extract import extract_python

Found = tuple[int, str, Any, list[str]]

PLACES = {"Goal": (1, 3), "Column": (0,)}
"""Which arguments of these are texts."""

_WORD = re.compile(rb"^(?:- | {2,4})(?:mode|group): (\w+)$", re.MULTILINE)


def of_python(
    file: BinaryIO, keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """The texts in calls, those of tables (``Phrases({...})``), and those of what :data:`PLACES` names."""
    source = file.read()
    yield from extract_python(io.BytesIO(source), keywords, tags, dict(options))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for text in _in_call(node, node.func.id):
                yield text.lineno, "_", text.value, []


def _in_call(node: ast.Call, name: str) -> Iterator[ast.Constant]:
    if name == "Phrases" and node.args and isinstance(node.args[0], ast.Dict):
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
