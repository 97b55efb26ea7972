"""Nine hundred invented young people, in the proportions of a typical authority."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts.models import Authority, Membership, Organisation, Role, User
from pfa.calendar.years import decides_for_themselves
from pfa.demo import figures, names
from pfa.demo.places import Valley, point
from pfa.people.codes import DecisionMaker, NoSchool, OwnSessionKind, PlanType, TravelWay
from pfa.people.models import Contact, Enrolment, Need, OwnSession, YoungPerson

# For each primary need: the range of levels, support units, coach units, and access needs with how common they are.
PROFILES: Mapping[str, tuple[tuple[int, int], tuple[int, int], int, Mapping[str, float]]] = {
    "PMLD": ((0, 0), (3, 4), 3, {"hoist": 0.8, "personal-care": 0.9, "nursing": 0.3, "step-free": 0.9}),
    "SLD": ((0, 1), (2, 3), 2, {"small-group": 0.6, "personal-care": 0.3}),
    "MLD": ((0, 2), (0, 2), 1, {"small-group": 0.3}),
    "ASD": ((0, 3), (0, 2), 1, {"quiet-space": 0.5, "small-group": 0.25}),
    "SEMH": ((1, 3), (0, 1), 1, {"small-group": 0.3, "quiet-space": 0.2}),
    "SLCN": ((0, 2), (0, 1), 1, {"signing": 0.12, "assistive-tech": 0.15}),
    "PD": ((0, 3), (0, 2), 1, {"step-free": 0.8, "personal-care": 0.25, "hoist": 0.2}),
    "SPLD": ((1, 3), (0, 1), 1, {"assistive-tech": 0.5}),
    "HI": ((1, 3), (0, 1), 1, {"hearing-loop": 0.7, "signing": 0.4}),
    "VI": ((1, 3), (0, 1), 1, {"low-vision": 0.9}),
    "MSI": ((0, 1), (2, 3), 2, {"low-vision": 0.8, "signing": 0.6}),
    "OTH": ((0, 3), (0, 1), 1, {}),
}
LANGUAGES = ("English",) * 17 + ("Urdu", "Polish", "Punjabi", "Arabic")
# Invented shares, in per cent; what nobody wrote down is empty.
ETHNICITIES: Mapping[str, int] = {
    "White British": 68,
    "Asian or Asian British": 11,
    "White, another background": 7,
    "Black or Black British": 5,
    "More than one background": 5,
    "Another background": 2,
    "": 2,
}
COMMUNICATION = ("",) * 6 + (
    "Likes to see things in pictures first.",
    "Give time to answer: count to ten.",
    "Uses a tablet to speak.",
    "Prefers one question at a time.",
)


@dataclass(frozen=True, slots=True)
class Year:
    """The academic year of the demo and the September it plans for."""

    academic: int
    entry: int
    now: dt.datetime


def build(
    session: Session,
    authority: Authority,
    valley: Valley,
    workers: Sequence[User],
    year: Year,
    chance: random.Random,
    count: int = figures.PEOPLE,
) -> list[YoungPerson]:
    """The young people with everything that is known about them, saved in one go."""
    groups = list(figures.BY_YEAR_GROUP)
    weights = list(figures.BY_YEAR_GROUP.values())
    share = [round(count * weight / sum(weights)) for weight in weights]
    share[0] += count - sum(share)
    year_groups = [group for group, size in zip(groups, share, strict=True) for _ in range(size)]
    codes, often = list(figures.PRIMARY_NEED), list(figures.PRIMARY_NEED.values())
    needs = chance.choices(codes, weights=often, k=count)
    people = [
        person_of(authority, workers, year, group, need, number, chance)
        for number, (group, need) in enumerate(zip(year_groups, needs, strict=True), 1)
    ]
    session.add_all(people)
    session.flush()
    for person, group, need in zip(people, year_groups, needs, strict=True):
        _enrol(session, person, valley, year, group, chance)
        around(session, person, need, chance)
    _users(session, people, year)
    session.flush()
    return people


def person_of(
    authority: Authority,
    workers: Sequence[User],
    year: Year,
    year_group: int,
    need: str,
    number: int,
    chance: random.Random,
) -> YoungPerson:
    """One invented young person of a year group, not saved."""
    male = chance.random() < figures.MALE
    levels, support, coach, access = PROFILES[need]
    born = dt.date(year.academic - year_group - 4, 9, 1) - dt.timedelta(days=1 + chance.randrange(365))
    postcode, lat, lon = point(chance)
    travel = chance.choices(list(TravelWay), weights=(22, 15, 25, 28, 10))[0]
    limit = {TravelWay.alone: 60, TravelWay.learning: 45}.get(travel, chance.choice((30, 45, 60)))
    confirmed = year_group >= 11 and chance.random() < 0.85
    decides = decides_for_themselves(born, year.now.date())
    wanted = chance.choices((10, 8, 6, 4), weights=(70, 15, 11, 4))[0]
    return YoungPerson(
        authority_id=authority.id,
        reference=f"INV-{number:05d}",
        first_name=chance.choice(names.FIRST_M if male else names.FIRST_F),
        last_name=chance.choice(names.LAST),
        born_on=born,
        sex="M" if male else "F",
        ethnicity=_ethnicity(number),
        is_synthetic=True,
        postcode=postcode,
        lat=lat,
        lon=lon,
        travel_way=travel,
        travel_limit_minutes=limit if confirmed else None,
        travel_confirmed_by_id=workers[0].id if confirmed else None,
        travel_confirmed_at=year.now - dt.timedelta(days=chance.randrange(5, 60)) if confirmed else None,
        entry_year=_entry_year(year, year_group, chance),
        level=chance.randint(*levels),
        sessions_wanted=wanted,
        providers_at_most=chance.choice((None, None, 2, 3)),
        one_place_a_day=travel is not TravelWay.alone,
        whole_days=travel is TravelWay.council_transport and wanted == 10 and chance.random() < 0.5,
        access_needs=[each for each, often in access.items() if chance.random() < often],
        support_units=chance.randint(*support),
        coach_units=coach,
        named_worker_id=chance.choice(workers).id,
        school_contact=f"{chance.choice(names.FIRST_F)} {chance.choice(names.LAST)}, SENCO",
        decision_maker=DecisionMaker.young_person if decides else DecisionMaker.parent,
        language=chance.choice(LANGUAGES),
        communication=chance.choice(COMMUNICATION),
        review_month=chance.randint(1, 12),
    )


def _ethnicity(number: int) -> str:
    """By somebody's number alone, so that nothing else of the demo hangs on it."""
    own = random.Random(f"ethnicity {number}")
    return own.choices(list(ETHNICITIES), weights=list(ETHNICITIES.values()))[0]


def _entry_year(year: Year, year_group: int, chance: random.Random) -> int | None:
    if year_group < 11:
        return year.entry + (11 - year_group)
    starts = chance.random() < figures.STARTS_NEXT_SEPTEMBER.get(year_group, 1.0)
    return year.entry if starts else None


def _enrol(
    session: Session, person: YoungPerson, valley: Valley, year: Year, year_group: int, chance: random.Random
) -> None:
    settings = figures.YEAR_12_SETTING if year_group == 12 else figures.SCHOOL_AGE_SETTING
    where = chance.choices(list(settings), weights=list(settings.values()))[0]
    schools: Mapping[str, Sequence[Organisation]] = {
        "mainstream": valley.schools,
        "special": valley.special_schools,
        "college": valley.colleges,
    }
    why_none = {
        "pupil-referral-unit": NoSchool.pupil_referral_unit,
        "not-in-education": NoSchool.not_in_education,
        "elsewhere": chance.choice(
            (NoSchool.home_educated, NoSchool.otherwise_educated, NoSchool.out_of_area, NoSchool.hospital)
        ),
    }
    plan = PlanType.ehcp if chance.random() < figures.WITH_PLAN else PlanType.sen_support
    keys = {"authority_id": person.authority_id, "young_person_id": person.id}
    school = chance.choice(schools[where]).id if where in schools else None
    session.add(
        Enrolment(
            **keys,
            academic_year=year.academic,
            organisation_id=school,
            no_school=None if school else why_none[where],
            year_group=year_group,
            plan_type=plan,
        )
    )


def around(session: Session, person: YoungPerson, need: str, chance: random.Random) -> None:
    keys = {"authority_id": person.authority_id, "young_person_id": person.id}
    codes = dict.fromkeys([need, *chance.sample(list(PROFILES), chance.choice((0, 0, 1)))])
    session.add_all(Need(**keys, code=code, rank=rank) for rank, code in enumerate(codes, 1))
    if chance.random() < 0.14:
        kind = chance.choice(
            (OwnSessionKind.therapy, OwnSessionKind.therapy, OwnSessionKind.paid_job, OwnSessionKind.rest)
        )
        half = chance.choice(("wed-pm", "fri-pm", "thu-am"))
        person.whole_days = False
        session.add(OwnSession(**keys, session=half, kind=kind))
    parent = f"{chance.choice(names.FIRST_F)} {person.last_name}"
    person.decision_maker_name = parent if person.decision_maker is DecisionMaker.parent else ""
    session.add(Contact(**keys, name=parent, relationship_words="Parent or carer", phone="01632 960000"))


def _users(session: Session, people: Sequence[YoungPerson], year: Year) -> None:
    users = [User(name=person.called, is_synthetic=True, created_at=year.now) for person in people]
    session.add_all(users)
    session.flush()
    for person, user in zip(people, users, strict=True):
        person.user_id = user.id
        session.add(
            Membership(
                user_id=user.id,
                authority_id=person.authority_id,
                role=Role.young_person,
                starts_on=year.now.date() - dt.timedelta(days=100),
            )
        )
