"""The week: ten half-day sessions, as every page, group and package names them."""

from __future__ import annotations

from collections.abc import Iterable

DAYS = ("mon", "tue", "wed", "thu", "fri")
DAY_NAMES = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday"}
HALVES = ("am", "pm")
HALF_NAMES = {"am": "morning", "pm": "afternoon"}
SESSIONS = tuple(f"{day}-{half}" for day in DAYS for half in HALVES)


def session_name(session: str) -> str:
    """`mon-am` as people say it: Monday morning."""
    day, half = session.split("-")
    return f"{DAY_NAMES[day]} {HALF_NAMES[half]}"


def in_week_order(sessions: Iterable[str]) -> list[str]:
    """The sessions that are in the week, each once, in the week's order."""
    wanted = set(sessions)
    return [session for session in SESSIONS if session in wanted]
