"""Migrations: one head, the same tables as the models, up and down with data on both databases."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from pfa.aspirations.models import Way
from pfa.aspirations.questions import AnswerValue
from pfa.audit import services as audit
from pfa.core import migrations
from pfa.core.database import Base, Database, Owned
from pfa.core.engines import engine_of
from tests.aspirations.handing import Case, give_back, take_over, to_coordinator, to_teacher
from tests.aspirations.scene import a_scene, enter, type_in
from tests.conftest import NOW
from tests.factories import World


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    """The address of a database with nothing in it, for its owner."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: sa.URL = request.getfixturevalue("postgresql_server")
    name = f"pfa_empty_{worker_id}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"drop database if exists {name}")
        connection.exec_driver_sql(f"create database {name}")
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"drop database {name} with (force)")
    admin.dispose()


def test_there_is_one_head() -> None:
    script = ScriptDirectory.from_config(migrations.configuration("sqlite://"))
    assert len(script.get_heads()) == 1


def test_migrations_make_the_tables_of_the_models(empty: str) -> None:
    migrations.up(empty)
    command.check(migrations.configuration(empty))


def test_up_all_the_way_down_and_up_again_leaves_nothing_behind(empty: str) -> None:
    migrations.up(empty)
    migrations.down(empty, "base")
    engine = engine_of(empty, poolclass=sa.NullPool)
    assert set(sa.inspect(engine).get_table_names()) <= {"alembic_version"}
    migrations.up(empty)


def test_each_step_down_and_up_keeps_the_data_of_the_tables_that_stay(empty: str) -> None:
    migrations.up(empty)
    database = Database(empty)
    audit.use_key("a key for this test, 0f1e2d3c4b5a6978")
    world = World(database, NOW)
    world.young_person("Stays", "Put")
    database.dispose()
    script = ScriptDirectory.from_config(migrations.configuration(empty))
    people = next(step.revision for step in script.walk_revisions() if "people" in (step.doc or ""))
    migrations.down(empty, people)
    migrations.up(empty)
    database = Database(empty)
    with database.reading({world.authority.id}) as session:
        assert session.execute(sa.text("select count(*) from user_account")).scalar_one() >= 6
    database.dispose()


def test_every_walled_table_has_row_security_forced(empty: str) -> None:
    if empty.startswith("sqlite"):
        return
    migrations.up(empty)
    engine = engine_of(empty, poolclass=sa.NullPool)
    with engine.connect() as connection:
        query = sa.text("select relname from pg_class where relrowsecurity and relforcerowsecurity")
        walled = set(connection.scalars(query))
    owned = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)}
    assert owned - walled == set()


def test_the_first_step_down_refuses_nobody_their_data_by_accident(empty: str) -> None:
    """The walls come off without touching a row."""
    migrations.up(empty)
    world = World(Database(empty), NOW)
    world.young_person()
    world.database.dispose()
    migrations.down(empty, "-1")
    engine = engine_of(empty, poolclass=sa.NullPool)
    with engine.connect() as connection:
        assert connection.execute(sa.text("select count(*) from young_person")).scalar_one() == 1


def test_whoever_was_known_at_an_employer_becomes_its_first_contact_and_comes_back(empty: str) -> None:
    migrations.up(empty, "0016")
    engine = engine_of(empty, poolclass=sa.NullPool)
    tables = sa.MetaData()
    with engine.begin() as connection:
        tables.reflect(connection, only=["authority", "organisation", "employer"])
        authority, organisation, employer = (tables.tables[name] for name in ("authority", "organisation", "employer"))
        keys = {"id": 1, "public_id": sa.literal(uuid.UUID(int=1), sa.Uuid()), "version": 1}
        flags = {"accent": "#1d5b79", "help_words": "", "reading_hours": 24, "talk_hours": 4, "is_synthetic": True}
        connection.execute(authority.insert().values(**keys, name="Invented", code="X99000001", **flags))
        connection.execute(organisation.insert().values(**keys, name="Café", kind="employer", is_synthetic=True))
        known = {"contact_name": "Mo Manager", "contact_email": "mo@example.test", "contact_phone": "01632 960002"}
        more = {"authority_id": 1, "organisation_id": 1, "adjustments": "", "is_synthetic": True}
        connection.execute(employer.insert().values(**keys, **more, **known))
    migrations.up(empty)
    with engine.connect() as connection:
        query = "select authority_id, employer_id, name, email, phone, is_key from employer_contact"
        assert [tuple(row) for row in connection.execute(sa.text(query))] == [
            (1, 1, "Mo Manager", "mo@example.test", "01632 960002", True)
        ]
        assert connection.execute(sa.text("select stage from employer")).scalar_one() == "identified"
    migrations.down(empty, "0016")
    with engine.connect() as connection:
        query = "select contact_name, contact_email, contact_phone from employer"
        assert tuple(connection.execute(sa.text(query)).one()) == tuple(known.values())


def test_a_role_that_an_older_version_does_not_know_goes_with_its_step_down(empty: str) -> None:
    migrations.up(empty)
    audit.use_key("a key for this test, 0f1e2d3c4b5a6978")
    world = World(Database(empty), NOW)
    world.database.dispose()
    query = sa.text("select count(*) from membership where role = 'job-coach'")
    engine = engine_of(empty, poolclass=sa.NullPool)
    with engine.connect() as connection:
        assert connection.execute(query).scalar_one() == 1
    migrations.down(empty, "0014")
    with engine.connect() as connection:
        assert connection.execute(query).scalar_one() == 0
    with engine.begin() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.text("update membership set role = 'job-coach'"))


def test_the_way_of_each_answer_becomes_that_of_the_response_and_comes_back(empty: str) -> None:
    migrations.up(empty)
    audit.use_key("a key for this test, 0f1e2d3c4b5a6978")
    world, engine = World(Database(empty), NOW), engine_of(empty, poolclass=sa.NullPool)
    scene, today = a_scene(world), NOW.date()
    scene.answer("like", "art", days=-1)
    scene.answer("helper", "family", hours=-9, minutes=-30)  # half past midnight
    enter(scene, today, Way.advocate, "Ann: who has known her; later on as well", days=AnswerValue(("4",)))
    enter(scene, today, Way.annual_review, home=AnswerValue(("family",)))
    type_in(scene, scene.person.public_id, world.teacher, {"travel": AnswerValue(("alone",))})
    world.database.dispose()
    by_response = "select way, way_note from response"
    by_answer = sa.text("select question, way, way_note, given_on from answer order by id")
    migrations.down(empty, "0043")
    with engine.connect() as connection:
        assert connection.execute(sa.text(by_response)).one() == (
            "with-help",
            "later through an advocate: Ann: who has known her; later on as well; later at the annual review",
        )
        assert connection.scalar(sa.text("select count(*) from paper_entry")) == 1
    migrations.up(empty)
    with engine.connect() as connection:
        assert [(*row[:3], str(row[3])) for row in connection.execute(by_answer)] == [
            ("like", "with-help", "their family or carer", "2026-11-15"),
            ("helper", "with-help", "their family or carer", "2026-11-16"),
            ("days", "advocate", "Ann: who has known her; later on as well", "2026-11-16"),
            ("home", "annual-review", "", "2026-11-16"),
        ]
        assert connection.scalar(sa.text("select helper from response")) == "family"
        assert str(connection.scalar(sa.text("select first_given_on from paper_entry"))) == "2026-11-16"


def test_what_was_passed_on_becomes_a_hand_over_and_comes_back(empty: str) -> None:
    migrations.up(empty)
    audit.use_key("a key for this test, 0f1e2d3c4b5a6978")
    world, engine = World(Database(empty), NOW), engine_of(empty, poolclass=sa.NullPool)
    case = Case(a_scene(world))
    case.do(to_teacher, take_over, give_back, to_coordinator, take_over)
    world.database.dispose()
    hand_over = sa.text("select by_id, to_id, note, due_at, taken_at, ended_at from hand_over where ended_at is null")
    with engine.connect() as connection:
        before = connection.execute(hand_over).one()
    migrations.down(empty, "0042")
    with engine.connect() as connection:
        told = connection.execute(sa.text("select outcome, passed_to_id, taken_at from reading")).one()
        assert told == ("passed-on", world.coordinator.id, before.taken_at)
    migrations.up(empty)
    with engine.connect() as connection:
        assert connection.execute(hand_over).one() == before
        assert connection.scalar(sa.text("select count(*) from hand_over")) == 1
