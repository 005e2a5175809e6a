"""Every text of every page comes from the catalogue: shown with made-up languages, one that marks what it translates,
and one that has no words, so that none is left within what is marked."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient

from truceline import __version__
from truceline.ledger import ClaimQuery, DocumentQuery, Ledger
from truceline.web import languages
from truceline.web.app import create_app

ROOT = Path(__file__).parents[2]
POT = languages.CATALOGUES / "messages.pot"
PSEUDO = "qps"
SILENT = "qpx"

ADDRESSES = (
    "/", "/briefing", "/briefing?by=published", "/briefing?read_since=2999", "/briefing/disputes?conflict=sudan-2023",
    "/claims", "/claims?kind=toll&text=nothing", "/claims?column=kind&column=modality&column=background&column=source",
    "/documents", "/documents?outlet=none", "/stories", "/stories?text=nothing", "/incidents", "/incidents?kind=event",
    "/accounts", "/accounts?conflict=sudan-2023", "/accounts?conflict=sudan-2023&part=disputes",
    "/accounts?conflict=sudan-2023&part=agreements", "/ceasefires", "/ceasefires?conflict=sudan-2023",
    "/sources", "/sources?part=sources", "/sources?part=chains", "/sources?name=none", "/words", "/words?about=people",
    "/search", "/search?q=westport", "/search?q=nothing", "/nowhere", "/claims?kind=x", "/words?thing=x",
)  # fmt: skip

TYPED = ("westport", "nothing", "none", "people", "toll", "event")
"""What the addresses say themselves."""

READ = ("title", "placeholder", "aria-label", "data-head")
"""Attributes that people read."""

SKIPPED = {"code", "kbd", "time", "script", "style", "svg", "blockquote", "del", "ins", "mark"}
"""Elements whose text is a command, a key, a date or what stands in a report."""


class Texts(HTMLParser):
    """Collects the visible texts of a page, but for those in elements of another language and of :data:`SKIPPED`, and
    those that people read in attributes."""

    EMPTY = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.foreign: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if not self._hidden:
            self.found += [told[name] or "" for name in READ if name in told]
        if tag not in self.EMPTY:
            foreign = tag != "html" and ("lang" in told or told.get("translate") == "no")
            self._open.append((tag, foreign or tag in SKIPPED or self._hidden))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing that people read stands in a drawing's parts."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        (self.foreign if self._hidden else self.found).append(data)

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def marked(text: str) -> str:
    """A translation into the made-up language; what is filled in and what is code stays."""
    return f"⟦{text}⟧"


def silent(text: str) -> str:
    """A translation that has dots for words; what is filled in and what is code stays."""
    return re.sub(r"(%\(\w+\)s|`[^`]*`)|[^\W\d_]+", lambda found: found[1] or "·", text)


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up languages."""
    with POT.open("rb") as file:
        template = read_po(file)
    folder = tmp_path_factory.mktemp("locale")
    for code, made_up in ((PSEUDO, marked), (SILENT, silent)):
        made = Catalog(locale="en")
        for message in template:
            if message.id:
                texts = tuple(map(made_up, message.id)) if message.pluralizable else made_up(str(message.id))
                made.add(message.id, texts, context=message.context)
        file_of = folder / code / "LC_MESSAGES" / f"{languages.DOMAIN}.mo"
        file_of.parent.mkdir(parents=True)
        opened = BytesIO()
        write_mo(opened, made)
        file_of.write_bytes(opened.getvalue())
    return folder


@pytest.fixture(scope="module")
def client(catalogues: Path, beside: Ledger) -> Iterator[TestClient]:
    app = create_app(beside, catalogues=catalogues)
    with TestClient(app, base_url="http://localhost", headers={"Accept-Language": PSEUDO}) as made:
        yield made


def said_by_reports(book: Ledger) -> list[str]:
    """What reports and the knowledge of actors and conflicts say: never translated.  The longest first."""
    found = {"Truceline", book.path.name, str(book.path), "sudan-2023", "rules", __version__, *TYPED}
    for conflict in book.conflicts():
        found |= {conflict.name, *conflict.sides}
    for claim in book.claims():
        document = claim.document
        found |= {document.title or "", document.outlet or "", document.url or "", document.path or "",
                  claim.sentence.text, document.text}  # fmt: skip
        body = claim.body
        people = [*claim.sources, *(getattr(body, "actors", ())), *(getattr(body, "recipients", ()))]
        people += [one for name in ("by", "from_", "side") if (one := getattr(body, name, None))]
        found |= {text for one in people for text in (one.name, one.text, one.country, one.sector) if text}
        found |= {text for place in body.places for text in (place.name, place.text, place.country) if text}
        count = getattr(body, "count", None)
        found |= {count.text} if count else set()
        found |= {getattr(body, "wording", None) or ""}
    return sorted(found - {""}, key=len, reverse=True)


def untranslated(page: str, data: list[str]) -> list[str]:
    """The visible texts of a page that are neither translated nor said by reports."""
    texts = Texts()
    texts.feed(page)
    rest = "\0".join(texts.found)
    while (left := re.sub(r"⟦[^⟦⟧]*⟧", "", rest)) != rest:
        rest = left
    rest = re.sub(r"\b[0-9a-f]{8,64}\b|Ctrl", "", rest)
    repeated = [told for told in texts.foreign if len(told) > 3]  # by the label of what stands below it
    for one in sorted([*data, *repeated], key=len, reverse=True):
        rest = rest.replace(one, "")
    return [" ".join(text.split()) for text in rest.split("\0") if re.search(r"[A-Za-z]{2,}", text)]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        *((address, PSEUDO) for address in ADDRESSES),
        *((address, SILENT) for address in ADDRESSES if "=x" not in address),  # what is wrong with these names parts
    ],
)
def test_every_text_of_a_page_is_in_the_catalogue(client: TestClient, beside: Ledger, address: str, code: str) -> None:
    answer = client.get(address, headers={"Accept-Language": code})
    assert f'<html lang="{code}"' in answer.text
    assert answer.headers["Content-Language"] == code
    assert untranslated(answer.text, said_by_reports(beside)) == []


@pytest.mark.parametrize("code", [PSEUDO, SILENT])
def test_every_text_of_one_report_story_incident_and_source_is_too(
    client: TestClient, beside: Ledger, code: str
) -> None:
    browser, data = beside.browser(), said_by_reports(beside)
    stories = browser.stories(DocumentQuery(), limit=1).stories
    incidents = browser.incidents(ClaimQuery(), limit=1).incidents
    addresses = [f"/documents/{stored.document.id}" for stored in beside.documents()]
    addresses += [f"/stories/{one.id}" for one in stories] + [f"/incidents/{one.id}" for one in incidents]
    addresses += ["/sources/of?source=United+Nations", "/sources/of?outlet=Wire+of+United+Nations"]
    assert len(addresses) > 10
    assert stories
    assert incidents
    pages = {address: client.get(address, headers={"Accept-Language": code}).text for address in addresses}
    assert {address: found for address, page in pages.items() if (found := untranslated(page, data))} == {}


def test_the_catalogue_has_every_text_of_the_sources() -> None:
    """``make messages`` renews it."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        keywords = {**DEFAULT_KEYWORDS, "many": (2, 3), "phrase": None}
        gathered = {found[2] for found in extract_from_dir(ROOT / "src" / "truceline", methods, options, keywords)}
    finally:
        sys.path.remove(str(ROOT / "tools"))
    with POT.open("rb") as file:
        kept = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)} - {""}
    assert {text if isinstance(text, str) else text[0] for text in gathered} == kept


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "en"),
        ("de, en;q=0.5", "en"),
        ("qps", "qps"),
        ("qps-PLOC", "qps"),
        ("en-GB, qps;q=0.9", "en"),
        ("en;q=0.4, QPS;q=0.9", "qps"),
        ("qps;q=0", "en"),
        ("qps;q=x, fr", "en"),
    ],
)
def test_the_browser_is_asked_which_language_it_prefers(catalogues: Path, header: str, code: str) -> None:
    assert languages.preferred(header, languages.known(catalogues)).code == code


def test_a_language_that_was_chosen_is_kept_until_another_is(catalogues: Path, beside: Ledger) -> None:
    with TestClient(create_app(beside, catalogues=catalogues), base_url="http://localhost") as client:
        assert "<h1>Claims</h1>" in client.get("/claims").text
        chosen = client.get(f"/claims?lang={PSEUDO}")
        assert "⟦Claims⟧</h1>" in chosen.text
        assert "HttpOnly; SameSite=Lax" in chosen.headers["Set-Cookie"]
        assert "⟦Claims⟧</h1>" in client.get("/claims").text
        assert "<h1>Claims</h1>" in client.get("/claims?lang=en").text
        assert "<h1>Claims</h1>" in client.get("/claims?lang=none").text


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    from babel import Locale

    from truceline.translation import ENGLISH, Language, day_text, number_text, spoken
    from truceline.web.render import dated

    german = Language("de", ENGLISH.texts, Locale("de"))
    assert (number_text(2000), day_text("2024-05-02")) == ("2,000", "2024-05-02")
    with spoken(german):
        assert (number_text(2000), day_text("2024-05-02")) == ("2.000", "02.05.2024")
        assert dated("<b> 2024-05-02 2024-99-99") == (
            '&lt;b&gt; <time datetime="2024-05-02">02.05.2024</time> 2024-99-99'
        )
    assert Language("ar", ENGLISH.texts, Locale("ar")).direction == "rtl"
