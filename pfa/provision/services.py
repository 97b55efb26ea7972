"""What people do with provision."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.core.errors import Refused
from pfa.provision.models import Group, PlaceTaken, TakenBecause


def take_place(
    session: Session,
    group: Group,
    person_id: int,
    support_units: int,
    coach_units: int,
    *,
    even_if_full: bool = False,
) -> PlaceTaken:
    """Take one place of a group for a young person whose week is agreed; taking it again changes the units.

    The group's row is locked first, so the last place is given once. Raises Refused where no place is left, unless
    the agreed week breaks that rule with a reason. It follows from the recorded act of agreeing.
    """
    session.scalars(sa.select(Group.id).where(Group.id == group.id).with_for_update()).one()
    rows = session.scalars(sa.select(PlaceTaken).where(PlaceTaken.group_id == group.id).order_by(PlaceTaken.id)).all()
    own = next((row for row in rows if row.young_person_id == person_id), None)
    if own is not None:
        own.support_units, own.coach_units = support_units, coach_units
        return own
    if sum(row.people for row in rows) >= group.places and not even_if_full:
        raise Refused("There is no place left in this group.")
    row = PlaceTaken(
        authority_id=group.authority_id,
        group_id=group.id,
        young_person_id=person_id,
        because=TakenBecause.agreed,
        people=1,
        support_units=support_units,
        coach_units=coach_units,
    )
    session.add(row)
    session.flush()
    return row


def give_back(session: Session, person_id: int, entry_year: int) -> int:
    """Give back every place a young person has taken in an entry year. Returns how many."""
    query = (
        sa.select(PlaceTaken)
        .join(Group, Group.id == PlaceTaken.group_id)
        .where(PlaceTaken.young_person_id == person_id, Group.entry_year == entry_year)
        .order_by(PlaceTaken.id)
    )
    rows = session.scalars(query).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)
