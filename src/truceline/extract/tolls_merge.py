"""Harm words that stand together and tell of one harm: "killed or wounded", "damaged or destroyed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..records import Harm
from .tolls_line import Line
from .tolls_triggers import Trigger, before_auxiliaries

HARMS_TO_BODIES = frozenset({"killed", "wounded", "casualties", "captured", "missing"})


def merged(line: Line) -> Iterator[tuple[Trigger, Harm | None]]:
    """The harm words of a line; "killed or wounded" is one, whose harm is not told apart."""
    i = 0
    triggers = line.triggers
    while i < len(triggers):
        run = [triggers[i]]
        while i + len(run) < len(triggers) and _joined(line, run[-1], triggers[i + len(run)]):
            run.append(triggers[i + len(run)])
        i += len(run)
        harms = {t.entries[0].harm for t in run}
        if len(run) == 1 or len(harms) == 1:
            yield replace(run[0], last=run[-1].last), None
        elif (
            run[0].entries[0].harm == "captured"
            and harms == {"captured", "killed"}
            and line.low(run[0].last + 1) == "and"
        ):
            yield replace(run[0], last=run[-1].last), "killed"  # "kidnapped and killed 11"
        elif harms <= HARMS_TO_BODIES:
            yield replace(run[0], last=run[-1].last), "casualties"
        elif harms <= {"destroyed", "damaged"}:
            yield replace(run[0], last=run[-1].last), "damaged"
        else:
            yield from ((t, None) for t in run)


def _joined(line: Line, a: Trigger, b: Trigger) -> bool:
    gap = [line.low(p) for p in range(a.last + 1, b.first)]
    if gap not in (["and"], ["or"], ["and", "/", "or"], ["and/or"], [","], [",", "or"], [",", "and"], ["either"]):
        return False
    if a.pattern not in ("verb", "adjective") or b.pattern not in ("verb", "adjective", "count_noun"):
        return False
    if a.shape != b.shape and "word" not in (a.shape, b.shape):
        return False
    if gap == [","]:
        following = next((t for t in line.triggers if t.first > b.last), None)
        return (
            following is not None
            and _joined(line, b, following)
            and [line.low(p) for p in range(b.last + 1, following.first)] != [","]
        )
    after = line.covering(b.last + 1)
    if after is None or b.shape not in ("past", "ing", "base") or line.suffers_next(after):
        return True
    subject = line.covering(a.first - 1)
    own_subject = before_auxiliaries(line.tokens, a.first)[1] or (subject is not None and subject.form == "alone")
    return a.shape != "word" and not own_subject
