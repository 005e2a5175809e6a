"""JSON Lines, JSON, CSV and Parquet: columns found by name, one document a row, each bad row named."""

import json
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from truceline.sources import Limits

TEXT = "The army said that 14 of its men had died near the bridge on Monday."
ROW = {"text": TEXT, "title": "Bridge", "outlet": "The Daily", "url": "https://d.example/1", "published": "2023-09-20"}

NAMES = [
    ROW,
    {
        "Body": TEXT,
        "Headline": "Bridge",
        "Source": "The Daily",
        "Link": "https://d.example/1",
        "Pub_Date": "2023-09-20",
    },
    {
        "content": TEXT,
        "title": "Bridge",
        "source": {"id": None, "name": "The Daily"},
        "url": "https://d.example/1",
        "publishedAt": "2023-09-20T10:00:00Z",
        "description": "A teaser",
    },
    {
        "maintext": TEXT,
        "title": "Bridge",
        "source_domain": "The Daily",
        "url": "https://d.example/1",
        "date_publish": "2023-09-20 10:00:00",
    },
    {
        "article": TEXT,
        "headline": "Bridge",
        "publication": "The Daily",
        "href": "https://d.example/1",
        "date": "Sept. 20, 2023",
    },
]


@pytest.mark.parametrize("row", NAMES)
def test_columns_are_found_by_name(read, row) -> None:
    (document,), failures = read(json.dumps(row), "a.jsonl")
    assert not failures
    assert document.text == TEXT
    assert (document.title, document.outlet, document.url) == ("Bridge", "The Daily", "https://d.example/1")
    assert (document.published.start, document.published.basis) == ("2023-09-20", "metadata")


def test_a_mapping_names_the_columns(read) -> None:
    row = {"text": "a number: 5", "stuff": TEXT, "when": "2023-09-20", "who": "The Daily"}
    mapping = {"text": "stuff", "published": "when", "outlet": "Who"}
    (document,), _ = read(json.dumps(row), "a.jsonl", mapping=mapping)
    assert (document.text, document.outlet, document.published.start) == (TEXT, "The Daily", "2023-09-20")


def test_null_stays_unknown(read) -> None:
    (document,), _ = read(json.dumps({"text": TEXT, "published": None, "title": None, "outlet": ""}), "a.jsonl")
    assert (document.published.basis, document.title, document.outlet) == ("unknown", None, None)


def test_bad_lines_are_named_and_the_rest_is_read(read) -> None:
    lines = [
        json.dumps(ROW),
        "{broken",
        "",
        "[1, 2]",
        json.dumps({"title": "no text"}),
        json.dumps({"text": " "}),
        '{"text": "\\ud800 lone surrogate in a text of some words"}',
        '"text"',
        json.dumps(ROW | {"url": "2"}),
    ]
    documents, failures = read("\n".join(lines), "a.jsonl")
    assert [d.url for d in documents] == ["https://d.example/1", None, "2"]
    assert [f.record for f in failures] == [2, 4, 5, 6, 8]
    assert all(f.hint for f in failures)
    assert "columns: title" in failures[2].reason


def test_the_digest_is_that_of_the_line(read) -> None:
    from hashlib import sha256

    line = json.dumps(ROW)
    (first, second), _ = read(f"{line}\r\n{line}\n", "a.jsonl")
    assert first.sha256 == second.sha256 == sha256(line.encode()).hexdigest()
    assert first.id == second.id


def test_markup_in_a_column_is_undone(read) -> None:
    (document,), _ = read(json.dumps({"text": "<p>One.</p><p>Two &amp; three.</p>"}), "a.jsonl")
    assert document.text == "One.\n\nTwo & three."


JSON_FILES = [
    [ROW, ROW | {"url": "2"}],
    {"status": "ok", "articles": [ROW, ROW | {"url": "2"}]},
    {"response": {"results": [ROW, ROW]}},
]


@pytest.mark.parametrize("value", JSON_FILES)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_files(read, value, indent) -> None:
    documents, failures = read(json.dumps(value, indent=indent), "a.json")
    assert [d.text for d in documents] == [TEXT, TEXT]
    assert not failures


def test_one_object_in_a_json_file(read) -> None:
    for name, indent in (("a.json", 2), ("a.json", None), ("a.jsonl", None)):
        documents, failures = read(json.dumps(ROW, indent=indent), name)
        assert len(documents) == 1
        assert not failures


def test_json_that_is_cut_off(read) -> None:
    documents, (failure,) = read(json.dumps([ROW, ROW], indent=1)[:-40], "a.json")
    assert not documents
    assert "not JSON" in failure.reason


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("value", [[ROW] * 30, {"articles": [ROW] * 30}, {"news": {"items": [ROW] * 30}}])
def test_a_json_file_that_is_cut_off_is_one_failure(read, value, indent) -> None:
    text = json.dumps(value, indent=indent).replace("}, {", "},\n{")
    documents, failures = read(text[:-40], "a.json")
    assert not documents
    assert len(failures) == 1
    assert failures[0].record is None


def test_json_lines_under_the_name_of_json(read) -> None:
    documents, failures = read(f"{{broken}}\n{json.dumps(ROW)}\n{json.dumps(ROW)}\n", "a.json")
    assert len(documents) == 2
    assert [f.record for f in failures] == [1]


WORDPRESS = {
    "id": 7,
    "date": "2023-09-20T10:00:00",
    "link": "https://d.example/1",
    "title": {"rendered": "Bridge &#8211; again"},
    "content": {"rendered": f"<p>{TEXT}</p>\n<p>Nobody else was seen.</p>", "protected": False},
    "excerpt": {"rendered": "<p>The army said that […]</p>"},
}


def test_posts_of_wordpress(read) -> None:
    (document,), failures = read(json.dumps([WORDPRESS]), "posts.json")
    assert not failures
    assert document.text == f"{TEXT}\n\nNobody else was seen."
    assert (document.title, document.url) == ("Bridge – again", "https://d.example/1")
    assert document.published.start == "2023-09-20"


def test_an_object_without_a_known_text_says_what_is_in_it(read) -> None:
    _, (failure,) = read(json.dumps([{"text": {"blocks": [1], "version": 2}}]), "a.json")
    assert failure.reason == "its column 'text' is an object without a text that is known (keys: blocks, version)"
    assert "--map text=COLUMN" in failure.hint


def test_json_nested_deeper_than_any_text(read) -> None:
    deep = "[" * 500 + "1" + "]" * 500
    documents, failures = read(f'[{{"text": {deep}}}, {json.dumps(ROW)}]', "a.json")
    assert len(documents) == 1
    assert [f.record for f in failures] == [1]


def test_json_nested_without_end(read) -> None:
    documents, failures = read("[" * 100_000, "a.json")
    assert not documents
    assert len(failures) == 1


CSV = 'title,source,date,text\nBridge,The Daily,2023-09-20,"The army said, ""14 men"" had died\nnear the bridge."\n'


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt.csv"])
def test_csv(read, name) -> None:
    text = CSV.replace(",", "\t").replace("said\t", "said,") if name == "a.tsv" else CSV
    (document,), failures = read(text, name)
    assert not failures
    assert document.title == "Bridge"
    assert document.text.startswith('The army said, "14 men" had died')
    assert document.published.start == "2023-09-20"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_csv_in_other_encodings(read, encoding) -> None:
    text = "Министерство обороны сообщило в среду, что военные взяли под контроль восемь сёл."
    (document,), _ = read(f'title;text\nСёла;"{text}"\n'.encode(encoding), "a.csv")
    assert document.text == text


def test_bad_rows_are_named_and_the_rest_is_read(read) -> None:
    rows = ["title,text", f"A,{TEXT}", "B,", f"C,{TEXT},too,many", f"D,{TEXT}", "", f'E,"{TEXT}']
    documents, failures = read("\n".join(rows), "a.csv")
    assert [d.title for d in documents] == ["A", "D", "E"]
    assert [f.record for f in failures] == [2, 3]


def test_csv_without_a_text_column(read) -> None:
    documents, (failure,) = read("a,b\n1,2\n", "a.csv")
    assert not documents
    assert failure.reason == "no column holds the text (columns: a, b)"
    assert failure.hint == "name it: --map text=COLUMN"


def test_a_mapping_to_a_column_that_is_not_there(read) -> None:
    _, (failure,) = read(f"a,b\n1,{TEXT}\n", "a.csv", mapping={"text": "c"})
    assert failure.reason == "there is no column 'c' (columns: a, b)"


def parquet(tmp_path, **columns) -> bytes:
    path = tmp_path / "made.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path.read_bytes()


def test_parquet(read, tmp_path) -> None:
    data = parquet(
        tmp_path,
        body=[TEXT, None, TEXT + " Again."],
        date=[datetime(2023, 9, 20, 23, 0), None, datetime(2023, 9, 21)],
        source=["A", "B", "C"],
        rank=[1, 2, 3],
    )
    documents, (failure,) = read(data, "a.parquet")
    assert [(d.outlet, d.published.start) for d in documents] == [("A", "2023-09-20"), ("C", "2023-09-21")]
    assert failure.record == 2


def test_parquet_with_days(read, tmp_path) -> None:
    (document,), _ = read(parquet(tmp_path, text=[TEXT], day=[date(2023, 9, 20)]), "a.parquet")
    assert document.published.start == "2023-09-20"


def test_parquet_cut_off_or_damaged(read, tmp_path) -> None:
    data = parquet(tmp_path, text=[TEXT * 50, TEXT * 60, "x " * 500, TEXT])
    documents, (failure,) = read(data[:-100], "a.parquet")
    assert not documents
    assert "damaged or cut off" in failure.reason
    middle = len(data) // 3
    documents, failures = read(data[:middle] + b"\xff" * 8 + data[middle + 8 :], "b.parquet")
    assert len(documents) + len(failures) >= 1


def test_parquet_without_a_text_column(read, tmp_path) -> None:
    _, (failure,) = read(parquet(tmp_path, a=[1], b=[2]), "a.parquet")
    assert "no column holds the text (columns: a, b)" in failure.reason


def test_parquet_bomb(read, tmp_path) -> None:
    path = tmp_path / "made.parquet"
    pq.write_table(pa.table({"body": ["word " * 20_000] * 3000}), path)
    data = path.read_bytes()
    assert len(data) < 400_000
    documents, failures = read(data, "a.parquet", limits=Limits(ratio_from=1_000_000, ratio=20))
    assert len(documents) < 100
    assert "bomb" in failures[-1].hint


def test_parquet_group_bomb(read, tmp_path) -> None:
    path = tmp_path / "made.parquet"
    pq.write_table(pa.table({"text": ["x" * 9_000_000]}), path, compression="zstd")
    documents, (failure,) = read(path.read_bytes(), "a.parquet")
    assert not documents
    assert "row group 1 unpacks to more than 200 times its size" in failure.reason
