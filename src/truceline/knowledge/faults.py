"""What is wrong with a knowledge file, where, and how to mend it: the slow path of the loader."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import yaml
from msgspec import inspect

_PATH = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")

_HINTS: tuple[tuple[str, str], ...] = (
    (r"unknown field", "see the fields of `{type}` in knowledge/schema.py; is it misspelt or indented too deep?"),
    (r"missing required field", "add it to the entry; the fields of `{type}` stand in knowledge/schema.py"),
    (r"Invalid enum value", "it must be one of: {choices}"),
    (r"Expected `array`.*of the file", "a file is a list of entries, or one entry"),
    (r"Expected `array`", "write a list: `[a, b]`, or one `- item` a line"),
    (r"Expected `object`", "write an entry as `field: value` lines"),
    (r"Expected `bool`", "write true or false"),
    (r"Expected `(int|float)", "write a number"),
    (r"got `null`", "give it a value, or leave the line out"),
    (r"regex .*\[A-Z\]\{3\}", "write the ISO 3166-1 alpha-3 code in capitals, such as UKR"),
    (r"regex .*\[A-Z\]\{2\}", "write the ISO 3166-1 alpha-2 code in capitals, such as UA"),
    (r"regex .*\^Q", "write the Wikidata item as Q and its number, or leave it out"),
    (r"regex .*\[a-z\]\{2\}", "write the ISO 639-1 code of the language, such as uk"),
    (r"regex .*a-z0-9-", "write it in small letters, digits and hyphens"),
    (r"regex .*\[0-9\]\{4\}", "write a day, month or year as 2020-09-27, 2020-09 or 2020"),
    (r"length >= 1", "give it at least one character, or leave it out"),
)


class KnowledgeError(ValueError):
    """A knowledge file is bad; the message gives file, line, reason and what to do."""


class BadKey(yaml.MarkedYAMLError):
    """A key that is no word, or that one mapping has twice: YAML would keep the last one in silence."""


def syntax_fault(name: str, error: yaml.YAMLError) -> KnowledgeError:
    """The error for a file that is not YAML."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    where = f"{name}:{mark.line + 1}" if mark is not None else name
    if isinstance(error, BadKey):
        return KnowledgeError(f"{where}: {problem}")
    return KnowledgeError(
        f"{where}: this is not YAML: {problem}. Check the indentation, and put values with `: ` or ` #` in quotes."
    )


def schema_fault(name: str, text: bytes, error: msgspec.ValidationError, type_: type) -> KnowledgeError:
    """The error for a file whose YAML does not fit ``type_``: finds the line of the fault by parsing once more."""
    reason, _, path = str(error).partition(" - at `$")
    steps = [m.group(1) or int(m.group(2)) for m in _PATH.finditer(path) if m.group(1) or m.group(2)]
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if isinstance(root, yaml.MappingNode):
        steps = steps[1:]
    unknown = _UNKNOWN.match(reason)
    line, entry, value = _locate(root, steps, unknown.group(1) if unknown else None)
    of = f" (in the entry of `{entry}`)" if entry else ""
    got = f" `{value}`" if value else ""
    hint = _hint(reason if steps else f"{reason} of the file", type_, _choices(type_, steps))
    return KnowledgeError(f"{name}:{line}: {_field(steps)}{got}: {reason}{of}. {hint}".replace(": : ", ": "))


def _field(steps: Sequence[str | int]) -> str:
    """The path inside the entry, as words of the file: "names[0]"."""
    inner = steps[1:] if steps and isinstance(steps[0], int) else steps
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in inner).lstrip(".")


def _locate(root: yaml.Node | None, steps: Sequence[str | int], key: str | None) -> tuple[int, str | None, str | None]:
    """Line (from 1) of the node at the path (or of its ``key``), the name of its entry, its value if it is a scalar."""
    node, line, entry = root, 1, None
    for step in steps:
        if isinstance(step, int) and isinstance(node, yaml.SequenceNode) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = _child(node, str(step)) or node
        if node is not None:
            line = node.start_mark.line + 1
            entry = entry or _name(node)
    entry = entry or _name(node)
    if key is not None and isinstance(node, yaml.MappingNode):
        line = next((k.start_mark.line + 1 for k, _ in node.value if k.value == key), line)
    return line, entry, str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _child(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((v for k, v in node.value if k.value == key), None)


def _name(node: yaml.Node | None) -> str | None:
    """What an entry calls itself."""
    if not isinstance(node, yaml.MappingNode):
        return None
    found = next(filter(None, (_child(node, key) for key in ("name", "id", "term", "nouns"))), None)
    return str(found.value) if isinstance(found, yaml.ScalarNode) else None


def _choices(type_: type, steps: Sequence[str | int]) -> str:
    """The values that the field at the path may have, where they are listed."""
    found: inspect.Type = inspect.type_info(type_)
    for step in (s for s in steps if isinstance(s, str)):
        while isinstance(found, inspect.VarTupleType | inspect.ListType):
            found = found.item_type
        fields = found.fields if isinstance(found, inspect.StructType) else ()
        found = next((f.type for f in fields if f.encode_name == step), found)
    while isinstance(found, inspect.VarTupleType | inspect.ListType):
        found = found.item_type
    return ", ".join(map(str, found.values)) if isinstance(found, inspect.LiteralType) else "see knowledge/schema.py"


def _hint(reason: str, type_: type, choices: str) -> str:
    """What to do about it, as a sentence."""
    found = next((hint for pattern, hint in _HINTS if re.search(pattern, reason)), None)
    if found is None:
        return f"See `{type_.__name__}` in knowledge/schema.py."
    hint = found.format(type=type_.__name__, choices=choices)
    return hint[0].upper() + hint[1:] + ("" if hint.endswith("?") else ".")
