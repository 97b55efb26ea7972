"""What the tests of this room need: a young person in an open round, and their parents."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pfa.accounts.models import Membership, Role, User
from pfa.aspirations.models import Round
from pfa.family import services
from pfa.family.models import ParentLink, ParentResponse, ParentWay
from pfa.family.questions import BY_KEY
from pfa.people.models import Contact, YoungPerson
from tests.aspirations.scene import Scene, a_scene
from tests.factories import World

OF_AGE = {"year_group": 12}  # past the last Friday of June of the school year in which they turned 16


class Family:
    """Yasmin, who is asked what she wants, and whoever is linked to her."""

    def __init__(self, world: World, **more: Any) -> None:
        self.world = world
        self.young: Scene = a_scene(world, **more)

    @property
    def person(self) -> YoungPerson:
        return self.young.person

    @property
    def asked(self) -> Round:
        return self.young.asked

    def contact(self, name: str = "Pat Invented", relationship: str = "Mother", **more: Any) -> Contact:
        """Somebody beside her."""
        return self.world.save(
            Contact(
                authority_id=self.world.authority.id,
                young_person_id=self.person.id,
                name=name,
                relationship_words=relationship,
                **more,
            )
        )

    def parent(
        self, name: str = "Pat Invented", relationship: str = "Mother", *, user: User | None = None, **more: Any
    ) -> tuple[ParentLink, User]:
        """A parent with an account, linked a month ago."""
        contact = self.contact(name, relationship)
        user = user or self.account(name)
        defaults: dict[str, Any] = {
            "has_responsibility": True,
            "since_on": self.world.now.date() - dt.timedelta(days=30),
            "made_at": self.world.now - dt.timedelta(days=30),
        }
        link = ParentLink(
            authority_id=self.world.authority.id,
            young_person_id=self.person.id,
            contact_id=contact.id,
            user_id=user.id,
            name=name,
            relationship_words=relationship,
            **(defaults | more),
        )
        return self.world.save(link), user

    def account(self, name: str) -> User:
        """A parent's account."""
        user = self.world.save(User(name=name, is_synthetic=True, created_at=self.world.now))
        keys = {"user_id": user.id, "authority_id": self.world.authority.id, "role": Role.parent}
        self.world.save(Membership(**keys, starts_on=self.world.now.date()))
        return user

    def says(
        self, link: ParentLink, user: User, *, sends: bool = True, shows: bool = False, **said: str | tuple[str, ...]
    ) -> ParentResponse:
        """A parent answers: choices as a tuple, words as they are; and sends it."""
        actor, now = self.world.actor(user), self.world.now
        with self.world.writing() as session:
            row, asked = session.get_one(ParentLink, link.id), session.get_one(Round, self.asked.id)
            response = services.begin(session, row, asked, ParentWay.account, actor=actor, now=now)
            for key, given in said.items():
                one = services.Said(text=given) if isinstance(given, str) else services.Said(given)
                services.answer(session, response, BY_KEY[key], one, actor=actor, now=now)
            if sends:
                services.send(session, response, shows=shows, actor=actor, now=now)
            session.commit()
        return response

    def changes(self, link: ParentLink, **values: Any) -> None:
        """Change a link's row as it stands in the database."""
        with self.world.writing() as session:
            row = session.get_one(ParentLink, link.id)
            for name, value in values.items():
                setattr(row, name, value)
            session.info["recorded"] = True
            session.commit()
