"""What the pages of this room share."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from flask import Blueprint, request

from pfa.accounts.login import actor, current_actor
from pfa.calendar.picture import Cell, blocks
from pfa.calendar.week import HALF_NAMES
from pfa.internships import names, queries, rules
from pfa.internships.models import Placement
from pfa.internships.schedule import week_of
from pfa.packages.content import title
from pfa.people.access import note_opened
from pfa.web.request import db, today

blueprint = Blueprint("internships", __name__, url_prefix="/internships")
CENTURY = range(2000, 2100)


@blueprint.context_processor
def words() -> dict[str, Any]:
    """What the templates of this room say things with."""
    who = current_actor()  # nobody on the page that refuses a form without its token
    return {
        "names": names,
        "rules": rules,
        "halves": HALF_NAMES,
        "title_of": lambda placement: title(placement.group),
        "place_of": place_of,
        "days_of": days_of,
        "week_of": week_of,
        "may_edit": who is not None and who.can("placement:edit"),
    }


def place_of(placement: Placement) -> str:
    """Where a placement is: its employer, or else the provider of what is on offer."""
    if placement.employer is not None:
        return placement.employer.organisation.name
    return placement.group.opportunity.provider.name


def days_of(placement: Placement) -> str:
    """Its half days as people say them: Monday to Thursday, all day."""
    cells = [Cell(session, kind="work") for session in placement.sessions]
    return "; ".join(block.when for block in blocks(cells) if block.cell.kind == "work")


def opened(public_id: uuid.UUID, page: str, permission: str = "placement:read") -> Placement:
    """One placement, for a page that shows whose it is: the opening is noted. Raises NotFound."""
    found = queries.placement(db(), actor(), public_id, permission)
    note_opened(found.young_person, page)
    return found


def asked_day(name: str) -> dt.date:
    """The day that the address asks for; today for anything that is no day, or one in a century that is not ours."""
    try:
        day = dt.date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return today()
    return day if day.year in CENTURY else today()  # beside the calendar's first and last day there is no other
