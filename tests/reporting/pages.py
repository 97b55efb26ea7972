"""Every page of the reporting room, with somebody who may open it."""

from __future__ import annotations

from pfa.accounts.models import User
from tests.factories import World

NOT_PAGES = {"static": "shipped files", "reporting.accent": "a style sheet"}


def pages(world: World) -> dict[str, tuple[User | None, str]]:
    """Endpoint to a user who may open it, and its address."""
    return {"reporting.home": (None, "/")}
