"""Makes the samples importable, and gives an endpoint on this machine."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from llm_server import Endpoint

from truceline.llm import LlmExtractor, LlmOptions, Refused


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, no settings of the user's, and no waits worth the name between attempts."""
    monkeypatch.chdir(tmp_path)
    for name in ("TRUCELINE_LLM_KEY", "TRUCELINE_LLM_ENDPOINT", "TRUCELINE_LLM_MODEL", "TRUCELINE_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("truceline.llm.asking.WAIT_MOST", 0.02)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """An endpoint that runs."""
    with Endpoint() as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.ended.set()
        running.shutdown()


@pytest.fixture
def refused() -> list[Refused]:
    """What the extractors of the test have refused."""
    return []


@pytest.fixture
def extractor(endpoint: Endpoint, refused: list[Refused]) -> Iterator[Callable[..., LlmExtractor]]:
    """Makes an extractor that asks the endpoint: ``extractor(retries=1, workers=2)``."""
    made: list[LlmExtractor] = []

    def make(*, workers: int = 1, **fields: Any) -> LlmExtractor:
        options = LlmOptions(**{"endpoint": endpoint.url, "model": "sample-model", "timeout": 30.0, **fields})
        made.append(LlmExtractor(options, workers=workers, on_refused=refused.append))
        return made[-1]

    yield make
    for one in made:
        one.close()
