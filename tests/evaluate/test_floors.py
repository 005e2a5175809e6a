"""No benchmark falls below the floor that it has reached, and none runs on other data than the floor was set on.

The data of most benchmarks is not part of the repository: TRUCELINE_BENCH names its folder, else ``../shared/bench``
beside the repository is looked at.  To pin floors anew: ``python tools/pin_floors.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.evaluate.floors import Gate, bases, digest, load, shortfalls

ROOT = Path(__file__).parents[2]
BASES = bases(ROOT)
GATES = load(Path(__file__).parent / "floors.yaml")


@pytest.mark.parametrize("gate", GATES, ids=lambda g: f"{g.task}-{Path(g.data).name}")
def test_floor(gate: Gate) -> None:
    folder = gate.folder(*BASES)
    if folder is None:
        pytest.skip(f"the data of {gate.task} is not in {BASES[1]}; set TRUCELINE_BENCH to the folder that has it")
    assert digest(folder) == gate.digest, (
        f"the data in {folder} has changed since its floors were pinned: see whether that was meant, "
        "then run python tools/pin_floors.py"
    )
    assert shortfalls(gate, gate.run(folder).figures()) == []


def test_a_figure_below_its_floor_above_its_ceiling_or_gone_is_told() -> None:
    gate = Gate("dates", "dates", at_least={"dev.f1": 0.8, "dev.gone": 0.1}, at_most={"dev.mae": 0.5})
    assert shortfalls(gate, {"dev.f1": 0.81, "dev.gone": 0.2, "dev.mae": 0.5}) == []
    assert shortfalls(gate, {"dev.f1": 0.79, "dev.mae": 0.51}) == [
        "dates dev.f1 is 0.79, below the floor of 0.8",
        "dates dev.gone is gone, below the floor of 0.1",
        "dates dev.mae is 0.51, above the ceiling of 0.5",
    ]


def test_the_data_of_a_gate_is_looked_for_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_BENCH", str(tmp_path / "bench"))
    where = bases(tmp_path / "repository")
    gate = Gate("dates", "some/dates")
    assert gate.folder(*where) is None
    for base in reversed(where):
        (base / "some" / "dates").mkdir(parents=True)
        assert gate.folder(*where) == base / "some" / "dates"


def test_the_digest_knows_names_and_content(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("1")
    before = digest(tmp_path)
    (tmp_path / "README.md").write_text("not data")
    assert digest(tmp_path) == before
    (tmp_path / "a.jsonl").write_text("2")
    changed = digest(tmp_path)
    (tmp_path / "a.jsonl").rename(tmp_path / "b.jsonl")
    assert len({before, changed, digest(tmp_path)}) == 3
