"""What is wrong with a knowledge file, where, and how to mend it: the slow path of the loader."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import yaml

_PATH = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")
_MISSING = re.compile(r"Object missing required field `([^`]*)`")

_HINTS: tuple[tuple[str, str], ...] = (
    (r"unknown field", "see the fields of `{type}` in knowledge/schema.py; is it misspelt or indented too deep?"),
    (r"missing required field", "add it to the entry; the fields of `{type}` stand in knowledge/schema.py"),
    (r"Invalid enum value", "it must be one of: {choices}"),
    (r"Expected `array`", "write a list: `[a, b]`, or one `- item` a line"),
    (r"Expected `object`", "write an entry as `field: value` lines"),
    (r"got `null`", "give it a value, or leave the line out"),
    (r"regex .*\[A-Z\]\{3\}", "write the ISO 3166-1 alpha-3 code in capitals, such as UKR"),
    (r"regex .*\[A-Z\]\{2\}", "write the ISO 3166-1 alpha-2 code in capitals, such as UA"),
    (r"regex .*\^Q", "write the Wikidata item as Q and its number, or leave it out"),
    (r"regex .*\[0-9\]\{4\}", "write a day, month or year as 2020-09-27, 2020-09 or 2020"),
    (r"length >= 1", "give it at least one character, or leave it out"),
)


class KnowledgeError(ValueError):
    """A knowledge file is bad; the message gives file, line, reason and what to do."""


class DuplicateKey(yaml.MarkedYAMLError):
    """One mapping has the same key twice; YAML would keep the last one in silence."""


def syntax_fault(name: str, error: yaml.YAMLError) -> KnowledgeError:
    """The error for a file that is not YAML."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    where = f"{name}:{mark.line + 1}" if mark is not None else name
    if isinstance(error, DuplicateKey):
        return KnowledgeError(f"{where}: {problem}. Keep one of the two; to give more values, write a list.")
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
    got = f" `{value}`" if value and not unknown and not _MISSING.match(reason) else ""
    hint = _hint(reason, type_)
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
    found = _child(node, "name") or _child(node, "id") or _child(node, "nouns")
    return str(found.value) if isinstance(found, yaml.ScalarNode) else None


def _hint(reason: str, type_: type) -> str:
    for pattern, hint in _HINTS:
        if re.search(pattern, reason):
            return _sentence(hint.replace("{type}", type_.__name__).replace("{choices}", "see knowledge/schema.py"))
    return f"See `{type_.__name__}` in knowledge/schema.py."


def _sentence(hint: str) -> str:
    return hint[0].upper() + hint[1:] + "."
