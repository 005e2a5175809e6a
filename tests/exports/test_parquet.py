"""Parquet and Arrow: typed columns, dates as dates, actors and places as records."""

from __future__ import annotations

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ledger_samples import HADRUT, MINISTRY

from truceline.exports import parquet
from truceline.ledger import Ledger

TYPES = {
    "id": pa.string(), "background": pa.bool_(), "confidence": pa.float64(), "published_start": pa.date32(),
    "count_best": pa.int64(), "span_start": pa.int64(), "time_start": pa.date32(), "superseded": pa.bool_(),
}  # fmt: skip


def written(ledger: Ledger) -> pa.Table:
    out = io.BytesIO()
    number = parquet.write(ledger.entries(), out)
    table = pq.read_table(io.BytesIO(out.getvalue()))
    assert table.num_rows == number
    return table


@pytest.mark.parametrize(("column", "type_"), TYPES.items())
def test_columns_have_types(ledger: Ledger, column: str, type_: pa.DataType) -> None:
    assert written(ledger).schema.field(column).type == type_


def test_values(ledger: Ledger) -> None:
    toll, call, control = written(ledger).to_pylist()
    assert (toll["count_best"], toll["time_start"], toll["said_end"]) == (27, date(2020, 10, 13), date(2020, 10, 13))
    assert [source["name"] for source in toll["sources"]] == ["Russian media", MINISTRY.name]
    assert toll["places"][0]["lat"] == HADRUT.lat
    assert (call["type"], call["count_best"], call["sources"]) == ("REQUEST", None, [])
    assert (control["action"], control["background"]) == ("captured", True)


def test_the_file_says_what_wrote_it(ledger: Ledger) -> None:
    assert written(ledger).schema.metadata[b"truceline_contract"] == b"1"


def test_an_empty_selection_still_has_its_columns(ledger: Ledger) -> None:
    out = io.BytesIO()
    assert parquet.write(ledger.entries(harm="missing"), out) == 0
    assert pq.read_schema(io.BytesIO(out.getvalue())).names == parquet.SCHEMA.names


def test_a_table_is_made_of_several_batches(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    assert ledger.to_arrow().column("kind").to_pylist() == ["toll", "event", "control"]
    assert written(ledger).num_rows == 3


def test_data_frames(ledger: Ledger) -> None:
    assert list(ledger.to_pandas(kind="toll")["count_best"]) == [27]
    assert ledger.to_polars()["kind"].to_list() == ["toll", "event", "control"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_the_remedy(
    ledger: Ledger, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ImportError, match=rf"{library} is not installed\. Install it with: pip install"):
        getattr(ledger, f"to_{library}")()


