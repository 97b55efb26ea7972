"""Every page of the calendar room, with somebody who may open it."""

from __future__ import annotations

import datetime as dt

from pfa.accounts.models import User
from pfa.calendar.models import Term
from tests.factories import ENTRY_YEAR, World


def pages(world: World) -> dict[str, tuple[User, str]]:
    """Endpoint to a user who may open it, and its address."""
    term = world.save(
        Term(
            authority_id=world.authority.id,
            academic_year=2026,
            name="Autumn, first half",
            starts_on=dt.date(2026, 9, 2),
            ends_on=dt.date(2026, 10, 23),
        )
    )
    return {
        "calendar.calendar": (world.coordinator, "/calendar/"),
        "calendar.add_term": (world.coordinator, "/calendar/terms/add"),
        "calendar.term": (world.coordinator, f"/calendar/terms/{term.public_id}"),
        "calendar.times": (world.admin, "/calendar/times"),
        "calendar.planner": (world.coordinator, f"/calendar/planner/{ENTRY_YEAR + 1}"),
    }
