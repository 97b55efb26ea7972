"""Building the invented authority: one stage after another, each said to whoever watches."""

from __future__ import annotations

import datetime as dt
import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.accounts import cards, hashing
from pfa.accounts.actor import Actor, actor_of, system
from pfa.accounts.models import Authority, Membership, Organisation, Role, User
from pfa.aspirations.models import Round
from pfa.audit import services as audit
from pfa.calendar.years import academic_year
from pfa.core.database import Database, open_for
from pfa.core.settings import Settings
from pfa.demo import answers, family, history, history_told, people, places, story
from pfa.demo.figures import PEOPLE
from pfa.demo.people import Year
from pfa.demo.provision import Offer
from pfa.matching.models import Run
from pfa.packages.models import Package, PackageState
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind as K

AUTHORITY, CODE = "Valeborough (invented)", "X99000001"
HELP_WORDS = (
    "Talk to someone you trust at school, or ring the duty team at the council: 01632 960001. "
    "If you are in danger now, ring 999."
)
Say = Callable[[str], None]


@dataclass
class Built:
    """The demo as it stands: who is in it, what came of it, and how to sign in."""

    authority: Authority
    entry_year: int
    run: Run
    people: int
    answered: int
    password: str
    staff: list[tuple[str, str, str]] = field(default_factory=list)  # what they are, name, e-mail
    card: tuple[str, str, str] = ("", "", "")  # first name, locator, secret
    intern: tuple[str, str, str] = ("", "", "")  # the same for somebody who is at work
    parent: tuple[str, str, str] = ("", "", "")  # the same for a parent
    today: dt.date = dt.date.min
    cohorts: list[int] = field(default_factory=list)  # the Septembers in which those started who have left


def build(
    database: Database,
    settings: Settings,
    *,
    seed: int,
    clock: Callable[[], dt.datetime],
    say: Say,
    count: int = PEOPLE,
    seconds: int = 20,
) -> Built:
    """Build the demo in an empty database. The same seed and day give the same people, offers, answers and wishes."""
    chance = random.Random(seed)
    now = clock()
    this_year = academic_year(now.date())
    year = Year(academic=this_year, entry=this_year + 1, now=now)
    hasher = hashing.for_settings(settings)
    password = "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(10 + secrets.randbelow(90))])
    hashed = hasher.hash(password)
    say("An invented authority, its schools, colleges and employers")
    with database.writing() as session:
        authority = Authority(
            name=AUTHORITY, code=CODE, help_words=HELP_WORDS, region=history_told.REGION, is_synthetic=True
        )
        session.add(authority)
        session.flush()
        open_for(session, {authority.id})
        valley = places.build(session, chance)
        staff = _staff(session, authority, valley, hashed, now)
        _record(session, authority, "demo.authority", now)
        session.commit()
    coordinator, lead = staff["co-ordinator"], staff["safeguarding lead"]
    say(f"{count} invented young people")
    with database.writing({authority.id}) as session:
        people.build(session, authority, valley, [coordinator, staff["second co-ordinator"]], year, chance, count)
        _record(session, authority, "demo.people", now)
        session.commit()
    say("What is on offer next September")
    with database.writing({authority.id}) as session:
        Offer(session, authority, year.entry, chance).build(valley)
        history_told.cannot_run(session, authority, valley, year.entry)
        _record(session, authority, "demo.provision", now)
        session.commit()
    say("The spring survey and its answers")
    with database.writing({authority.id}) as session:
        asked = _round(session, authority, year)
        everyone = session.scalars(
            sa.select(YoungPerson).options(selectinload(YoungPerson.enrolments)).order_by(YoungPerson.id)
        ).all()
        answered = answers.build(session, asked, everyone, lead, year, chance)
        _record(session, authority, "demo.answers", now)
        session.commit()
    actors = {name: _actor(database, user, now) for name, user in staff.items()}
    say("Likely demand, published to colleges, and their replies")
    apart = random.Random(f"{seed}, before")  # so that the cohort to come stays as it is
    with database.writing({authority.id}) as session:
        history_told.publish_demand(session, year.entry, actors, now=now, chance=apart)
        session.commit()
    say(f"Matching the cohort, within {seconds} seconds")
    run = story.match(
        database,
        settings,
        actors["co-ordinator"],
        entry_year=year.entry,
        seconds=seconds,
        seed=seed,
        clock=clock,
    )
    say("Five-day packages: accepted, shared, answered")
    with database.writing({authority.id}) as session:
        story.accept(session, run, actors["co-ordinator"], now)
        session.commit()
        story.answer(session, actors["co-ordinator"], actors["approver"], chance, now)
        session.commit()
    say("Cohorts that started before: work, leaving, and what became of them")
    cohorts = history.cohort_years(year)
    with database.writing({authority.id}) as session:
        past = history.Past(session, authority, valley, staff, year, apart)
        starters = history.build(past, count)
        history_told.book_visits(
            session, year.entry, actors["co-ordinator"], now=now, chance=random.Random(f"{seed}, visits")
        )
        _record(session, authority, "demo.history", now)
        session.commit()
    say("What is told onwards: to young people, and to the region")
    with database.writing({authority.id}) as session:
        history_told.release(session, year.entry, actors["co-ordinator"], now=now)
        history_told.publish_figures(session, cohorts[:-1], actors["co-ordinator"], now=now)
        history_told.neighbours(
            session, cohorts[:-1], history.size(count), now=now, chance=random.Random(f"{seed}, region")
        )
        session.commit()
    say("What parents say, and what a young person tells of themselves")
    new_card = family.make_card(hasher, settings)
    with database.writing({authority.id}) as session:
        link = family.build(session, asked, actors["co-ordinator"], actors["safeguarding lead"], seed, now)
        parent = family.card(session, link, settings, new_card, actors["co-ordinator"], now)
        session.commit()
    card = _card(database, settings, hasher, authority, actors["co-ordinator"], actors["safeguarding lead"], now)
    intern = _intern_card(database, settings, hasher, starters, actors["co-ordinator"], now)
    listed = [(name, user.name, user.email or "") for name, user in staff.items() if not name.startswith("second")]
    return Built(
        authority, year.entry, run, count, answered, password, listed, card, intern, parent, now.date(), cohorts[:-1]
    )


WORDS = (
    "amber birch brook cedar clover coral fern finch harbour hazel heron lantern maple marsh meadow moss otter pebble "
    "plum quill reed robin sorrel sparrow spruce thistle tide velvet willow wren"
).split()
STAFF = (
    ("co-ordinator", "Carys Appleby", Role.coordinator, ""),
    ("second co-ordinator", "Dele Marsh", Role.coordinator, ""),
    ("administrator", "Ines Holloway", Role.authority_admin, ""),
    ("approver", "Priya Lund", Role.approver, ""),
    ("safeguarding lead", "Morgan Reed", Role.safeguarding_lead, ""),
    ("school staff", "Sam Tilley", Role.school_staff, "Foxglade School"),
    ("college staff", "Jo Farrow", Role.college_staff, "Vale College"),
    ("job coach", "Robin Vale", Role.job_coach, ""),
    ("second job coach", "Tess Amberley", Role.job_coach, ""),
)


def _staff(
    session: Session, authority: Authority, valley: places.Valley, password_hash: str, now: dt.datetime
) -> dict[str, User]:
    organisations = {row.name: row for row in session.scalars(sa.select(Organisation))}
    found = {}
    for number, (what, name, role, where) in enumerate(STAFF):
        user = User(
            name=name,
            email=f"{name.lower().replace(' ', '.')}{number or ''}@example.test",
            password_hash=password_hash,
            is_synthetic=True,
            created_at=now,
        )
        session.add(user)
        session.flush()
        session.add(
            Membership(
                user_id=user.id,
                authority_id=authority.id,
                organisation_id=organisations[where].id if where else None,
                role=role,
                starts_on=now.date(),
            )
        )
        found[what] = user
    session.flush()
    return found


def _round(session: Session, authority: Authority, year: Year) -> Round:
    day = year.now.date()
    row = Round(
        authority_id=authority.id,
        name=f"What do you want? {year.academic}/{(year.academic + 1) % 100:02d}",
        academic_year=year.academic,
        year_groups=[9, 10, 11, 12],
        opens_on=day - dt.timedelta(days=42),
        closes_on=day + dt.timedelta(days=28),
    )
    session.add(row)
    session.flush()
    return row


def _record(session: Session, authority: Authority, action: str, now: dt.datetime) -> None:
    actor = system(authority.id, role="demo")
    audit.record(session, actor=actor, now=now, action=action, subject=authority, authority_id=authority.id, fields=[])


def _actor(database: Database, user: User, now: dt.datetime) -> Actor:
    with database.reading() as session:
        return actor_of(session.get_one(User, user.id), now.date())


def _card(
    database: Database,
    settings: Settings,
    hasher: hashing.Hasher,
    authority: Authority,
    actor: Actor,
    lead: Actor,
    now: dt.datetime,
) -> tuple[str, str, str]:
    """A card for somebody whose week was shared with them, so that there is a survey and a week to see."""
    with database.reading({authority.id}) as session:
        query = (
            sa.select(YoungPerson)
            .join(Package, Package.young_person_id == YoungPerson.id)
            .where(Package.entry_year == YoungPerson.entry_year)
            .order_by(YoungPerson.entry_year.desc(), Package.state != PackageState.shared, YoungPerson.id)
            .limit(1)
        )
        person = session.scalars(query).first() or session.scalars(sa.select(YoungPerson).limit(1)).one()
    given = _issued(database, settings, hasher, person, actor, now)
    family.tell_of_themselves(database, person.authority_id, person.id, lead, now)
    return given


def _intern_card(
    database: Database,
    settings: Settings,
    hasher: hashing.Hasher,
    starters: Sequence[history.Starter],
    actor: Actor,
    now: dt.datetime,
) -> tuple[str, str, str]:
    """A card for somebody who is at work now, so that there are days and visits to see."""
    person = next((each.person for each in reversed(starters) if each.pathway is K.supported_internship), None)
    person = person or starters[-1].person
    with database.writing({person.authority_id}) as session:
        user = User(name=person.called, is_synthetic=True, created_at=now)
        session.add(user)
        session.flush()
        session.add(
            Membership(user_id=user.id, authority_id=person.authority_id, role=Role.young_person, starts_on=now.date())
        )
        row = session.get_one(YoungPerson, person.id)
        row.user_id = user.id
        audit.record(session, actor=actor, now=now, action="demo.card", subject=row)
        session.commit()
    return _issued(database, settings, hasher, row, actor, now)


def _issued(
    database: Database, settings: Settings, hasher: hashing.Hasher, person: YoungPerson, actor: Actor, now: dt.datetime
) -> tuple[str, str, str]:
    made = cards.make(1, hasher=hasher, peppers=cards.Peppers.of(settings))[0]
    with database.writing({person.authority_id}) as session:
        row = session.get_one(YoungPerson, person.id)
        card = cards.issue(
            session,
            session.get_one(User, row.user_id),
            made,
            authority_id=row.authority_id,
            expires_on=now.date() + dt.timedelta(days=300),
            subject=row,
            actor=actor,
            now=now,
        )
        session.commit()
        return row.called, card.locator, f"{made.secret[:4]} {made.secret[4:]}"
