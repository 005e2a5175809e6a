"""The sample reports, read from end to end: what a careful reader would find in them is in the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from truceline import Ledger
from truceline.cli.app import app
from truceline.records import Claim, Control, Event, Toll

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


def run(*args: str) -> Result:
    """A call of ``truceline``."""
    return CliRunner().invoke(app, list(args))


def claims(ledger: Ledger, report: str) -> list[Claim]:
    """The claims of the report whose path ends so."""
    found = [c for c in ledger.claims() if (c.document.path or "").endswith(report)]
    assert found, f"no claim in {report}"
    return found


def test_the_spanish_report_is_counted_but_not_read(ledger: Ledger) -> None:
    not_read = [d.document.path or "" for d in ledger.documents(status="not_read")]
    assert len(not_read) == 1
    assert not_read[0].endswith("03-cese-bilateral.txt")


def test_reading_twice_adds_nothing(ledger_file: Path) -> None:
    with Ledger(ledger_file) as before:
        ids = {c.id for c in before.claims()}
    result = run("read", str(REPORTS), "--ledger", str(ledger_file))
    assert "0 documents read" in result.output
    with Ledger(ledger_file) as after:
        assert {c.id for c in after.claims()} == ids


def test_every_sentence_stands_in_its_report(ledger_file: Path) -> None:
    assert run("verify", "--ledger", str(ledger_file)).exit_code == 0


# report, harm, best, low, high, country of the last source
TOLLS = [
    ("karabakh-2020/03-ganja-first-count.txt", "killed", 12, 12, 12, "AZE"),
    ("karabakh-2020/04-ganja-update.txt", "killed", 13, 13, 13, "AZE"),
    ("karabakh-2023/05-losses-and-exodus.txt", "killed", 192, 192, 192, "AZE"),
    ("karabakh-2023/05-losses-and-exodus.txt", "wounded", 511, 511, 511, "AZE"),
    ("ukraine/02-makiivka-moscow.md", "killed", 89, 89, 89, "RUS"),
    ("ukraine/03-makiivka-kyiv.txt", "killed", 400, None, None, "UKR"),
    ("ukraine/08-un-monitors.md", "killed", None, 10_000, None, None),
    ("gaza-lebanon/01-al-ahli-gaza.txt", "killed", 471, 471, 471, "PSE"),
    ("gaza-lebanon/02-al-ahli-jerusalem.txt", "killed", None, 100, 300, "USA"),
    ("gaza-lebanon/06-strikes-resume.txt", "wounded", 562, 562, 562, "PSE"),
    ("sudan/01-fighting-erupts.txt", "killed", None, 56, None, "SDN"),
    ("sudan/06-el-fasher-hospital.txt", "killed", None, 461, None, None),
    ("kashmir-2025/05-losses.txt", "killed", None, 35, 40, "IND"),
    ("myanmar/02-pazigyi-nug.txt", "killed", 165, 165, 165, "MMR"),
    ("drc/02-humanitarian-truce.txt", "wounded", 2880, 2880, 2880, None),
]


@pytest.mark.parametrize(("report", "harm", "best", "low", "high", "country"), TOLLS)
def test_tolls(
    ledger: Ledger, report: str, harm: str, best: int | None, low: int | None, high: int | None, country: str | None
) -> None:
    found = [c for c in claims(ledger, report) if isinstance(c.body, Toll) and c.body.harm == harm]
    same = [c for c in found if isinstance(c.body, Toll)
            and (c.body.count.best, c.body.count.low, c.body.count.high) == (best, low, high)]  # fmt: skip
    assert same
    assert any((c.sources[-1].country if c.sources else "the outlet") == country for c in same)


# report, type, mode, modality, country of an actor (or null: any)
EVENTS = [
    ("karabakh-2020/01-moscow-truce.txt", "ACCUSE", "shelling", "actual", "ARM"),
    ("karabakh-2023/03-ceasefire-september-20.txt", "AGREE", "ceasefire", "actual", None),
    ("ukraine/05-christmas-truce.txt", "AGREE", "ceasefire", "actual", "RUS"),
    ("gaza-lebanon/06-strikes-resume.txt", "ACCUSE", "ceasefire", "actual", "PSE"),
    ("sudan/01-fighting-erupts.txt", "REQUEST", "ceasefire", "actual", None),
    ("kashmir-2025/04-ceasefire.txt", "AGREE", "ceasefire", "actual", "IND"),
    ("colombia/01-eln-denies.txt", "AGREE", "ceasefire", "denied", "COL"),
    ("drc/02-humanitarian-truce.txt", "REQUEST", "withdrawal", "actual", "USA"),
]


@pytest.mark.parametrize(("report", "type_", "mode", "modality", "country"), EVENTS)
def test_events(ledger: Ledger, report: str, type_: str, mode: str, modality: str, country: str | None) -> None:
    assert any(
        isinstance(c.body, Event)
        and (c.body.type, c.body.mode, c.modality) == (type_, mode, modality)
        and (country is None or country in {a.country for a in c.body.actors})
        for c in claims(ledger, report)
    )


CONTROL = [
    ("karabakh-2020/03-ganja-first-count.txt", "captured", "liberated"),
    ("ukraine/09-avdiivka.md", "withdrew", None),
    ("sudan/01-fighting-erupts.txt", "captured", "seized"),
    ("drc/01-goma.txt", "captured", "captured"),
    ("drc/03-nyabibwe.txt", "captured", "took"),
]


@pytest.mark.parametrize(("report", "action", "wording"), CONTROL)
def test_control(ledger: Ledger, report: str, action: str, wording: str | None) -> None:
    assert any(
        isinstance(c.body, Control) and c.body.action == action and wording in (None, c.body.wording)
        for c in claims(ledger, report)
    )


def test_a_chain_of_sources_keeps_its_links(ledger: Ledger) -> None:
    assert any(len(c.sources) >= 2 for c in claims(ledger, "gaza-lebanon/02-al-ahli-jerusalem.txt"))


# report, first and last day that the publication may lie on, basis
DATES = [
    ("drc/01-goma.txt", "2025-01-27", "2025-01-27", "dateline"),
    ("sudan/02-undated-truce.txt", "2023-04-25", "2023-04-25", "inferred"),
    ("sudan/05-el-fasher-falls.txt", "2025-10-27", "2025-10-27", "metadata"),
    ("formats/yemen-truce.html", "2022-04-03", "2022-04-03", "metadata"),
    ("formats/monitor-digest.eml", "2020-11-13", "2020-11-13", "metadata"),
]


@pytest.mark.parametrize(("report", "first", "last", "basis"), DATES)
def test_dates(ledger: Ledger, report: str, first: str, last: str, basis: str) -> None:
    stored = next(d.document for d in ledger.documents() if (d.document.path or "").endswith(report))
    assert stored.published.basis == basis
    assert stored.published.start is not None
    assert stored.published.start <= first
    assert (stored.published.end or "9999") >= last
