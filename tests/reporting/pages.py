"""Every page of the reporting room, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import User
from tests.factories import World
from tests.reporting.scenes import Busy

NOT_PAGES = {"static": "shipped files", "reporting.accent": "a style sheet"}


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    busy = Busy(world)
    young = {
        "silent": busy.silent,
        "begun": busy.begun,
        "sent": busy.sent,
        "shared": busy.waiting,
    }
    return {
        "reporting.home": (None, "/"),
        "reporting.home#coordinator": (world.coordinator, "/"),
        "reporting.home#administrator": (world.admin, "/"),
        "reporting.home#approver": (world.approver, "/"),
        "reporting.home#safeguarding": (world.lead, "/"),
        "reporting.home#school": (world.teacher, "/"),
        "reporting.home#college": (world.tutor, "/"),
        **{f"reporting.home#young-{name}": (busy.user_of(person), "/") for name, person in young.items()},
    }
