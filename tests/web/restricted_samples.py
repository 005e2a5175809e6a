"""One ledger with two restricted reports among others, and one in which these have never been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from ledger_samples import claim, document
from web_samples import ARMY, CONFLICT, FRONT, UN, dead, fill, fill_beside, held, report

from truceline.ledger import Ledger, Provenance
from truceline.people.accounts import By
from truceline.people.sessions import Came
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Count, Event, Place, Published, Span, Time, Toll
from truceline.web.app import create_app
from truceline.web.gate import COOKIE
from truceline.web.person import Person
from truceline.web.settings import Settings

READER = Person("Nadia Named", "reader")
STRANGER = Person("Sam Stranger", "reader")
HEAD = Person("Ada Administrator", "administrator")
PASSWORD = "five lanterns by the quay"

WORDS = ("Quillmark", "Zephyrine", "Oxbow", "Vermizzel", "73519", "73,519", "WESTPORT", "Brackwater")
"""What stands in the restricted reports and nowhere else."""

BRIGADE = Actor(text="the Zephyrine", name="Zephyrine Brigade", sector="REB")
TARN = Place(text="Oxbow Tarn", name="Oxbow Tarn", country="NOR", lat=61.0, lon=11.0, precision="exact")
LOUD_PORT = Place(text="WESTPORT", name="WESTPORT", country="NOR", lat=60.0, lon=10.0, precision="exact")
HILLS = Actor(text="the Hill Guard", name="Hill Guard", sector="REB")
COAST = Actor(text="the Coast Guard", name="Coast Guard", sector="REB")


def _hidden_battle() -> Reading:
    """The first report of the battle, with a place written otherwise, a figure, and a town of its own."""
    day = Published(text="2024-05-01", start="2024-05-01", end="2024-05-01", basis="given")
    sentence = "In WESTPORT and Oxbow Tarn 73519 died, said the Zephyrine."
    text = f"{sentence}\n\nShips left Westport for the harbours of the south while the fighting went on."
    of = document(text, outlet="Quillmark Dispatch", url="hidden:1", published=day, title="Vermizzel ledgerbook")
    when = Time(text="Wednesday", start="2024-05-01", end="2024-05-01")
    count = Count(text="73519", best=73519, low=73519, high=73519)
    toll = Toll(harm="killed", object="persons", group=None, side=None, count=count, scope="incident", period=when,
                places=(LOUD_PORT, TARN), blamed=(ARMY,))  # fmt: skip
    taken = Control(action="captured", by=BRIGADE, from_=ARMY, places=(TARN,), count=None, time=when, wording="took")
    return Reading(of, (
        claim(of, sentence, toll, sources=(BRIGADE,)), claim(of, "Oxbow Tarn", taken, sources=(BRIGADE, UN)),
    ))  # fmt: skip


def _raid(name: str, day: str, extra: str) -> Reading:
    """A report of a fight of which no conflict is known: two of them make one."""
    text = f"The Hill Guard shelled the Coast Guard near the ferry quay. {extra}"
    when = Published(text=day, start=day, end=day, basis="given")
    of = document(text, outlet=name, url=f"raid:{name}", published=when, title=f"Raid, {name}")
    shelled = Event(type="ASSAULT", mode="shelling", actors=(HILLS,), recipients=(COAST,),
                    trigger=Span(start=15, end=22, text="shelled"))  # fmt: skip
    return Reading(of, (claim(of, "The Hill Guard shelled the Coast Guard", shelled),))


def _copy_of(reading: Reading, outlet: str) -> Reading:
    """The same text elsewhere, a little longer."""
    text = f"{reading.document.text}\n\nBrackwater."
    when = reading.document.published
    of = document(text, outlet=outlet, url=f"copy:{outlet}", published=when, title="Vermizzel copy")
    return Reading(of, (claim(of, "The Front took Westport.", held(FRONT), sources=(UN,)),))


def make(path: Path, *, whole: bool) -> tuple[Ledger, list[Reading]]:
    """A ledger, and the restricted reports of which it has only those, if it is ``whole``; they came in first."""
    front = report("The Front took Westport.", "2024-05-02", held(FRONT), FRONT)
    long = report(f"The Front took Westport. {' '.join(f'Word{n} follows' for n in range(60))}.", "2024-05-03",
                  dead(9, 9), UN)  # fmt: skip
    raid = _raid("Quillmark Post", "2024-04-01", "Brackwater.")
    hidden = [_hidden_battle(), _copy_of(long, "Quillmark Gazette"), raid]
    by = Provenance("0", "0" * 16, None, "2024-06-01T00:00:00+00:00", "rules", None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("truceline.ledger.ledger.provenance", lambda _: by)
        book = Ledger(path)
        if whole:
            book.add_all(hidden)
        fill(book)
        fill_beside(book)
        book.add_all([front, long, _raid("Morning Sheet", "2024-04-02", "Nobody was hurt.")], again=True)
        in_conflict = [front, long, *(hidden[:2] if whole else ())]
        book.store.set_conflicts((reading.document.id, CONFLICT) for reading in in_conflict)
    book.compare()
    if whole:
        restrict(book, hidden)
    return book, hidden


def restrict(book: Ledger, hidden: Sequence[Reading]) -> None:
    """Have these be read by one person only."""
    for one in hidden:
        book.restrict(one.document.id, [READER.name], HEAD.name)


def served(book: Ledger, *, peopled: bool = False) -> FastAPI:
    """The application to which people sign in, at a moment that does not pass; ``peopled`` has them already."""
    app = create_app(book, Settings(sign_in=True))
    accounts = app.state.accounts
    accounts.now = lambda: datetime(2024, 6, 1, tzinfo=UTC)
    for person in () if peopled else (HEAD, READER, STRANGER):
        accounts.add(person.name, person.role, By(None), password=PASSWORD)
    return app


def signed_in(app: FastAPI, person: Person) -> TestClient:
    """Asks the application as somebody who signs in."""
    _, secret = app.state.sessions.sign_in(person.name, PASSWORD, Came())
    return asking(app, secret)


def asking(app: FastAPI, secret: str) -> TestClient:
    """The same as somebody whose session has this secret."""
    made = TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False)
    made.cookies.set(COOKIE, secret)
    return made
