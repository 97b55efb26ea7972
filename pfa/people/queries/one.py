"""Parts of one young person's record."""

from __future__ import annotations

import uuid

from pfa.core.errors import NotFound
from pfa.people.models import Contact, Enrolment, YoungPerson


def enrolment(person: YoungPerson, academic_year: int) -> Enrolment | None:
    """Where somebody is in one academic year; None if nobody has said."""
    return next((row for row in person.enrolments if row.academic_year == academic_year), None)


def contact(person: YoungPerson, public_id: uuid.UUID) -> Contact:
    """One of the people beside somebody. Raises NotFound."""
    for row in person.contacts:
        if row.public_id == public_id:
            return row
    raise NotFound("We could not find that contact.")
