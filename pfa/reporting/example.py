"""The week that the front page shows to everybody: nobody's, so that a picture says what words cannot."""

from __future__ import annotations

from pfa.calendar.picture import Cell


def _all_day(day: str, kind: str, title: str, place: str) -> list[Cell]:
    return [Cell(f"{day}-{half}", kind, title, place) for half in ("am", "pm")]


EXAMPLE = (
    *_all_day("mon", "study", "Cooking, level 1", "College"),
    *_all_day("tue", "study", "Cooking, level 1", "College"),
    Cell("wed-am", "work", "Kitchen helper", "A café"),
    Cell("wed-pm", "travel", "Learning the bus to work"),
    Cell("thu-am", "health", "Swimming", "Leisure centre"),
    Cell("thu-pm", "community", "Drama group", "Town hall"),
    Cell("fri-am", "own", "A slow morning"),
    Cell("fri-pm", "community", "Helping at the garden", "Park"),
)
