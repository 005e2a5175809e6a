"""Names looked up: places in the gazetteer, actors in the index; and how long both take to load."""

from __future__ import annotations

from common import one_core, reports, show, took

from truceline.extract.place_resolve import resolve_names
from truceline.knowledge.gazetteer import gazetteer
from truceline.knowledge.names import name_index

TIMES = 20


def main() -> None:
    """Print names and words a second; a name that was looked up once is remembered, as in the program."""
    one_core()
    loads = [("load the gazetteer", took(lambda: "Goma" in gazetteer(), 1)),
             ("load the index of actors", took(lambda: name_index().lookup("OCHA"), 1))]  # fmt: skip
    documents = reports()
    names = sorted({w.strip(".,;:“”\"'()") for d in documents for w in d.text.split() if w[:1].isupper()})
    words = [d.text.split() for d in documents]
    text = ", ".join(names)
    spans, at = [], 0
    for name in names:
        spans.append((at, at + len(name)))
        at += len(name) + 2
    rows: list[tuple[object, ...]] = [("", "seconds", "processor", "a second")]
    rows += [(name, *one.cells(), "") for name, one in loads]
    for name, number, one in (
        (f"gazetteer: {len(names)} names, {TIMES} times", TIMES * len(names),
         took(lambda: [gazetteer().lookup(n) for _ in range(TIMES) for n in names])),
        (f"resolved to points: {len(names)} names of one text", len(names),
         took(lambda: resolve_names(text, spans))),
        (f"actors in running text: {sum(map(len, words))} words", sum(map(len, words)),
         took(lambda: [name_index().find(w) for w in words])),
    ):  # fmt: skip
        rows.append((name, *one.cells(), one.rate(number)))
    show("Look-up, one core, median of 3", rows)


if __name__ == "__main__":
    main()
