"""What the pages of this room share."""

from __future__ import annotations

import calendar
import uuid
from typing import Any

from flask import Blueprint, request

from pfa.accounts.login import actor
from pfa.calendar.picture import full_week
from pfa.calendar.week import DAY_NAMES, HALF_NAMES
from pfa.calendar.years import academic_year, naming_date
from pfa.packages import forms, queries, shown
from pfa.packages.models import Package
from pfa.packages.queries import Choice
from pfa.packages.services.sharing import has_plan
from pfa.people.access import note_opened
from pfa.people.codes import OWN_SESSION_NAMES
from pfa.web.request import db, today

blueprint = Blueprint("packages", __name__, url_prefix="/packages")


@blueprint.context_processor
def words() -> dict[str, Any]:
    """What the templates of this room say things with."""
    return {
        "sessions_words": shown.sessions_words,
        "own_names": OWN_SESSION_NAMES,
        "days": DAY_NAMES,
        "halves": HALF_NAMES,
        "months": dict(enumerate(calendar.month_name)),
        "has_plan": has_plan,
        "naming_date": naming_date,
        "by_session": lambda cells: {cell.session: cell for cell in full_week(cells)},
    }


def chosen() -> Choice:
    """What the address limits the list to."""
    years = queries.entry_years(db(), actor())
    return forms.choice(request.args, years, academic_year(today()))


def opened(public_id: uuid.UUID, page: str, permission: str = "package:read") -> Package:
    """One package, for a page that shows whose it is: the opening is noted. Raises NotFound."""
    package = queries.package(db(), actor(), public_id, permission)
    note_opened(package.young_person, page)
    return package
