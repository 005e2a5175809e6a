"""A line of a table ends where the format says, in whatever encoding, and nowhere else."""

import gzip
import json

import pytest

from truceline.sources import Limits

#: What Python calls a line end and CSV and JSON Lines do not.
INNER = "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e"
RUSSIAN = "Министерство обороны сообщило в среду, что военные взяли под контроль восемь сёл у реки."
ENGLISH = "The army said that 14 of its men had died near the bridge on Monday."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("mark", INNER)
def test_a_row_is_not_torn_at_an_odd_line_break(read, encoding, mark) -> None:
    rows = f"title,text\nA,{ENGLISH}{mark}Again the army spoke.\nB,{ENGLISH}\n"
    documents, failures = read(rows.encode(encoding), "a.csv")
    assert not failures
    assert [d.title for d in documents] == ["A", "B"]
    assert documents[0].text.endswith("Again the army spoke.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("mark", "\u2028\u2029\x85")
def test_a_line_of_json_is_not_torn_at_an_odd_line_break(read, encoding, mark) -> None:
    lines = "".join(json.dumps({"text": f"{ENGLISH}{mark}{n}"}, ensure_ascii=False) + "\r\n" for n in range(3))
    documents, failures = read(lines.encode(encoding), "a.jsonl")
    assert not failures
    assert len(documents) == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_line_ends_of_every_system(read, end, encoding) -> None:
    rows = f'title;text{end}A;"{RUSSIAN}{end}Вторая."{end}B;{RUSSIAN}{end}'
    documents, failures = read(rows.encode(encoding), "a.csv")
    assert not failures
    assert [d.title for d in documents] == ["A", "B"]
    assert documents[0].text.split("\n\n") == [RUSSIAN, "Вторая."]


FAR = "title;text\n" + "".join(f"{n};{ENGLISH}\n" for n in range(400))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_an_encoding_that_shows_only_far_down(read, encoding, packed) -> None:
    data = (FAR + f"х;{RUSSIAN}\n" * 3 + f"y;{ENGLISH}\n").encode(encoding)
    documents, failures = read(gzip.compress(data) if packed else data, "a.csv.gz" if packed else "a.csv")
    assert not failures
    assert [d.text for d in documents[-4:]] == [RUSSIAN] * 3 + [ENGLISH]
    assert len(documents) == 404


def test_files_of_two_encodings_joined_into_one(read) -> None:
    data = FAR.encode() + f"a;{RUSSIAN}\n".encode() * 9 + f"b;{RUSSIAN}\n".encode("cp1251") * 3
    documents, _ = read(data, "a.csv")
    assert [d.text for d in documents[-12:]] == [RUSSIAN] * 12


def test_one_broken_byte_spoils_one_letter(read) -> None:
    good = f"a;{RUSSIAN}\n".encode()
    documents, _ = read(b"title;text\n" + good[:40] + b"\xff" + good[41:] + good * 5, "a.csv")
    assert documents[0].text.endswith("взяли под контроль восемь сёл у реки.")
    assert [d.text for d in documents[1:]] == [RUSSIAN] * 5


def test_the_character_set_that_was_declared_is_used(tmp_path) -> None:
    import io

    from truceline.sources.dispatch import read_item
    from truceline.sources.item import Item, Session
    from truceline.sources.limits import Budget
    from truceline.sources.options import ReadOptions

    # Two letters are too few to tell a code page from.
    data = "title;text\nсёл;The army took two places, сёл and ёж, on Monday.\n".encode("cp1251")
    options = ReadOptions()
    item = Item(stream=io.BytesIO(data), path="x", name="a.csv", charset="windows-1251")
    (document,) = read_item(item, Session(options, Budget(options.limits), read_item))
    assert document.title == "сёл"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_that_is_too_long_is_named_and_the_next_is_read(read, encoding) -> None:
    lines = [json.dumps({"text": text}) for text in (ENGLISH, "x" * 9000, ENGLISH)]
    documents, (failure,) = read("\n".join(lines).encode(encoding), "a.jsonl", limits=Limits(document_bytes=4000))
    assert len(documents) == 2
    assert (failure.record, "longer than the limit" in failure.reason) == (2, True)
