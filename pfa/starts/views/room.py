"""What the pages of this room share."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint

from pfa.accounts.login import actor, current_actor
from pfa.people import queries as people
from pfa.people.access import note_opened
from pfa.people.models import YoungPerson
from pfa.starts import names
from pfa.web.request import db

blueprint = Blueprint("starts", __name__, url_prefix="/starts")


@blueprint.context_processor
def words() -> dict[str, Any]:
    """What the templates of this room say things with; also on error pages, where nobody may be signed in."""
    who = current_actor()
    return {"names": names, "may_edit": who is not None and who.can("start:edit")}


def opened(person_id: uuid.UUID, page: str, permission: str = "start:read") -> YoungPerson:
    """One young person, for a page that shows who it is: the opening is noted. Raises NotFound."""
    person = people.person(db(), actor(), person_id, permission)
    note_opened(person, page)
    return person
