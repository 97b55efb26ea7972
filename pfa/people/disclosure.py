"""When a count of people may leave the authority, and as what (security 9.2, profile P10 for regions and the public).

Below ten a count is hidden, zero included, and from ten on it is rounded to the nearest five: totals as well, so that
no sum gives a hidden count away. Shares are worked out from what was published, never from what is behind it.
"""

from __future__ import annotations

SMALLEST = 10  # the smallest count that is shown
STEP = 5
LEAST_BASE = 20  # people of whom a share may be given
HIDDEN = "c"  # the DfE's symbol for a figure that is confidential
CLASS_SHARE = 0.9  # where so many of a group share something, saying so tells about each of them
CLASS_REST = 5  # or where fewer than this many do not


def published(count: int) -> int | None:
    """A count as it may be published; None where it is hidden."""
    return None if count < SMALLEST else STEP * ((count + STEP // 2) // STEP)


def interval(value: int | None) -> tuple[int, int]:
    """The least and the most people behind a published count: hidden is 0 to 9."""
    if value is None:
        return 0, SMALLEST - 1
    return max(SMALLEST, value - STEP // 2), value + STEP // 2


def share(part: int | None, whole: int | None) -> int | None:
    """A whole percentage of two published counts; None where one is hidden or too few are counted."""
    if part is None or whole is None or whole < LEAST_BASE:
        return None
    return min(100, round(100 * part / whole))


def tells_of_all(part: int, whole: int) -> bool:
    """Would this count say something of nearly everybody in the group, and so of each?"""
    return part > 0 and (part >= CLASS_SHARE * whole or whole - part < CLASS_REST)


def shown(value: int | None) -> str:
    """A published count as people read it."""
    return HIDDEN if value is None else f"{value:,}"
