"""What the pages of this room share."""

from __future__ import annotations

import uuid

from flask import Blueprint, request

from pfa.accounts.login import actor
from pfa.calendar.years import academic_year
from pfa.packages import forms, queries
from pfa.packages.models import Package
from pfa.packages.queries import Choice
from pfa.people.access import note_opened
from pfa.web.request import db, today

blueprint = Blueprint("packages", __name__, url_prefix="/packages")


def chosen() -> Choice:
    """What the address limits the list to."""
    years = queries.entry_years(db(), actor())
    return forms.choice(request.args, years, academic_year(today()))


def opened(public_id: uuid.UUID, page: str, permission: str = "package:read") -> Package:
    """One package, for a page that shows whose it is: the opening is noted. Raises NotFound."""
    package = queries.package(db(), actor(), public_id, permission)
    note_opened(package.young_person, page)
    return package
