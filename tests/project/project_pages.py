"""The pages that people read, and what stands in them: commands, links, code."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])
NEXT_STEPS = ROOT / "tools" / "demo_next.txt"

_BLOCK = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"^ {4}(?=\S)(.+)$", re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")
_CALL = re.compile(r"(?:^|[\s/|])truceline (-?-?[a-z][^|#]*)")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    """The page's path in the repository."""
    return str(page.relative_to(ROOT))


def blocks(page: Path, language: str) -> Iterator[str]:
    """The fenced blocks of a language on a page."""
    return (m.group(3) for m in _BLOCK.finditer(page.read_text()) if m.group(2) == language)


def command_lines(page: Path) -> Iterator[str]:
    """What the page tells the reader to type: lines of console blocks after ``$``, indented ones, inline code."""
    text = page.read_text()
    for block in blocks(page, "console"):
        lines = re.sub(r"\\\n\s*", "", block).splitlines()  # a call may go on in the next line
        yield from (line.strip()[2:] for line in lines if line.strip().startswith("$ "))
    rest = _BLOCK.sub("", text)
    yield from (m.group(1) for m in _INDENTED.finditer(rest))
    yield from (m.group(1) for m in _INLINE.finditer(rest))


def truceline_commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every call of ``truceline`` on a page."""
    lines = page.read_text().splitlines() if page.suffix == ".txt" else command_lines(page)
    for line in lines:
        for call in _CALL.findall(line):
            yield shlex.split(call)


def make_targets(page: Path) -> Iterator[str]:
    """Every target of ``make`` that a page names."""
    for line in command_lines(page):
        if m := re.match(r"(?:[A-Z]+=\S+ )*make ([a-z]+)\b", line):
            yield m.group(1)


def links(page: Path) -> Iterator[str]:
    """The links of a page that stay inside the repository."""
    text = _BLOCK.sub("", page.read_text())
    return (m.group(1) for m in _LINK.finditer(text) if not re.match(r"[a-z]+:", m.group(1)))
