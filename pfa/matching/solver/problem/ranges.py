"""What a single value may be: names, whole numbers, decimals, coordinates. Each answer is words, or None if right."""

from __future__ import annotations

import re

WHOLE_AT_MOST = 1_000_000_000
"""Far above any real number of minutes, points, places or units, and small enough to add up without surprises."""

POINTS_AT_MOST = 100
# Half a surrogate pair cannot be written as UTF-8, and a line break in a name would break every message it is in.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def shown(value: object) -> str:
    """A value as it can stand in a sentence: quoted, on one line and not too long."""
    text = str(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:40])
    return f"“{text}”" if len(str(value)) <= 40 else f"“{text}…”"


def text_fault(text: str) -> str | None:
    """What keeps a text from standing in a cell, whether it may be empty or not."""
    if _FORBIDDEN.search(text):
        return f"{shown(text)} holds a character that cannot be used here"
    if text != text.strip():
        return f"{shown(text)} begins or ends with a space"
    return None


def name_fault(name: str, separators: str = "") -> str | None:
    """What is wrong with a name; `separators` are the characters that would split it where it stands in a list."""
    if not name:
        return "must not be empty"
    for separator in separators:
        if separator in name:
            return f"{shown(name)} may not hold “{separator}”"
    return text_fault(name)


def whole_fault(value: object, *, at_most: int = WHOLE_AT_MOST) -> str | None:
    """What is wrong with a whole number that may not be negative."""
    if not isinstance(value, int) or isinstance(value, bool):
        return f"{shown(value)} is not a whole number"
    if not 0 <= value <= at_most:
        return f"{shown(value)} is not from 0 to {at_most}"
    return None


def decimal_fault(value: object, least: float, most: float) -> str | None:
    """What is wrong with a decimal number between two bounds."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return f"{shown(value)} is not a number"
    if not least <= value <= most:  # also refuses what is not a number at all (NaN)
        return f"{shown(value)} is not from {least:g} to {most:g}"
    return None


def plan_fault(plan: str, plans: tuple[str, ...]) -> str | None:
    """What is wrong with a plan's code."""
    return None if plan in plans else f"{shown(plan)} is not one of {', '.join(plans)}"
