"""Readers and writers of SQLite beside each other: nobody waits for a page, everybody who writes has a turn."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

import pfa.models  # noqa: F401 - registers every table
from pfa.aspirations.models import Response
from pfa.aspirations.queries import answers
from pfa.core import engines as room
from pfa.core.database import Base, Database
from pfa.people.models import YoungPerson
from pfa.web.models import DoneOnce

MOMENT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'beside.db'}"


@pytest.fixture
def database(path: str) -> Iterator[Database]:
    with Database(path) as opened:
        Base.metadata.tables["done_once"].create(opened.engine)
        yield opened


def save(database: Database, key: str) -> None:
    with database.writing() as session:
        session.add(DoneOnce(user_id=1, key=key, location="/", at=MOMENT))
        session.commit()


def kept(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(DoneOnce)) or 0


def test_a_page_that_is_still_being_written_out_keeps_no_writer_waiting(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "WAIT_MS", 200)
    with database.reading() as page:
        assert page.scalars(sa.select(DoneOnce)).all() == []
        save(database, "a")
        assert [row.key for row in page.scalars(sa.select(DoneOnce))] == ["a"]  # as it would on PostgreSQL


def test_everybody_works_on_the_file_with_one_library_and_its_safe_journal(database: Database, path: str) -> None:
    migrating = room.engine_of(path)
    with migrating.connect() as one, database.engine.connect() as two, database.reading() as three:
        for connection in (one, two, three.connection()):
            assert connection.exec_driver_sql("pragma journal_mode").scalar() == room.journal_mode().lower()
            versions = connection.exec_driver_sql("select sqlite_version()").scalar()
            assert versions == room.sqlite3.sqlite_version
    migrating.dispose()


def test_many_open_a_new_file_at_the_same_moment(tmp_path: Path) -> None:
    def opened(number: int, start: threading.Barrier) -> None:
        with Database(f"sqlite:///{tmp_path / str(number)}") as mine:
            start.wait()
            with mine.engine.connect() as connection:
                connection.exec_driver_sql("select * from something").all()

    with ThreadPoolExecutor(4) as threads:
        for number in range(100):
            made = room.engine_of(f"sqlite:///{tmp_path / str(number)}")
            with made.begin() as connection:
                connection.exec_driver_sql("create table something (id integer)")
            made.dispose()
            start = threading.Barrier(4)
            for one in [threads.submit(opened, number, start) for _ in range(4)]:
                one.result()


@pytest.mark.parametrize(("safe", "mode"), [(True, "WAL"), (False, "TRUNCATE")])
def test_an_older_library_keeps_no_log(monkeypatch: pytest.MonkeyPatch, safe: bool, mode: str) -> None:
    monkeypatch.setattr(room, "WAL_IS_SAFE", safe)
    assert room.journal_mode() == mode


def others_may_write(path: str, key: str) -> bool:
    try:
        with Database(path) as other:
            save(other, key)
    except sa.exc.OperationalError:
        return False
    return True


@pytest.mark.parametrize(
    "first",
    [
        sa.select(DoneOnce.key).with_for_update(),
        sa.update(DoneOnce).values(location="/there"),
        sa.insert(DoneOnce).values(user_id=2, key="mine", location="/", at=MOMENT),
    ],
    ids=["a lock", "a change", "a new row"],
)
def test_who_looks_first_keeps_nobody_waiting_until_they_lock_or_write(
    database: Database, path: str, monkeypatch: pytest.MonkeyPatch, first: sa.Executable
) -> None:
    monkeypatch.setattr(room, "WAIT_MS", 100)
    with database.writing(reads_first=True) as session:
        assert session.scalars(sa.select(DoneOnce.key)).all() == []
        assert others_may_write(path, "a")
        assert session.scalars(sa.select(DoneOnce.key)).all() == ["a"]
        session.execute(first)
        assert not others_may_write(path, "b")
        assert session.scalars(sa.select(DoneOnce.key).where(DoneOnce.key == "b")).all() == []
        session.commit()
    assert others_may_write(path, "c")


def test_what_was_written_by_who_looked_first_is_undone_as_a_whole(database: Database) -> None:
    with database.writing(reads_first=True) as session:
        session.scalars(sa.select(DoneOnce)).all()
        session.add(DoneOnce(user_id=1, key="a", location="/", at=MOMENT))
        session.flush()
        with pytest.raises(sa.exc.IntegrityError), session.begin_nested():
            session.execute(sa.insert(DoneOnce).values(user_id=1, key="a", location="/", at=MOMENT))
        session.add(DoneOnce(user_id=1, key="b", location="/", at=MOMENT))
        session.flush()
        session.rollback()
    assert kept(database) == 0


def test_everybody_who_writes_at_once_has_a_turn(database: Database, path: str) -> None:
    with Database(path) as other, ThreadPoolExecutor(12) as threads:
        places = [(database, other)[number % 2] for number in range(120)]
        list(threads.map(save, places, map(str, range(120))))
    assert kept(database) == 120


def test_a_write_that_gets_no_turn_fails_in_the_usual_words(
    database: Database, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "WAIT_MS", 50)
    with Database(path) as other, database.writing() as first:
        first.execute(sa.select(DoneOnce))
        with pytest.raises(sa.exc.OperationalError, match="locked"):
            save(other, "late")
    save(database, "after")
    assert kept(database) == 1


def test_the_few_rows_of_one_person_are_not_looked_for_among_all_of_an_authority(path: str) -> None:
    asked: list[str] = []
    with Database(path) as opened:
        Base.metadata.create_all(opened.engine)
        with opened.reading({7}) as session:
            sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *said: asked.append(said[2]))
            one = Response(id=3, young_person_id=5)
            answers.answers_of(session, one)
            answers.said_before(session, one, "work")
            answers.responses(session, YoungPerson(id=5))
            plans = [plan(opened, statement) for statement in asked]
    assert len(plans) == 3
    assert all("likely(" in statement for statement in asked)
    assert all("(response_id=?" in said or "(young_person_id=?" in said for said in plans), plans
    assert not any("(authority_id=?" in said for said in plans), plans


def plan(database: Database, statement: str) -> str:
    """How SQLite goes about it, a step after the other."""
    with database.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        cursor = driver.cursor()
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", [1] * statement.count("?"))
        return "; ".join(row[3] for row in cursor.fetchall())
