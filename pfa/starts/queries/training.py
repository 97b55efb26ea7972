"""Travel training, one by one and of one person, limited to what whoever asks may see."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.people import queries as people
from pfa.people.models import YoungPerson
from pfa.provision.models import Provider
from pfa.starts.models import TravelTraining
from pfa.starts.queries.checks import READ

NOT_FOUND = "We could not find that travel training."


def trainings_of(
    session: Session, person: YoungPerson, at: Collection[Provider] | None = None
) -> Sequence[TravelTraining]:
    """Somebody's travel training, the newest first; only to the places `at`, where they are given."""
    query = sa.select(TravelTraining).where(TravelTraining.young_person_id == person.id).options(*_with_place())
    if at is not None:
        query = query.where(TravelTraining.provider_id.in_([each.id for each in at]))
    return session.scalars(query.order_by(TravelTraining.begun_on.desc(), TravelTraining.id.desc())).all()


def training(session: Session, asker: Asker, public_id: uuid.UUID, permission: str = "start:edit") -> TravelTraining:
    """One travel training of a young person whom somebody may see. Raises NotFound."""
    found = session.scalars(trainings(asker, permission).where(TravelTraining.public_id == public_id)).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def training_to(
    session: Session,
    person: YoungPerson,
    at: Collection[Provider],
    public_id: uuid.UUID,
    *,
    recorded_by: int | None = None,
) -> TravelTraining:
    """One travel training of somebody to one of these places, for whoever sees no more of them; with `recorded_by` only
    what that user recorded. Raises NotFound."""
    for row in trainings_of(session, person, at):
        if row.public_id == public_id and recorded_by in (None, row.recorded_by_id):
            return row
    raise NotFound(NOT_FOUND)


def trainings(asker: Asker, permission: str = READ) -> sa.Select[TravelTraining]:
    """The travel training of those whom somebody may see, with person and place. Not ordered."""
    seen = people.visible(asker, permission).order_by(None).with_only_columns(YoungPerson.id)
    whose = joinedload(TravelTraining.young_person)
    return sa.select(TravelTraining).where(TravelTraining.young_person_id.in_(seen)).options(whose, *_with_place())


def _with_place() -> tuple[sa.orm.interfaces.LoaderOption, ...]:
    place = joinedload(TravelTraining.provider)
    who = joinedload(TravelTraining.recorded_by)
    return (who, place.joinedload(Provider.organisation), place.joinedload(Provider.site))
