"""The JSON export of Telegram Desktop: a message with text is a document."""

import json

import pytest

from truceline.sources import Limits

CHAT = {
    "name": "Gorna Town Council",
    "type": "public_channel",
    "id": 1234567890,
    "messages": [
        {"id": 1, "type": "service", "date": "2023-09-19T08:00:00", "action": "create_channel", "title": "Gorna",
         "text": "", "text_entities": []},
        {"id": 2, "type": "message", "date": "2023-09-20T23:40:00", "date_unixtime": "1695253200",
         "from": "Gorna Town Council", "from_id": "channel1234567890",
         "text": ["Shelling of ", {"type": "bold", "text": "Gorna"}, ", at least ", {"type": "bold", "text": "14"},
                  " people were killed, the council said.\n\nMore: ",
                  {"type": "link", "text": "https://d.example/1"}], "text_entities": []},
        {"id": 3, "type": "message", "date": "2023-09-21T07:00:00", "photo": "photos/1.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2023-09-21T08:00:00", "forwarded_from": "Somebody else",
         "title": "a song", "text": "The road to Gorna was closed on Thursday."},
    ],
}  # fmt: skip


def test_the_messages_of_a_channel(read) -> None:
    for indent in (None, 1):
        documents, failures = read(json.dumps(CHAT, indent=indent), "result.json")
        assert not failures
        assert [d.published.start for d in documents] == ["2023-09-20", "2023-09-21"]
        assert documents[0].text == (
            "Shelling of Gorna, at least 14 people were killed, the council said.\n\nMore: https://d.example/1"
        )
        assert {d.outlet for d in documents} == {"Gorna Town Council"}
        assert documents[1].title is None


def test_an_export_of_all_chats(read) -> None:
    private = CHAT | {"name": "A person", "type": "personal_chat"}
    documents, failures = read(json.dumps({"about": "x", "chats": {"list": [CHAT, private]}}), "result.json")
    assert not failures
    assert [d.outlet for d in documents] == ["Gorna Town Council"] * 2 + [None] * 2


def test_a_channel_without_text(read) -> None:
    documents, (failure,) = read(json.dumps(CHAT | {"messages": CHAT["messages"][:1]}), "result.json")
    assert not documents
    assert failure.reason == "there are no reports in it"


def test_the_caller_and_his_mapping_outrank_the_export(read) -> None:
    documents, _ = read(json.dumps(CHAT), "result.json", mapping={"outlet": "from"}, outlet=None)
    assert documents[0].outlet == "Gorna Town Council"
    documents, _ = read(json.dumps(CHAT), "result.json", outlet="The Council")
    assert documents[0].outlet == "The Council"


ODD = [
    {"messages": "none", "type": "public_channel"},
    {"messages": [1, 2], "type": "public_channel", "name": 5},
    {"chats": {"list": []}},
    {"chats": {"list": [1]}},
    {"messages": [{"id": 1, "type": "message", "date": None, "text": [1, None, {"text": 2}, ["x", []]]}], "type": None},
]


@pytest.mark.parametrize("value", ODD)
def test_what_only_looks_like_an_export(read, value) -> None:
    documents, failures = read(json.dumps(value), "result.json")
    assert len(failures) + len(documents) == 1


def test_an_export_that_is_too_large(read) -> None:
    _, (failure,) = read(json.dumps(CHAT), "result.json", limits=Limits(json_bytes=500))
    assert failure.reason == "the JSON file is larger than 500 bytes"
    assert "JSON Lines" in failure.hint
