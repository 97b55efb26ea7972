"""What is on offer in an invented town: colleges, schools, employers and community places, with their groups."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pfa.matching.bench.country.towns import Point, Town, near
from pfa.matching.solver.problem import Group, Opportunity

DAYS: Final = ("mon", "tue", "wed", "thu", "fri")
WEEK: Final = tuple(f"{day}-{half}" for day in DAYS for half in ("am", "pm"))
TRADES: Final = (
    "animal-care", "catering", "construction", "creative", "early-years", "health-care", "horticulture", "it", "motor",
    "office", "retail", "sport",
)  # fmt: skip
"""Sectors of programmes and of work."""
PURSUITS: Final = (
    "cookery", "drama", "gardening-club", "money-skills", "music", "swimming", "travel-training", "volunteering",
)  # fmt: skip
"""Sectors of everything else."""
PROGRESS: Final = "personal-progress"
FEATURES: Final = ("step-free", "quiet-space", "hoist", "signing")

PEOPLE_A_COLLEGE, PEOPLE_A_SCHOOL, PEOPLE_AN_EMPLOYER, PEOPLE_A_VENUE = 100, 61, 5.76, 12
PEOPLE_A_POOL: Final = 155
COACH_UNITS_A_PERSON: Final = 0.5
"""Units of job-coach time in each session."""
WORK_PLACES: Final = (2, 2, 2, 2, 2, 4, 4, 1, 1)
LEVELS: Final = ((0, 2), (0, 1), (1, 3), (2, 4))


@dataclass
class Offers:
    """Everything on offer so far, in the whole country."""

    opportunities: list[Opportunity] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    pools: list[tuple[str, str, int]] = field(default_factory=list)
    providers: int = 0

    def provider(self, what: str) -> str:
        """A new provider's id."""
        self.providers += 1
        return f"{what}-{self.providers:05}"

    def add(self, offer: Opportunity) -> str:
        """Keep an opportunity, numbered; its id."""
        self.opportunities.append(offer)
        return offer.id

    def new_id(self) -> str:
        """The id of the next opportunity."""
        return f"O{len(self.opportunities) + 1:06}"

    def group(self, offer: str, sessions: Sequence[str], places: int, least: int, **more: object) -> None:
        """Add a group."""
        name = f"G{len(self.groups) + 1:06}"
        self.groups.append(Group(name, offer, tuple(sessions), places, least, **more))  # type: ignore[arg-type]  # a group's own facts


def offer_in(dice: random.Random, town: Town, offers: Offers) -> None:
    """Add what a town of its size offers."""
    pools = [f"coaches-{town.name}-{k + 1}" for k in range(max(1, round(town.people / PEOPLE_A_POOL)))]
    units = round(COACH_UNITS_A_PERSON * town.people / len(pools))
    offers.pools += [(pool, session, units) for pool in pools for session in WEEK]
    colleges = [_college(dice, near(dice, town), offers) for _ in _times(dice, town, PEOPLE_A_COLLEGE)]
    for _ in _times(dice, town, PEOPLE_A_SCHOOL):
        _school(dice, near(dice, town), offers)
    for _ in _times(dice, town, PEOPLE_AN_EMPLOYER):
        _employer(dice, near(dice, town), offers, pools, colleges)
    for _ in _times(dice, town, PEOPLE_A_VENUE):
        _venue(dice, near(dice, town), offers)


def _times(dice: random.Random, town: Town, people_each: float) -> range:
    """How many there are in a town, chance deciding on the last."""
    return range(max(1, int(town.people / people_each + dice.random())))


def _features(dice: random.Random, share: float) -> frozenset[str]:
    return frozenset(feature for feature in FEATURES if dice.random() < share)


def _college(dice: random.Random, at: Point, offers: Offers) -> str:
    provider = offers.provider("college")
    for sector in dice.sample(TRADES, dice.choice((8, 8, 9, 10, 11, 11))):
        low, high = dice.choice(LEVELS)
        programme = Opportunity(
            offers.new_id(), provider, "study-programme", sector, low, high, _features(dice, 0.93),
            14, 25, lat=at[0], lon=at[1], main=True,
        )  # fmt: skip
        offers.add(programme)
        for _ in range(dice.choice((1, 1, 1, 2))):
            support = dice.choice((None, None, 4, 6))
            offers.group(programme.id, _days(dice, 3), dice.choice((6, 8, 10)), 4, support_units=support)
    return provider


def _school(dice: random.Random, at: Point, offers: Offers) -> None:
    provider = offers.provider("school")
    for _ in range(2):
        progress = Opportunity(
            offers.new_id(), provider, "study-programme", PROGRESS, 0, 1, _features(dice, 0.97),
            14, 25, lat=at[0], lon=at[1], main=True,
        )  # fmt: skip
        offers.add(progress)
        sessions = WEEK if dice.random() < 0.3 else _days(dice, dice.choice((3, 4)))
        offers.group(progress.id, sessions, 8, 3, support_units=dice.choice((None, 4, 6)))


def _employer(dice: random.Random, at: Point, offers: Offers, pools: Sequence[str], colleges: Sequence[str]) -> None:
    provider = offers.provider("employer")
    intern = dice.random() < 0.34
    if intern:
        internship = Opportunity(
            offers.new_id(), provider, "supported-internship", dice.choice(TRADES), None, None, _features(dice, 0.8),
            16, 25, frozenset({"ehcp"}), at[0], at[1], main=True,
        )  # fmt: skip
        offers.add(internship)
        sessions = WEEK if dice.random() < 0.3 else _days(dice, 4) + dice.choice(((), ("fri-am",)))
        sessions = tuple(dict.fromkeys(sessions))
        # One session a week is the classroom's, at a college.
        classroom = {sessions[0]: dice.choice(colleges)}
        places = dice.choice((3, 3, 4, 6, 6, 8))
        offers.group(internship.id, sessions, places, 1, pool=dice.choice(pools), held_at=classroom)
    if not intern or dice.random() < 0.3:
        work = Opportunity(
            offers.new_id(), provider, "work-experience", dice.choice(TRADES), 0, 6, _features(dice, 0.73),
            14, 25, lat=at[0], lon=at[1],
        )  # fmt: skip
        offers.add(work)
        for sessions in _patterns(dice, dice.choice((1, 2, 2, 3))):
            offers.group(work.id, sessions, dice.choice(WORK_PLACES), 1, pool=dice.choice(pools))


def _venue(dice: random.Random, at: Point, offers: Offers) -> None:
    kind = dice.choice(("adult-learning", "adult-learning", "community", "travel-training"))
    pursuit = Opportunity(
        offers.new_id(), offers.provider("venue"), kind, dice.choice(PURSUITS), 0, 6, _features(dice, 0.9),
        14, 25, lat=at[0], lon=at[1],
    )  # fmt: skip
    offers.add(pursuit)
    for sessions in _patterns(dice, dice.choice((2, 2, 3, 4))):
        offers.group(pursuit.id, sessions, dice.choice((6, 8, 12)), 2)


def _days(dice: random.Random, count: int) -> tuple[str, ...]:
    chosen = sorted(dice.sample(range(len(DAYS)), count))
    return tuple(f"{DAYS[day]}-{half}" for day in chosen for half in ("am", "pm"))


def _patterns(dice: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    """Different half days and whole days, two half days for each whole one."""
    every = [(session,) for session in WEEK] + [(f"{day}-am", f"{day}-pm") for day in DAYS]
    yield from dice.sample(every, count)
