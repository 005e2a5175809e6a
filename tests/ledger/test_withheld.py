"""What somebody is told from whom reports are withheld, when claims are laid side by side: what is kept of all that
these do not bear on, and the rest worked out anew.  It is what is worked out from all that they may see."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from side_by_side_samples import PARTIES, UNKNOWN, copy_of, report

from truceline.compare.account import Account
from truceline.compare.ceasefires import Timeline
from truceline.ledger import Ledger
from truceline.ledger.derived.asking import Choice
from truceline.ledger.derived.records import Record, RecordKind
from truceline.ledger.derived.timelines import pack_timeline
from truceline.ledger.derived.touched import Touched, touched_by
from truceline.ledger.seen import Seen, SeenBrowser
from truceline.pipeline import Reading
from truceline.web.compared import Compared

Withheld = frozenset[str]

KINDS: tuple[RecordKind, ...] = ("toll", "dispute", "agreement")
CHOICES = Choice(), Choice(rivals_first=True, figures=2), Choice(voices=2, marked=True)
FILTERS: tuple[Mapping[str, Any], ...] = (
    {"kind": "control"}, {"published_since": "2024-03-05"}, {"place": "Hilltown", "conflict": "sudan-2023"},
    {"conflict": "none"}, {"modality": "denied"},
)  # fmt: skip


class FromAll(Compared):
    """Works everything out from all claims that may be seen, whatever is kept."""

    def _kept(self, filters: dict[str, Any]) -> bool:
        return False


def reports(seed: int) -> list[Reading]:
    """Reports of two wars and of one that no knowledge describes; some are copies."""
    chance = random.Random(seed)
    made: list[Reading] = []
    for number in range(27):
        parties = UNKNOWN if number % 3 == 2 else PARTIES
        words = range(40 if number % 4 == 0 else 0)
        more = "".join(f" word{chance.randint(0, 10**6)} follows" for _ in words)
        made.append(report(number, chance, parties, more))
        if more:
            made += [copy_of(made[-1], number + n, chance, parties) for n in range(chance.randint(1, 2))]
    return made


def stored(path: Path, some: list[Reading], seed: int) -> Ledger:
    book, chance = Ledger(path), random.Random(seed)
    book.add_all(some)
    book.compare()
    wars = [chance.choices(("sudan-2023", "gaza-2023", None), (4, 1, 3))[0] for _ in some]
    told = zip((reading.document.id for reading in some), wars, strict=True)
    book.store.set_conflicts([(name, war and (war, 1.0)) for name, war in told])
    return book


@pytest.fixture(scope="module", params=range(2), ids=lambda seed: f"seed {seed}")
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("withheld")
    with stored(folder / "test.db", reports(request.param), request.param) as made:
        browsers = {how: made.browser() for how in (Compared, FromAll)}  # what one keeps, the other must not give
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(made, "browser", browsers.__getitem__)
            yield made


def asked(book: Ledger, withheld: Withheld, how: type[Compared] = Compared) -> Compared:
    browser = book.browser(how)  # type: ignore[call-arg]
    seen = Seen(book.store, browser, withheld)
    return how(seen, SeenBrowser(browser, seen))


def ids(book: Ledger) -> list[str]:
    return [one.document.id for one in book.documents()]


def conflicts(book: Ledger) -> list[dict[str, Any]]:
    return [{}, {"conflict": ("none",)}, *({"conflict": (one.id,)} for one in book.conflicts())]


def every(compared: Compared, kind: RecordKind, choice: Choice = CHOICES[0], /, **filters: Any) -> list[Record]:
    found = compared.some(kind, choice, 0, 10**6, **filters)
    assert len(found) == compared.number(kind, choice, **filters)
    return list(found)


def assert_alike(book: Ledger, withheld: Withheld) -> None:
    quick, slow = asked(book, withheld), asked(book, withheld, FromAll)
    for of in conflicts(book):
        for kind in KINDS:
            assert every(quick, kind, **of) == every(slow, kind, **of), (kind, of)
        assert told(quick.ceasefires(**of)) == told(slow.ceasefires(**of)), of


def told(timelines: list[Timeline]) -> list[tuple[str | None, str, list[Account]]]:
    """What timelines say, and of which accounts."""
    return [
        (one.conflict, pack_timeline(one), [step.account for moment in one.moments for step in moment.steps])
        for one in timelines
    ]


@pytest.mark.parametrize("several", [2, 5, 12, 25])
def test_it_is_what_is_worked_out_from_all_that_may_be_seen(book: Ledger, several: int) -> None:
    chance = random.Random(several)
    assert_alike(book, frozenset(chance.sample(ids(book), several)))


def test_whichever_single_report_it_is(book: Ledger) -> None:
    """The one that opened a story, of which another is a copy, that joins an incident or makes a conflict known."""
    found: list[Touched] = []
    for one in ids(book)[::8]:
        assert_alike(book, frozenset([one]))
        with book.store._engine.connect() as connection:  # type: ignore[attr-defined]
            found.append(touched_by(connection, frozenset([one])))
    assert any(touched.incident for touched in found)
    assert any(touched.belongs for touched in found)


def test_where_a_conflict_is_not_known_without_them(book: Ledger) -> None:
    unknown = next(one for one in book.conflicts() if one.found)
    of = [one.document.id for one in book.documents(conflict=unknown.id)]
    withheld = frozenset(of[1:])
    with book.store._engine.connect() as connection:  # type: ignore[attr-defined]
        assert touched_by(connection, withheld).renamed
    assert_alike(book, withheld)


def test_where_too_many_are_withheld_to_put_together_anew(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.ledger.apart.MOST_APART", 3)
    assert_alike(book, frozenset(ids(book)[::4]))


def test_where_all_are_withheld_nothing_is_said(book: Ledger) -> None:
    compared = asked(book, frozenset(ids(book)))
    assert [every(compared, kind) for kind in KINDS] == [[], [], []]
    assert compared.ceasefires() == []


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("choice", CHOICES, ids=("all", "rivals first", "marked"))
def test_the_same_is_chosen(book: Ledger, choice: Choice, filters: Mapping[str, Any]) -> None:
    withheld = frozenset(ids(book)[::5])
    quick, slow = asked(book, withheld), asked(book, withheld, FromAll)
    for kind in KINDS:
        assert every(quick, kind, choice, **filters) == every(slow, kind, choice, **filters)
