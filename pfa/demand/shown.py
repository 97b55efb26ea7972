"""Demand as pages show it: whole numbers that add up for the authority, bands of five for colleges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pfa.aspirations.points import WISH_POINTS
from pfa.demand.models import DemandLine, DemandVersion, Dimension, SheetLine
from pfa.demand.queries import Sheet
from pfa.demand.words import DIMENSION_NAMES, key_name, wish_name
from pfa.provision.interest import STEP

SMALL = f"fewer than {STEP}"
UNMET_SHOWN = 12


class Ranged(Protocol):
    """Anything with a likely number and an interval."""

    @property
    def likely(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart, in hundredths of its width."""

    likely: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the authority reads it; `likely` are whole numbers that add up to the whole."""

    name: str
    likely: int
    range: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Figures:
    """Likely starters beside this year's places, in words: exact for the authority, in bands for a college."""

    likely: str
    range: str
    gap: str
    is_short: bool


def whole(values: Sequence[float], total: int) -> list[int]:
    """Whole numbers that add up to `total`, each as near as can be to its value (largest remainders)."""
    found = [math.floor(value) for value in values]
    order = sorted(range(len(values)), key=lambda place: (found[place] - values[place], place))
    for place in order[: max(0, total - sum(found))]:
        found[place] += 1
    return found


def range_words(one: Ranged) -> str:
    """24 to 38: the interval in whole people, rounded outwards."""
    return _range(one.low, one.high)


def _range(lowest: float, highest: float) -> str:
    low, high = math.floor(lowest), math.ceil(highest)
    return f"{low} to {high}" if low != high else str(low)


def dimensions(version: DemandVersion) -> list[tuple[Dimension, str, list[Row]]]:
    """The tables of a version in their order: most wished for first, what is not known last."""
    return [
        (dimension, DIMENSION_NAMES[dimension], rows)
        for dimension in Dimension
        if (rows := _rows(dimension, [line for line in version.lines if line.dimension is dimension], version))
    ]


def _rows(dimension: Dimension, lines: Iterable[DemandLine], version: DemandVersion) -> list[Row]:
    by_level = dimension is Dimension.level
    listed = sorted(lines, key=lambda line: (not line.key, line.key if by_level else -line.likely, line.key))
    numbers = whole([line.likely for line in listed], round(version.likely))
    longest = max((line.high for line in listed), default=0) or 1
    return [
        Row(key_name(dimension, line.key), number, range_words(line), _bar(line, longest))
        for line, number in zip(listed, numbers, strict=True)
        if number or math.ceil(line.high)
    ]


def _bar(one: Ranged, longest: float) -> Bar:
    return Bar(*(round(100 * value / longest, 1) for value in (one.likely, one.low, one.high)))


@dataclass(frozen=True, slots=True)
class Unmet:
    """What is wished for and nobody offers: how many people in all; name, likely and range of the largest; the rest."""

    people: int
    rows: list[tuple[str, int, str]]
    more: int


def unmet(version: DemandVersion) -> Unmet:
    """What nobody offers, the most wished for first; lines that come to less than half a person stand in the file."""
    kept = version.assumptions["unmet"]
    rows = [
        (wish_name(one["pathway"], one["kind_of_work"]), round(one["likely"]), _range(one["low"], one["high"]))
        for one in kept
        if round(one["likely"])
    ][:UNMET_SHOWN]
    return Unmet(round(sum(one["likely"] for one in kept)), rows, len(kept) - len(rows))


def exact(one: Ranged, places: int) -> Figures:
    """Figures for the authority."""
    gap = round(one.likely) - places
    words = f"{gap} too few" if gap > 0 else f"{-gap} to spare" if gap < 0 else "enough"
    return Figures(str(round(one.likely)), range_words(one), words, gap > 0)


def banded(one: Ranged, places: int) -> Figures:
    """Figures for a college. All of them are worked out from bands, so they tell no more than the bands do."""
    low, high = _floor(one.likely), _floor(one.likely) + STEP - 1
    first, last = low - places, high - places
    if last <= 0:
        gap = "enough places"
    else:
        gap = f"{first} to {last} too few" if first > 0 else f"up to {last} too few"
    widest = _floor(one.high) + STEP - 1
    return Figures(_band(one), f"{_floor(one.low)} to {widest}", gap, first > 0)


def _floor(value: float) -> int:
    return round(value) // STEP * STEP


def _band(one: Ranged) -> str:
    low = _floor(one.likely)
    return f"{low} to {low + STEP - 1}" if low else SMALL


def figures(one: Ranged, places: int, *, is_exact: bool) -> Figures:
    return exact(one, places) if is_exact else banded(one, places)


def line_name(line: SheetLine) -> str:
    """A line of a sheet: Study programme: Cooking and food."""
    return wish_name(line.pathway.value, line.kind_of_work)


def not_replied(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Sheets with a line that nobody has answered."""
    return [sheet for sheet in sheets if sheet.unanswered]


def support(version: DemandVersion) -> list[tuple[str, str]]:
    """The main needs of likely starters in the whole authority, in bands, the most frequent first; no small ones."""
    lines = [line for line in version.lines if line.dimension is Dimension.support and round(line.likely) >= STEP]
    return [
        (key_name(Dimension.support, line.key), _band(line)) for line in sorted(lines, key=lambda line: -line.likely)
    ]


def assumptions(version: DemandVersion) -> list[str]:
    """What a version rests on, in plain sentences."""
    kept, year = version.assumptions, version.entry_year
    supposed = f" Of them {kept['supposed']} have no September on record and are taken to start after Year 11."
    said = [
        f"On record are {_people(kept['on_record'])} who start something new in September {year}."
        + (supposed if kept["supposed"] else ""),
        f"Asked what they want: {kept['asked']}. Answered: {kept['answered']}. Whoever has not answered is counted "
        "like those of the same school, year group and main need who have; where fewer than five of them did, like a "
        "wider group of people like them.",
        "Each young person counts as one starter in all. Their first, second and third kind of work count as "
        f"{WISH_POINTS[0]}, {WISH_POINTS[1]} and {WISH_POINTS[2]} to one another; the ways they named count the same. "
        "What they said is not for them does not count.",
        *_carried(kept["steps"], year),
        "What is wished for is shared over those who offer it by this year's places "
        f"(September {kept['places_year']}).",
        f"The range holds the number four times in five. It comes from {kept['draws']:,} possible Septembers, drawn "
        "from the same start every time: the same records give the same figures.",
    ]
    if kept["not_counted"]:
        who = f"{_people(kept['not_counted'])} in Year 11 or above with no September on record"
        said.append(f"Not counted: {who}. Say when they start, then make a new version.")
    return said


def _carried(steps: Sequence[Mapping[str, float]], year: int) -> list[str]:
    if not steps:
        return []
    ratios = ", ".join(f"{step['age']} to {step['age'] + 1}: {step['ratio']:.2f}" for step in steps)
    own = max(step["weight"] for step in steps)
    weigh = (
        f"Your own records of past years weigh up to {own:.0%} in them."
        if own
        else "Your own records of past years are too few, or not complete enough, to weigh in."
    )
    return [
        f"Up to September {year} numbers change as plans do from one age to the next: for each one there are, from age "
        f"{ratios}. These ratios are England's (DfE, 2023/24 to 2024/25). {weigh}"
    ]


def _people(count: int) -> str:
    return "1 young person" if count == 1 else f"{count:,} young people"


def thanks(line: SheetLine, groups: int) -> str:
    """What somebody reads who has just answered a line."""
    september = f"September {line.version.entry_year}"
    if groups:
        return f"Thank you. Your answer is saved, and what you offer in {september} follows it."
    return f"Thank you. Your answer is saved. You have no group for {september} yet, so nothing else has changed."
