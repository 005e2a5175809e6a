"""The tasks that can be measured, by name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from .result import Evaluation

TASKS = {
    "claims": "claims against facts files and gold passages",
    "attribution": "who said what (PolNeAR)",
    "dates": "time expressions and their values (TempEval-3)",
    "published": "publication dates worked out from the text (own gold)",
    "places": "place names and their points (GeoWebNews, LGL, GeoVirus)",
    "quantities": "numbers and what bounds them (NewsQuant)",
    "factuality": "whether it happened (UW, UDS-IH2)",
    "stories": "reports of one story, mentions of one happening (Giveme5W1H, ECB+, NP4E)",
    "pages": "article text from web pages (article extraction benchmark)",
    "actors": "who did what to whom (PLOVER, PETRARCH)",
    "incidents": "victims of incidents and police actions (MUC-4, SATP, IndiaPoliceEvents)",
}
"""Name and one line of each task; the module of that name holds its scorer as ``evaluate``."""


class Scorer(Protocol):
    """Scores the data in a folder, or an even sample of so many documents of each of its files."""

    def __call__(self, data: Path, *, sample: int | None = None) -> Evaluation: ...


def scorer(task: str) -> Scorer:
    """The scorer of a task.  Raises KeyError for a task that does not exist."""
    if task not in TASKS:
        raise KeyError(f"no task {task!r}; there are {', '.join(TASKS)}")
    return cast(Scorer, import_module(f".{task}", __package__).evaluate)
