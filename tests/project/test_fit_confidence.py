"""tools/fit_confidence.py: that it learns, gives the same twice, and writes a table that the program reads."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from truceline.extract.confidence import weights

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fit_confidence", ROOT / "tools" / "fit_confidence.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


def test_a_trait_of_wrong_claims_gets_a_negative_weight_and_a_rare_one_little(tool: ModuleType) -> None:
    def example(right: bool, dev: bool = False, **traits: float) -> object:
        part = "dev" if dev else "test"
        return tool.Example("somewhere", part, "toll", {"sources": traits}, {"sources": right}, right)

    rows = [example(i % 4 > 0, bad=0.0) for i in range(60)] + [example(i % 4 == 0, bad=1.0) for i in range(60)]
    rows += [example(False, bad=0.0, rare=1.0), *(example(True, dev=True, bad=0.0) for _ in range(200))]
    fit = tool.fitted("sources", rows)
    assert fit.weights["bad"] < -1
    assert -1 < fit.weights["rare"] < 0
    assert fit({"bad": 0.0}) == pytest.approx(0.75, abs=0.08), "claims of dev shift nothing"
    assert fit == tool.fitted("sources", rows)


def test_the_table_is_written_as_the_program_reads_it(tool: ModuleType) -> None:
    fit = {part: tool.Model(dict(found)) for part, found in weights().items()}
    text = tool.table(fit)
    assert text == tool.TABLE.read_text(encoding="utf-8")
    assert all(entry["means"] for entry in yaml.safe_load(text))
