"""Mail: the message, its date and subject, and what is attached to it."""

from email.message import EmailMessage

import pytest


@pytest.fixture
def mail(story) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press Office <press@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = "Statement on the town of Gorna – „Горна“"
    message["Date"] = "Wed, 20 Sep 2023 23:30:00 -0500"
    message.set_content(story)
    return message


def test_a_plain_message(read, mail, story) -> None:
    (document,), failures = read(bytes(mail), "a.eml")
    assert not failures
    assert document.text == story
    assert document.title == "Statement on the town of Gorna – „Горна“"
    assert (document.published.start, document.published.basis) == ("2023-09-20", "metadata")
    assert document.outlet is None


def test_the_html_part_is_read_when_the_plain_one_says_nothing(read, mail, story) -> None:
    mail.set_content("View this message in your browser.")
    mail.add_alternative("".join(f"<p>{p}</p>" for p in story.split("\n\n")), subtype="html")
    (document,), _ = read(bytes(mail), "a.eml")
    assert document.text == story


def test_what_is_quoted_from_an_older_message_is_left_out(read, mail, story) -> None:
    mail.set_content(story + "\n\n> The town is quiet, we were told.\n> On both sides.\n\n-- \nPress Office\n")
    (document,), _ = read(bytes(mail), "a.eml")
    assert document.text == story


def test_attachments_are_read_and_pictures_passed_over(read, mail, story) -> None:
    mail.add_attachment(b"A second report. The bridge fell.", maintype="text", subtype="plain", filename="two.txt")
    mail.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(b"\0\1\2\3" * 50, maintype="application", subtype="octet-stream", filename="x.bin")
    documents, (failure,) = read(bytes(mail), "a.eml")
    assert [d.text for d in documents] == [story, "A second report. The bridge fell."]
    assert documents[1].path.endswith("a.eml!/two.txt")
    assert failure.path.endswith("a.eml!/x.bin")


def test_a_message_in_a_message(read, mail, story) -> None:
    outer = EmailMessage()
    outer["Subject"], outer["Date"] = "Fwd", "Thu, 21 Sep 2023 10:00:00 +0000"
    outer.set_content("I send you the statement of the press office below, as we agreed.")
    outer.add_attachment(mail)
    documents, _ = read(bytes(outer), "a.eml")
    assert [d.published.start for d in documents] == ["2023-09-21", "2023-09-20"]
    assert documents[1].text == story


BROKEN = [
    b"Subject: =?utf-8?B?!!!?=\nFrom: a\nDate: never\n\nThe bridge fell on Monday.",
    b"Subject: x\nFrom: a\nContent-Type: text/plain; charset=no-such\n\nThe bridge fell on Monday.",
    b"Subject: x\nFrom: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nThe bridge fell on Monday.\n",
    b"Subject: x\nFrom: a\nContent-Transfer-Encoding: base64\n\nVGhlIGJyaWRnZSBmZWxsIG9uIE1vbmRheS4",
]


@pytest.mark.parametrize("data", BROKEN)
def test_broken_messages_are_read_as_far_as_they_go(read, data) -> None:
    (document,), _ = read(data, "a.eml")
    assert document.text == "The bridge fell on Monday."
    assert document.published.start is None


def test_an_empty_message(read) -> None:
    documents, (failure,) = read(b"Subject: x\nFrom: a\nTo: b\n\n", "a.eml")
    assert not documents
    assert "no text" in failure.reason


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://d.example/2023/09/20/gorna
Subject: Army enters the town
Date: Wed, 27 Sep 2023 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="B"

--B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://d.example/2023/09/20/gorna

{}
--B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://d.example/a.png

iVBORw0KGgo=
--B--
"""


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a"])
def test_a_page_saved_by_a_browser_is_a_page(read, make_page, story, name) -> None:
    (document,), failures = read(SAVED.format(make_page().replace("=", "=3D")), name)
    assert not failures
    assert document.text == story
    assert document.title == "Army enters the town"
    assert (document.url, document.outlet) == ("https://d.example/2023/09/20/gorna", "d.example")
    # Not the day on which it was saved.
    assert (document.published.start, document.published.basis) == ("2023-09-20", "url")
    assert "the page was saved: Wed, 27 Sep 2023 10:00:00 -0000" in document.published.evidence
