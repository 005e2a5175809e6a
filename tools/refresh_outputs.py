"""Run the commands whose output the pages show, and put what they print into the pages.

Run as ``make outputs``, after ``make demo``.  A page asks for it with a comment before a fenced block::

    <!-- run: truceline verify --ledger build/demo.db -->

A ``console`` block then holds the command after ``$`` and its output, another one only the output.
``run (12 lines)`` keeps the first twelve lines.  ``{id: --kind toll --text Goma}`` stands for the beginning of the id
of the first claim that passes these filters.

Commands run in the root of the repository, in a terminal of 110 columns without colours; one that fails stops all.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COLUMNS = 110
LEDGER = "build/demo.db"
SHOWN = re.compile(r"(<!-- run(?: \((\d+) lines\))?: (.+?) -->\n+```(\w*)\n)(.*?)(^```)", re.DOTALL | re.MULTILINE)
CLAIM = re.compile(r"\{id: ([^}]+)\}")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")


def printed(command: str) -> str:
    """What a command prints on a terminal, without its progress and warnings.  Exits when it fails."""
    child, terminal = pty.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        os.chdir(ROOT)
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "TERM": "xterm"}
        environment.pop("COLUMNS", None)
        os.execvpe("bash", ["bash", "-o", "pipefail", "-c", command], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, COLUMNS, 0, 0))
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the way in which Linux says that the other end is closed
            break
        if not part:
            break
        parts.append(part)
    text = ESCAPES.sub("", b"".join(parts).decode(errors="replace")).replace("\r\n", "\n")
    if status := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(f"{command}\nended with status {status}:\n{text}")
    return text


def claim_id(match: re.Match[str]) -> str:
    """The beginning of the id of the first claim that passes the filters of a placeholder."""
    claims = printed(f"truceline claims --ledger {LEDGER} {match.group(1)} --limit 1 --json")
    return str(json.loads(claims)["id"])[:8]


def compact(value: object, depth: int = 0) -> str:
    """JSON with as much on a line as the page is wide."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + 2 * depth <= COLUMNS or not isinstance(value, dict | list):
        return line
    pad = "  " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{pad}{json.dumps(key)}: {compact(item, depth + 1)}" for key, item in value.items()]
    else:
        parts = [pad + compact(item, depth + 1) for item in value]
    ends = "{}" if isinstance(value, dict) else "[]"
    return f"{ends[0]}\n" + ",\n".join(parts) + "\n" + "  " * depth + ends[1]


def renewed(page: str) -> str:
    """A page with the outputs that it asks for."""

    def replace(match: re.Match[str]) -> str:
        head, limit, command, language, _, fence = match.groups()
        command = CLAIM.sub(claim_id, command)
        output = printed(command)
        if language == "json":
            output = compact(json.loads(output))
        lines = [line.rstrip() for line in output.strip("\n").split("\n")]
        if limit and len(lines) > int(limit):
            lines = [*lines[: int(limit)], "…"]
        prompt = f"$ {command}\n" if language == "console" else ""
        return head + prompt + "\n".join(lines).strip("\n") + "\n" + fence

    return SHOWN.sub(replace, page)


def main() -> None:
    """Renew all pages, and say which changed."""
    for path in PAGES:
        old = path.read_text()
        new = renewed(old)
        if new != old:
            path.write_text(new)
            print(f"renewed {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
