"""The load command against the real server: pupils lose nothing, and what is lost or doubled is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pfa import load
from pfa.core.database import Database
from pfa.demo.services import MADE_BY_US
from pfa.load.check import Checked, check
from pfa.load.compare import Difference, Step, difference, fits, words_to_read
from pfa.load.habits import Habit
from pfa.load.journal import Said
from pfa.load.page import Value
from pfa.load.tally import Kind, Tally

PUPILS = 6
ONE, OTHER, NONE = (("a",), ""), (("b",), ""), ((), "")


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> tuple[load.Outcome, Path]:
    folder = tmp_path_factory.mktemp("load")
    return load.run(folder, pupils=PUPILS, seconds=4, questions=5), folder / MADE_BY_US


@pytest.mark.slow
def test_pupils_with_every_habit_answer_through_the_real_server_and_nothing_is_lost_or_doubled(
    lesson: tuple[load.Outcome, Path],
) -> None:
    outcome, _ = lesson
    found = outcome.checked
    assert outcome.tally.faults == []
    assert (found.is_good, found.faults) == (True, [])
    assert (found.sent, found.talks) == (PUPILS, 1)
    assert found.answers >= PUPILS * 5
    assert found.filed > 0
    assert set(outcome.tally.counted()) == {habit.value for habit in Habit}
    assert all(outcome.tally.times.values())
    kinds = {question for journal in outcome.journals for question in journal.said}
    assert {"work", "sort", "places", "with", "days", "matters", "like"} <= kinds


NEWEST = "(select max(id) from answer where text = '' and choices <> '[]')"
A_TEXT = "(select min(id) from reading where kind = 'free-text')"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        (f"delete from answer where id = {NEWEST}", {"lost": 1}),
        (f"update answer set choices = '[]' where id = {NEWEST}", {"lost": 1, "twice": 1}),
        ("update answer set text = text || 'x' where text <> ''", {}),
        (f"delete from reading where id = {A_TEXT}", {"unread": 1}),
        (f"update reading set kind = 'talk' where id = {A_TEXT}", {}),
        ("delete from reading where kind = 'talk'", {}),
        ("update reading set due_at = asked_at", {}),
        ("update response set sent_at = null", {"sent": 0}),
        ("update companion set asked_name = 'Nobody'", {}),
        ("delete from audit_event where action = 'answer.given' and id % 7 = 0", {}),
    ],
)
def test_whoever_tampers_with_what_was_kept_is_found_out(
    lesson: tuple[load.Outcome, Path], tmp_path: Path, tampering: str, found: dict[str, int]
) -> None:
    checked = _checked_after(lesson, tmp_path, tampering)
    assert not checked.is_good
    assert {name: getattr(checked, name) for name in found} == found


@pytest.mark.slow
@pytest.mark.parametrize("table", ["answer", "reading"])
def test_what_stands_there_twice_is_found(lesson: tuple[load.Outcome, Path], tmp_path: Path, table: str) -> None:
    with sqlite3.connect(lesson[1]) as kept:
        columns = [row[1] for row in kept.execute(f"pragma table_info({table})")]
    new = {"id": "id + 100000", "public_id": "lower(hex(randomblob(16)))", "submission_key": "null"}
    values = ", ".join(new.get(column, column) for column in columns)
    which = "where kind = 'free-text'" if table == "reading" else ""
    last = f"(select max(id) from {table} {which})"
    again = f"insert into {table} ({', '.join(columns)}) select {values} from {table} where id = {last}"
    checked = _checked_after(lesson, tmp_path, again)
    assert (checked.twice, checked.unread) == ((1, 0) if table == "answer" else (0, 1))


def _checked_after(lesson: tuple[load.Outcome, Path], folder: Path, tampering: str) -> Checked:
    """What the check says of a copy of the lesson's database with which somebody tampered."""
    outcome, path = lesson
    with sqlite3.connect(path) as kept, sqlite3.connect(folder / "copy.db") as copy:
        kept.backup(copy)
        for (trigger,) in copy.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            copy.execute(f"drop trigger {trigger}")
        assert copy.execute(tampering).rowcount > 0
    with Database(f"sqlite:///{folder / 'copy.db'}") as database, database.reading({outcome.authority_id}) as session:
        return check(session, outcome.authority_id, outcome.journals)


def said(*values: Value, form: str = "form") -> list[Said]:
    return [Said(value, form, is_sure=True) for value in values]


def perhaps(value: Value, form: str = "form") -> list[Said]:
    return [Said(value, form, is_sure=False)]


@pytest.mark.parametrize(
    ("rows", "journal"),
    [
        ([], []),
        ([ONE], said(ONE)),
        ([ONE], said(ONE, ONE)),
        ([ONE, OTHER, ONE], said(ONE, OTHER, ONE)),
        ([], perhaps(ONE)),
        ([ONE], perhaps(ONE)),
        ([ONE], [*perhaps(ONE), *said(ONE)]),
        ([ONE, OTHER], [*perhaps(ONE), *said(OTHER)]),
        ([OTHER], [*perhaps(ONE), *said(OTHER)]),
        ([NONE], said(NONE)),
    ],
)
def test_what_was_said_is_there_once_and_the_same_again_adds_nothing(rows: list[Value], journal: list[Said]) -> None:
    assert difference(rows, journal) is None


@pytest.mark.parametrize(
    ("rows", "journal", "found"),
    [
        ([], said(ONE), Difference(1, 0, is_stale=False)),
        ([ONE, ONE], said(ONE), Difference(0, 1, is_stale=False)),
        ([OTHER, ONE], said(ONE, OTHER), Difference(0, 0, is_stale=True)),
        ([ONE], said(ONE, OTHER), Difference(1, 0, is_stale=False)),
        ([ONE, OTHER], said(ONE), Difference(0, 1, is_stale=False)),
        ([OTHER, ONE], [*perhaps(ONE), *said(OTHER)], Difference(0, 0, is_stale=True)),
    ],
)
def test_what_is_lost_doubled_or_in_another_order_is_told_apart(
    rows: list[Value], journal: list[Said], found: Difference
) -> None:
    assert difference(rows, journal) == found


def test_the_newest_words_of_each_form_are_to_be_read_once() -> None:
    first, more, ticked = ((), "one"), ((), "one two"), (("a",), "one two")
    journal = [*said(first, more, form="A"), *said(ticked, form="B"), *said(((), "three"), form="C")]
    assert words_to_read(journal) == [Step(["one two"], is_sure=True), Step(["three"], is_sure=True)]
    assert fits(["one two", "three"], words_to_read(journal))
    assert not fits(["one", "three"], words_to_read(journal))
    assert not fits(["one two"], words_to_read(journal))


def test_words_that_went_along_with_other_ticks_give_way_to_newer_ones_of_the_same_form() -> None:
    journal = [*said(((), "one"), form="A"), *said((("a",), "one"), (("a",), "two"), form="B")]
    assert words_to_read(journal) == [Step(["two"], is_sure=True)]


def test_words_sent_when_the_line_was_lost_may_be_there_or_not() -> None:
    journal = [*perhaps(((), "one"), form="A"), *said(((), "two"), form="B")]
    assert fits(["one", "two"], words_to_read(journal))
    assert fits(["two"], words_to_read(journal))
    assert not fits(["one"], words_to_read(journal))


@pytest.mark.parametrize(
    "wrong",
    [
        {"checked": Checked(sent=2)},
        {"checked": Checked(sent=3, lost=1)},
        {"checked": Checked(sent=3, twice=1)},
        {"checked": Checked(sent=3, stale=1)},
        {"checked": Checked(sent=3, unread=1)},
        {"checked": Checked(sent=3, faults=["the audit trail is broken"])},
        {"tally": Tally(faults=[(Kind.save, "card 10000")])},
        {"tally": Tally(times={Kind.page: [900.0] * 40, Kind.form: []})},
        {"late": 9.0},
        {"seconds": 10.5},
    ],
)
def test_what_is_lost_doubled_refused_or_slow_is_not_good(wrong: dict[str, object]) -> None:
    fine = {"checked": Checked(sent=3), "tally": Tally(), "seconds": 9.5}
    assert load.Outcome(3, 2, 10, **fine).is_good  # type: ignore[arg-type]  # the fields of an outcome
    assert not load.Outcome(3, 2, 10, **{**fine, **wrong}).is_good  # type: ignore[arg-type]  # the same
