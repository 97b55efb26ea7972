"""Cards and classes for young people one works with: who gets one, what is printed, who is in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import Session

from pfa.accounts import card_codes, queries, supervised
from pfa.accounts import cards as card_services
from pfa.accounts.actor import Asker
from pfa.accounts.models import LearnerCard, Membership, Role, SupervisedWindow, User
from pfa.audit import services as audit
from pfa.calendar.years import academic_year, age_on
from pfa.core.errors import Refused
from pfa.people.models import YoungPerson
from pfa.web.square import square

AT_ONCE = 40  # cards made in one go: each takes about 40 ms of hashing
YOUNGEST = 13  # years, to sign in with a card of one's own; younger people sign in with an adult beside them


@dataclass(frozen=True, slots=True)
class Holder:
    """A young person, the card that works today if they have one, and when they last signed in."""

    person: YoungPerson
    card: LearnerCard | None
    last_signed_in_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on a card. It is shown once and kept nowhere."""

    name: str
    locator: str
    code: str = field(repr=False)
    square: Markup = field(repr=False)


@dataclass(frozen=True, slots=True)
class Slip:
    """What one young person is told for a class. It is shown once and kept nowhere."""

    name: str
    number: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """One young person of a class: their number, whether they came in, and whether they are still in."""

    person: YoungPerson
    number: str
    came: bool
    is_in: bool
    is_dead: bool


def last_day(today: dt.date) -> dt.date:
    """The last day of a card issued today: the end of the school year, of the next one from July on."""
    return dt.date(academic_year(today) + (2 if today.month in (7, 8) else 1), 8, 31)


def holders(session: Session, people: Sequence[YoungPerson], *, today: dt.date) -> list[Holder]:
    """The young people with their cards. Two statements, however many there are."""
    ids = [person.user_id for person in people if person.user_id is not None]
    found = card_services.live(session, ids, today=today)
    last = queries.last_signed_in(session, ids)
    return [Holder(one, found.get(one.user_id or 0), last.get(one.user_id or 0)) for one in people]


def user_of(session: Session, person: YoungPerson, *, actor: Asker, now: dt.datetime, today: dt.date) -> User:
    """The user that a young person signs in as; made when they first need one."""
    if person.closed_on is not None:
        raise Refused("This record is closed. Open it again first.")
    if person.user_id is not None:
        user = session.get_one(User, person.user_id)
        user.name = person.called
        return user
    user = User(name=person.called, is_synthetic=person.is_synthetic, created_at=now)
    session.add(user)
    session.flush()
    session.add(Membership(user_id=user.id, authority_id=person.authority_id, role=Role.young_person, starts_on=today))
    person.user_id = user.id
    audit.record(session, actor=actor, now=now, action="person.can-sign-in", subject=person)
    session.refresh(user, ["memberships"])
    return user


def record_help(session: Session, person: YoungPerson, *, actor: Asker, now: dt.datetime) -> None:
    """Record that somebody signed a young person in and sits beside them."""
    audit.record(session, actor=actor, now=now, action="person.helped-in", subject=person, fields=[])


def issue(
    session: Session,
    people: Sequence[YoungPerson],
    made: Sequence[card_services.NewCard],
    *,
    base_url: str,
    actor: Asker,
    now: dt.datetime,
    today: dt.date,
) -> list[Printed]:
    """Give each young person a card made before, and what is to be printed. Their old cards are void."""
    refuse_too_many(people)
    for person in people:
        if age_on(person.born_on, today) < YOUNGEST:
            words = f"{person.name} is under {YOUNGEST}: they sign in with an adult beside them, without a card."
            raise Refused(words)
    return [
        _issue(session, person, new, base_url=base_url, actor=actor, now=now, today=today)
        for person, new in zip(people, made, strict=True)
    ]


def refuse_too_many(people: Sequence[YoungPerson]) -> None:
    """Raise Refused for nobody, and for more than can be done in one go."""
    if not people:
        raise Refused("Choose at least one young person.")
    if len(people) > AT_ONCE:
        raise Refused(f"Choose {AT_ONCE} young people at most, then do the next ones.")


def open_class(
    session: Session,
    people: Sequence[YoungPerson],
    made: Sequence[supervised.NewCode],
    *,
    name: str,
    minutes: int,
    actor: Asker,
    now: dt.datetime,
    today: dt.date,
) -> tuple[SupervisedWindow, list[Slip]]:
    """Open a class for these young people, and what each is told."""
    refuse_too_many(people)
    users = [user_of(session, person, actor=actor, now=now, today=today) for person in people]
    window = supervised.open_window(
        session,
        name=name,
        minutes=minutes,
        users=users,
        codes=made,
        authority_id=people[0].authority_id,
        actor=actor,
        now=now,
    )
    return window, [Slip(person.name, new.number, new.code) for person, new in zip(people, made, strict=True)]


def places(
    session: Session, people: Sequence[YoungPerson], window: SupervisedWindow, *, now: dt.datetime
) -> list[Place]:
    """Who of a class came in and who is in, in the order of `people`."""
    came = supervised.came_in(session, window, now=now)
    by_user = {code.user_id: code for code in window.codes}
    return [
        Place(
            person,
            by_user[person.user_id].number,
            person.user_id in came,
            came.get(person.user_id, False),
            by_user[person.user_id].failures >= supervised.TRIES,
        )
        for person in people
        if person.user_id in by_user
    ]


def of_users(session: Session, visible: sa.Select[YoungPerson], user_ids: Sequence[int]) -> Sequence[YoungPerson]:
    """The young people behind these users, of those who may be seen."""
    return session.scalars(visible.where(YoungPerson.user_id.in_(user_ids))).all()


def _issue(
    session: Session,
    person: YoungPerson,
    new: card_services.NewCard,
    *,
    base_url: str,
    actor: Asker,
    now: dt.datetime,
    today: dt.date,
) -> Printed:
    user = user_of(session, person, actor=actor, now=now, today=today)
    card = card_services.issue(
        session,
        user,
        new,
        authority_id=person.authority_id,
        expires_on=last_day(today),
        subject=person,
        actor=actor,
        now=now,
    )
    return Printed(person.called, card.locator, card_codes.in_two(new.secret), square(f"{base_url}/card/{new.token}"))
