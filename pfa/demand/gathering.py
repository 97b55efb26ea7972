"""What a projection is made from: who is to start, what they said, what is on offer, what past years' records tell."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.aspirations import points
from pfa.aspirations.models import Answer, Round
from pfa.aspirations.queries import newest_answers
from pfa.aspirations.queries.rounds import in_round
from pfa.aspirations.questions import AFTER, KIND_PREFIX, NOT_FOR_ME, SORT, WORK
from pfa.aspirations.said import not_for_me
from pfa.calendar.years import academic_year, age_at_start
from pfa.demand.models import Dimension
from pfa.demand.projection.answers import Place
from pfa.demand.projection.offers import UNSAID, Offer
from pfa.demand.projection.run import Starter, Wishes
from pfa.people.codes import PlanType
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.provision.kinds import CARRIES_THE_WEEK
from pfa.provision.models import Group, Opportunity

LAST_SCHOOL_YEAR = 11  # who has no September on record is taken to start after Year 11
SHARES = points.WISH_POINTS  # a first, second and third wish count as they do for the match: 100, 60, 35


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everybody who is to start in a September, and what is known of their answers."""

    starters: list[Starter]
    asked: int
    answered: int
    supposed: int  # of the starters: no September on record, taken to start after Year 11
    not_counted: int  # no September on record, and none to be taken from their year group


@dataclass(frozen=True, slots=True)
class OnOffer:
    """What providers offer to new starters in one entry year."""

    entry_year: int
    offers: list[Offer]


def starters(session: Session, authority_id: int, entry_year: int, today: dt.date) -> Gathered:
    """Everybody who is to start in September `entry_year`, with their answers. A fixed number of statements, and one
    for each survey round.

    Who has no September on record is taken to start after Year 11, but not in the very next one: by then it is known
    person by person, and staying on at school is an answer too.
    """
    year, found, supposed, not_counted = academic_year(today), {}, 0, 0
    for row in session.execute(_people(authority_id, entry_year, year)):
        group = row.year_group if row.year_group is not None else age_at_start(row.born_on, year) - 4
        after_school = year + LAST_SCHOOL_YEAR + 1 - group
        if row.entry_year is None and after_school <= year + 1:
            not_counted += 1
            continue
        if row.entry_year is None and after_school != entry_year:
            continue
        supposed += row.entry_year is None
        found[row.id] = (row, group)
    said = [newest_answers(session, list(found), question=question) for question in (AFTER, WORK, NOT_FOR_ME, SORT)]
    people = [
        _starter(row, group, year, {key: value for each in said for key, value in each.get(number, {}).items()})
        for number, (row, group) in found.items()
    ]
    return Gathered(
        people,
        asked=len(_asked(session, authority_id, today) & found.keys()),
        answered=sum(one.pathways is not None for one in people),
        supposed=supposed,
        not_counted=not_counted,
    )


def recorded(session: Session, authority_id: int) -> Mapping[int, Mapping[int, int]]:
    """Young people with a plan by academic year and age, as the authority has them on record: one statement."""
    query = (
        sa.select(Enrolment.academic_year, Enrolment.year_group, sa.func.count(Enrolment.id))
        .where(Enrolment.authority_id == authority_id, Enrolment.plan_type.in_((PlanType.ehcp, PlanType.isp)))
        .group_by(Enrolment.academic_year, Enrolment.year_group)
        .order_by(Enrolment.academic_year, Enrolment.year_group)
    )
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for year, year_group, count in session.execute(query):
        found[year][year_group + 4] = count
    return found


def on_offer(session: Session, authority_id: int, entry_year: int) -> OnOffer:
    """This year's places: those of the newest year before the entry year that has any, else of that year itself.

    By provider, way and kind of work, without what is closed. Providers are their ids. Two statements.
    """
    here = (
        Group.authority_id == authority_id,
        Opportunity.kind.in_(CARRIES_THE_WEEK),
        Opportunity.closed_on.is_(None),
        Group.places > 0,
    )
    newest = sa.select(sa.func.max(Group.entry_year)).join(Group.opportunity).where(*here)
    year = session.scalars(newest.where(Group.entry_year < entry_year)).one()
    year = entry_year if year is None else year
    query = (
        sa.select(Opportunity.provider_id, Opportunity.kind, Opportunity.kind_of_work, sa.func.sum(Group.places))
        .join(Group.opportunity)
        .where(*here, Group.entry_year == year)
        .group_by(Opportunity.provider_id, Opportunity.kind, Opportunity.kind_of_work)
        .order_by(Opportunity.provider_id, Opportunity.kind, Opportunity.kind_of_work)
    )
    rows = session.execute(query)
    return OnOffer(year, [Offer(provider, kind.value, work, int(places)) for provider, kind, work, places in rows])


def ways(answers: Mapping[str, Answer]) -> Wishes:
    """Shares of one starter by way: the ways they asked for and did not refuse, each the same share."""
    refused = _refused(answers)
    return _shared([way.value for way in points.pathway_wish(answers) if KIND_PREFIX + way.value not in refused])


def work(answers: Mapping[str, Answer]) -> Wishes:
    """Shares of one starter by kind of work: up to three wishes in their order, without what they refused."""
    refused = _refused(answers)
    return _shared([kind for kind in points.wishes(answers) if kind not in refused], SHARES)


def district(postcode: str) -> str:
    """The postcode district of a home: the part before the space; empty where no postcode is known."""
    return postcode.strip().split(" ")[0].upper() if postcode.strip() else ""


def _people(authority_id: int, entry_year: int, year: int) -> sa.Select[*tuple[Any, ...]]:
    here = sa.and_(Enrolment.young_person_id == YoungPerson.id, Enrolment.academic_year == year)
    main = sa.and_(Need.young_person_id == YoungPerson.id, Need.rank == 1)
    return (
        sa.select(
            YoungPerson.id,
            YoungPerson.born_on,
            YoungPerson.entry_year,
            YoungPerson.level,
            YoungPerson.postcode,
            Enrolment.organisation_id,
            Enrolment.year_group,
            Need.code,
        )
        .outerjoin(Enrolment, here)
        .outerjoin(Need, main)
        .where(
            YoungPerson.authority_id == authority_id,
            YoungPerson.closed_on.is_(None),
            sa.or_(YoungPerson.entry_year == entry_year, YoungPerson.entry_year.is_(None)),
        )
        .order_by(YoungPerson.id)
    )


def _starter(row: sa.Row[*tuple[Any, ...]], group: int, year: int, answers: Mapping[str, Answer]) -> Starter:
    said = any(answers[key].choices for key in (AFTER, WORK) if key in answers)
    school = "" if row.organisation_id is None else str(row.organisation_id)
    return Starter(
        age=age_at_start(row.born_on, year),
        place=Place(school, str(group), row.code or ""),
        pathways=ways(answers) if said else None,
        work=work(answers) if said else None,
        facts={
            Dimension.level.value: "" if row.level is None else str(row.level),
            Dimension.locality.value: district(row.postcode),
            Dimension.support.value: row.code or "",
        },
    )


def _asked(session: Session, authority_id: int, today: dt.date) -> set[int]:
    """Everybody who has been in a round that has opened."""
    rounds = session.scalars(
        sa.select(Round).where(Round.authority_id == authority_id, Round.opens_on <= today).order_by(Round.id)
    ).all()
    everybody = sa.select(YoungPerson)
    return {
        person
        for asked in rounds
        for person in session.scalars(in_round(everybody, asked).with_only_columns(YoungPerson.id))
    }


def _refused(answers: Mapping[str, Answer]) -> frozenset[str]:
    return frozenset(not_for_me(answers))


def _shared(keys: Iterable[str], worth: tuple[int, ...] | None = None) -> Wishes:
    listed = list(keys)
    if not listed:
        return {UNSAID: 1.0}
    values = worth[: len(listed)] if worth else (1,) * len(listed)
    return {key: value / sum(values) for key, value in zip(listed, values, strict=True)}
