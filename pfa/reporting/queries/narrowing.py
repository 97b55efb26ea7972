"""Every wish of those who start in one September: on offer, open to them, in their week, and of which groups."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation
from pfa.aspirations import queries as answers
from pfa.aspirations import said
from pfa.aspirations.questions import PLACES, Feeling
from pfa.matching import keys
from pfa.matching.building import Cohort, build
from pfa.matching.policies import PolicySettings
from pfa.matching.solver.checker import Reading
from pfa.matching.solver.checker.pairs import broken
from pfa.matching.solver.problem import SECTOR_PREFIX
from pfa.packages.models import LIVE, Package, PackageItem, PackageVersion
from pfa.people.codes import NEED_TYPES, PLAN_NAMES, SEX_NAMES
from pfa.people.models import Need, YoungPerson
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.provision.models import Group, Opportunity
from pfa.reporting.narrowing import (
    ALL_PLACES,
    ALL_WORK,
    LEAST_WISHES,
    PLACE_PREFIX,
    REALLY_WANTED,
    Wish,
    by_aim,
)

UNKNOWN = "Not known"
# What an offer asks of somebody, whoever else wants it; being full is another question.
RULES = ("age", "plan", "level", "needs", "open-to", "travel", "unavailable")


WISHED = (Feeling.must, Feeling.like)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of everybody: main need, school's name, and what stands in the week they have."""

    needs: Mapping[int, str]
    schools: Mapping[int, str]
    weeks: Mapping[int, Collection[str]]


def wishes_of(session: Session, entry_year: int, today: dt.date) -> list[Wish]:
    """Every wish of those who start in an entry year, settled or not: for kinds of work, and for what they named.

    A fixed number of statements. Raises `ProblemFaults` if what is stored contradicts itself, as a run would.
    """
    cohort = build(session, entry_year=entry_year, policy=PolicySettings(), today=today, settled_too=True, worth=False)
    known = _Known(
        _needs(session, cohort.people), _schools(session, cohort.people.values()), _weeks(session, entry_year)
    )
    groups: dict[str, list[Group]] = defaultdict(list)
    for group in cohort.groups.values():
        if group.places > 0:
            groups[group.opportunity.kind_of_work].append(group)
            groups[_named(group.opportunity)].append(group)
    reading = Reading(cohort.problem)
    return [
        _wish(cohort, reading, number, aims, groups, known)
        for number, aims in (*_for_work(cohort), *_for_places(session, cohort))
    ]


def aim_names(session: Session, wishes: Iterable[Wish]) -> dict[str, str]:
    """What wishes can be compared by, in words: kinds of work, then what enough of them name. One statement."""
    many = {aim: len(found) >= LEAST_WISHES for aim, found in by_aim(wishes).items()}
    codes = [aim.removeprefix(PLACE_PREFIX) for aim in many if many[aim] and aim.startswith(PLACE_PREFIX)]
    named = answers.named_places(session, codes)
    places = sorted((one.title, f"{PLACE_PREFIX}{code}") for code, one in named.items())
    return {
        ALL_WORK: "All kinds of work",
        **KINDS_OF_WORK,
        ALL_PLACES: "All places they named",
        REALLY_WANTED: "Places they really want",
        **{aim: title for title, aim in places},
    }


def _for_work(cohort: Cohort) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every wish for a kind of work: whose it is, and what it counts under."""
    for number, wished in cohort.wishes.items():
        for work in wished:
            yield number, (ALL_WORK, work.removeprefix(SECTOR_PREFIX))


def _for_places(session: Session, cohort: Cohort) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The same of programmes and places that they like or really want by name."""
    for number, told in answers.newest_answers(session, cohort.people, question=PLACES).items():
        for code, feeling in said.places(told).items():
            if feeling in WISHED:
                really = (REALLY_WANTED,) if feeling is Feeling.must else ()
                yield number, (ALL_PLACES, *really, f"{PLACE_PREFIX}{code}")


def _named(opportunity: Opportunity) -> str:
    return f"{PLACE_PREFIX}{opportunity.public_id}"


def _wish(
    cohort: Cohort,
    reading: Reading,
    number: int,
    aims: tuple[str, ...],
    groups: Mapping[str, Sequence[Group]],
    known: _Known,
) -> Wish:
    wished = aims[-1]
    kept = [_kept_out(cohort, reading, number, group) for group in groups.get(wished, ())]
    nearest = min(kept, key=len, default=[])
    week = known.weeks.get(number)
    return Wish(
        person=number,
        aims=aims,
        groups=tuple(_groups(cohort.people[number], known)),
        is_offered=bool(kept),
        is_open=bool(kept) and not nearest,
        is_met=None if week is None else wished in week,
        kept_out_by=nearest[0] if nearest else "",
    )


def _kept_out(cohort: Cohort, reading: Reading, number: int, group: Group) -> list[str]:
    """The rules of an offer that keep somebody out."""
    person, row = cohort.problem.people[keys.person(number)], cohort.problem.groups[keys.group(group.id)]
    return [rule for rule, _ in broken(reading, person, row) if rule in RULES]


def _groups(person: YoungPerson, known: _Known) -> Iterator[tuple[str, str]]:
    year = person.enrolments[-1] if person.enrolments else None
    yield "Main need", NEED_TYPES.get(known.needs.get(person.id, ""), UNKNOWN)
    yield "Plan", PLAN_NAMES[year.plan_type] if year else UNKNOWN
    yield "Sex", SEX_NAMES.get(person.sex, UNKNOWN)
    yield "School", known.schools.get(year.organisation_id or 0, "No local school") if year else UNKNOWN


def _needs(session: Session, people: Collection[int]) -> dict[int, str]:
    query = sa.select(Need.young_person_id, Need.code).where(Need.rank == 1).order_by(Need.id)
    return {number: code for number, code in session.execute(query) if number in people}


def _schools(session: Session, people: Collection[YoungPerson]) -> dict[int, str]:
    wanted = {row.enrolments[-1].organisation_id for row in people if row.enrolments} - {None}
    query = sa.select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted)).order_by(Organisation.id)
    return {row.id: row.name for row in session.execute(query)}


def _weeks(session: Session, entry_year: int) -> dict[int, set[str]]:
    """What stands in the newest version of every live week, as wishes name it: kinds of work, and what is on offer.

    By young person; a week without anything is there too.
    """
    query = (
        sa.select(Package.young_person_id, Opportunity.kind_of_work, Opportunity.public_id)
        .join(
            PackageVersion,
            sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.newest),
        )
        .outerjoin(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .outerjoin(Group, Group.id == PackageItem.group_id)
        .outerjoin(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(Package.entry_year == entry_year, Package.state.in_(LIVE))
        .order_by(Package.id)
    )
    found: dict[int, set[str]] = {}
    for person, work, code in session.execute(query):
        found.setdefault(person, set()).update((work or "", f"{PLACE_PREFIX}{code}"))
    return found
