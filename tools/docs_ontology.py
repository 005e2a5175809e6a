"""A hook of mkdocs: writes the page ``reference/ontology.md`` from the knowledge files, so that it cannot go stale."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from truceline.knowledge.rules import Mode, acts, modes

HEAD = """# Ontology

An event has a PLOVER **type** (what is done: a request, an agreement, an assault) and a **mode** (what it is about: a
ceasefire, a withdrawal, shelling). This page is made from `src/truceline/knowledge/ontology.yaml` and `acts.yaml`; the
examples on it are run by the tests. How to add an entry: [Add a name or a rule](../howto/add-knowledge.md).

"""


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the generated page to those that are built."""
    files.append(File.generated(config, "reference/ontology.md", content=page()))
    return files


def page() -> str:
    """The page in Markdown: the modes with their examples, then the acts."""
    parts = [HEAD, "## Modes\n"]
    parts += [_mode(m) for m in sorted(modes(), key=lambda m: m.mode)]
    parts += ["\n## Acts\n\nAn act makes an event of a type out of its topic: *urge* + *ceasefire* is a REQUEST.\n"]
    parts += ["| act | type | definition |", "|---|---|---|"]
    parts += [f"| `{a.id}` | {a.type} | {a.definition} |" for a in acts()]
    return "\n".join(parts) + "\n"


def _mode(mode: Mode) -> str:
    words = ", ".join(f"*{w}*" for w in (*mode.nouns, *mode.verbs)[:12])
    lines = [f"### {mode.mode}\n", mode.definition, f"\nType when it is told as happening: **{mode.type}**."]
    if words:
        lines.append(f"Found by words such as {words}.")
    lines.append("")
    lines += [f"- {e.type}: “{e.text}”" for e in mode.examples[:4]]
    lines += [f"- not: “{text}”" for text in mode.counter_examples[:2]]
    return "\n".join(lines) + "\n"
