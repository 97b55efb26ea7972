"""The walls, the audit trail and the queue stand on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.models import AuditEvent
from pfa.core.database import Database
from pfa.people.models import YoungPerson
from tests.factories import World


def test_a_session_sees_only_the_rows_of_its_authority(world: World) -> None:
    mine, theirs = world.young_person("Mine"), world.another().young_person("Theirs")
    with world.reading() as session:
        assert session.scalars(sa.select(YoungPerson.first_name)).all() == ["Mine"]
        assert session.get(YoungPerson, theirs.id) is None
        assert session.get(YoungPerson, mine.id) is not None


def test_a_session_opened_for_nobody_sees_no_personal_row(world: World, database: Database) -> None:
    world.young_person()
    with database.reading() as session:
        assert session.scalars(sa.select(YoungPerson)).all() == []


def test_a_row_cannot_be_written_over_the_wall(world: World, session: Session) -> None:
    other = world.another()
    session.add(
        YoungPerson(
            authority_id=other.authority.id, reference="X", first_name="A", last_name="B", born_on=world.now.date()
        )
    )
    with pytest.raises(PermissionError):
        session.flush()


def test_postgresql_itself_keeps_the_wall_where_the_filter_is_gone(world: World, database: Database) -> None:
    if database.dialect != "postgresql":
        return
    world.another().young_person("Theirs")
    with world.reading() as session:
        assert session.execute(sa.text("select count(*) from young_person")).scalar_one() == 0


def test_a_reading_session_cannot_write(world: World) -> None:
    person = world.young_person()
    with world.reading() as session:
        row = session.get_one(YoungPerson, person.id)
        row.first_name = "Changed"
        with pytest.raises(sa.exc.DBAPIError):
            session.flush()


def test_a_personal_change_without_an_audit_record_is_not_committed(world: World, session: Session) -> None:
    person = session.get_one(YoungPerson, world.young_person().id)
    person.first_name = "Quietly"
    with pytest.raises(RuntimeError, match="nothing was recorded"):
        session.commit()


def test_a_form_that_was_saved_with_nothing_changed_owes_no_record(world: World, session: Session) -> None:
    person = session.get_one(YoungPerson, world.young_person("Yasmin").id)
    person.first_name = "Yasmin"
    session.commit()
    person.first_name = "Quietly"
    with pytest.raises(RuntimeError, match="nothing was recorded"):
        session.commit()


def test_the_audit_trail_names_what_changed_and_shows_when_it_is_tampered_with(world: World, session: Session) -> None:
    person = session.get_one(YoungPerson, world.young_person().id)
    for name in ("One", "Two", "Three"):
        person.first_name = name
        audit.record(
            session, actor=world.actor(world.coordinator), now=world.now, action="person.edited", subject=person
        )
        session.commit()
    rows = session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [row.fields for row in rows] == [["first_name"]] * 3
    assert audit.first_broken(session, world.authority.id) is None
    rows[1].__dict__["action"] = "person.read"
    assert audit.first_broken(session, world.authority.id) == rows[1].id


def test_the_database_refuses_to_change_the_audit_trail(world: World, session: Session) -> None:
    person = session.get_one(YoungPerson, world.young_person().id)
    audit.record(session, actor=world.actor(world.coordinator), now=world.now, action="person.read", subject=person)
    session.commit()
    with pytest.raises(sa.exc.DBAPIError):
        session.execute(sa.update(AuditEvent).values(action="nothing"))


def test_a_column_cannot_point_over_the_wall(world: World, session: Session) -> None:
    from pfa.people.models import Contact

    theirs = world.another().young_person()
    session.add(
        Contact(authority_id=world.authority.id, young_person_id=theirs.id, name="A", relationship_words="aunt")
    )
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
