"""What parents say in the demo, a parent with a card, and what one young person tells of themselves."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from pfa.about import services as about
from pfa.about.models import AboutKind, Audience
from pfa.accounts import cards, hashing
from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.models import User
from pfa.aspirations import services as aspirations
from pfa.aspirations.models import Reading, ReadingOutcome, Response, Round
from pfa.calendar.years import decides_for_themselves
from pfa.core.database import Database
from pfa.core.settings import Settings
from pfa.family import services
from pfa.family.models import ParentLink
from pfa.family.questions import BY_KEY, SHARED
from pfa.family.services import Said
from pfa.people.models import YoungPerson

PARENTS = 24  # whose answers came on paper
BEFORE = dt.timedelta(days=60)  # that they were linked: before the survey opened
HOPES = (
    "A job where people know them, and somebody to laugh with.",
    "To be out of the house most days, and to be proud of something.",
    "To travel a little further every year.",
)
WORRIES = ("What happens in the holidays.", "The bus when it is full.", "That they are lonely.")
OF_THEMSELVES = (
    (AboutKind.good, "I make people laugh. I never forget a birthday."),
    (AboutKind.matters, "My dog, my sister, and a quiet start to the day."),
    (AboutKind.support, "Tell me one thing at a time. Give me time to answer."),
)


def build(session: Session, asked: Round, coordinator: Actor, lead: Actor, seed: int, now: dt.datetime) -> ParentLink:
    """Link some parents and type in what they said; gives the link of one who sees their child's answers."""
    chance = random.Random(f"{seed}, parents")
    query = (
        sa.select(YoungPerson)
        .join(Response, Response.young_person_id == YoungPerson.id)
        .where(Response.round_id == asked.id, Response.sent_at.is_not(None))
        .options(selectinload(YoungPerson.contacts))
        .order_by(YoungPerson.id)
    )
    people = [person for person in session.scalars(query).unique() if person.contacts][:PARENTS]
    people.sort(key=lambda person: decides_for_themselves(person.born_on, now.date()))
    links = [_link(session, person, coordinator, now - BEFORE) for person in people]
    for link in links[1:]:
        said = {key: _choice(key, chance) for key in SHARED} | {"hopes": Said(text=chance.choice(HOPES))}
        said["worries"] = Said(text=chance.choice(WORRIES))
        services.enter(session, link, asked, said, actor=coordinator, now=now - dt.timedelta(days=3))
    _read(session, "family.paper", lead, now)
    return links[0]


def card(
    session: Session, link: ParentLink, settings: Settings, made: cards.NewCard, coordinator: Actor, now: dt.datetime
) -> tuple[str, str, str]:
    """A card for that parent: name, number, code."""
    base = settings.public_base_url
    row = session.get_one(ParentLink, link.id)
    printed = services.give_card(session, row, made, base_url=base, actor=coordinator, now=now)
    return f"parent of {row.young_person.called}", printed.locator, printed.code


def tell_of_themselves(database: Database, authority_id: int, person_id: int, lead: Actor, now: dt.datetime) -> None:
    """What a young person tells of themselves, shown to their worker and their school."""
    with database.writing({authority_id}) as session:
        person = session.get_one(YoungPerson, person_id)
        own = actor_of(session.get_one(User, person.user_id), now.date())
        for kind, words in OF_THEMSELVES:
            item = about.add(session, person, about.New(uuid.uuid4(), kind, words), actor=own, now=now)
            to = (Audience.worker, Audience.school)
            about.show(session, item, to, is_printed=True, actor=own, now=now)
        _read(session, about.PAGE, lead, now)
        session.commit()


def make_card(hasher: hashing.Hasher, settings: Settings) -> cards.NewCard:
    """A card's secrets, made before the transaction that issues it."""
    return cards.make(1, hasher=hasher, peppers=cards.Peppers.of(settings))[0]


def _link(session: Session, person: YoungPerson, coordinator: Actor, now: dt.datetime) -> ParentLink:
    values = services.LinkValues(has_responsibility=True, since_on=now.date())
    return services.link(session, person, person.contacts[0], values, actor=coordinator, now=now)


def _choice(key: str, chance: random.Random) -> Said:
    choices: Sequence[str] = list(BY_KEY[key].choices)
    return Said((chance.choice(choices),)) if BY_KEY[key].is_one else Said(tuple(chance.sample(choices, 2)))


def _read(session: Session, page: str, lead: Actor, now: dt.datetime) -> None:
    """The safeguarding lead reads what was written, and finds nothing to worry about."""
    closing = aspirations.Closing(ReadingOutcome.no_concern)
    query = sa.select(Reading).where(Reading.page == page, Reading.closed_at.is_(None)).order_by(Reading.id)
    for row in session.scalars(query).all():
        aspirations.close(session, row, closing, seen=row.version, actor=lead, now=now, today=now.date())
