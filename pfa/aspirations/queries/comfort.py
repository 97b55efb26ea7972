"""What a young person chose for the look of their pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations.comfort import Comforts
from pfa.aspirations.models import Comfort
from pfa.core.statements import once
from pfa.people.models import YoungPerson


def comforts(session: Session, user_id: int) -> Comforts:
    """What the young person who is this user chose: one statement. Nothing chosen: everything as usual.

    So it is where the database cannot be read: the page that says so is shown all the same.
    """
    try:
        return Comforts(session.scalars(_chosen(), {"user_id": user_id}).first() or {})
    except sa.exc.SQLAlchemyError:
        return Comforts()


@once
def _chosen() -> sa.Select[Any]:
    query = sa.select(Comfort.chosen).join(YoungPerson, YoungPerson.id == Comfort.young_person_id)
    return query.where(YoungPerson.user_id == sa.bindparam("user_id"))


def comforts_of(session: Session, person_ids: Collection[int]) -> dict[int, Comforts]:
    """What each of these young people chose, by their id; who chose nothing is left out. One statement."""
    query = sa.select(Comfort.young_person_id, Comfort.chosen).where(Comfort.young_person_id.in_(person_ids))
    return {number: Comforts(chosen) for number, chosen in session.execute(query.order_by(Comfort.id))}
