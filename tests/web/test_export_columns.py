"""A file can have the columns that were chosen alone: the rows of the table, in its order, as it shows them."""

from __future__ import annotations

import csv
import io
import re

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

ASKED = "kind=toll&kind=event&sort=-confidence"
CHOSEN = "column=published&column=claim&column=sentence&column=confidence&column=id"
NAMES = ["claim", "sentence", "published", "confidence", "id"]


def rows(client: TestClient) -> list[dict[str, str]]:
    answer = client.get(f"/claims.csv?{ASKED}&{CHOSEN}")
    assert answer.headers["X-Claims"] == "6"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_csv_has_these_columns_and_all_rows(client: TestClient) -> None:
    found = rows(client)
    every = client.get(f"/api/v1/claims?{ASKED}").json()["items"]
    assert list(found[0]) == NAMES
    assert [row["id"] for row in found] == [one["id"] for one in every]
    assert [row["sentence"] for row in found] == [one["sentence"]["text"] for one in every]
    assert [float(row["confidence"]) for row in found] == [one["confidence"] for one in every]
    assert all(row["claim"] for row in found)


def test_parquet_has_the_same(client: TestClient) -> None:
    table = pq.read_table(io.BytesIO(client.get(f"/claims.parquet?{ASKED}&{CHOSEN}").content))
    assert table.column_names == NAMES
    told = [{name: "" if value is None else str(value) for name, value in row.items()} for row in table.to_pylist()]
    assert told == rows(client)


def test_without_columns_a_file_has_everything(client: TestClient) -> None:
    header = client.get(f"/claims.csv?{ASKED}").text.partition("\r\n")[0].split(",")
    assert {"id", "count_best", "span_start"} <= set(header)


def test_json_lines_stays_the_whole_record(client: TestClient) -> None:
    answer = client.get(f"/claims.jsonl?{CHOSEN}")
    assert answer.status_code == 400
    assert "it has the whole record" in answer.text


@pytest.mark.parametrize(("query", "whole", "some"), [("kind=toll", 3, 0), ("kind=toll&column=claim&column=id", 3, 2)])
def test_the_page_offers_both(client: TestClient, query: str, whole: int, some: int) -> None:
    links = re.findall(r'href="(/claims\.\w+\?[^"]+)" download', client.get(f"/claims?{query}").text)
    assert sum("column" not in link for link in links) == whole
    assert sum("column=claim&amp;column=id" in link for link in links) == some
    for link in links:
        assert client.get(link.replace("&amp;", "&")).headers["X-Claims"] == "3"
