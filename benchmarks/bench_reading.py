"""500 generated documents from one JSON Lines file into a new ledger, by one process and by two."""

from __future__ import annotations

import json
import resource
import tempfile
from functools import partial
from pathlib import Path

from common import made, show, took, truceline

NUMBER = 500


def main() -> None:
    """Print documents a second by the clock, and the memory of the largest process."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "documents.jsonl")
        with source.open("w", encoding="utf-8") as out:
            for d in made(NUMBER):
                record = {"text": d.text, "title": d.title, "url": d.url, "published": d.published.start}
                out.write(json.dumps(record) + "\n")
        rows: list[tuple[object, ...]] = [("", "seconds", "processor", "documents/s", "largest, MB", "ledger, MB")]
        for workers in (1, 2):
            ledger = Path(folder, f"{workers}.db")
            one = took(partial(truceline, "read", source, "--ledger", ledger, "--workers", str(workers)), 1)
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            size = ledger.stat().st_size / 1e6
            speed = f"{NUMBER / one.clock:.1f}"
            rows.append((f"{workers} worker(s)", *one.cells(), speed, f"{memory:.0f}", f"{size:.1f}"))
    show(f"Reading {NUMBER} generated documents, start included, one run", rows)


if __name__ == "__main__":
    main()
