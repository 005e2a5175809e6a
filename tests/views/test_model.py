"""From claims to a briefing: what is new, what is side by side, what is marked, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import DOCTORS, OFFICIAL, WADI, claim, document, exactly, fill, published, toll

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Published
from truceline.views.briefing import (
    AnyLine,
    Briefing,
    ControlLine,
    Day,
    EventLine,
    Part,
    Section,
    SectionKey,
    TollLine,
)
from truceline.views.model import Wanted, briefing


def sudan(made: Briefing) -> Part:
    return next(part for part in made.parts if part.id == "sudan-2023")


def on(made: Briefing, key: str) -> Day:
    return next(day for day in sudan(made).days if day.key == key)


def section(day: Day, key: SectionKey) -> Section:
    return next(section for section in day.sections if section.key == key)


def tolls(day: Day) -> list[TollLine]:
    return [line for line in section(day, "tolls").lines if isinstance(line, TollLine)]


def test_conflicts_by_reports_and_days_newest_first(sample: Briefing) -> None:
    assert [part.name for part in sample.parts] == ["Sudan war", "Yemeni civil war"]
    assert [day.key for day in sudan(sample).days] == ["2024-06-09", "2024-06-03", "2024-06-02", ""]
    assert sudan(sample).period == "2024-06-02 to 2024-06-09"


def test_rival_figures_stand_side_by_side_and_are_not_added_up(sample: Briefing) -> None:
    found = {(line.count, line.chain, line.whose) for line in tolls(on(sample, "2024-06-02"))}
    assert found == {
        ("30", ("Sudan Doctors Network",), ""),
        ("at least twelve", ("Sudanese Armed Forces",), "fighters · Rapid Support Forces"),
    }


def test_a_count_in_words_is_given_in_digits_too(sample: Briefing) -> None:
    assert {line.count: line.bounds for line in tolls(on(sample, "2024-06-02"))} == {
        "30": "", "at least twelve": "12 or more",
    }  # fmt: skip


def test_a_figure_that_was_told_before_says_when(sample: Briefing) -> None:
    day = on(sample, "2024-06-03")
    assert {line.count: line.first for line in tolls(day)} == {"between 100 and 120": "", "30": "2024-06-02"}
    assert day.new == "1 claim about a ceasefire, 1 figure, 1 event; 1 told before"


def test_a_running_total_is_put_beside_the_one_before(sample: Briefing) -> None:
    (line,) = tolls(on(sample, "2024-06-09"))
    assert (line.count, line.before) == ("140", "between 100 and 120 (2024-06-03)")


def test_control_keeps_the_wording_and_who_chose_it(sample: Briefing) -> None:
    (line,) = section(on(sample, "2024-06-02"), "control").lines
    assert isinstance(line, ControlLine)
    assert (line.action, line.what, line.by, line.from_) == (
        "captured", "Wadi Sample", "Sudanese Armed Forces", "Rapid Support Forces",
    )  # fmt: skip
    assert (line.wording, line.chosen, line.chain) == ("liberated", "Sample Wire", ())


def test_an_offer_on_a_condition_is_no_agreement(sample: Briefing) -> None:
    (line,) = section(on(sample, "2024-06-03"), "ceasefire").lines
    assert isinstance(line, EventLine)
    assert (line.kind, line.mark, line.condition) == (
        "Offers, promises and conditions", "on a condition", "if the army withdrew",
    )  # fmt: skip
    assert line.chain == ("Sudan News Agency", "Rapid Support Forces")


def test_what_is_denied_is_marked(sample: Briefing) -> None:
    (line,) = section(on(sample, "2024-06-03"), "events").lines
    assert line.mark == "denied"


def test_history_stands_apart(sample: Briefing) -> None:
    history = sudan(sample).history
    assert history is not None
    assert [line.told[0].span for line in history.lines] == ["A truce of 2019 was broken"]
    shown = [line.told[0].span for day in sudan(sample).days for s in day.sections for line in s.lines]
    assert "A truce of 2019 was broken" not in shown


def test_sentences_are_whole_and_their_span_is_known(sample: Briefing) -> None:
    (line,) = section(on(sample, "2024-06-02"), "control").lines
    assert line.told[0].sentence == "The army has liberated Wadi Sample."
    assert line.told[0].span == "liberated Wadi Sample"
    assert line.told[0].url == "https://example.org/wadi?a=1&b=2"


def test_ids_are_short_and_found_by_show(sample: Briefing, ledger: Ledger) -> None:
    ids = [t.id for d in sudan(sample).days for s in d.sections for line in s.lines for t in line.told]
    assert all(len(ledger.matching(i)) == 1 and len(i) == 8 for i in ids)


def test_nothing_is_dropped(sample: Briefing, ledger: Ledger) -> None:
    totals = ledger.totals()
    told = [t for p in sample.parts for d in p.days for s in d.sections for line in s.lines for t in line.told]
    history = [t for p in sample.parts if p.history for line in p.history.lines for t in line.told]
    assert len(told) + len(history) == sample.claims == sum(totals.claims.values())
    assert sample.reports + len(sample.unread) == totals.documents
    assert [(r.title, r.note) for r in sample.unread] == [("Rien", "its language is fr; only English is read")]
    assert [(r.title, r.note) for r in sample.undated] == [("No date on this", "date not known")]
    quiet = sample.parts[1].days[0].reports[0]
    assert (quiet.outlet, quiet.title, quiet.note) == ("", "quiet.txt", "no claims found")


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (Wanted(since="2024-06-03"), ["2024-06-09", "2024-06-03"]),
        (Wanted(until="2024-06-02"), ["2024-06-02"]),
        (Wanted(since="2024-06-03", until="2024-06-08"), ["2024-06-03"]),
        (Wanted(conflicts=("sudan-2023",)), ["2024-06-09", "2024-06-03", "2024-06-02", ""]),
    ],
)
def test_filters(ledger: Ledger, wanted: Wanted, keys: list[str]) -> None:
    made = briefing(ledger, wanted)
    assert [day.key for day in sudan(made).days] == keys
    assert made.undated, "a report without a date is told of whatever the days asked for"


def test_history_can_be_left_out(ledger: Ledger) -> None:
    assert sudan(briefing(ledger, Wanted(background=False))).history is None


def test_a_limit_says_what_it_leaves_out_and_how_to_see_it(ledger: Ledger) -> None:
    made = briefing(ledger, Wanted(limit=1, days=2))
    assert [day.key for day in sudan(made).days] == ["2024-06-09", "2024-06-03"]
    assert [day.key for day in sudan(made).earlier] == ["2024-06-02", ""]
    cut = section(on(made, "2024-06-03"), "tolls")
    assert (len(cut.lines), cut.more) == (1, 1)
    assert cut.command == (
        "truceline claims --conflict sudan-2023 --published-since 2024-06-03 --published-until 2024-06-03 "
        "--kind toll --no-background --limit 1000 --ledger sample.db"
    )


def test_a_limit_keeps_something_of_every_kind(tmp_path: Path) -> None:
    text = "Doctors count 11 dead, 12 dead, 13 dead and 14 wounded."
    of = document(text, "Sample Wire", published("2024-06-02"))
    with Ledger(tmp_path / "many.db") as ledger:
        dead = [claim(of, f"{n} dead", toll(exactly(str(n), n))) for n in (11, 12, 13)]
        ledger.add(Reading(of, (*dead, claim(of, "14 wounded", toll(exactly("14", 14), harm="wounded")))))
        (part,) = briefing(ledger, Wanted(limit=3)).parts
    cut = part.days[0].sections[0]
    assert [(name, len(lines)) for name, lines in cut.groups] == [("Killed", 2), ("Wounded", 1)]
    assert cut.more == 1


def test_the_order_does_not_hang_on_the_order_of_reading(ledger: Ledger, tmp_path: Path) -> None:
    there, back = tmp_path / "there", tmp_path / "back"
    there.mkdir()
    back.mkdir()
    made = []
    for folder in (there, back):
        with Ledger(folder / "sample.db") as other:
            fill(other, backwards=folder is back)
            found = briefing(other, Wanted(limit=None, days=None))
            made.append(repr(found).replace(str(folder), ""))
    assert made[0] == made[1]


def two_outlets(folder: Path, source: Actor) -> tuple[AnyLine, ...]:
    """The lines of one day on which two outlets have the same figure from ``source``."""
    with Ledger(folder / "two.db") as ledger:
        for outlet in ("Sample Wire", "Sample Herald"):
            of = document("They said 3 were killed in Wadi Sample.", outlet, published("2024-06-02"))
            body = toll(exactly("3", 3), places=(WADI,))
            ledger.add(Reading(of, (claim(of, "3 were killed", body, sources=(source,)),)))
        (part,) = briefing(ledger, Wanted()).parts
    return part.days[0].sections[0].lines


def test_unnamed_sources_are_never_taken_for_the_same(tmp_path: Path) -> None:
    assert len(two_outlets(tmp_path, OFFICIAL)) == 2


def test_a_named_source_in_two_outlets_is_one_line_read_twice(tmp_path: Path) -> None:
    (line,) = two_outlets(tmp_path, DOCTORS)
    assert set(line.outlets) == {"Sample Herald", "Sample Wire"}


def test_reports_that_were_not_read_are_told_of_with_any_conflict(ledger: Ledger) -> None:
    assert [report.title for report in briefing(ledger, Wanted(conflicts=("yemen",))).unread] == ["Rien"]


def test_an_empty_ledger_teaches_what_to_do(tmp_path: Path) -> None:
    with Ledger(tmp_path / "new ledger.db") as ledger:
        made = briefing(ledger, Wanted())
    assert made.parts == ()
    assert f"truceline read my-reports/ --ledger '{tmp_path}/new ledger.db'" in made.advice


def test_filters_that_nothing_passes_say_so(ledger: Ledger) -> None:
    made = briefing(ledger, Wanted(until="1999-12-31"))
    assert made.parts == ()
    assert made.advice[0] == "No report passes the filters. The ledger has 6 reports:"


def test_a_report_of_a_month_is_filed_under_the_month(tmp_path: Path) -> None:
    in_june = Published(start="2024-06-01", end="2024-06-30", basis="text")
    told = [("A.", in_june, 30), ("B.", published("2024-06-10"), 31), ("C.", published("2024-07-01"), 30)]
    with Ledger(tmp_path / "month.db") as ledger:
        for words, when, number in told:
            of = document(f"Doctors said {number} were killed, {words}", words, when)
            figure = toll(exactly(str(number), number), places=(WADI,))
            ledger.add(Reading(of, (claim(of, f"{number} were killed", figure, sources=(DOCTORS,)),)))
        made = briefing(ledger, Wanted())
    (part,) = made.parts
    assert [day.label for day in part.days] == ["Monday 1 July 2024", "Monday 10 June 2024", "June 2024"]
    assert part.period == "2024-06-01 to 2024-07-01"
    july, tenth, june = part.days
    assert "--published-since 2024-06-01 --published-until 2024-06-30" in june.command
    assert [line.first for day in (july, tenth, june) for line in tolls(day)] == ["2024-06-01 to 2024-06-30", "", ""]
