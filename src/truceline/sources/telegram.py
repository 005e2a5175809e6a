"""The export of Telegram Desktop in its machine-readable form (``result.json``): one message, one document.

Messages without text (pictures, somebody joined) are passed over.  A channel or a group is the outlet of what stands in
it, also of what it forwards; the partner of a private conversation is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: Kinds of chat that people publish in.
_PUBLIC = ("public_channel", "private_channel", "public_group", "private_group", "public_supergroup",
           "private_supergroup")  # fmt: skip


def messages(value: Any) -> Iterator[dict[str, Any]] | None:
    """The messages with text in an export of one chat or of all, as rows of a table; null for any other JSON.

    A row is the message with its ``text`` as one string, and with the chat's name as ``outlet``.
    """
    if not isinstance(value, Mapping):
        return None
    chats = value["chats"].get("list") if isinstance(value.get("chats"), Mapping) else [value]
    if not isinstance(chats, list) or not chats or not all(_is_chat(chat) for chat in chats):
        return None
    return (row for chat in chats for row in _rows(chat))


def _is_chat(value: Any) -> bool:
    if not isinstance(value, Mapping) or not isinstance(value.get("messages"), list) or "type" not in value:
        return False
    return all(isinstance(m, Mapping) and {"id", "type", "date"} <= m.keys() for m in value["messages"][:5])


def _rows(chat: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    outlet = chat.get("name") if chat.get("type") in _PUBLIC else None
    for message in chat["messages"]:
        if isinstance(message, Mapping) and (text := _text(message.get("text"))).strip():
            kept = {key: part for key, part in message.items() if key != "title"}  # that of a song or a file
            yield {**kept, "text": text, "outlet": outlet}


def _text(value: Any) -> str:
    """A text as Telegram writes it: a string, or pieces of which those with a format are objects."""
    if isinstance(value, list):
        return "".join(_text(part) for part in value if isinstance(part, str | Mapping))
    if isinstance(value, Mapping):
        value = value.get("text")
    return value if isinstance(value, str) else ""
