"""Texts so that Markdown shows them as they are."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_LEADING = re.compile(r"^([-+#=:>]|\d+(?=[.)]))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;"})


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it as it is: no emphasis, links, lists, HTML or table cells of its own."""
    safe = _SPECIAL.sub(r"\\\1", text.translate(_ENTITIES))
    return _LEADING.sub(lambda found: _unlisted(found.group()), safe)


def _unlisted(start: str) -> str:
    """The beginning of a text so that it opens no list or heading: an escaped sign, or the last digit as an entity."""
    return f"{start[:-1]}&#{ord(start[-1])};" if start.isdigit() else f"\\{start}"


def in_code(text: str) -> str:
    """``text`` so that it can stand between backquotes."""
    return text.replace("`", "'")
