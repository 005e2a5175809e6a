"""Mail (.eml): the message, and what is attached to it.  Also pages as browsers save them in one file (.mhtml)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import BinaryIO, cast

import msgspec

from ..records import Document
from . import dates
from .document import from_item
from .encoding import decode
from .html import declared_charset, fragment_text, page_document
from .item import Item, Session, printable, safe_name
from .limits import Unreadable
from .options import Failure
from .web import is_address

#: A plain part shorter than this share of the HTML part only says "view this in your browser".
_TOO_SHORT = 0.3
_QUOTED = re.compile(r"^(?:>.*\n?)+", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- \n.*\Z", re.MULTILINE | re.DOTALL)
#: Attachments that are no reports: signatures, cards, invitations, pictures.
_PASSED_OVER = (
    "image/", "audio/", "video/", "application/pgp", "application/pkcs7", "application/x-pkcs7", "text/calendar",
    "text/vcard", "text/x-vcard",
)  # fmt: skip


def read_mail(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The document of a message and those of its attachments.

    The ``Date`` header is the publication date.  The sender is not taken for the outlet: a press office mails for
    others, and a list mails for everybody.
    """
    raw = item.read(session)
    # The older policy never fails on a malformed header; we decode headers ourselves.
    message = message_from_bytes(raw, policy=policy.compat32)
    if page := _saved_page(message):
        yield _page_document(item, session, message, page)
        return
    text = _body(message)
    attached = list(_attachments(message))
    if text:
        yield from_item(
            item, session, text, raw=raw, media_type="message/rfc822", title=_header(message, "Subject"),
            published=dates.published(_header(message, "Date"), "metadata", "Date header of the message"),
        )  # fmt: skip
    elif not attached:
        raise Unreadable("the message has no text", "check that the file is a whole message (.eml)")
    for name, media_type, data in attached:
        session.budget.entry()
        stream = cast(BinaryIO, io.BytesIO(data))
        yield from session.read(item.member(stream, name, media_type=media_type), session)


def _saved_page(message: object) -> EmailMessage | None:
    """The page itself, where the message is one that a browser saved with its pictures; null for mail."""
    whole = cast(EmailMessage, message)
    if "Snapshot-Content-Location" not in whole and ("To" in whole or "Received" in whole):
        return None
    pages = (part for part in _parts(message) if part.get_content_type() == "text/html")
    page = next(pages, None)
    return page if page is not None and is_address(str(page.get("Content-Location", "")).strip()) else None


def _page_document(item: Item, session: Session, message: object, page: EmailMessage) -> Document:
    """The document of a saved page.  The date of the message is the day it was saved, long after it appeared maybe."""
    data = _data(page)
    inner = item.member(cast(BinaryIO, io.BytesIO(data)), "page")
    inner = replace(inner, path=item.path, url=printable(str(page["Content-Location"]).strip()),
                    charset=page.get_content_charset())  # fmt: skip
    document = page_document(inner, session, data)
    saved = dates.published(_header(message, "Date"), "metadata", "the page was saved")
    published = msgspec.structs.replace(document.published, evidence=document.published.evidence + saved.evidence)
    return msgspec.structs.replace(document, published=published)


def _header(message: object, name: str) -> str | None:
    from email.header import decode_header

    value = cast(EmailMessage, message).get(name)
    if value is None:
        return None
    try:
        parts = decode_header(str(value))
    except (ValueError, LookupError):
        return str(value)
    return "".join(part if isinstance(part, str) else decode(part, charset) for part, charset in parts)


def _parts(message: object) -> Iterator[EmailMessage]:
    """The leaves of a message, without descending into messages attached to it."""
    stack = [cast(EmailMessage, message)]
    while stack:
        part = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack.extend(reversed(cast(list[EmailMessage], part.get_payload())))
        else:
            yield part


def _is_attached(part: EmailMessage) -> bool:
    return "attachment" in str(part.get("Content-Disposition", "")).lower() or bool(part.get_filename())


def _body(message: object) -> str:
    plain, rich = "", ""
    for part in _parts(message):
        kind = part.get_content_type()
        if _is_attached(part) or kind not in ("text/plain", "text/html"):
            continue
        data = _data(part)
        if kind == "text/plain":
            plain += decode(data, part.get_content_charset()) + "\n\n"
        else:
            rich += fragment_text(decode(data, part.get_content_charset() or declared_charset(data))) + "\n\n"
    plain = _SIGNATURE.sub("", plain.replace("\r\n", "\n")).strip()
    if len(plain) < _TOO_SHORT * len(rich):
        return rich.strip()
    # A quoted message is an older one, by somebody else: what it says is not said here.
    return _QUOTED.sub("", plain).strip() or plain


def _data(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachments(message: object) -> Iterator[tuple[str, str | None, bytes]]:
    """Name, declared type and bytes of each attachment that may be a report."""
    for number, part in enumerate(_parts(message), start=1):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                yield f"message-{number}.eml", kind, cast(EmailMessage, inner[0]).as_bytes()
        elif _is_attached(part) and not kind.startswith(_PASSED_OVER):
            data = _data(part)
            if data.strip():
                name = part.get_filename() or f"attachment-{number}"
                yield safe_name(name), None if kind == "application/octet-stream" else kind, data
