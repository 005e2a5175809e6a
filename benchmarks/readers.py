"""Readers of the pages, for locust; started by bench_web.py, which says in ``READERS_PAGES`` what there is to ask for.

Each reader looks at a page for one to three seconds and goes on to another, of any kind, with other choices in it.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

from locust import HttpUser, between, task

PAGES: dict[str, list[str]] = json.loads(Path(os.environ["READERS_PAGES"]).read_text())


class Reader(HttpUser):
    """Somebody who reads."""

    wait_time = between(1, 3)

    @task
    def look(self) -> None:
        """Open any page; figures are kept by its kind."""
        kind = random.choice(list(PAGES))
        self.client.get(random.choice(PAGES[kind]), name=kind)
