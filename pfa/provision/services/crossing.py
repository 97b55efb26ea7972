"""The one place where a door through the wall between authorities is opened: to count shared places, as numbers.

When a week is agreed in a group that another authority shares, that authority's count has to follow in the same
transaction, or the last place could be given twice. Inside the door only numbers are read and written, by statements
that load no row; it is shut again whatever happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.core.database import authorities_of, open_for
from pfa.core.errors import Refused
from pfa.provision.models import Group, GroupShare, PlaceTaken, ShareState, TakenBecause

NO_PLACE = "There is no place left in this group."


def refuse_if_full(session: Session, group_id: int) -> None:
    """Raise Refused if a guest group may take nobody more: its share has ended, or the owner's group is full.

    The owner's group is locked until the transaction ends, so that the last place is given once. A group that is
    nobody's guest is left alone.
    """
    share = _share_of(session, group_id)
    if share is None:
        return
    if share.state is not ShareState.accepted:
        raise Refused("The authority that offered this group has ended the agreement.")
    with _door(session, share.owner_id):
        owners = sa.select(Group.places).where(Group.id == share.group_id).with_for_update()
        places = session.scalars(owners).one()
        taken = sa.select(sa.func.coalesce(sa.func.sum(PlaceTaken.people), 0))
        is_full = session.scalars(taken.where(PlaceTaken.group_id == share.group_id)).one() >= places
    if is_full:
        raise Refused(NO_PLACE)


def is_guest(session: Session, group_id: int) -> bool:
    """Are a group's places those of another authority?"""
    return _share_of(session, group_id) is not None


def count(session: Session, group_id: int) -> None:
    """Tell the owner of a guest group how many people, support and coach units its places are taken by: sums."""
    share = _share_of(session, group_id)
    if share is None:
        return
    share.people, share.support_units, share.coach_units = _sums(session, PlaceTaken, PlaceTaken.group_id == group_id)
    session.flush()
    with _door(session, share.owner_id):
        sums = _sums(session, GroupShare, GroupShare.group_id == share.group_id)
        about = (PlaceTaken.group_id == share.group_id, PlaceTaken.because == TakenBecause.elsewhere)
        values = dict(zip(("people", "support_units", "coach_units"), sums, strict=True))
        if not values["people"]:
            session.execute(sa.delete(PlaceTaken).where(*about))
        elif session.scalars(sa.select(PlaceTaken.id).where(*about)).first() is not None:
            session.execute(sa.update(PlaceTaken).where(*about).values(values))
        else:
            row = {"authority_id": share.owner_id, "group_id": share.group_id, "because": TakenBecause.elsewhere}
            session.execute(sa.insert(PlaceTaken).values(row | values))


def _share_of(session: Session, group_id: int) -> GroupShare | None:
    return session.scalars(sa.select(GroupShare).where(GroupShare.guest_group_id == group_id)).first()


def _sums(session: Session, table: type[PlaceTaken | GroupShare], condition: sa.ColumnElement[bool]) -> list[int]:
    columns = (table.people, table.support_units, table.coach_units)
    query = sa.select(*[sa.func.coalesce(sa.func.sum(column), 0) for column in columns]).where(condition)
    return [int(number) for number in session.execute(query).one()]


@contextmanager
def _door(session: Session, authority_id: int) -> Iterator[None]:
    """The session open for one more authority. After a fault of the database it is shut with the transaction."""
    session.flush()
    before = authorities_of(session)
    open_for(session, before | {authority_id})
    try:
        yield
    except sa.exc.DBAPIError:
        session.info["authorities"] = before
        raise
    except BaseException:
        open_for(session, before)
        raise
    open_for(session, before)
