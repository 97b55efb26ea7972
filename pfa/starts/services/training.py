"""Travel training: somebody practises the way to one place with a young person until they know it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson
from pfa.provision.models import Provider
from pfa.starts.models import TrainingState, TravelTraining
from pfa.web.forms import check_version

EARLIEST = dt.timedelta(days=365 * 5)


@dataclass(frozen=True, slots=True)
class TrainingValues:
    """Travel training as it is filled in. `ended_on`: since when they know the way, or when it was stopped."""

    provider: Provider
    journey: str
    trained_by: str
    begun_on: dt.date
    state: TrainingState
    ended_on: dt.date | None


def train(
    session: Session, person: YoungPerson, values: TrainingValues, *, today: dt.date, actor: Doer, now: dt.datetime
) -> TravelTraining:
    """Record travel training to a place. Raises Refused for days that cannot be, or where there is one already."""
    session.execute(sa.select(YoungPerson.id).where(YoungPerson.id == person.id).with_for_update())
    there_is = sa.select(TravelTraining.id).where(
        TravelTraining.young_person_id == person.id,
        TravelTraining.provider_id == values.provider.id,
        TravelTraining.state != TrainingState.stopped,
    )
    if session.scalars(there_is.limit(1)).first() is not None:
        raise Refused("There is travel training to this place already. Open it to change it.", "provider")
    row = TravelTraining(
        authority_id=person.authority_id,
        young_person_id=person.id,
        provider_id=values.provider.id,
        recorded_by_id=actor.user_id,
    )
    _fill(row, values, today)
    session.add(row)
    audit.record(session, actor=actor, now=now, action="training.recorded", subject=row)
    return row


def change_training(
    session: Session,
    row: TravelTraining,
    values: TrainingValues,
    *,
    seen: int,
    today: dt.date,
    actor: Doer,
    now: dt.datetime,
) -> None:
    """Change what is recorded: they know the way now, it was stopped, or the journey is another. The place stays.

    Raises Changed, or Refused for days that cannot be.
    """
    check_version(row, seen)
    _fill(row, values, today)
    audit.record(session, actor=actor, now=now, action="training.changed", subject=row)


def take_back_training(session: Session, row: TravelTraining, *, actor: Doer, now: dt.datetime) -> None:
    """Take away what was recorded by mistake; the audit trail keeps that it was recorded and taken back."""
    reason = f"{row.begun_on}"
    audit.record(session, actor=actor, now=now, action="training.taken-back", subject=row, fields=[], reason=reason)
    session.delete(row)


def _fill(row: TravelTraining, values: TrainingValues, today: dt.date) -> None:
    ended = None if values.state is TrainingState.learning else values.ended_on
    if values.begun_on > today:
        raise Refused("Record it once it has begun: this day has not come yet.", "begun_on")
    if values.begun_on < today - EARLIEST:
        raise Refused("That is more than five years ago. Check the day.", "begun_on")
    if values.state is not TrainingState.learning and ended is None:
        raise Refused("Enter the day.", "ended_on")
    if ended is not None and not values.begun_on <= ended <= today:
        raise Refused("This day must be from the day it began until today.", "ended_on")
    row.journey, row.trained_by = values.journey.strip(), values.trained_by.strip()
    row.begun_on, row.state, row.ended_on = values.begun_on, values.state, ended
