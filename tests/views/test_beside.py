"""Rival tolls, disputes and ceasefires in the report, from reports read by the program."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from truceline.ledger import Ledger
from truceline.pipeline import read_documents
from truceline.sources import document_from_text
from truceline.views.beside import Beside
from truceline.views.briefing import Briefing
from truceline.views.html import html
from truceline.views.markdown import markdown
from truceline.views.model import Wanted, briefing
from truceline.views.terminal import print_briefing

REPORTS = (
    ("Sample Wire A", "2023-10-18",
     "At least 471 people were killed in a blast at Al-Ahli hospital in Gaza City on Tuesday, the Gaza health ministry "
     "said. Hamas said an Israeli air strike hit the hospital. The Israeli army denied that it struck the hospital."),
    ("Sample Wire B", "2023-10-19",
     "The Gaza health ministry said 471 people were killed in the blast at Al-Ahli hospital in Gaza City on Tuesday. "
     "US intelligence agencies said between 100 and 300 people were killed in the blast at Al-Ahli hospital in Gaza "
     "City on Tuesday."),
    ("Sample <b>Daily</b>", "2020-10-12", "Russia called for a ceasefire in Nagorno-Karabakh on Monday."),
    ("Sample Daily", "2020-10-17",
     "Armenia and Azerbaijan agreed on a humanitarian ceasefire in Nagorno-Karabakh, both foreign ministries said."),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("beside") / "sample.db"
    with Ledger(path) as made:
        made.add_all(read_documents(document_from_text(t, outlet=o, published=day) for o, day, t in REPORTS))
        yield made


@pytest.fixture(scope="module")
def made(ledger: Ledger) -> Briefing:
    return briefing(ledger, Wanted())


def shown(made: Briefing, conflict: str) -> Beside:
    (part,) = (part for part in made.parts if part.id == conflict)
    return part.beside


def test_rival_tolls(made: Briefing) -> None:
    (rivals,) = shown(made, "israel-gaza-2023").rivals
    told = {c.claimant: [(s.count, s.low, s.high, s.last) for s in c.stated] for c in rivals.claimed}
    assert told == {
        "Gaza Health Ministry": [("At least 471", 471, None, "2023-10-18"), ("471", 471, 471, "2023-10-19")],
        "Intelligence services of the United States": [("between 100 and 300", 100, 300, "2023-10-19")],
    }


def test_disputes_as_a_matrix(made: Briefing) -> None:
    matrices = shown(made, "israel-gaza-2023").disputes
    figures = next(m for m in matrices if "killed" in m.about)
    rows = [(one.who, one.what, one.as_of, one.line.told[0].outlet) for side in figures.sides for one in side.told]
    assert ("Gaza Health Ministry", "471", "2023-10-19", "Sample Wire B") in rows
    assert all(tie for side in figures.sides for one in side.told for tie in one.ties)
    denied = [one.line.mark for m in matrices for side in m.sides for one in side.told if side.says == "denied"]
    assert denied == ["denied"]


def test_ceasefire_step_by_step(made: Briefing) -> None:
    (truce,) = shown(made, "nagorno-karabakh").truces
    assert [(step.day, step.what, step.who) for step in truce.steps] == [
        ("2020-10-12", "call for one", "Government of Russia"),
        ("2020-10-17", "agreement", "Government of Armenia, Government of Azerbaijan"),
    ]
    assert truce.state.startswith("agreed")


def test_limits_say_what_they_leave_out(ledger: Ledger) -> None:
    limited = briefing(ledger, Wanted(limit=1))
    whole = briefing(ledger, Wanted(limit=None))
    for conflict in ("israel-gaza-2023", "nagorno-karabakh"):
        some, all_ = shown(limited, conflict), shown(whole, conflict)
        assert len(some.disputes) + some.more_disputes == len(all_.disputes)
        for one, other in zip(some.truces, all_.truces, strict=True):
            assert len(one.steps) + one.more == len(other.steps)


def test_days_of_publication_choose(ledger: Ledger) -> None:
    assert [part.id for part in briefing(ledger, Wanted(until="2021")).parts] == ["nagorno-karabakh"]


@pytest.mark.parametrize("form", ["html", "markdown", "terminal"])
def test_every_form_shows_all_three(made: Briefing, form: str) -> None:
    text = {"html": html, "markdown": markdown, "terminal": on_terminal}[form](made)
    for words in ("Rival tolls", "between 100 and 300", "Disputes: claims that cannot all hold", "independent of",
                  "Ceasefires, step by step", "call for one"):  # fmt: skip
        assert words in text
    assert "<b>Daily" not in text or form == "terminal"


def test_the_chart_has_its_figures_as_text(made: Briefing) -> None:
    page = html(made)
    chart = page[page.index("bands") :]
    assert 'aria-hidden="true"' in chart
    assert "<strong>At least 471</strong>" in chart
    assert "on a logarithmic scale" in page or "on one scale" in page


def on_terminal(made: Briefing) -> str:
    console = Console(width=100, highlight=False, markup=False, emoji=False, record=True, file=StringIO())
    print_briefing(made, console)
    return " ".join(console.export_text().split())
