"""The list: each filter, search, sorting, and the same number of statements for three people and for sixty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import OrganisationKind
from pfa.audit.models import AccessEvent
from pfa.people import queries
from pfa.people.codes import NoSchool, PlanType
from pfa.people.models import Enrolment
from pfa.people.queries import Chosen
from tests.factories import World


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that run meanwhile, on both engines."""
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append(statement)

    engines = (world.database.engine, world.database._read_engine)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", note)


def asked(world: World, session: Session, *, month: int = 11, number: int = 1, **chosen: Any) -> list[str]:
    page = queries.listed(
        session,
        world.actor(world.coordinator),
        Chosen(**chosen),
        academic_year=2026,
        month=month,
        number=number,
    )
    return [row.person.first_name for row in page.rows]


@pytest.fixture
def people(world: World) -> None:
    world.young_person("Ada", "Bee", year_group=11, plan_type=PlanType.ehcp, needs=("ASD", "SLCN"), review_month=12)
    world.young_person(
        "Ben", "Aye", year_group=9, plan_type=PlanType.sen_support, needs=("MLD",), review_month=10, entry_year=2029
    )
    world.young_person(
        "Cy", "Cee", year_group=15, no_school=NoSchool.awaiting, needs=("SLCN",), entry_year=None, known_as="Psy"
    )
    world.young_person("Dot", "Dee", year_group=12, named_worker_id=world.coordinator.id, settled_year=2027)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({}, ["Ben", "Ada", "Cy", "Dot"]),
        ({"descending": True}, ["Dot", "Cy", "Ada", "Ben"]),
        ({"search": "ada"}, ["Ada"]),
        ({"search": "psy cee"}, ["Cy"]),
        ({"search": "100%"}, []),
        ({"year_group": "11"}, ["Ada"]),
        ({"year_group": "older"}, ["Cy"]),
        ({"year_group": "²"}, ["Ben", "Ada", "Cy", "Dot"]),
        ({"year_group": "99999999999999999999"}, ["Ben", "Ada", "Cy", "Dot"]),
        ({"school": "none"}, ["Cy"]),
        ({"school": "awaiting-provision"}, ["Cy"]),
        ({"school": "hospital"}, []),
        ({"school": "unrecorded"}, []),
        ({"plan": "sen-support"}, ["Ben"]),
        ({"plan": "gold"}, ["Ben", "Ada", "Cy", "Dot"]),
        ({"need": "SLCN"}, ["Ada", "Cy"]),
        ({"entry_year": "2029"}, ["Ben"]),
        ({"entry_year": "none"}, ["Cy"]),
        ({"worker": "none"}, ["Ben", "Ada", "Cy"]),
        ({"settled": "yes"}, ["Dot"]),
        ({"settled": "no"}, ["Ben", "Ada", "Cy"]),
        ({"records": "closed"}, []),
        ({"sort": "year"}, ["Ben", "Ada", "Dot", "Cy"]),
        ({"sort": "reference"}, ["Ada", "Ben", "Cy", "Dot"]),
        ({"sort": "nonsense"}, ["Ben", "Ada", "Cy", "Dot"]),
    ],
)
def test_the_list_answers_what_was_asked(world: World, chosen: Any, names: list[str]) -> None:
    with world.reading() as session:
        assert asked(world, session, **chosen) == names


@pytest.mark.usefixtures("people")
def test_reviews_sort_from_this_month_onwards_and_unknown_ones_come_last(world: World) -> None:
    with world.reading() as session:
        assert asked(world, session, sort="review", month=11) == ["Ada", "Ben", "Cy", "Dot"]
        assert asked(world, session, sort="review", month=10) == ["Ben", "Ada", "Cy", "Dot"]


@pytest.mark.usefixtures("people")
def test_a_school_and_a_worker_are_found_by_their_public_ids(world: World) -> None:
    other = world.organisation("Another school", OrganisationKind.school)
    with world.reading() as session:
        assert asked(world, session, school=str(world.school.public_id)) == ["Ben", "Ada", "Dot"]
        assert asked(world, session, school=str(other.public_id)) == []
        assert asked(world, session, worker=str(world.coordinator.public_id)) == ["Dot"]


def test_somebody_without_a_record_of_this_year_is_not_lost(world: World) -> None:
    person = world.young_person("Lost")
    with world.writing() as session:
        session.query(Enrolment).filter_by(young_person_id=person.id).one().academic_year = 2024
        session.info["recorded"] = True
        session.commit()
    with world.reading() as session:
        assert asked(world, session) == ["Lost"]
        assert asked(world, session, school="unrecorded") == ["Lost"]


def test_the_page_runs_the_same_statements_whatever_the_number_of_people(world: World, client_as: Any) -> None:
    client = client_as(world.coordinator)

    def statements() -> int:
        with counted(world) as said:
            assert client.get("/people/?sort=review").status_code == 200
        return len(said)

    for _ in range(3):
        world.young_person("Few")
    client.get("/people/")
    few = statements()
    for _ in range(57):
        world.young_person("Many")
    assert statements() == few
    assert few <= 30


def test_one_persons_page_runs_a_fixed_number_of_statements(world: World, client_as: Any) -> None:
    plain, rich = world.young_person("Plain", needs=()), world.young_person("Rich", needs=("ASD", "SLCN", "MLD", "HI"))
    with world.writing() as session:
        for year in range(2018, 2026):
            keys = {"authority_id": world.authority.id, "young_person_id": rich.id}
            session.add(
                Enrolment(
                    **keys,
                    academic_year=year,
                    organisation_id=world.school.id,
                    year_group=5,
                    plan_type=PlanType.ehcp,
                )
            )
        session.info["recorded"] = True
        session.commit()
    client = client_as(world.coordinator)
    found = []
    for person in (plain, plain, rich):
        with counted(world) as said:
            assert client.get(f"/people/{person.public_id}").status_code == 200
        found.append(len(said))
    assert found[1] == found[2]


def test_lists_and_records_note_who_opened_them(world: World, client_as: Any) -> None:
    person = world.young_person()
    client = client_as(world.teacher)
    client.get("/people/")
    client.get(f"/people/{person.public_id}")
    client.get("/people/?search=nobody")
    with world.reading() as session:
        rows = session.scalars(sa.select(AccessEvent).order_by(AccessEvent.id)).all()
    assert [(row.page, row.subject_id, row.count) for row in rows] == [
        ("people.people", None, 1),
        ("people.person", person.public_id, 1),
    ]
    assert {row.actor_id for row in rows} == {world.teacher.id}


def test_the_list_pages_by_fifty(world: World, client_as: Any) -> None:
    for number in range(52):
        world.young_person(f"P{number:02d}", born_on=dt.date(2011, 3, 2))
    client = client_as(world.coordinator)
    assert "Showing 1 to 50 of 52" in client.get("/people/").text
    assert "Showing 51 to 52 of 52" in client.get("/people/?page=2").text
    assert "Showing 51 to 52 of 52" in client.get("/people/?page=99").text
