"""How young people like their pages: set by themselves, kept with them."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations.comfort import Comforts
from pfa.aspirations.models import Comfort
from pfa.aspirations.services import answering
from pfa.people.models import YoungPerson


def choose_comfort(session: Session, person: YoungPerson, values: Mapping[str, str]) -> Comforts:
    """Set some settings and leave the others as they are. Recorded nowhere: a liking for large letters is no act."""
    answering.lock(session, person)
    row = session.scalars(sa.select(Comfort).where(Comfort.young_person_id == person.id)).first()
    if row is None:
        row = Comfort(authority_id=person.authority_id, young_person_id=person.id, chosen={})
        session.add(row)
    row.chosen = Comforts(row.chosen).changed(values)
    return Comforts(row.chosen)
