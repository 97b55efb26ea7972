"""What the tests of this room need: a round, and somebody who answers."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from pfa.accounts.actor import Actor
from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.models import Response, Round, Way
from pfa.aspirations.questions import BY_KEY, AnswerValue
from pfa.aspirations.services import Given
from pfa.people.models import YoungPerson
from tests.factories import ACADEMIC_YEAR, World


@dataclass(frozen=True)
class Scene:
    """A round that is open, and a young person in it who can sign in."""

    world: World
    asked: Round
    person: YoungPerson
    user: User

    @property
    def actor(self) -> Actor:
        return self.world.actor(self.user)

    def answer(self, question: str, *choices: str, text: str = "", key: str | None = None, **later: float) -> None:
        """Save one answer as the young person, some time later."""
        now = self.world.now + dt.timedelta(**later)
        with self.world.writing() as session:
            person = session.get_one(YoungPerson, self.person.id)
            response = services.begin(
                session,
                person,
                session.get_one(Round, self.asked.id),
                actor=self.actor,
                now=now,
                today=self.world.now.date(),
            )
            services.answer(
                session,
                response,
                BY_KEY[question],
                AnswerValue(choices, text),
                key=key or f"form-{self.world.number()}",
                actor=self.actor,
                now=now,
            )
            session.commit()

    def send(self) -> None:
        """Send the answers."""
        with self.world.writing() as session:
            services.send(session, self.response(session), actor=self.actor, now=self.world.now)
            session.commit()

    def response(self, session: Any) -> Response:
        found = queries.response_in(session, session.get_one(YoungPerson, self.person.id), self.asked.id)
        assert found is not None
        return found


def a_round(world: World, name: str = "Year 10 and 11", **more: Any) -> Round:
    """A round that opened a fortnight ago and closes in a month."""
    defaults: dict[str, Any] = {
        "academic_year": ACADEMIC_YEAR,
        "year_groups": [10, 11],
        "opens_on": world.now.date() - dt.timedelta(days=14),
        "closes_on": world.now.date() + dt.timedelta(days=30),
    }
    return world.save(Round(authority_id=world.authority.id, name=name, **(defaults | more)))


def a_scene(world: World, **more: Any) -> Scene:
    """An open round and Yasmin, who is in it and works with Cora."""
    person = world.young_person("Yasmin", with_user=True, named_worker_id=world.coordinator.id, **more)
    with world.reading() as session:
        user = session.get_one(User, person.user_id)
    return Scene(world, a_round(world), person, user)


def filled_in(day: dt.date) -> dict[str, str]:
    """The three boxes of the day on which a paper was filled in."""
    return {"given_on-day": str(day.day), "given_on-month": str(day.month), "given_on-year": str(day.year)}


def type_in(scene: Scene, person: uuid.UUID, user: User, values: dict[str, AnswerValue], **more: Any) -> None:
    """Type somebody's paper in: the first time, or the second time where it was typed in once."""
    world = scene.world
    with world.writing() as session:
        asked = session.get_one(Round, scene.asked.id)
        young = session.scalars(sa.select(YoungPerson).where(YoungPerson.public_id == person)).one()
        found, key = queries.open_paper(session, young, asked), f"typed-{world.number()}"
        on = more.get("on", world.now.date())
        doing: dict[str, Any] = {"on": on, "key": key, "actor": world.actor(user), "now": world.now}
        if found is None:
            services.type_paper(session, young, asked, values, note="", **doing)
        else:
            services.type_paper_again(session, found, values, is_same=more.get("is_same", False), **doing)
        session.commit()


def enter(scene: Scene, on: dt.date, way: Way = Way.paper, note: str = "", **said: AnswerValue) -> list[str]:
    """Type in what was said on a day; the questions that were answered later are given back."""
    world = scene.world
    with world.writing() as session:
        person, asked = session.get_one(YoungPerson, scene.person.id), session.get_one(Round, scene.asked.id)
        about: dict[str, Any] = {"key": f"typed-{world.number()}", "actor": world.actor(world.teacher)}
        given = Given(on, way, note)
        later = services.enter_answers(session, person, asked, said, given, **about, now=world.now)
        found = [row.question for row in later]
        session.commit()
    return found
