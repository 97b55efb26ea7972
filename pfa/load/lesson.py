"""The invented lesson: an authority, a school, a round that is open, and pupils with cards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.accounts import cards, hashing, sign_in
from pfa.accounts.cards import NewCard, Peppers
from pfa.accounts.models import Authority, LearnerCard, Membership, Organisation, OrganisationKind, Role, Site, User
from pfa.aspirations.models import Round
from pfa.calendar.years import academic_year
from pfa.core.database import Database
from pfa.core.settings import Settings
from pfa.people.codes import PlanType
from pfa.people.models import Enrolment, YoungPerson
from pfa.provision.kinds import KINDS_OF_WORK, OpportunityKind
from pfa.provision.models import Group, Opportunity, Provider

YEAR_GROUP = 12  # those who decide are asked every kind of question
FIRST_NUMBER = 10_000  # on the cards
HOME = (53.1, -1.3)  # degrees north and east, where everybody lives
KINDS = (OpportunityKind.study_programme, OpportunityKind.supported_internship, OpportunityKind.work_experience)


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a pupil's card."""

    number: str
    code: str


def lesson(database: Database, settings: Settings, pupils: int) -> tuple[int, list[Card]]:
    """An authority, a school, places to go to and a round with so many invented pupils in it; the card of each.

    All have the same code, hashed once, since nobody has the time to make a thousand slow hashes beforehand: to look
    at it takes as long as at one of their own.
    """
    now = dt.datetime.now(dt.UTC)
    year = academic_year(now.date())
    (made,) = cards.make(1, hasher=hashing.for_settings(settings), peppers=Peppers.of(settings))
    with database.writing() as session:
        authority = Authority(name="Load (invented)", code="X99000009", is_synthetic=True)
        school = Organisation(name="Load School (invented)", kind=OrganisationKind.school, is_synthetic=True)
        college = Organisation(name="Load College (invented)", kind=OrganisationKind.college, is_synthetic=True)
        session.add_all([authority, school, college])
        session.flush()
        site = Site(organisation_id=college.id, name="", lat=HOME[0] + 0.1, lon=HOME[1])
        session.add(site)
        session.flush()
        users = [User(name=f"Pupil {number}", is_synthetic=True, created_at=now) for number in range(pupils)]
        lead = User(name="Lead (invented)", is_synthetic=True, created_at=now)
        session.add_all([*users, lead])
        session.flush()
        roles = [*((user, Role.young_person) for user in users), (lead, Role.safeguarding_lead)]
        for user, role in roles:
            row = Membership(user_id=user.id, authority_id=authority.id, role=role, starts_on=now.date())
            session.add(row)
        issued = [_card_of(user, number, made, authority.id, now) for number, user in enumerate(users, FIRST_NUMBER)]
        session.add_all(issued)
        session.info["recorded"] = True
        session.commit()
    with database.writing({authority.id}) as session:
        _offers_of(session, authority.id, site, year + 1)
        _round_of(session, authority.id, school.id, users, now.date(), year)
        session.info["recorded"] = True
        session.commit()
    return authority.id, [Card(card.locator, made.secret) for card in issued]


def _card_of(user: User, number: int, made: NewCard, authority_id: int, now: dt.datetime) -> LearnerCard:
    return LearnerCard(
        user_id=user.id,
        authority_id=authority_id,
        locator=str(number),
        secret_hash=made.secret_hash,
        link_hash=sign_in.hashed(f"{made.token} {number}"),
        pepper_key=made.pepper_key,
        issued_at=now,
        expires_on=now.date() + dt.timedelta(days=30),
    )


def _offers_of(session: Session, authority_id: int, site: Site, entry_year: int) -> None:
    """As many named places as a small council knows: three kinds of opportunity for each kind of work."""
    provider = Provider(
        authority_id=authority_id, organisation_id=site.organisation_id, site_id=site.id, is_synthetic=True
    )
    session.add(provider)
    session.flush()
    offers = [
        Opportunity(
            authority_id=authority_id,
            provider_id=provider.id,
            name=f"{words}, way {number}",
            kind=kind,
            kind_of_work=work,
            is_synthetic=True,
        )
        for work, words in KINDS_OF_WORK.items()
        for number, kind in enumerate(KINDS, 1)
    ]
    session.add_all(offers)
    session.flush()
    days = {"starts_on": dt.date(entry_year, 9, 1), "ends_on": dt.date(entry_year + 1, 7, 20)}
    session.add_all(
        Group(
            authority_id=authority_id,
            opportunity_id=offer.id,
            entry_year=entry_year,
            sessions=["mon-am"],
            places=10,
            **days,
        )
        for offer in offers
    )


def _round_of(
    session: Session, authority_id: int, school_id: int, users: list[User], today: dt.date, year: int
) -> None:
    days = {"opens_on": today - dt.timedelta(days=1), "closes_on": today + dt.timedelta(days=30)}
    session.add(Round(authority_id=authority_id, name="Load", academic_year=year, year_groups=[YEAR_GROUP], **days))
    people = [
        YoungPerson(
            authority_id=authority_id,
            reference=f"L{number:05d}",
            user_id=user.id,
            first_name=f"Pupil {number}",
            last_name="Invented",
            born_on=dt.date(year - YEAR_GROUP - 4, 3, 1),
            lat=HOME[0],
            lon=HOME[1],
            travel_limit_minutes=60,
            is_synthetic=True,
        )
        for number, user in enumerate(users)
    ]
    session.add_all(people)
    session.flush()
    session.add_all(
        Enrolment(
            authority_id=authority_id,
            young_person_id=person.id,
            academic_year=year,
            organisation_id=school_id,
            year_group=YEAR_GROUP,
            plan_type=PlanType.ehcp,
        )
        for person in people
    )
