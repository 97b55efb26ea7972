"""Places of a group that are taken and given back: by people who continue, and by agreed weeks."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.provision import queries, rules
from pfa.provision.models import Group, GroupShare, PlaceTaken, TakenBecause
from pfa.provision.rules import Broken
from pfa.provision.services import crossing, offers


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
    the agreed week breaks that rule with a reason; no reason goes beyond what another authority shares. It follows
    from the recorded act of agreeing.
    """
    session.scalars(sa.select(Group.id).where(Group.id == group.id).with_for_update()).one()
    rows = session.scalars(sa.select(PlaceTaken).where(PlaceTaken.group_id == group.id).order_by(PlaceTaken.id)).all()
    own = next((row for row in rows if row.young_person_id == person_id), None)
    if own is not None:
        own.support_units, own.coach_units = support_units, coach_units
        crossing.count(session, group.id)
        return own
    is_guest = crossing.is_guest(session, group.id)
    if sum(row.people for row in rows) >= group.places and (is_guest or not even_if_full):
        raise Refused(crossing.NO_PLACE)
    crossing.refuse_if_full(session, group.id)
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
    crossing.count(session, group.id)
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
    for row in rows:
        crossing.count(session, row.group_id)
    return len(rows)


def set_continuing(
    session: Session,
    group: Group,
    people: int | None,
    support_units: int | None,
    coach_units: int | None,
    *,
    actor: audit.Doer,
    now: dt.datetime,
) -> None:
    """Say how many people stay on in a group from the year before, and the units they use together in a session.

    Raises Broken with every fault.
    """
    offers.refuse_guests(session, GroupShare.guest_group_id == group.id)
    faults = rules.continuing_faults(people, support_units, coach_units)
    if faults:
        raise Broken(faults)
    row = queries.continuing(session, group)
    if people == 0:
        if row is not None:
            session.delete(row)
    else:
        if row is None:
            row = PlaceTaken(authority_id=group.authority_id, group_id=group.id, because=TakenBecause.continuing)
            session.add(row)
        row.people, row.support_units, row.coach_units = people or 0, support_units or 0, coach_units or 0
    audit.record(session, actor=actor, now=now, action="group.continuing", subject=group, fields=["continuing"])
