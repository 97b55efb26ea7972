"""A young person asks to be with somebody."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.aspirations.models import Companion, Response
from pfa.people.models import YoungPerson
from tests.factories import World
from tests.matching.test_runs import answered


def asks(world: World, person: YoungPerson, other: YoungPerson | None, **more: object) -> Companion:
    """The wish as a row, matched to the other's record where it is known whom they mean."""
    response = _response(world, person)
    if response is None:
        answered(world, person)
        response = _response(world, person)
    assert response is not None
    return world.save(
        Companion(
            authority_id=world.authority.id,
            young_person_id=person.id,
            asked_name=other.first_name if other else "My cousin",
            other_person_id=other.id if other else None,
            response_id=response.id,
            matched_at=world.now if other else None,
            **{"asked_at": world.now, **more},
        )
    )


def _response(world: World, person: YoungPerson) -> Response | None:
    with world.reading() as session:
        return session.scalars(sa.select(Response).where(Response.young_person_id == person.id)).first()
