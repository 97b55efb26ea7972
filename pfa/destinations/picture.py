"""What became of somebody as a picture: a line for each kind of witness, from the day they left. Plain geometry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pfa.destinations.codes import Counts, counts_as
from pfa.destinations.models import CheckIn, CheckInState, Evidence, Spell
from pfa.destinations.sustained import months_after, two_terms_window
from pfa.destinations.words import EVIDENCE_NAMES, activity_words, where

WIDTH, LEFT, RIGHT, TOP = 960, 150, 14, 46  # units of the drawing
ROW, BAR, FOOT = 40, 28, 34
LETTER = 7.6  # units that a letter of the words in a bar takes


@dataclass(frozen=True, slots=True)
class Bar:
    """One spell. `look` is its colour; `fades`: it goes on, and nobody has said so since; `words` fit into it."""

    x: float
    y: float
    width: float
    look: str
    words: str
    fades: bool
    is_set_aside: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """What one kind of witness said: its name and where it stands."""

    name: str
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A check-in at its day: `state` as the style sheet knows it."""

    x: float
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw, in units of the drawing. `terms` is where the two terms begin and how wide they are."""

    width: int
    height: float
    floor: float
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    terms: tuple[float, float]
    words: str

    @property
    def axis(self) -> int:
        return LEFT


class _Scale:
    """Days as places on the line."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last
        self.unit = (WIDTH - LEFT - RIGHT) / max(1, (last - first).days)

    def x(self, day: dt.date) -> float:
        kept = min(max(day, self.first), self.last)
        return round(LEFT + (kept - self.first).days * self.unit, 1)


def draw(
    left_on: dt.date, spells: Sequence[Spell], check_ins: Iterable[CheckIn], set_aside: frozenset[int]
) -> Picture | None:
    """The picture of one leaver's spells, withdrawn ones left out; None where nothing was said yet.

    `set_aside` are the row numbers of statements that do not count because a stronger one says otherwise.
    """
    standing = [row for row in spells if row.withdrawn_at is None]
    if not standing:
        return None
    first = min([left_on, *[row.starts_on for row in standing]]) if _near(left_on, standing) else left_on
    terms_begin, terms_end = two_terms_window(left_on)
    ends = [row.ends_on or row.confirmed_on for row in standing]
    last = max([months_after(left_on, 12), terms_end, *ends])
    scale = _Scale(first.replace(day=1), last)
    lanes, bars, row_number = [], [], 0
    for evidence in Evidence:
        said = [row for row in standing if row.evidence is evidence]
        rows: list[dt.date] = []  # the last day drawn in each row of the lane
        if said:
            lanes.append(Lane(EVIDENCE_NAMES[evidence], TOP + row_number * ROW + BAR / 2 + 5))
        for spell in said:
            end = spell.ends_on or spell.confirmed_on
            free = next((number for number, day in enumerate(rows) if day < spell.starts_on), len(rows))
            rows[free : free + 1] = [end]
            bars.append(_bar(spell, scale, TOP + (row_number + free) * ROW, spell.id in set_aside))
        row_number += len(rows)
    floor = TOP + row_number * ROW
    return Picture(
        width=WIDTH,
        height=floor + FOOT,
        floor=floor,
        bars=tuple(bars),
        lanes=tuple(lanes),
        ticks=tuple(_ticks(scale)),
        marks=tuple(_mark(row, scale) for row in check_ins if row.due_on <= scale.last),
        terms=(scale.x(terms_begin), round(scale.x(terms_end) - scale.x(terms_begin), 1)),
        words=_words(standing),
    )


def look(spell: Spell) -> str:
    """The colour of a spell, as the style sheet calls it."""
    return (counts_as(spell.activity) or Counts.neither).value


def _near(left_on: dt.date, spells: Sequence[Spell]) -> bool:
    """Did what they do begin at most half a year before they left? Else the line begins where they left."""
    return left_on - min(row.starts_on for row in spells) <= dt.timedelta(days=183)


def _bar(spell: Spell, scale: _Scale, y: float, is_set_aside: bool) -> Bar:
    end = spell.ends_on or spell.confirmed_on
    x, width = scale.x(spell.starts_on), max(6.0, round(scale.x(end) - scale.x(spell.starts_on), 1))
    room = int((width - 12) / LETTER)
    words = activity_words(spell.activity)
    place = where(spell)
    full = f"{words}, {place}" if place else words
    shown = full if len(full) <= room else words if len(words) <= room else f"{words[: room - 1]}…" if room > 6 else ""
    return Bar(x, y, width, look(spell), shown, spell.ends_on is None, is_set_aside)


def _ticks(scale: _Scale) -> list[Tick]:
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    every = 1 if months <= 13 else 2 if months <= 26 else 6
    days = [months_after(scale.first, number) for number in range(0, months, every)]
    return [
        Tick(scale.x(day), f"{day:%b} {day.year}" if number == 0 or day.month == 1 else f"{day:%b}")
        for number, day in enumerate(days)
    ]


def _mark(row: CheckIn, scale: _Scale) -> Mark:
    said = {CheckInState.done: "done", CheckInState.due: "due"}.get(row.state, "missed")
    return Mark(scale.x(row.due_on), said, f"{row.weeks} w")


def _words(spells: Iterable[Spell]) -> str:
    """The picture in words, for those who do not see it."""
    said = [
        f"{activity_words(row.activity)} from {row.starts_on.day} {row.starts_on:%B %Y}, told by "
        f"{EVIDENCE_NAMES[row.evidence].lower()}"
        for row in spells
    ]
    return "What became of them: " + "; ".join(said)
