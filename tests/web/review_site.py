"""A ledger to review, and its application, asked by whom the cookie ``who`` names: several people, no passwords."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from ledger_samples import claim, day, document
from visits import Visit

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Count, Event, Place, Published, Span, Toll
from truceline.web import gate
from truceline.web.app import create_app
from truceline.web.person import Person

TEXT = (
    "At least 40 people were killed in Nyala on Tuesday, the ministry said. Doctors spoke of 55 dead.\n\n"
    "The Rapid Support Forces took the eastern market. “We hold all of it,” a commander said.\n\n"
    "The envoy called for a truce. Nobody answered before evening."
)
MINISTRY = Actor(text="the ministry", name="Ministry of Health of Sudan", country="SDN", sector="GOV")
DOCTORS = Actor(text="Doctors", sector="NGO")
FORCES = Actor(text="The Rapid Support Forces", name="Rapid Support Forces", country="SDN", sector="REB")
NYALA = Place(text="Nyala", name="Nyala", country="SDN", lat=12.05, lon=24.88, precision="exact")
TUESDAY = day("Tuesday", "2023-04-18")

_who: ContextVar[str] = ContextVar("who", default="ada")


def counted(text: str, number: int, *, least: bool = False) -> Toll:
    """So many killed in the town."""
    count = Count(text=text, best=None if least else number, low=number, high=None if least else number)
    return Toll(harm="killed", object="persons", group=None, side=None, count=count, scope="incident", period=TUESDAY,
                places=(NYALA,))  # fmt: skip


def fill(book: Ledger) -> None:
    """Two reports of one day: the first has four claims of rising confidence, the second tells one of them again."""
    when = Published(text="2023-04-19", start="2023-04-19", end="2023-04-19", basis="given")
    first = document(TEXT, outlet="Market Wire", title="Dead in Nyala", published=when)
    taken = Control(action="captured", by=FORCES, from_=None, places=(Place(text="the eastern market"),), count=None,
                    time=TUESDAY, wording="took")  # fmt: skip
    start = TEXT.index("called")
    called = Event(type="REQUEST", mode="ceasefire", actors=(Actor(text="The envoy"),),
                   trigger=Span(start=start, end=start + 6, text="called"))  # fmt: skip
    claims = (
        claim(first, "At least 40 people were killed", counted("At least 40", 40, least=True), sources=(MINISTRY,),
              quotation="indirect", confidence=0.3),
        claim(first, "55 dead", counted("55", 55), sources=(DOCTORS,), confidence=0.4),
        claim(first, "took the eastern market", taken, confidence=0.5),
        claim(first, "called for a truce", called, confidence=0.6),
    )  # fmt: skip
    second = document("Forty people died in Nyala on Tuesday.", outlet="Other Post", title="Again", published=when)
    again = claim(second, "Forty people died", counted("Forty", 40), sources=(MINISTRY,), confidence=0.9)
    book.add_all([Reading(first, claims), Reading(second, (again,))])
    book.compare()


def app_of(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The application, in which every request is asked by whom its cookie names: "ada" is the administrator, "rea" a
    reader, and everybody else a reviewer."""

    def owner() -> Person:
        name = _who.get()
        return Person(name, {"ada": "administrator", "rea": "reader"}.get(name, "reviewer"))  # type: ignore[arg-type]

    monkeypatch.setattr(gate, "owner", owner)
    app = create_app(book)

    @app.middleware("http")
    async def named(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
        _who.set(request.cookies.get("who", "ada"))
        return await follow(request)

    return app


Open = Callable[..., Visit]
"""Opens a window for somebody, by their name."""


def heading(page: Any) -> str:
    return str(page.inner_text(".decide h1"))


def press(page: Any, key: str) -> None:
    """Press a key that decides, and wait for the next claim."""
    before = page.url
    page.keyboard.press(key)
    page.wait_for_url(lambda now: now != before)
    page.wait_for_load_state("networkidle")


def states(book: Ledger) -> dict[str, str]:
    """What review has made of each claim, by the words that carry it."""
    every = {c.id: c.span.text for c in book.claims()}
    return {every[name]: state for name, state in book.reviews.state(every).items()}


def drag(page: Any, words: str) -> None:
    """Select words of the report with the mouse."""
    ends = page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            const box = range.getBoundingClientRect();
            return [box.left, box.right, box.top + box.height / 2];
          }
        }""",
        words,
    )
    page.mouse.move(ends[0] + 1, ends[2])
    page.mouse.down()
    page.mouse.move(ends[1] - 1, ends[2])
    page.mouse.up()
