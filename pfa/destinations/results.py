"""What became of a group of leavers: counts, rates and how far they can be trusted. Plain Python."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pfa.destinations.models import OwnLife
from pfa.destinations.sustained import Point, Stretch, TwoTerms, Verdict, line, point, two_terms
from pfa.destinations.wilson import Interval, wilson
from pfa.provision.kinds import OpportunityKind


class Measure(enum.Enum):
    """What is counted of every leaver; each is defined in `sustained`."""

    two_terms = "two-terms"
    six = "six-months"
    twelve = "twelve-months"
    work_six = "work-six-months"
    work_twelve = "work-twelve-months"
    good_six = "good-work-six-months"
    good_twelve = "good-work-twelve-months"


@dataclass(frozen=True, slots=True)
class Followed:
    """One person of one cohort, with what lasted. Somebody who left twice in a year is counted once, by the last time.

    `own_life` is their newest own answer, None if they have never been asked or never reached. Ids are row numbers.
    """

    leaver_id: int
    person_id: int
    cohort: int
    left_on: dt.date
    pathway: OpportunityKind
    provider_id: int | None
    employer_id: int | None
    need: str
    has_stopped: bool
    terms: TwoTerms
    six: Point
    twelve: Point
    own_life: OwnLife | None

    def verdict(self, measure: Measure) -> Verdict:
        """Yes, no, unknown or too early, by one measure."""
        return {
            Measure.two_terms: self.terms.verdict,
            Measure.six: self.six.active,
            Measure.twelve: self.twelve.active,
            Measure.work_six: self.six.work,
            Measure.work_twelve: self.twelve.work,
            Measure.good_six: self.six.good_work,
            Measure.good_twelve: self.twelve.good_work,
        }[measure]


@dataclass(frozen=True, slots=True)
class Tally:
    """How a measure came out for a group. `early` are those of whom it cannot be known yet: in neither rate."""

    yes: int = 0
    no: int = 0
    unknown: int = 0
    early: int = 0

    @property
    def known(self) -> int:
        return self.yes + self.no

    @property
    def all(self) -> int:
        return self.known + self.unknown

    @property
    def of_known(self) -> float | None:
        """Share of those of whom it is known, 0 to 1; None for nobody."""
        return self.yes / self.known if self.known else None

    @property
    def of_all(self) -> float | None:
        """Share of everybody whose time has come, with the unknown counted as not sustained; None for nobody."""
        return self.yes / self.all if self.all else None

    @property
    def interval(self) -> Interval | None:
        """95 % interval of the share of the known."""
        return wilson(self.yes, self.known)


@dataclass(frozen=True, slots=True)
class OwnLives:
    """What they said themselves of "is this the life you wanted?". `not_heard`: not asked yet, or never reached."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    would_not_say: int = 0
    not_heard: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of a report: a group of leavers, what lasted, and what they say of it."""

    label: str
    leavers: int
    tallies: Mapping[Measure, Tally] = field(default_factory=dict)
    own: OwnLives = field(default_factory=OwnLives)


@dataclass(frozen=True, slots=True)
class SustainedCounts:
    """What became of one cohort, for dashboards. Numbers are exact: suppress them before they leave the house."""

    cohort: int
    leavers: int
    two_terms: Tally
    in_work_after_a_year: Tally
    good_work_after_a_year: Tally
    own: OwnLives


def judged(left_on: dt.date, stretches: Iterable[Stretch], today: dt.date) -> tuple[TwoTerms, Point, Point]:
    """Two terms, six months and twelve months of one leaver."""
    pieces = line(stretches)
    return two_terms(left_on, pieces, today), point(left_on, 6, pieces, today), point(left_on, 12, pieces, today)


def tally(people: Iterable[Followed], measure: Measure) -> Tally:
    """How one measure came out."""
    counted = Counter(each.verdict(measure) for each in people)
    return Tally(*[counted[verdict] for verdict in (Verdict.yes, Verdict.no, Verdict.unknown, Verdict.early)])


def own_lives(people: Iterable[Followed]) -> OwnLives:
    """Their own answers, each person's newest."""
    counted = Counter(each.own_life for each in people)
    return OwnLives(
        yes=counted[OwnLife.yes],
        partly=counted[OwnLife.partly],
        no=counted[OwnLife.no],
        would_not_say=counted[OwnLife.would_not_say],
        not_heard=counted[None],
    )


def outcome(label: str, people: Sequence[Followed]) -> Outcome:
    """The line of one group, by every measure."""
    return Outcome(label, len(people), {each: tally(people, each) for each in Measure}, own_lives(people))


def by_group(people: Sequence[Followed], label_of: Callable[[Followed], str]) -> list[Outcome]:
    """A line for each group, the largest first, then by name."""
    groups: dict[str, list[Followed]] = {}
    for each in people:
        groups.setdefault(label_of(each), []).append(each)
    return sorted((outcome(label, each) for label, each in groups.items()), key=lambda row: (-row.leavers, row.label))


def counts(cohort: int, people: Sequence[Followed]) -> SustainedCounts:
    """The figures of one cohort."""
    return SustainedCounts(
        cohort=cohort,
        leavers=len(people),
        two_terms=tally(people, Measure.two_terms),
        in_work_after_a_year=tally(people, Measure.work_twelve),
        good_work_after_a_year=tally(people, Measure.good_twelve),
        own=own_lives(people),
    )
