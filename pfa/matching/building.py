"""From the database to the solver's problem: who is in the cohort, what is on offer, what is left of it.

The problem names nobody: ids are those of `keys`. What agreed weeks and continuing people use is taken off first.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from pfa.aspirations import points as aspirations
from pfa.aspirations import queries as answers
from pfa.aspirations.questions import WORK
from pfa.calendar.years import age_at_start
from pfa.geography.distance import kilometres
from pfa.matching import hinting, keys, together
from pfa.matching.policies import PolicySettings
from pfa.matching.solver import problem as solver
from pfa.people.models import YoungPerson
from pfa.provision import queries as provision
from pfa.provision.models import Group, Opportunity, Provider
from pfa.provision.queries import Left


@dataclass(frozen=True, slots=True)
class Cohort:
    """A problem, and the rows behind its ids. `wishes` are each person's kinds of work in order, as targets.

    `apart` are pairs of rows to be kept apart, also those of whom one is not in the problem.
    """

    problem: solver.Problem
    people: Mapping[int, YoungPerson]
    groups: Mapping[int, Group]
    wishes: Mapping[int, Sequence[str]]
    without_answers: frozenset[int]
    unconfirmed_travel: frozenset[int]
    apart: tuple[tuple[int, int], ...] = ()


def build(
    session: Session,
    *,
    entry_year: int,
    policy: PolicySettings,
    today: dt.date,
    only: Iterable[int] | None = None,
    settled_too: bool = False,
    earlier: Mapping[tuple[int, int], str] | None = None,
    worth: bool = True,
) -> Cohort:
    """The problem of an entry year, for the authority the session is open for.

    `only` limits it to some young people (a week edited by hand asks about one); `settled_too` keeps those whose week
    is agreed; `earlier` are groups (young person, group) of an earlier answer, with what they have been told; without
    `worth` nobody asks what anything is worth, only what would keep whom out of the kinds of work they wish for; other
    answers are not read, and who wished for none is without answers. Raises `ProblemFaults` if what is
    stored contradicts itself.
    """
    people = _people(session, entry_year, only, settled_too)
    groups = provision.groups_for_year(session, entry_year)
    left = provision.places_left(session, entry_year)
    ids = [person.id for person in people]
    said = answers.newest_answers(session, ids, question=None if worth else WORK)
    offers = {group.opportunity_id: group.opportunity for group in groups}
    places = {str(offer.public_id): offer for offer in offers.values()}
    wishes = {person.id: _wishes(said.get(person.id, {})) for person in people}
    kept = {group.id: group for group in groups}
    hints = hinting.in_force(session, wishes, kept, today)
    problem = solver.problem(
        policy=_with_what_is_left(session, policy, groups).for_solver(),
        people=[_person(row, entry_year, policy) for row in people],
        opportunities=[*map(_opportunity, offers.values()), *_other_places(session, groups)],
        groups=[_group(row, left) for row in groups],
        preferences=[
            (keys.person(row.id), target, points)
            for row in (people if worth else ())
            for target, points in _preferences(row, said.get(row.id, {}), wishes[row.id], places, hints).items()
        ],
        fixed=hints.fixed,
        earlier=[
            (keys.person(person), keys.group(group), told)
            for (person, group), told in sorted((earlier or {}).items())
            if person in wishes and group in kept
        ],
        apart=[(keys.person(one), keys.person(other)) for one, other in hints.apart if {one, other} <= wishes.keys()],
        together=[
            (keys.person(one), keys.person(other)) for one, other in together.pairs(session, people, hints.apart)
        ],
        pools=[(str(pool), session_, units) for (pool, session_), units in sorted(left.coach.items())],
    )
    return Cohort(
        problem=problem,
        people={row.id: row for row in people},
        groups=kept,
        wishes=wishes,
        without_answers=frozenset(row.id for row in people if not said.get(row.id)),
        unconfirmed_travel=frozenset(row.id for row in people if row.travel_confirmed_at is None),
        apart=hints.apart,
    )


def sector_of(opportunity: Opportunity) -> str:
    """What the solver calls the sector of an opportunity: its kind of work, or its kind where it has none."""
    return aspirations.sector(opportunity.kind, opportunity.kind_of_work)


def _people(session: Session, entry_year: int, only: Iterable[int] | None, settled_too: bool) -> Sequence[YoungPerson]:
    query = (
        sa.select(YoungPerson)
        .where(YoungPerson.closed_on.is_(None), YoungPerson.merged_into_id.is_(None))
        .options(selectinload(YoungPerson.own_sessions), selectinload(YoungPerson.enrolments))
        .order_by(YoungPerson.id)
    )
    if only is None:
        query = query.where(YoungPerson.entry_year == entry_year)
    else:
        query = query.where(YoungPerson.id.in_(list(only)))
    if not settled_too:
        query = query.where(YoungPerson.settled_year.is_distinct_from(entry_year))
    return session.scalars(query).all()


def _person(row: YoungPerson, entry_year: int, policy: PolicySettings) -> solver.Person:
    plan = row.enrolments[-1].plan_type.value if row.enrolments else None
    own = frozenset(each.session for each in row.own_sessions)
    confirmed = row.travel_confirmed_at is not None
    return solver.Person(
        id=keys.person(row.id),
        sessions_wanted=row.sessions_wanted,
        age=age_at_start(row.born_on, entry_year),
        plan=plan,
        level=row.level,
        needs=frozenset(row.access_needs),
        support_units=row.support_units,
        coach_units=row.coach_units,
        lat=row.lat,
        lon=row.lon,
        travel_limit_minutes=row.travel_limit_minutes if confirmed else policy.unconfirmed_travel_minutes,
        unavailable=frozenset(row.unavailable),
        providers_at_most=row.providers_at_most,
        own_sessions=own,
        one_place_a_day=row.one_place_a_day,
        whole_days=row.whole_days,
    )


def _opportunity(row: Opportunity) -> solver.Opportunity:
    return solver.Opportunity(
        id=keys.opportunity(row.id),
        provider_id=keys.provider(row.provider_id),
        kind=row.kind.value,
        sector=sector_of(row),
        level_min=row.level_min,
        level_max=row.level_max,
        features=frozenset(row.features),
        features_to_ask=frozenset(row.features_to_ask),
        age_min=row.age_min,
        age_max=row.age_max,
        plans=frozenset(row.plan_types),
        lat=row.provider.site.lat,
        lon=row.provider.site.lon,
        main=row.carries_the_week,
    )


def _other_places(session: Session, groups: Sequence[Group]) -> list[solver.Opportunity]:
    """Providers where sessions are held though they offer nothing of their own: the solver knows a place by its offers.

    Each stands as an offer without groups, so that nobody can be matched to it and journeys to it still count.
    """
    known = {group.opportunity.provider_id for group in groups}
    wanted = {number for group in groups for number in group.held_at.values()} - known
    if not wanted:
        return []
    query = sa.select(Provider).where(Provider.id.in_(wanted)).options(joinedload(Provider.site)).order_by(Provider.id)
    return [
        solver.Opportunity(
            id=f"{keys.provider(row.id)}-place",
            provider_id=keys.provider(row.id),
            kind="place",
            lat=row.site.lat,
            lon=row.site.lon,
        )
        for row in session.scalars(query)
    ]


def _group(row: Group, left: Left) -> solver.Group:
    return solver.Group(
        id=keys.group(row.id),
        opportunity_id=keys.opportunity(row.opportunity_id),
        sessions=tuple(row.sessions),
        places=left.places[row.id],
        min_viable=left.viable[row.id],
        pool=None if row.pool_id is None else str(row.pool_id),
        support_units=left.support[row.id],
        held_at={session: keys.provider(provider) for session, provider in row.held_at.items()},
        funder=row.funder or None,
        cost=row.cost if row.funder else 0,
        chance=row.chance,
    )


def _with_what_is_left(session: Session, policy: PolicySettings, groups: Sequence[Group]) -> PolicySettings:
    """The policy with ceilings less what agreed weeks and people who stay on cost already."""
    if not policy.cost_ceilings:
        return policy
    gone = provision.taken_of(session, [group.id for group in groups if group.cost])
    spent = Counter[str]()
    for group in groups:
        if group.id in gone:
            spent[group.funder] += gone[group.id].people * group.cost
    left = {funder: max(0, most - spent[funder]) for funder, most in policy.cost_ceilings.items()}
    return replace(policy, cost_ceilings=left)


def _wishes(said: aspirations.Answers) -> list[str]:
    return [solver.SECTOR_PREFIX + kind for kind in aspirations.wishes(said)]


def _preferences(
    person: YoungPerson,
    said: aspirations.Answers,
    wishes: Sequence[str],
    places: Mapping[str, Opportunity],
    hints: hinting.InForce,
) -> dict[str, int]:
    """One row for each wish, and one for each opportunity that is worth something else than its sector's row.

    Of whoever has not answered nobody knows what they want: only what they must have is worth anything.
    """
    said = aspirations.plain(said)  # asked once for each offer
    by_target = aspirations.points(said) if said else {}
    rows = {target: by_target[target] for target in wishes if target in by_target}
    worth = _worth(person, said, places) if said else {}
    for offer in places.values():
        asked = worth.get(offer.id)
        own = hints.points(person.id, offer.id, asked)
        if own != rows.get(solver.SECTOR_PREFIX + sector_of(offer)):
            rows[keys.opportunity(offer.id)] = own or 0
    return rows


def _worth(person: YoungPerson, said: aspirations.Answers, places: Mapping[str, Opportunity]) -> dict[int, int | None]:
    """What each opportunity is worth by their answers, by its place too, and for whom it matters by how near it is.

    Offers of one kind are worth the same unless they are named or near; so each kind is asked once.
    """
    felt, near = aspirations.places(said), "near" in aspirations.matters(said)
    named = aspirations.named_work(said, {code: places[code].kind_of_work for code in felt if code in places})
    known: dict[tuple[object, ...], int | None] = {}
    found = {}
    for code, offer in places.items():
        place, km = code if code in felt else "", _km(person, offer) if near else None
        alike = (offer.kind, offer.kind_of_work, place, km)
        if alike not in known:
            known[alike] = aspirations.opportunity_points(
                said, offer.kind, offer.kind_of_work, place=place, km=km, named=named
            )
        found[offer.id] = known[alike]
    return found


def _km(person: YoungPerson, offer: Opportunity) -> float | None:
    site = offer.provider.site
    if person.lat is None or person.lon is None or site.lat is None or site.lon is None:
        return None
    return kilometres(person.lat, person.lon, site.lat, site.lon)


def entry_years(session: Session, today: dt.date) -> list[int]:
    """The entry years somebody has, from this year's September on, earliest first."""
    query = sa.select(YoungPerson.entry_year).where(YoungPerson.entry_year >= today.year).distinct()
    return sorted(year for year in session.scalars(query) if year is not None)
