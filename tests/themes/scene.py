"""What the tests of this room need: a round in which people wrote, and what the lead made of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.aspirations import services as aspirations
from pfa.aspirations.models import Answer, Reading, ReadingOutcome, Round
from pfa.aspirations.services import Closing
from pfa.people.models import YoungPerson
from pfa.themes import services
from pfa.themes.models import Theme
from pfa.themes.services import ThemeValues
from tests.aspirations.scene import Scene, a_round
from tests.factories import World


class Writing:
    """A round, and young people who wrote something in it."""

    def __init__(self, world: World) -> None:
        self.world, self.asked = world, a_round(world)

    def writes(self, name: str, text: str, *, released: bool = True, **more: Any) -> YoungPerson:
        """Somebody writes something; the lead reads it and has no concern, or has not read it yet."""
        world = self.world
        person = world.young_person(name, with_user=True, **more)
        with world.reading() as session:
            user = session.get_one(User, person.user_id)
        Scene(world, self.asked, person, user).answer("more", text=text)
        if released:
            with world.writing() as session:
                row = session.scalars(sa.select(Reading).order_by(Reading.id.desc())).first()
                assert row is not None
                closing = Closing(ReadingOutcome.no_concern)
                actor, now = world.actor(world.lead), world.now
                aspirations.close(session, row, closing, seen=row.version, actor=actor, now=now, today=now.date())
                session.commit()
        return person

    def theme(self, name: str, *words: str) -> Theme:
        """Make a theme."""
        world = self.world
        with world.writing() as session:
            asked = session.get_one(Round, self.asked.id)
            values = ThemeValues(name, words)
            row = services.make(session, asked, values, actor=world.actor(world.coordinator), now=world.now)
            session.commit()
            return row

    def share(self, theme: Theme) -> None:
        """Let colleges see a theme."""
        world = self.world
        with world.writing() as session:
            row = session.get_one(Theme, theme.id)
            actor = world.actor(world.coordinator)
            services.share(session, row, is_shared=True, seen=row.version, actor=actor, now=world.now)
            session.commit()

    def answer_of(self, person: YoungPerson) -> str:
        """The id of what somebody wrote."""
        with self.world.reading() as session:
            query = sa.select(Answer).join(Answer.response).where(Answer.response.has(young_person_id=person.id))
            return str(session.scalars(query).one().public_id)
