"""Somebody with every right on the database changes the audit trail: `pfa audit verify` says where."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from pfa.audit import queries, services
from pfa.audit.models import AuditEvent
from pfa.cli import main
from pfa.core.database import Database
from pfa.core.engines import engine_of
from pfa.people.models import YoungPerson
from tests.conftest import SETTINGS
from tests.factories import World
from tests.places import Place

ROWS = 40


@pytest.fixture
def trail(world: World, database: Database) -> list[int]:
    """The ids of a chain of events."""
    person = world.young_person()
    actor = world.actor(world.coordinator)
    with world.writing() as session:
        row = session.get_one(YoungPerson, person.id)
        for number in range(ROWS):
            services.record(
                session, actor=actor, now=world.now, action="person.edited", subject=row, fields=[f"field-{number}"]
            )
        session.commit()
        return list(session.scalars(sa.select(AuditEvent.id).order_by(AuditEvent.id)))


@pytest.fixture
def vandal(place: Place, database: Database, trail: list[int]) -> Iterator[Callable[[str], None]]:
    """Somebody who owns the database and has taken its locks off."""
    if database.dialect == "postgresql":
        engine = place._owner  # type: ignore[attr-defined]  # the owner is known to the place alone
        with engine.begin() as connection:
            connection.exec_driver_sql("alter table audit_event disable trigger user")
        again = "alter table audit_event enable trigger user"
    else:
        database.dispose()
        engine = engine_of(place.url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"drop trigger audit_event_no_{verb}")
        again = "select 1"

    def do(statement: str) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)

    yield do
    do(again)


def first_broken(world: World) -> int | None:
    with world.reading() as session:
        return services.first_broken(session, world.authority.id)


def test_an_untouched_trail_stands(world: World, trail: list[int]) -> None:
    assert first_broken(world) is None


EDITS = [
    "actor_id = 999",
    "action = 'person.read'",
    "fields = '[]'",
    "reason = 'because'",
    "actor_role = 'approver'",
    "subject_id = null",
    "request_id = 'x'",
    "previous = mac",
    "mac = previous",
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_event_is_named(world: World, trail: list[int], vandal: Callable[[str], None], edit: str) -> None:
    where = random.Random(edit).choice(trail)
    vandal(f"update audit_event set {edit} where id = {where}")
    assert first_broken(world) == where


@pytest.mark.parametrize("seed", range(3))
def test_the_event_after_one_that_was_deleted_is_named(
    world: World, trail: list[int], vandal: Callable[[str], None], seed: int
) -> None:
    place = random.Random(seed).randrange(ROWS - 1)
    vandal(f"delete from audit_event where id = {trail[place]}")
    assert first_broken(world) == trail[place + 1]


def test_a_trail_without_its_beginning_is_named(world: World, trail: list[int], vandal: Callable[[str], None]) -> None:
    vandal(f"delete from audit_event where id <= {trail[4]}")
    assert first_broken(world) == trail[5]


def test_an_event_that_was_put_in_is_named(world: World, trail: list[int], vandal: Callable[[str], None]) -> None:
    names = ", ".join(column.name for column in sa.inspect(AuditEvent).columns if column.name != "id")
    forged = f"select {trail[-1]} + 1000, {names} from audit_event where id = {trail[3]}"
    vandal(f"insert into audit_event (id, {names}) {forged}")
    assert first_broken(world) == trail[-1] + 1000


def test_events_that_changed_places_are_named(world: World, trail: list[int], vandal: Callable[[str], None]) -> None:
    first, second = trail[10], trail[20]
    vandal(f"update audit_event set id = -1 where id = {first}")
    vandal(f"update audit_event set id = {first} where id = {second}")
    vandal(f"update audit_event set id = {second} where id = -1")
    assert first_broken(world) == first


def test_a_forger_without_the_key_is_named(world: World, trail: list[int]) -> None:
    kept = services._Key.value
    services.use_key("another key, quite as long as the right one")
    try:
        assert first_broken(world) == trail[0]
    finally:
        services._Key.value = kept


def test_a_tail_that_was_cut_off_shows_against_a_head_kept_elsewhere(
    world: World, trail: list[int], vandal: Callable[[str], None]
) -> None:
    with world.reading() as session:
        (head,) = [one for one in queries.heads(session) if one.chain == world.authority.id]
        assert (head.count, head.last_id) == (ROWS, trail[-1])
    vandal(f"delete from audit_event where id > {trail[-4]}")
    assert first_broken(world) is None  # what is left does follow
    with world.reading() as session:
        assert not queries.still_holds(session, head)


def test_chains_of_two_authorities_do_not_touch(world: World, trail: list[int]) -> None:
    other = world.another()
    person = other.young_person()
    with other.writing() as session:
        row = session.get_one(YoungPerson, person.id)
        event = services.record(
            session, actor=other.actor(other.coordinator), now=other.now, action="person.edited", subject=row
        )
        assert event.previous == services.START
        session.commit()


@pytest.fixture
def pfa(database: Database) -> Callable[..., Result]:
    names = ("secret_key", "code_pepper", "audit_key", "public_base_url", "environment")
    environment = {f"PFA_{name.upper()}": str(SETTINGS[name]) for name in names}
    environment["PFA_DATABASE_URL"] = database.url.render_as_string(hide_password=False)
    return lambda *words: CliRunner().invoke(main, words, env=environment)


def test_the_command_says_where_and_its_status_is_1(
    pfa: Callable[..., Result], trail: list[int], vandal: Callable[[str], None]
) -> None:
    heads = pfa("audit", "heads").output.split()
    good = pfa("audit", "verify", "--head", heads[0])
    assert (good.exit_code, "Every event follows" in good.output) == (0, True)
    vandal(f"update audit_event set action = 'nothing' where id = {trail[7]}")
    bad = pfa("audit", "verify")
    assert bad.exit_code == 1
    assert f"event {trail[7]} does not follow" in bad.stderr
    vandal(f"delete from audit_event where id >= {trail[7]}")
    cut = pfa("audit", "verify", "--head", heads[0])
    assert (cut.exit_code, f"event {trail[-1]} is not there" in cut.stderr) == (1, True)


def test_a_head_that_is_none_is_one_sentence_and_status_2(pfa: Callable[..., Result]) -> None:
    answer = pfa("audit", "verify", "--head", "nonsense")
    assert (answer.exit_code, answer.stderr) == (2, "nonsense is no line of `pfa audit heads`.\n")


def test_many_who_record_at_once_make_one_chain(world: World, database: Database) -> None:
    person = world.young_person()
    actor: Any = world.actor(world.coordinator)

    def write() -> None:
        for _ in range(10):
            with database.writing({world.authority.id}) as session:
                _record(session, person.id, actor, world)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(AuditEvent)) == 40
    assert first_broken(world) is None


def _record(session: Session, person_id: int, actor: Any, world: World) -> None:
    row = session.get_one(YoungPerson, person_id)
    services.record(session, actor=actor, now=world.now, action="person.read", subject=row, fields=[])
    session.commit()
