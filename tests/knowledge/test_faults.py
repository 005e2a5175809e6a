"""A bad knowledge file gives file, line, reason and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.knowledge.loader import KnowledgeError, load_agents, load_entries
from truceline.knowledge.schema import Agent, Conflict, Country, Office, Outlet, Person

GOOD = """\
- name: Norway
  iso3: NOR
  iso2: NO
  government: Government of Norway
  names: [Kingdom of Norway, "1814"]
  from: 1905
  to: 2020-09-27
- name: Atlantis
  iso3: XAT
  government: Government of Atlantis
  former: true
"""

#: What is changed in GOOD, into what, the line that is named, and the words that say what is wrong and how to mend it.
FAULTS = [
    ("iso2: NO", "iso2: no", 3, ["iso2", "`no`", "Norway", "alpha-2"]),
    ("iso3: XAT", "iso3: Atlantis", 9, ["iso3", "`Atlantis`", "alpha-3"]),
    ("former: true", "formr: true", 11, ["unknown field `formr`", "Atlantis", "misspelt"]),
    ("former: true", "former: perhaps", 11, ["former", "`perhaps`", "true or false"]),
    ("  government: Government of Atlantis\n", "", 8, ["missing required field `government`", "Atlantis", "add it"]),
    ("from: 1905", "from: 1905-13", 6, ["from", "1905-13", "2020-09-27"]),
    ("from: 1905", "from: spring 1905", 6, ["spring 1905"]),
    ("to: 2020-09-27", "to: 1904", 1, ["`to` (1904) is before `from` (1905)"]),
    ('[Kingdom of Norway, "1814"]', "Kingdom of Norway", 5, ["names", "list"]),
    ('[Kingdom of Norway, "1814"]', '[Kingdom of Norway, ""]', 5, ["names[1]", "at least one character"]),
    ('[Kingdom of Norway, "1814"]', "[Kingdom of Norway, null]", 5, ["names[1]", "leave the line out"]),
    ('[Kingdom of Norway, "1814"]', "[Kingdom of Norway", 6, ["not YAML", "indentation"]),
    ("iso2: NO", "iso3: NOR", 3, ["`iso3` is given twice", "Keep one"]),
    ("iso2: NO", "? [a, b]\n  : NO", 3, ["a field name must be a word"]),
    ("former: true", "examples: a: b", 11, ["not YAML"]),
]


def fault(path: Path, type_: type = Country) -> str:
    with pytest.raises(KnowledgeError) as caught:
        load_entries(path, type_)
    return str(caught.value)


def test_the_good_file_is_good(tmp_path: Path) -> None:
    path = tmp_path / "countries.yaml"
    path.write_text(GOOD)
    norway, atlantis = load_entries(path, Country)
    assert (norway.iso2, norway.names, norway.from_) == ("NO", ("Kingdom of Norway", "1814"), "1905")
    assert (atlantis.former, atlantis.to) == (True, None)


@pytest.mark.parametrize(("old", "new", "line", "said"), FAULTS)
def test_fault_is_named(tmp_path: Path, old: str, new: str, line: int, said: list[str]) -> None:
    path = tmp_path / "countries.yaml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new))
    message = fault(path)
    assert message.startswith(f"{path}:{line}: ")
    assert [words for words in said if words.lower() not in message.lower()] == []


CASES_OF_OTHER_TYPES = [
    (Agent, "- nouns: [king]\n  name: King\n  sector: GOVT\n  kind: person\n", 3, ["`GOVT`", "one of", "HLH, "]),
    (Agent, "- name: King\n  sector: GOV\n  kind: person\n", 1, ["an agent needs `nouns` or `phrases`"]),
    (Outlet, "- name: A\n  kind: agency\n  language: english\n", 3, ["`english`", "ISO 639-1"]),
    (Office, "- role: King\n  of: A\n  sector: GOV\n  to: 2020-02-31x\n", 4, ["2020-02-31x"]),
    (
        Person,
        "- name: A B\n  offices:\n    - {role: King, of: A, sector: GOV}\n    - role: Queen\n      sector: GOV\n",
        4,
        ["offices[1]", "missing required field `of`", "A B"],
    ),
    (
        Conflict,
        "id: a-war\nname: A war\ncountries: [XAT]\nsides:\n  - name: One\n    actors: 3\n",
        6,
        ["sides[0].actors"],
    ),
    (Conflict, "just words", 1, ["list of entries"]),
]


@pytest.mark.parametrize(("type_", "text", "line", "said"), CASES_OF_OTHER_TYPES)
def test_fault_in_other_types(tmp_path: Path, type_: type, text: str, line: int, said: list[str]) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(text)
    message = fault(path, type_)
    assert message.startswith(f"{path}:{line}: ")
    assert [words for words in said if words.lower() not in message.lower()] == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    message = fault(tmp_path / "nowhere.yaml")
    assert "nowhere.yaml: cannot be read" in message


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bytes.yaml"
    path.write_bytes(b"- name: \xff\xfe\x00\n")
    assert fault(path).startswith(f"{path}")


def test_a_folder_is_read_in_name_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.yaml").write_text(f"iso3: XA{name.upper()}\nname: {name}\ngovernment: G\n")
    (tmp_path / "empty.yaml").write_text("# nothing yet\n")
    (tmp_path / "notes.txt").write_text("not: [yaml")
    assert [c.name for c in load_entries(tmp_path, Country)] == ["a", "b"]


def test_a_fault_in_a_folder_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b.yaml").write_text("- name: Lyonesse\n")
    assert fault(tmp_path).startswith(f"{tmp_path / 'b.yaml'}:1: ")


def test_loading_is_done_once() -> None:
    assert load_agents() is load_agents()
