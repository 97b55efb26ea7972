"""The wall in every kind of statement: a session reads and changes the rows of its authorities, and no other row."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload, selectinload, subqueryload

from pfa.people.models import Enrolment, Need, YoungPerson
from tests.factories import World

PERSON, ALIAS, PART = YoungPerson, aliased(YoungPerson), aliased(YoungPerson, sa.select(YoungPerson).subquery())
TOGETHER = sa.select(YoungPerson.first_name.label("name")).cte()
OUTER = sa.select(PERSON).outerjoin(Need, Need.young_person_id == PERSON.id)


def names(rows: Iterable[YoungPerson]) -> list[str]:
    return [row.first_name for row in rows]


READS: dict[str, Callable[[Session], Iterable[str]]] = {
    "rows": lambda session: names(session.scalars(sa.select(PERSON))),
    "a column": lambda session: session.scalars(sa.select(PERSON.first_name)),
    "an alias": lambda session: names(session.scalars(sa.select(ALIAS))),
    "an alias of a subquery": lambda session: names(session.scalars(sa.select(PART))),
    "a subquery": lambda session: session.scalars(sa.select(sa.select(PERSON.first_name).subquery().c.first_name)),
    "a scalar subquery": lambda session: filter(
        None, [session.scalar(sa.select(_name(n))) for n in session.info["numbers"]]
    ),
    "a common table": lambda session: session.scalars(sa.select(TOGETHER.c.name)),
    "a union": lambda session: session.scalars(
        sa.union_all(sa.select(PERSON.first_name), sa.select(PERSON.first_name).where(sa.false()))
    ),
    "a join": lambda session: session.scalars(
        sa.select(PERSON.first_name).join(Need, Need.young_person_id == PERSON.id)
    ),
    "an outer join": lambda session: names(session.scalars(OUTER)),
    "a membership": lambda session: session.scalars(
        sa.select(PERSON.first_name).where(PERSON.id.in_(sa.select(Enrolment.young_person_id)))
    ),
    "an old query": lambda session: names(session.query(PERSON).all()),
    "a key": lambda session: names(filter(None, [session.get(PERSON, n) for n in session.info["numbers"]])),
    "loaded beside": lambda session: _needed(session, joinedload(PERSON.needs)),
    "loaded after": lambda session: _needed(session, selectinload(PERSON.needs)),
    "loaded by a subquery": lambda session: _needed(session, subqueryload(PERSON.needs)),
}


def _name(number: int) -> sa.ScalarSelect[str]:
    return sa.select(PERSON.first_name).where(PERSON.id == number).scalar_subquery()


def _needed(session: Session, how: object) -> list[str]:
    rows = session.scalars(sa.select(PERSON).options(how)).unique()  # type: ignore[arg-type]  # a loader option
    return [row.first_name for row in rows if row.needs]


@pytest.fixture
def other(world: World) -> World:
    world.young_person("Mine")
    other = world.another()
    other.young_person("Theirs")
    return other


@pytest.mark.parametrize("kind", READS)
def test_a_session_reads_what_its_authorities_own_in_every_kind_of_statement(
    kind: str, world: World, other: World
) -> None:
    mine, theirs = world.authority.id, other.authority.id
    with world.database.reading({mine, theirs}) as session:
        numbers = session.scalars(sa.select(PERSON.id).order_by(PERSON.id)).all()
    for authorities, expected in (
        ({mine}, ["Mine"]),
        ({theirs}, ["Theirs"]),
        (set(), []),
        ({mine, theirs}, ["Mine", "Theirs"]),
        ({mine}, ["Mine"]),  # what was built for others is not used again
    ):
        with world.database.reading(authorities) as session:
            session.info["numbers"] = numbers
            assert sorted(READS[kind](session)) == expected


def test_a_change_of_everything_changes_nothing_of_another_authority(world: World, other: World) -> None:
    for authorities, count in (
        (set[int](), 0),
        ({world.authority.id}, 1),
        ({world.authority.id, other.authority.id}, 2),
    ):
        with world.database.writing(authorities) as session:
            for change in (sa.update(PERSON).values(first_name="Changed"), sa.delete(Need), sa.delete(Enrolment)):
                assert session.execute(change).rowcount == count  # type: ignore[attr-defined]  # a change gives a CursorResult
