"""Past cohorts: who they were, what they said, the weeks they agreed, and how they started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from pfa.aspirations import questions
from pfa.aspirations.models import Answer, Response, Round, Way
from pfa.calendar.years import year_group
from pfa.demo import figures
from pfa.demo.answers import WISHED
from pfa.demo.history import Past, Starter, end_of, start_of
from pfa.demo.history_starts import begun
from pfa.demo.people import Year, around, person_of
from pfa.employers.models import Employer, Stage
from pfa.packages.models import Package, PackageAnswer, PackageItem, PackageState, PackageVersion, Party, Said
from pfa.people.codes import DecisionMaker, PlanType
from pfa.people.models import Enrolment, YoungPerson
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.models import Group, Opportunity, PlaceTaken, Provider, TakenBecause

K = OpportunityKind
YEAR_GROUPS = {11: 58, 12: 22, 13: 20}  # of those who start; invented
NOW_GROUPS = {12: 60, 13: 40}  # of those who started this September: none of them is in a year that is being asked
UNPLACED = 0.18  # whose week was never agreed; invented
PATHWAYS = {K.study_programme: 52, K.supported_internship: 24, K.school_sixth_form: 14, K.traineeship: 10}  # invented
TWO_YEARS = 0.35  # of study programmes and sixth forms: invented
WORK_EXPERIENCE = 0.3  # of study programmes: a day a week at an employer; invented
ANSWERED = 0.8
TAKE_PEOPLE = (Stage.first_placement, Stage.evaluated, Stage.established)
WAYS_TO = {K.study_programme: "college", K.supported_internship: "learn-a-job", K.school_sixth_form: "school"}


def build(past: Past, entry_year: int, count: int) -> list[Starter]:
    """One cohort with everything up to the sixth week after its start."""
    before = Year(academic=entry_year - 1, entry=entry_year, now=past.year.now)
    people = _people(past, before, count)
    on_offer = _groups(past, entry_year)
    placed = [person for person in people if past.chance.random() >= UNPLACED]
    starters = _weeks(past, placed, on_offer, entry_year)
    _asked(past, people, starters, before)
    _enrolled(past, people, starters, before)
    begun(past, starters)
    past.session.flush()
    return starters


def _people(past: Past, before: Year, count: int) -> list[YoungPerson]:
    chance = past.chance
    shares = NOW_GROUPS if before.entry == past.year.academic else YEAR_GROUPS
    groups = chance.choices(list(shares), weights=list(shares.values()), k=count)
    needs = chance.choices(list(figures.PRIMARY_NEED), weights=list(figures.PRIMARY_NEED.values()), k=count)
    workers = [past.coordinator, past.staff["second co-ordinator"]]
    number = 10_000 * (1 + before.entry % 9)  # apart from those of the cohorts to come
    people = []
    for group, need in zip(groups, needs, strict=True):
        number += 1
        person = person_of(past.authority, workers, before, group, need, number, chance)
        person.entry_year = person.settled_year = before.entry
        people.append(person)
    past.session.add_all(people)
    past.session.flush()
    for person, need in zip(people, needs, strict=True):
        around(past.session, person, need, chance)
    return people


def _groups(past: Past, entry_year: int) -> dict[OpportunityKind, list[Group]]:
    """What was on offer then: the weekly patterns of the September to come, moved back."""
    query = (
        sa.select(Group)
        .join(Group.opportunity)
        .where(Group.entry_year == past.year.entry, Opportunity.kind.in_([*PATHWAYS, K.work_experience]))
        .options(joinedload(Group.opportunity).joinedload(Opportunity.provider).joinedload(Provider.organisation))
        .order_by(Group.id)
    )
    ready = sa.select(Employer.organisation_id).where(Employer.stage.in_(TAKE_PEOPLE))
    takes_people = set(past.session.scalars(ready))
    found: dict[OpportunityKind, list[Group]] = {}
    for group in past.session.scalars(query):
        organisation_id = group.opportunity.provider.organisation_id
        if group.opportunity.kind is K.work_experience and organisation_id not in takes_people:
            continue
        row = Group(
            **past.key,
            opportunity_id=group.opportunity_id,
            entry_year=entry_year,
            name=group.name,
            sessions=list(group.sessions),
            held_at=dict(group.held_at),
            places=max(1, group.places - past.chance.choice((0, 0, 1))),
            smallest_viable=group.smallest_viable,
            hours_a_session=group.hours_a_session,
            weeks_a_year=group.weeks_a_year,
            starts_on=start_of(entry_year),
            ends_on=end_of(entry_year),
            certainty=Certainty.confirmed,
        )
        row.opportunity = group.opportunity
        found.setdefault(group.opportunity.kind, []).append(row)
        past.session.add(row)
    past.session.flush()
    return found


def _weeks(
    past: Past, people: Sequence[YoungPerson], on_offer: dict[OpportunityKind, list[Group]], entry_year: int
) -> list[Starter]:
    chance, spring = past.chance, dt.date(entry_year, 4, 20)
    left = {group: group.places for groups in on_offer.values() for group in groups}
    starters = []
    for person in people:
        kind = chance.choices(list(PATHWAYS), weights=list(PATHWAYS.values()))[0]
        free = [group for group in on_offer[kind] if left[group] > 0] or on_offer[K.study_programme]
        group = chance.choice(free)
        beside = None
        if kind is K.study_programme and chance.random() < WORK_EXPERIENCE:
            beside = next((each for each in on_offer[K.work_experience] if _fits(each, group) and left[each] > 0), None)
        package = Package(
            **past.key,
            young_person_id=person.id,
            entry_year=entry_year,
            state=PackageState.agreed,
            created_at=past.at(spring),
            agreed_at=past.at(spring + dt.timedelta(days=20)),
            agreed_number=1,
        )
        for taken in (group, beside):
            if taken is not None:
                left[taken] -= 1
        stays = kind in (K.study_programme, K.school_sixth_form) and chance.random() < TWO_YEARS
        starters.append(Starter(person, package, group, beside, entry_year, end_of(entry_year, 2 if stays else 1)))
    past.session.add_all([each.package for each in starters])
    past.session.flush()
    _contents(past, starters)
    return starters


def _fits(other: Group, group: Group) -> bool:
    return not set(other.sessions) & set(group.sessions)


def _contents(past: Past, starters: Sequence[Starter]) -> None:
    versions = [
        PackageVersion(
            **past.key,
            package_id=each.package.id,
            number=1,
            made_at=each.package.created_at,
            made_by_id=past.coordinator.id,
            filled=len(each.group.sessions) + (len(each.at_work.sessions) if each.at_work else 0),
        )
        for each in starters
    ]
    past.session.add_all(versions)
    past.session.flush()
    for each, version in zip(starters, versions, strict=True):
        of = {**past.key, "package_version_id": version.id}
        for group in filter(None, (each.group, each.at_work)):
            past.session.add(PackageItem(**of, group_id=group.id))
            past.session.add(
                PlaceTaken(
                    **past.key,
                    group_id=group.id,
                    young_person_id=each.person.id,
                    because=TakenBecause.agreed,
                    support_units=each.person.support_units,
                )
            )
        decides = each.person.decision_maker is DecisionMaker.young_person
        parties = [Party.young_person, Party.authority] + ([] if decides else [Party.decision_maker])
        said = {"asked_at": each.package.created_at, "said": Said.yes, "said_at": each.package.agreed_at}
        past.session.add_all(PackageAnswer(**of, party=party, how="At a meeting", **said) for party in parties)
        provider = each.group.opportunity.provider_id
        past.session.add(PackageAnswer(**of, party=Party.provider, provider_id=provider, how="In the app", **said))


def _asked(past: Past, people: Sequence[YoungPerson], starters: Sequence[Starter], before: Year) -> None:
    """The round of the spring before, and what they said in it."""
    opens = dt.date(before.entry, 1, 20)
    asked = Round(
        **past.key,
        name=f"What do you want? {before.academic}/{(before.academic + 1) % 100:02d}",
        academic_year=before.academic,
        year_groups=[11, 12, 13],
        opens_on=opens,
        closes_on=opens + dt.timedelta(days=70),
    )
    past.session.add(asked)
    past.session.flush()
    did = {each.person.id: each for each in starters}
    heard = [person for person in people if past.chance.random() < ANSWERED]
    responses, ways = [], []
    for person in heard:
        at = past.at(opens + dt.timedelta(days=past.chance.randrange(5, 60)))
        ways.append(past.chance.choices((Way.alone, Way.with_help, Way.paper), weights=(50, 40, 10))[0])
        of = {**past.key, "round_id": asked.id, "young_person_id": person.id}
        responses.append(Response(**of, started_at=at, sent_at=at + dt.timedelta(minutes=25)))
    past.session.add_all(responses)
    past.session.flush()
    for person, response, way in zip(heard, responses, ways, strict=True):
        each = did.get(person.id)
        said = {
            questions.WORK: _wishes(past, each.group.opportunity.kind_of_work if each else ""),
            questions.AFTER: [WAYS_TO.get(each.pathway, "training") if each else "job"],
        }
        past.session.add_all(
            Answer(
                **past.key,
                response_id=response.id,
                question=key,
                question_version=questions.BY_KEY[key].version,
                choices=choices,
                way=way,
                answered_at=response.started_at,
            )
            for key, choices in said.items()
        )


def _wishes(past: Past, work: str) -> list[str]:
    """Most wished for what they then did; some were offered something else."""
    others = past.chance.choices(list(WISHED), weights=list(WISHED.values()), k=2)
    first = [work] if work and past.chance.random() < 0.7 else []
    return list(dict.fromkeys([*first, *others]))


def _enrolled(past: Past, people: Sequence[YoungPerson], starters: Sequence[Starter], before: Year) -> None:
    schools = [*past.valley.schools, *past.valley.special_schools]
    for person in people:
        group = year_group(person.born_on, before.academic)
        school = past.chance.choice(schools if group == 11 else past.valley.special_schools)
        of = {**past.key, "young_person_id": person.id, "plan_type": PlanType.ehcp}
        past.session.add(Enrolment(**of, academic_year=before.academic, organisation_id=school.id, year_group=group))
    for each in starters:
        of = {**past.key, "young_person_id": each.person.id, "plan_type": PlanType.ehcp}
        group = year_group(each.person.born_on, before.academic)
        at = each.group.opportunity.provider.organisation
        place = at if at in (*schools, *past.valley.colleges, *past.valley.training) else past.college
        for year in range(each.entry_year, min(each.leaves_on.year, past.year.academic + 1)):
            row = Enrolment(
                **of, academic_year=year, organisation_id=place.id, year_group=group + year - before.academic
            )
            past.session.add(row)
