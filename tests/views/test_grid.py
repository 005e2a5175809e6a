"""Claims by sources: what stands in which row and column, and that nothing is said where a source says nothing."""

from __future__ import annotations

import pytest

from truceline.compare.account import Account
from truceline.compare.incidents import incident_of
from truceline.records import Actor, Claim, Control, Count, Document, Event, Modality, Published, Sentence, Span, Toll
from truceline.views.grid import Grid, of_incident

ARMY, FRONT = Actor(text="the army", name="Army of Northland"), Actor(text="the Front", name="Front of Southland")
DOCTORS = Actor(text="the UN", name="United Nations", sector="IGO")
OFFICIAL = Actor(text="an official")


def _count(text: str) -> Toll:
    number = int(text)
    return Toll(harm="killed", object="persons", group=None, side=None, count=Count(text=text, best=number, low=number,
                high=number), scope="incident", period=None, places=())  # fmt: skip


def _strike(by: Actor) -> Event:
    return Event(type="ASSAULT", mode="airstrike", actors=(by,), recipients=(), time=None,
                 trigger=Span(start=0, end=6, text="struck"))  # fmt: skip


def _account(number: int, body: Event | Toll | Control, *sources: Actor, outlet: str = "Post", id: str = "",
             modality: Modality = "actual") -> Account:  # fmt: skip
    day = f"2024-05-{number:02}"
    document = Document(id=f"d{number}{outlet}", text="It struck.", outlet=outlet,
                        published=Published(text=day, start=day, end=day, basis="given"))  # fmt: skip
    claim = Claim(
        id=id or f"c{number}", document=document, body=body, sources=sources, modality=modality,
        sentence=Sentence(index=0, start=0, end=10, text="It struck."), span=Span(start=3, end=9, text="struck"),
    )  # fmt: skip
    return Account(claim, "story", None, None)


def _told(grid: Grid) -> dict[tuple[str, str], list[str]]:
    return {
        (row.asked, source.name): [f"{said.what}{f' ({said.mark})' if said.mark else ''}" for said in cell]
        for row in grid.rows
        for source, cell in zip(grid.sources, row.cells, strict=True)
        if cell
    }


ACCOUNTS = (
    _account(1, _strike(ARMY), FRONT),
    _account(2, _count("27"), FRONT),
    _account(3, _count("12"), DOCTORS),
    _account(3, _count("12"), DOCTORS, outlet="Herald", id="c4"),
    _account(5, _strike(ARMY), ARMY, modality="denied"),
    _account(6, _count("20")),
)


def test_each_source_has_a_column_and_each_question_a_row() -> None:
    grid = of_incident(incident_of(ACCOUNTS), 60)
    assert _told(grid) == {
        ("What happened", "Front of Southland"): ["airstrike"],
        ("What happened", "Army of Northland"): ["airstrike (denied)"],
        ("By whom", "Front of Southland"): ["Army of Northland"],
        ("By whom", "Army of Northland"): ["Army of Northland (denied)"],
        ("Killed", "Front of Southland"): ["27"],
        ("Killed", "United Nations"): ["12"],
        ("Killed", "Post"): ["20"],
    }
    assert [s.note for s in grid.sources if s.name == "Post"] == ["in its own voice"]


def test_what_one_source_says_in_two_papers_is_one_thing_with_both_claims() -> None:
    grid = of_incident(incident_of(ACCOUNTS), 60)
    (killed,) = (row for row in grid.rows if row.asked == "Killed")
    (said,) = killed.cells[[s.name for s in grid.sources].index("United Nations")]
    assert [claim.id for claim in said.claims] == ["c3", "c4"]


def test_unnamed_people_of_two_reports_are_two_columns() -> None:
    accounts = (_account(1, _count("3"), OFFICIAL), _account(2, _count("4"), OFFICIAL, outlet="Herald"))
    grid = of_incident(incident_of(accounts), 60)
    assert [(s.name, s.note) for s in grid.sources] == [
        ("an official", "not named; in Post"),
        ("an official", "not named; in Herald"),
    ]


@pytest.mark.parametrize(("wide", "columns"), [(6, [4]), (3, [3, 1]), (1, [1, 1, 1, 1])])
def test_many_sources_are_shown_in_parts_those_of_most_claims_first(wide: int, columns: list[int]) -> None:
    parts = list(of_incident(incident_of(ACCOUNTS), 60).parts(wide))
    assert [len(part.sources) for part in parts] == columns
    assert parts[0].sources[0].name == "Front of Southland"
    assert all(any(row.cells) for part in parts for row in part.rows)
