"""The log of one ledger in another: what belongs where, what is told, and that nothing which is there is changed."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import MISSED, claim, claims_of, reading
from msgspec.structs import replace

import truceline.ledger.decisions as log
from truceline.exports.decisions import write_jsonl
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.review.importing import Imported
from truceline.review.records import ReviewError

OF = reading().document
TOLL, CALL, TAKEN = (one.id for one in reading().claims)


@pytest.fixture
def field(ledger: Ledger) -> Ledger:
    """The ledger in which decisions are taken: one of each verdict, an added claim, one taken back."""
    reviews = ledger.reviews
    reviews.decide("ann", "accept", TAKEN)
    reviews.decide("ann", "correct", TOLL, changes={"toll.group": "civilians"}, why="a misprint")
    reviews.decide("ben", "reject", CALL)
    added = reviews.add("ann", OF.id, MISSED)
    reviews.decide("ben", "accept", added.claim or "")
    reviews.decide("ben", "unsure", TOLL)
    reviews.undo("ben", why="the wrong key")
    reviews.complete("ann", OF.id)
    return ledger


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Ledger]:
    """Another ledger with the same report, in which its chain holds at the end."""
    with Ledger(tmp_path / "desk.db") as made:
        made.add(reading())
        yield made
        assert list(made.faults(made.reviews.head())) == []


def written(book: Ledger) -> list[bytes]:
    out = io.BytesIO()
    write_jsonl(book.reviews.log(everything=True), out)
    return out.getvalue().splitlines(keepends=True)


def take(desk: Ledger, lines: list[bytes]) -> Imported:
    return desk.reviews.import_log("zoe", lines, called="field")


def at(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Let decisions be taken on a day of a past January."""
    monkeypatch.setattr(log, "now", lambda: datetime(2021, 1, day, tzinfo=UTC).isoformat(timespec="seconds"))


def test_what_stands_is_the_same_in_both(field: Ledger, desk: Ledger) -> None:
    made = take(desk, written(field))
    assert (made.added, made.already, made.orphans, made.problems) == (8, 0, (), ())
    assert made.head == field.reviews.head()
    assert desk.reviews.counts() == field.reviews.counts()
    assert [e.claim for e in desk.reviews.standing()] == [e.claim for e in field.reviews.standing()]
    assert desk.reviews.gold() == field.reviews.gold()


def test_who_when_why_and_from_where_are_kept(field: Ledger, desk: Ledger) -> None:
    take(desk, written(field))
    for was, now in zip(field.reviews.log(), desk.reviews.log(), strict=True):
        told = ("by", "at", "verb", "why", "document", "claim", "kind", "span_start", "old", "new", "undoes")
        assert [getattr(now, name) for name in told] == [getattr(was, name) for name in told]
        assert now.origin is not None
        assert (now.origin["from"], now.origin["imported_by"], now.origin["number"]) == ("field", "zoe", was.number)
        assert now.origin["sha256"] == was.sha256


def test_what_was_decided_here_stays_as_it_is(field: Ledger, desk: Ledger, tmp_path: Path) -> None:
    desk.reviews.decide("kim", "accept", CALL, why="it is said")
    with sqlite3.connect(tmp_path / "desk.db") as other:
        before = other.execute("SELECT * FROM decisions").fetchall()
    take(desk, written(field))
    with sqlite3.connect(tmp_path / "desk.db") as other:
        assert other.execute("SELECT * FROM decisions").fetchall()[:1] == before
    assert desk.reviews.state([CALL]) == {CALL: "disagreed"}, "ben rejects it"
    (undo,) = [d for d in desk.reviews.log() if d.verb == "undo"]
    assert undo.undoes == 7, "numbers are those of this log"


def test_twice_adds_nothing_and_a_later_export_what_is_new(field: Ledger, desk: Ledger) -> None:
    take(desk, written(field))
    before = desk.reviews.head()
    again = take(desk, written(field))
    assert (again.added, again.already, desk.reviews.head()) == (0, 8, before)
    field.reviews.decide("kim", "accept", CALL)
    assert take(desk, written(field)).added == 1


def test_own_decisions_that_come_back_are_known(field: Ledger, desk: Ledger) -> None:
    take(desk, written(field))
    desk.reviews.decide("kim", "accept", CALL)
    back = take(field, written(desk))
    assert (back.added, back.already) == (1, 8)
    (mine,) = [d for d in field.reviews.log() if d.by == "kim"]
    assert take(desk, written(field)).added == 0
    assert mine.origin is not None
    assert mine.origin["number"] == 9


@pytest.mark.parametrize("later", [False, True])
def test_where_two_come_by_different_ways_the_later_verdict_counts(
    field: Ledger, desk: Ledger, monkeypatch: pytest.MonkeyPatch, later: bool
) -> None:
    at(monkeypatch, 9)
    desk.reviews.decide("kim", "reject", TAKEN)
    at(monkeypatch, 12 if later else 5)
    field.reviews.decide("kim", "accept", TAKEN)
    take(desk, [line for line in written(field) if b'"kim"' in line])
    item = desk.reviews.item(TAKEN, "kim")
    assert item is not None
    assert item.state == ("accepted" if later else "rejected")


def test_an_adjudication_here_is_not_opened_again_by_what_was_decided_before(
    field: Ledger, desk: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = written(field)
    at(monkeypatch, 1)
    field.reviews.decide("lea", "accept", CALL)
    at(monkeypatch, 9)
    desk.reviews.decide("kim", "accept", CALL)
    desk.reviews.decide("leo", "reject", CALL)
    desk.reviews.adjudicate("zoe", "reject", CALL, why="an exercise")
    take(desk, written(field)[len(lines) :])
    assert desk.reviews.state([CALL]) == {CALL: "rejected"}


def test_an_imported_decision_cannot_be_taken_back_here(field: Ledger, desk: Ledger) -> None:
    take(desk, written(field))
    with pytest.raises(ReviewError, match="nothing of yours"):
        desk.reviews.undo("ann")
    field.reviews.undo("ann")
    take(desk, written(field))
    assert desk.reviews.completed([OF.id]) == {}


def test_a_document_that_is_not_here_is_told_and_taken_later(field: Ledger, tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as empty:
        made = take(empty, written(field))
        assert (made.added, empty.reviews.head()) == (0, None)
        assert {(one.kept, one.claim) for one in made.orphans} >= {(False, TOLL), (False, CALL), (False, None)}
        assert sorted(line for one in made.orphans for line in one.lines) == list(range(1, 9))
        empty.add(reading())
        assert take(empty, written(field)).added == 8
        assert empty.reviews.counts() == field.reviews.counts()


@pytest.mark.parametrize("digests", [True, False])
def test_logs_one_after_the_other_in_a_file_keep_their_numbers_apart(
    field: Ledger, desk: Ledger, tmp_path: Path, digests: bool
) -> None:
    with Ledger(tmp_path / "elsewhere.db") as elsewhere:
        unknown = reading(text=f"From elsewhere. {OF.text}")
        elsewhere.add(unknown)
        elsewhere.reviews.decide("ann", "accept", unknown.claims[0].id)
        elsewhere.reviews.undo("ann")
        second = written(elsewhere)
    first = written(field)
    made = take(desk, first + second if digests else without_digests(first) + without_digests(second))
    assert (made.added, {line for one in made.orphans for line in one.lines}) == (8, {9, 10})
    assert desk.reviews.counts() == field.reviews.counts(), "ann's first decision there was none of these"


def test_a_claim_that_is_not_found_here_is_an_orphan_until_it_is(field: Ledger, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.db") as other:
        other.add(Reading(OF, reading().claims[:1]))
        made = take(other, written(field))
        assert {(one.claim, one.kept, one.lines) for one in made.orphans} == {
            (TAKEN, True, (1,)), (CALL, True, (3,))}  # fmt: skip
        assert sorted(one.claim for one in other.reviews.orphans()) == sorted([TAKEN, CALL])
        other.add(reading(), again=True)
        assert other.reviews.orphans() == []
        assert other.reviews.state([CALL]) == {CALL: "rejected"}


def test_a_claim_that_is_worded_otherwise_here_goes_on_with_its_review(field: Ledger, tmp_path: Path) -> None:
    first, *others = claims_of(OF)
    made = claim(OF, first.span.text, replace(first.body, group="civilians"))  # type: ignore[arg-type]
    worded = replace(first, id=made.id, body=made.body)
    with Ledger(tmp_path / "other.db") as other:
        other.add(Reading(OF, (worded, *others)))
        other.reviews.decide("kim", "accept", worded.id)
        assert take(other, written(field)).orphans == ()
        assert other.reviews.state([worded.id]) == {worded.id: "accepted"}, "ann corrected it to what is found here"
        assert {d.claim for d in other.reviews.log(by="ann") if d.verb == "correct"} == {worded.id}


WRONG: list[tuple[int, bytes, bytes, str]] = [
    (2, b"a misprint", b"no misprint", "does not have its digest: it was changed"),
    (3, b'"by":"ben"', b'"by":"eve"', "does not have its digest: it was changed"),
    (1, b'{"number"', b'"number"', "it is no decision"),
    (4, b'"verb":"add"', b'"verb":"like"', "it is no decision"),
]


@pytest.mark.parametrize(("line", "was", "now", "told"), WRONG)
def test_a_line_that_was_changed_is_told_and_the_others_are_taken(
    field: Ledger, desk: Ledger, line: int, was: bytes, now: bytes, told: str
) -> None:
    lines = written(field)
    assert was in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(was, now, 1)
    made = take(desk, lines)
    assert (made.problems[0].line, told in made.problems[0].what) == (line, True)
    assert made.added == (6 if line == 4 else 7), "what was decided on an added claim needs it"
    assert take(desk, written(field)).problems == (), "the line as it was is taken afterwards"
    assert len(list(desk.reviews.log())) == 8


@pytest.mark.parametrize("deed", ["removed", "moved", "beginning"])
def test_lines_that_are_missing_or_moved_are_told(field: Ledger, desk: Ledger, deed: str) -> None:
    lines = written(field)
    if deed == "moved":
        lines[2], lines[1] = lines[1], lines[2]
    else:
        del lines[1 if deed == "removed" else 0]
    made = take(desk, lines)
    assert all("does not follow the line before it" in one.what for one in made.problems)
    assert len(made.problems) == (3 if deed == "moved" else 1)


def without_digests(lines: list[bytes], **changes: Any) -> list[bytes]:
    """The lines as a program writes them that knows nothing of digests; ``changes`` are made in the second."""
    told = [msgspec.json.decode(line) for line in lines]
    told[1].update(changes)
    return [msgspec.json.encode({k: v for k, v in one.items() if k not in ("sha256", "before")}) for one in told]


BARE: list[tuple[dict[str, Any], str]] = [
    ({"by": " "}, "has no name of who took it"),
    ({"new": None}, "has no new"),
    ({"claim": None, "kind": None}, "has no claim, kind"),
    ({"at": "yesterday"}, "at: "),
    ({"at": "2021-01-01T00:00:00"}, "it names no time zone"),
    ({"at": "2999-01-01T00:00:00+00:00"}, "it lies in the future"),
    ({"round": "pilot"}, "does not say how the round 'pilot' was opened"),
    ({"kind": "event"}, "kind: event is not that of the claim"),
    ({"new": {"kind": "toll"}}, "missing required field"),
]


@pytest.mark.parametrize(("changes", "told"), BARE, ids=[told for _, told in BARE])
def test_what_a_line_lacks_is_told(field: Ledger, desk: Ledger, changes: dict[str, Any], told: str) -> None:
    made = take(desk, without_digests(written(field), **changes))
    (problem,) = made.problems
    assert (problem.line, told in problem.what, made.head) == (2, True, None), problem
    assert made.added == 7


def test_a_correction_that_does_not_stand_in_the_report_is_refused(field: Ledger, desk: Ledger) -> None:
    new = msgspec.json.decode(written(field)[1])["new"]
    new["toll"]["count"]["text"] = "ninety-nine"
    (problem,) = take(desk, without_digests(written(field), new=new)).problems
    assert "toll.count.text" in problem.what


def test_what_is_no_log_is_refused(desk: Ledger) -> None:
    with pytest.raises(ReviewError, match="no log of review"):
        take(desk, [b"number,at,by\n", b"1,2021,ann\n"])


def test_without_digests_it_is_the_same_log(field: Ledger, desk: Ledger) -> None:
    assert take(desk, without_digests(written(field))).added == 8
    assert take(desk, written(field)).added == 0


def test_a_blind_round_comes_along_and_stays_blind(ledger: Ledger, desk: Ledger) -> None:
    ledger.reviews.open_round("eve", "pilot")
    ledger.reviews.decide("ann", "reject", TOLL, round="pilot")
    take(desk, written(ledger))
    (found,) = desk.reviews.rounds()
    assert (found.name, found.blind) == ("pilot", True)
    assert desk.reviews.state([TOLL]) == {TOLL: "unreviewed"}
    assert desk.reviews.history(TOLL, "ben") == []
    desk.reviews.decide("ben", "accept", TOLL, round="pilot")
    assert desk.reviews.state([TOLL]) == {TOLL: "disagreed"}


def test_two_copies_of_one_ledger_are_put_together(ledger: Ledger, tmp_path: Path) -> None:
    ledger.reviews.open_round("eve", "pilot")
    copy = tmp_path / "copy.db"
    with sqlite3.connect(ledger.path) as here, sqlite3.connect(copy) as there:
        here.backup(there)
    with Ledger(copy) as other:
        other.reviews.decide("ben", "accept", TOLL, round="pilot")
        ledger.reviews.decide("ann", "accept", TOLL, round="pilot")
        made = take(ledger, written(other))
    assert (made.added, made.already, made.rounds) == (1, 1, {})
    assert ledger.reviews.agreement("pilot").items == 1


def test_another_round_of_the_same_name_stays_another(ledger: Ledger, desk: Ledger) -> None:
    desk.reviews.open_round("zoe", "pilot", double=False)
    ledger.reviews.open_round("eve", "pilot")
    ledger.reviews.decide("ann", "reject", TOLL, round="pilot")
    ledger.reviews.close_round("eve", "pilot")
    made = take(desk, written(ledger))
    here = made.rounds["pilot"]
    assert [(r.name, r.double, r.closed_at is None) for r in desk.reviews.rounds()] == [
        ("pilot", False, True), (here, True, False)]  # fmt: skip
    assert take(desk, written(ledger)).rounds == {"pilot": here}
    assert desk.reviews.agreement(here).waiting == 1


def test_splits_and_merges_come_along(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.db") as one, Ledger(tmp_path / "b.db") as other:
        for book in (one, other):
            book.add_all([reading(), reading(url="sample:2")])
            book.compare()
        ((first, second),) = _incidents(one)
        one.reviews.split("ann", first, [second], why="another attack")
        assert take(other, written(one)).added == 1
        assert _incidents(other) == _incidents(one) == [(first,), (second,)]
        one.reviews.merge("ann", [first, second], why="one attack after all")
        one.reviews.undo("ann")
        one.reviews.undo("ann")
        assert take(other, written(one)).added == 3
        assert _incidents(other) == [(first, second)]
    with Ledger(tmp_path / "c.db") as third:
        assert take(third, written_of(tmp_path / "a.db")).orphans != ()


def _incidents(book: Ledger) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(account.claim.id for account in one.accounts)) for one in book.incidents())


def written_of(path: Path) -> list[bytes]:
    with Ledger(path) as book:
        return written(book)


@settings(max_examples=20, deadline=None)
@given(order=st.permutations([0, 1, 2]), copies=st.lists(st.integers(0, 2), max_size=3))
def test_in_whatever_order_logs_come_the_states_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], copies: list[int]
) -> None:
    logs = [_log_of(tmp_path_factory, number) for number in range(3)]
    with Ledger(tmp_path_factory.mktemp("order") / "all.db") as book:
        book.add(reading())
        for number in (*order, *copies):
            take(book, logs[number])
        assert book.reviews.state([TOLL, CALL, TAKEN]) == {TOLL: "accepted", CALL: "rejected", TAKEN: "corrected"}
        assert len(list(book.reviews.log())) == 5
        assert list(book.faults()) == []


_VERDICTS: list[list[tuple[str, str, str, int]]] = [
    [("ann", "reject", TOLL, 1), ("ann", "reject", CALL, 3)],
    [("ann", "accept", TOLL, 2), ("ben", "correct", TAKEN, 2)],
    [("ben", "unsure", TAKEN, 1)],
]


def _log_of(folders: pytest.TempPathFactory, number: int) -> list[bytes]:
    """A log of few lines, taken on days of its own; made once."""
    if number not in _LOGS:
        with Ledger(folders.mktemp("log") / "one.db") as book, pytest.MonkeyPatch.context() as patch:
            book.add(reading())
            for by, verdict, of, day in _VERDICTS[number]:
                at(patch, day)
                changes = {"background": False} if verdict == "correct" else None
                book.reviews.decide(by, verdict, of, changes=changes)  # type: ignore[arg-type]
            _LOGS[number] = written(book)
    return _LOGS[number]


_LOGS: dict[int, list[bytes]] = {}
