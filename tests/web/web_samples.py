"""Reports for the pages to show."""

from __future__ import annotations

from ledger_samples import claim, claims_of, document, reading

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Count, Event, EventType, Place, Published, Span, Time, Toll

ARMY = Actor(text="the army", name="Armed Forces of Northland", country="NOR", sector="MIL")
FRONT = Actor(text="the Front", name="Southland <b>Front</b>", sector="REB")
UN = Actor(text="the UN", name="United Nations", sector="IGO")
DOCTORS = Actor(text="the doctors", name="Doctors' Network", sector="NGO")
PORT = Place(text="Westport", name="Westport", country="NOR", lat=60.0, lon=10.0, precision="exact")
CONFLICT = ("sudan-2023", 1.0)


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
