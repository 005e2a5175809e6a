"""Reads knowledge files, checks them against their schema, and names file, line and reason when one is bad.

What has been checked once is kept as msgpack in the user's cache folder, under the digest of the files: reading the
YAML of all knowledge takes seconds, reading the cache milliseconds.  Without a writable cache all still works.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar, TypeVar

import msgspec
import yaml

from .compiled import Compiled
from .faults import BadKey, KnowledgeError, schema_fault, syntax_fault
from .schema import Agent, ArmedGroup, Conflict, Country, Institution, Landmark, Organisation, Outlet, Person

__all__ = [
    "KNOWLEDGE",
    "KnowledgeError",
    "load_agents",
    "load_armed_groups",
    "load_conflicts",
    "load_countries",
    "load_entries",
    "load_institutions",
    "load_landmarks",
    "load_organisations",
    "load_outlets",
    "load_people",
]

KNOWLEDGE = Path(__file__).parent

T = TypeVar("T", bound=msgspec.Struct)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML whose scalars are all strings but for null: the schema says what a scalar is, not its spelling.

    So ``NO`` is Norway and not false, and ``2020-09`` a month and not a sum.
    """

    yaml_implicit_resolvers: ClassVar = {
        letter: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise BadKey(problem="a field name must be a word. Quote it.", problem_mark=key_node.start_mark)
            if key in mapping:
                problem = f"`{key}` is given twice in one entry. Keep one of the two; for more values, write a list."
                raise BadKey(problem=problem, problem_mark=key_node.start_mark)
            mapping[key] = self.construct_object(value_node, deep=True)
        return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node))


def load_entries(path: Path, type_: type[T]) -> tuple[T, ...]:
    """The entries of the YAML file at ``path``, or of all the ``*.yaml`` files of the folder ``path`` in name order.

    A file is a list of entries, or one entry (a mapping).  Scalars are read as ``type_`` asks ("2020" may be a string
    or a number); a field that ``type_`` does not have is an error.

    Raises :class:`KnowledgeError` with file, line, reason and remedy when a file is bad, or when there is none.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    try:
        texts = [(file, file.read_bytes()) for file in files]
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}. Is the program installed whole?") from error
    compiled = Compiled.of(path, type_, texts)
    entries = compiled.read()
    if entries is None:
        entries = tuple(entry for file, text in texts for entry in _parse(_label(file), text, type_))
        compiled.write(entries)
    return entries


def _label(file: Path) -> str:
    """How messages call a file: by its path in the knowledge folder, or whole if it lies elsewhere."""
    return str(file.relative_to(KNOWLEDGE)) if file.is_relative_to(KNOWLEDGE) else str(file)


def _parse(name: str, text: bytes, type_: type[T]) -> list[T]:
    try:
        raw = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise syntax_fault(name, error) from error
    if raw is None:
        return []
    try:
        return msgspec.convert([raw] if isinstance(raw, dict) else raw, list[type_], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        raise schema_fault(name, text, error, type_) from error


@cache
def load_countries() -> tuple[Country, ...]:
    """States and territories, today's and former ones (``countries.yaml``)."""
    return load_entries(KNOWLEDGE / "countries.yaml", Country)


@cache
def load_organisations() -> tuple[Organisation, ...]:
    """Organisations of states and of none (``organisations.yaml``)."""
    return load_entries(KNOWLEDGE / "organisations.yaml", Organisation)


@cache
def load_institutions() -> tuple[Institution, ...]:
    """National bodies with names of their own (``institutions.yaml``)."""
    return load_entries(KNOWLEDGE / "institutions.yaml", Institution)


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """News agencies and outlets (``outlets.yaml``)."""
    return load_entries(KNOWLEDGE / "outlets.yaml", Outlet)


@cache
def load_agents() -> tuple[Agent, ...]:
    """Nouns and phrases that denote an actor together with a country, a place or a group (``agents.yaml``)."""
    return load_entries(KNOWLEDGE / "agents.yaml", Agent)


@cache
def load_people() -> tuple[Person, ...]:
    """Office-holders, commanders and spokespeople, with the dates of their terms (``people/``)."""
    return load_entries(KNOWLEDGE / "people", Person)


@cache
def load_armed_groups() -> tuple[ArmedGroup, ...]:
    """Armed groups and de facto authorities, with the years they existed (``armed_groups/``)."""
    return load_entries(KNOWLEDGE / "armed_groups", ArmedGroup)


@cache
def load_conflicts() -> tuple[Conflict, ...]:
    """Conflicts: countries, sides, period, key words, rival names (``conflicts/``)."""
    return load_entries(KNOWLEDGE / "conflicts", Conflict)


@cache
def load_landmarks() -> tuple[Landmark, ...]:
    """Days that reports name without their year (``landmarks.yaml``)."""
    return load_entries(KNOWLEDGE / "landmarks.yaml", Landmark)
