"""Every wish of those who start in one September: on offer, open to them, in their week, and of which groups."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation
from pfa.matching import keys
from pfa.matching.building import Cohort, build
from pfa.matching.policies import PolicySettings
from pfa.matching.solver.checker import Reading
from pfa.matching.solver.checker.pairs import broken
from pfa.matching.solver.problem import SECTOR_PREFIX
from pfa.packages.models import LIVE, Package, PackageItem, PackageVersion
from pfa.people.codes import NEED_TYPES, PLAN_NAMES, SEX_NAMES
from pfa.people.models import Need, YoungPerson
from pfa.provision.models import Group, Opportunity
from pfa.reporting.narrowing import Wish

UNKNOWN = "Not known"
# What an offer asks of somebody, whoever else wants it; being full is another question.
RULES = ("age", "plan", "level", "needs", "open-to", "travel", "unavailable")


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of everybody: main need, school's name, and kinds of work in the week they have."""

    needs: Mapping[int, str]
    schools: Mapping[int, str]
    weeks: Mapping[int, Collection[str]]


def wishes_of(session: Session, entry_year: int, today: dt.date) -> list[Wish]:
    """Every wish for a kind of work of those who start in an entry year, settled or not. A fixed number of statements.

    Raises `ProblemFaults` if what is stored contradicts itself, as a run would.
    """
    cohort = build(session, entry_year=entry_year, policy=PolicySettings(), today=today, settled_too=True, worth=False)
    known = _Known(
        _needs(session, cohort.people), _schools(session, cohort.people.values()), _weeks(session, entry_year)
    )
    groups: dict[str, list[Group]] = defaultdict(list)
    for group in cohort.groups.values():
        if group.places > 0:
            groups[group.opportunity.kind_of_work].append(group)
    reading = Reading(cohort.problem)
    return [
        _wish(cohort, reading, number, work.removeprefix(SECTOR_PREFIX), groups, known)
        for number, wished in cohort.wishes.items()
        for work in wished
    ]


def _wish(
    cohort: Cohort, reading: Reading, number: int, work: str, groups: Mapping[str, Sequence[Group]], known: _Known
) -> Wish:
    kept = [_kept_out(cohort, reading, number, group) for group in groups.get(work, ())]
    nearest = min(kept, key=len, default=[])
    week = known.weeks.get(number)
    return Wish(
        person=number,
        work=work,
        groups=tuple(_groups(cohort.people[number], known)),
        is_offered=bool(kept),
        is_open=bool(kept) and not nearest,
        is_met=None if week is None else work in week,
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
    """Kinds of work in the newest version of every live week, by young person; a week without any is there too."""
    query = (
        sa.select(Package.young_person_id, Opportunity.kind_of_work)
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
    for person, work in session.execute(query):
        found.setdefault(person, set()).add(work or "")
    return found
