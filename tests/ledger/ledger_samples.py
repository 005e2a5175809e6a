"""Documents and claims made by hand and by Hypothesis, for the tests of whatever stores or writes them."""

from __future__ import annotations

import random
from typing import Any, get_args

from hypothesis import strategies as st

from truceline.identity import claim_id, document_id
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import (
    Actor,
    Claim,
    Control,
    ControlAction,
    Count,
    DateBasis,
    Dateline,
    Document,
    Event,
    EventType,
    Harm,
    LossObject,
    Modality,
    Place,
    Precision,
    Published,
    Quotation,
    Reason,
    Scope,
    Sentence,
    Span,
    Time,
    Toll,
)

TEXT = (
    "The ministry said 27 people had been killed, including two civilians, in Hadrut on Tuesday.\n\n"
    "Erdoğan called for a ceasefire.\n\nThe army has liberated eight villages near Şuşa."
)

MINISTRY = Actor(text="The ministry", name="Ministry of Defence of Azerbaijan", country="AZE", sector="MIL")
AGENCIES = Actor(text="Russian news agencies", name="Russian media", country="RUS", sector="MED")
ERDOGAN = Actor(text="Erdoğan", name="Recep Tayyip Erdoğan", country="TUR", sector="GOV", role="President")
ARMY = Actor(text="The army", name="Armed Forces of Azerbaijan", country="AZE", sector="MIL")
HADRUT = Place(text="Hadrut", name="Hadrut", country="AZE", lat=39.52, lon=47.03, geonames=586001, precision="exact")
SUSHA = Place(text="Şuşa", name="Shusha", country="AZE", lat=39.76, lon=46.75, precision="near")


MISSED: dict[str, Any] = {
    "kind": "toll", "span": {"start": TEXT.index("two civilians"), "end": TEXT.index("two civilians") + 13},
    "toll": {"harm": "killed", "object": "persons", "group": "civilians", "side": None, "scope": None, "period": None,
             "count": {"text": "two", "best": 2, "low": 2, "high": 2}},
}  # fmt: skip
"""A claim of :data:`TEXT` that the program did not find, as somebody adds it."""


def document(
    text: str = TEXT, *, outlet: str | None = "Sample Wire", url: str | None = "sample:1", **fields: Any
) -> Document:
    """A document with the id that its content gives."""
    return Document(id=document_id(text, outlet, url), text=text, outlet=outlet, url=url, **fields)


def day(text: str, iso: str) -> Time:
    """A single day."""
    return Time(text=text, start=iso, end=iso)


def claim(of: Document, words: str, body: Event | Toll | Control, **fields: Any) -> Claim:
    """A claim carried by ``words``, which stand in the document; its sentence is the paragraph they stand in."""
    start = of.text.index(words)
    paragraphs = of.text.split("\n\n")
    before = of.text[:start].count("\n\n")
    sentence = paragraphs[before]
    opened = sum(len(p) + 2 for p in paragraphs[:before])
    return Claim(
        id=claim_id(of.id, type(body).__name__, start, start + len(words), body),
        document=of,
        sentence=Sentence(index=before, start=opened, end=opened + len(sentence), text=sentence),
        span=Span(start=start, end=start + len(words), text=words),
        body=body,
        **fields,
    )


def span(of: Document, words: str) -> Span:
    """Where ``words`` stand."""
    start = of.text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def claims_of(of: Document) -> tuple[Claim, ...]:
    """A toll with a chain of sources, a call for a ceasefire, and a change of control told as history."""
    toll = Toll(
        harm="killed", object="persons", group=None, side=Actor(text="people"), scope="cumulative",
        count=Count(text="27", best=27, low=27, high=27), period=day("Tuesday", "2020-10-13"), places=(HADRUT,),
    )  # fmt: skip
    call = Event(type="REQUEST", mode="ceasefire", actors=(ERDOGAN,), trigger=span(of, "called for"))
    taken = Control(
        action="captured", by=ARMY, from_=None, places=(SUSHA,), wording="liberated", time=None,
        count=Count(text="eight", best=8, low=8, high=8),
    )  # fmt: skip
    why = Reason(part="toll.harm", by="harm.yaml: kill", text="killed", score=0.9)
    return (
        claim(of, "27 people had been killed", toll, sources=(AGENCIES, MINISTRY), said=day("Tuesday", "2020-10-13"),
              channel="statement", quotation="indirect", confidence=0.9, why=(why,)),
        claim(of, "called for a ceasefire", call, confidence=0.8),
        claim(of, "liberated eight villages", taken, background=True, modality="possible", confidence=0.7),
    )  # fmt: skip


def reading(**fields: Any) -> Reading:
    """A document with its three claims."""
    fields.setdefault("published", Published(text="2020-10-14", start="2020-10-14", end="2020-10-14", basis="given"))
    of = document(**fields)
    return Reading(of, claims_of(of))


# What follows are strategies.  Texts have no lone surrogates: these cannot be written as UTF-8.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
maybe = st.none() | words
days = st.none() | st.dates().map(str)
numbers = st.none() | st.integers(-(2**63), 2**63 - 1)
degrees = st.none() | st.floats(-180, 180) | st.integers(-180, 180)
times = st.builds(Time, text=maybe, start=days, end=days)
counts = st.builds(Count, text=words, best=numbers, low=numbers, high=numbers)
actors = st.builds(Actor, text=words, name=maybe, country=maybe, sector=maybe, wikidata=maybe, role=maybe)
places = st.builds(
    Place, text=words, name=maybe, country=maybe, lat=degrees, lon=degrees, geonames=numbers, wikidata=maybe,
    precision=st.none() | st.sampled_from(get_args(Precision)),
)  # fmt: skip
spans = st.builds(Span, start=st.integers(0, 10**9), end=st.integers(0, 10**9), text=words)
reasons = st.builds(Reason, part=words, by=words, text=maybe, score=st.none() | st.floats(0, 1))


def several(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or a few of something."""
    return st.lists(of, max_size=3).map(tuple)


events = st.builds(
    Event, type=st.sampled_from(get_args(EventType)), mode=maybe, actors=several(actors), recipients=several(actors),
    places=several(places), time=st.none() | times, condition=maybe, instrument=maybe, trigger=spans,
)  # fmt: skip
tolls = st.builds(
    Toll, harm=st.sampled_from(get_args(Harm)), object=st.sampled_from(get_args(LossObject)), group=maybe,
    side=st.none() | actors, count=counts, scope=st.none() | st.sampled_from(get_args(Scope)),
    period=st.none() | times, places=several(places), blamed=several(actors),
)  # fmt: skip
controls = st.builds(
    Control, action=st.sampled_from(get_args(ControlAction)), by=st.none() | actors, from_=st.none() | actors,
    places=several(places), count=st.none() | counts, time=st.none() | times, wording=words,
)  # fmt: skip
published = st.builds(
    Published, text=maybe, start=days, end=days, basis=st.sampled_from(get_args(DateBasis)), evidence=several(words)
)
datelines = st.builds(Dateline, span=spans, place=maybe, date=st.none() | times, agency=maybe)
documents = st.builds(
    Document, id=st.uuids().map(str), text=words, title=maybe, outlet=maybe, url=maybe, path=maybe, language=maybe,
    published=published, dateline=st.none() | datelines, sha256=maybe, media_type=maybe,
)  # fmt: skip


def claims(of: st.SearchStrategy[Document] = documents) -> st.SearchStrategy[Claim]:
    """Claims of any shape that the records allow, whether they make sense or not."""
    return st.builds(
        Claim, id=st.uuids().map(str), document=of, body=events | tolls | controls, sources=several(actors),
        sentence=st.builds(Sentence, index=st.integers(0, 10**6), start=st.integers(0, 10**9),
                           end=st.integers(0, 10**9), text=words),
        span=spans, channel=maybe, quotation=st.sampled_from(get_args(Quotation)), said=st.none() | times,
        modality=st.sampled_from(get_args(Modality)), background=st.booleans(), confidence=st.floats(0, 1),
        why=several(reasons),
    )  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A document of any shape with up to three claims."""
    of = draw(documents)
    return Reading(of, draw(several(claims(st.just(of)))))


def add_in_portions(ledger: Ledger, reports: list[Reading], chance: random.Random, *, most: int) -> None:
    """Add reports in any order, at most so many at a time, and compare them after each time."""
    left = reports[:]
    chance.shuffle(left)
    while left:
        size = chance.randint(1, most)
        ledger.add_all(left[:size])
        del left[:size]
        ledger.compare()
