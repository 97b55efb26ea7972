"""Did it last? Sustained outcomes after leaving, by named definitions. Plain Python: no database, no clock of its own.

Four questions, each answered yes, no, unknown, or too early to say:

- **Two terms**: October to March of the year after leaving. Learning counts if there is some in each of the six
  months; work if there is some in at least five of the six ("some participation in at least 5 of the 6 months",
  written answer HL4793, 27 January 2023; `id.esd.org.uk/metricType/4689`); and so does learning or work in each of the
  six months with at most one switch between the two (DfE, detailed destinations of 16 to 18 year olds in further
  education, methodology). A month counts from one day on. Learning is education or training; an apprenticeship is work.
- **Six months and twelve months after leaving**: what they do on that calendar day; the last day of a month stands for
  a day that it does not have.
- **Good work** on such a day: paid, not seasonal, 16 hours or more a week (ILR EMP1; DFN Project SEARCH, critical
  success factors). Hours of one job; two jobs are not added up, because two people may have told us of the same one.

What is known. Somebody's word holds to the last day they spoke of: to the last day of something that has ended, and
for something that goes on to the day on which it was last said to go on. After that day we know nothing, and say so:
a job told of in October is no job in March. Only at six and at twelve months, which check-ins reach a few days early
or late, what is known within 14 days stands for the day (our own rule; the day itself goes first, then the nearest).

Who is believed. Things done at one time are all counted: a course and a job. Where two statements cannot both be true,
the stronger evidence counts, and of equally strong ones the newer; the contradiction stays to be seen.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pfa.calendar.years import academic_year
from pfa.destinations.codes import GOOD_WORK_HOURS, Counts

MONTHS_OF_WORK = 5  # of the six
NEAR = dt.timedelta(days=14)
DAY = dt.timedelta(days=1)
WINDOW = ((0, 10), (0, 11), (0, 12), (1, 1), (1, 2), (1, 3))  # years on, month


class Verdict(enum.Enum):
    yes = "yes"
    no = "no"
    unknown = "unknown"
    early = "early"  # it cannot be known yet


@dataclass(frozen=True, slots=True)
class Stretch:
    """What somebody said of a stretch of days, both ends included.

    `strength` 0 is the strongest evidence. `said` orders statements in time: a higher one is newer. `place` tells one
    employer or provider from another; empty if nobody said. Hours are hours a week.
    """

    first: dt.date
    last: dt.date
    counts: Counts | None
    strength: int
    said: float = 0.0
    place: str = ""
    hours: float | None = None
    is_paid: bool | None = None
    is_seasonal: bool | None = None
    key: int = 0

    @property
    def is_active(self) -> bool:
        """In education, training or work."""
        return self.counts in (Counts.learning, Counts.work)


@dataclass(frozen=True, slots=True)
class Piece:
    """Days on which the same statements hold: those that count, and those that cannot be true beside them."""

    first: dt.date
    last: dt.date
    counted: tuple[Stretch, ...]
    set_aside: tuple[Stretch, ...] = ()

    def does(self, what: Counts) -> bool:
        return any(each.counts is what for each in self.counted)

    @property
    def is_active(self) -> bool:
        return any(each.is_active for each in self.counted)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the two terms: was there learning, was there work? None: not known."""

    first: dt.date
    learning: bool | None
    work: bool | None


@dataclass(frozen=True, slots=True)
class TwoTerms:
    """Whether it was sustained over two terms, in what, and the six months it was read from."""

    verdict: Verdict
    sustained_in: str  # learning, work, both, or empty
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One day after leaving: in learning or work, in work, in good work?"""

    day: dt.date
    active: Verdict
    work: Verdict
    good_work: Verdict


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be true of the same days."""

    first: dt.date
    last: dt.date
    counted: Stretch
    set_aside: Stretch


def line(stretches: Iterable[Stretch]) -> list[Piece]:
    """Somebody's days in order, cut wherever a statement begins or ends; days of which nobody spoke are left out."""
    known = [each for each in stretches if each.counts is not None and each.first <= each.last]
    cuts = sorted({day for each in known for day in (each.first, each.last + DAY)})
    found = []
    for first, following in pairwise(cuts):
        here = [each for each in known if each.first <= first <= each.last]
        if here:
            counted, set_aside = _believed(here)
            found.append(Piece(first, following - DAY, counted, set_aside))
    return found


def clash(one: Stretch, other: Stretch) -> bool:
    """Can two statements about the same day not both be true?

    They cannot if only one says learning or work; or if they differ about good work at one and the same place.
    """
    if one.counts is None or other.counts is None:
        return False
    if one.is_active != other.is_active:
        return True
    if one.counts is Counts.work and other.counts is Counts.work and one.place and one.place == other.place:
        return {good_work(one), good_work(other)} == {True, False}
    return False


def contradictions(stretches: Iterable[Stretch]) -> list[Contradiction]:
    """Every two statements that contradict each other, in order. One day on which one ends and one begins is none."""
    ordered = sorted((each for each in stretches if each.counts is not None), key=_most_believed)
    found = []
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            first, last = max(one.first, other.first), min(one.last, other.last)
            if first < last and clash(one, other):
                found.append(Contradiction(first, last, one, other))
    return sorted(found, key=lambda each: (each.first, each.last, each.counted.key, each.set_aside.key))


def good_work(stretch: Stretch) -> bool | None:
    """Is this good work: paid, not seasonal, 16 hours or more a week? None where one of these is not known."""
    if stretch.counts is not Counts.work:
        return False
    enough = None if stretch.hours is None else stretch.hours >= GOOD_WORK_HOURS
    lasting = None if stretch.is_seasonal is None else not stretch.is_seasonal
    said = (enough, stretch.is_paid, lasting)
    return False if False in said else None if None in said else True


def two_terms_window(left_on: dt.date) -> tuple[dt.date, dt.date]:
    """1 October to 31 March of the academic year after the one in which they left."""
    year = academic_year(left_on) + 1
    return dt.date(year, 10, 1), dt.date(year + 1, 3, 31)


def two_terms(left_on: dt.date, pieces: Sequence[Piece], as_of: dt.date) -> TwoTerms:
    """Was it sustained from October to March of the year after leaving?

    No only if the months that are not known could not change it; until the end of March an open answer is too early.
    """
    first, last = two_terms_window(left_on)
    months = tuple(_month(pieces, dt.date(first.year + years, month, 1)) for years, month in WINDOW)
    found = _sustained_in([(bool(each.learning), bool(each.work)) for each in months])
    if found:
        return TwoTerms(Verdict.yes, found, months)
    hoped = [(each.learning is not False, each.work is not False) for each in months]
    if not _sustained_in(hoped):
        return TwoTerms(Verdict.no, "", months)
    return TwoTerms(Verdict.early if as_of <= last else Verdict.unknown, "", months)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def point(left_on: dt.date, months: int, pieces: Sequence[Piece], as_of: dt.date) -> Point:
    """What they do so many months after leaving: on that day, or as near to it as is known, within 14 days."""
    day = months_after(left_on, months)
    piece = None if as_of < day else _nearest(pieces, day)
    if piece is None:
        unknown = Verdict.early if as_of <= day + NEAR else Verdict.unknown
        return Point(day, unknown, unknown, unknown)
    good = {good_work(each) for each in piece.counted}
    return Point(
        day,
        active=_said(piece.is_active),
        work=_said(piece.does(Counts.work)),
        good_work=_said(True if True in good else None if None in good else False),
    )


def _said(what: bool | None) -> Verdict:
    return Verdict.unknown if what is None else Verdict.yes if what else Verdict.no


def _most_believed(stretch: Stretch) -> tuple[int, float, int]:
    return stretch.strength, -stretch.said, -stretch.key


def _believed(here: Iterable[Stretch]) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    counted: list[Stretch] = []
    set_aside: list[Stretch] = []
    for each in sorted(here, key=_most_believed):
        (set_aside if any(clash(each, other) for other in counted) else counted).append(each)
    return tuple(counted), tuple(set_aside)


def _month(pieces: Sequence[Piece], first: dt.date) -> Month:
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    within = [each for each in pieces if each.first <= last and each.last >= first]
    days = sum((min(each.last, last) - max(each.first, first)).days + 1 for each in within)
    is_whole = days == last.day  # every day of the month is known: what was not said then was not so

    def was(what: Counts) -> bool | None:
        return True if any(each.does(what) for each in within) else False if is_whole else None

    return Month(first, was(Counts.learning), was(Counts.work))


def _sustained_in(months: Sequence[tuple[bool, bool]]) -> str:
    """Learning, work, both (one switch at most), or empty. Each month: was there learning, was there work?"""
    learning, work = [each[0] for each in months], [each[1] for each in months]
    if all(learning):
        return "learning"
    if sum(work) >= MONTHS_OF_WORK:
        return "work"
    for at in range(1, len(months)):
        if (all(learning[:at]) and all(work[at:])) or (all(work[:at]) and all(learning[at:])):
            return "both"
    return ""


def _nearest(pieces: Sequence[Piece], day: dt.date) -> Piece | None:
    """The piece of that day, or the nearest within two weeks; of two equally near ones the later."""

    def away(piece: Piece) -> dt.timedelta:
        return max(piece.first - day, day - piece.last, dt.timedelta(0))

    near = [each for each in pieces if away(each) <= NEAR]
    return min(near, key=lambda each: (away(each), -each.first.toordinal()), default=None)
