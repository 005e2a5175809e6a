"""A ledger to be looked at, the application on it, and a real browser where the machine has one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))
sys.path.insert(0, str(Path(__file__).parent / "provider"))
sys.path.insert(0, str(Path(__file__).parent))

from ledger_samples import claim, claims_of, document, reading
from visits import served

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Count, Event, EventType, Place, Published, Span, Time, Toll
from truceline.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def fill(book: Ledger) -> None:
    """Three reports with claims, of which two are copies, one that was not read, and one that tries to break out."""
    first = reading(title="Sample of the day", path="sample.txt", language="en", sha256="0" * 64)
    copy = reading(title="Sample again", outlet="City Herald", url="https://example.org/2", language="en")
    hostile = document(
        "<script>alert('x')</script>\n\n" + first.document.text, title="<b>Bold</b> & 'quoted'", outlet="Other Post",
        url="javascript:alert(1)",
    )  # fmt: skip
    book.add_all([first, copy, Reading(hostile, claims_of(hostile))])
    unread = document("Otro texto.", title="Sin leer", url="sample:9", language="es")
    book.add(Reading(unread, ()), reason="its language is es")
    book.compare()


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The ledger that the pages show."""
    with Ledger(tmp_path_factory.mktemp("web") / "sample.db") as book:
        fill(book)
        yield book


@pytest.fixture(scope="session")
def client(ledger: Ledger) -> TestClient:
    """Asks the application, as a browser on this machine would."""
    return TestClient(create_app(ledger), base_url="http://localhost", raise_server_exceptions=False)


ARMY = Actor(text="the army", name="Armed Forces of Northland", country="NOR", sector="MIL")
FRONT = Actor(text="the Front", name="Southland <b>Front</b>", sector="REB")
UN = Actor(text="the UN", name="United Nations", sector="IGO")
DOCTORS = Actor(text="the doctors", name="Doctors' Network", sector="NGO")
PORT = Place(text="Westport", name="Westport", country="NOR", lat=60.0, lon=10.0, precision="exact")
CONFLICT = ("sudan-2023", 1.0)


def report(sentence: str, day: str, body: Event | Toll | Control, source: Actor) -> Reading:
    """A report of one claim."""
    when = Published(text=day, start=day, end=day, basis="given")
    text = f"{sentence}\n\nShips left Westport for the harbours of the south while the fighting went on."
    made = document(text, outlet=f"Wire of {source.name}", published=when, title="Battle of Westport")
    return Reading(made, (claim(made, sentence, body, sources=(source,)),))


def dead(low: int, high: int) -> Toll:
    """So many killed in the port."""
    count = Count(
        text=f"{low} to {high}" if low < high else str(low), best=low if low == high else None, low=low, high=high
    )
    day = Time(text="Wednesday", start="2024-05-01", end="2024-05-01")
    return Toll(harm="killed", object="persons", group=None, side=None, count=count, scope="incident", period=day,
                places=(PORT,))  # fmt: skip


def held(by: Actor) -> Control:
    """The port, in somebody's hands."""
    return Control(action="held", by=by, from_=None, places=(PORT,), count=None, time=None, wording="holds")


def truce(type_: EventType, word: str, day: str, *actors: Actor, to: tuple[Actor, ...] = ()) -> Event:
    """A step of a ceasefire."""
    return Event(type=type_, mode="ceasefire", actors=actors, recipients=to, time=Time(text=day, start=day, end=day),
                 trigger=Span(start=0, end=len(word), text=word))  # fmt: skip


def fill_beside(book: Ledger) -> None:
    """Reports of one battle: who holds the port, how many died there, and a ceasefire that is said to be broken."""
    readings = [
        report("The army holds Westport.", "2024-05-02", held(ARMY), ARMY),
        report("The Front took Westport.", "2024-05-02", held(FRONT), FRONT),
        report("In Westport 12 to 30 died, the UN said.", "2024-05-02", dead(12, 30), UN),
        report("In Westport nine people died, say doctors.", "2024-05-02", dead(9, 9), DOCTORS),
        report("Nine died in Westport, the army said.", "2024-05-02", dead(9, 9), ARMY),
        report("The UN called for a ceasefire.", "2024-05-03", truce("REQUEST", "called", "2024-05-03", UN), UN),
        report("The army and the Front agreed to a ceasefire.", "2024-05-04",
               truce("AGREE", "agreed", "2024-05-04", ARMY, FRONT), UN),
        report("The army accused the Front of breaking it.", "2024-05-06",
               truce("ACCUSE", "accused", "2024-05-06", ARMY, to=(FRONT,)), ARMY),
    ]  # fmt: skip
    book.add_all(readings)
    book.store.set_conflicts((reading.document.id, CONFLICT) for reading in readings)
    book.compare()


@pytest.fixture(scope="session")
def making() -> tuple[Callable[..., Any], ...]:
    """What makes a report of one claim, and claims of who holds a place, of the dead, and of a truce."""
    return report, held, dead, truce


@pytest.fixture
def filling() -> Callable[[Ledger], None]:
    """What puts those reports into a ledger."""
    return fill_beside


@pytest.fixture(scope="session")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with accounts that can be laid side by side."""
    with Ledger(tmp_path_factory.mktemp("beside") / "beside.db") as book:
        fill_beside(book)
        yield book


@pytest.fixture(scope="session")
def site(ledger: Ledger) -> Iterator[str]:
    """The address of the application, served on a port that was free."""
    yield from served(create_app(ledger))


@pytest.fixture(scope="session")
def site_beside(beside: Ledger) -> Iterator[str]:
    """The same, with the accounts side by side."""
    yield from served(create_app(beside))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser; without one these tests are skipped."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install 'truceline[dev]'")
    if CHROMIUM is None:
        pytest.skip("There is no Chromium on this machine: apt-get install chromium")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
