"""Something that was written, and everything that can be done with it: what tests of hand-overs share."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import User
from pfa.aspirations import queries, services
from pfa.aspirations.models import HandOver, Reading, ReadingOutcome
from pfa.aspirations.services import Closing
from pfa.core.errors import NotFound
from tests.aspirations.scene import Scene

WORDS = "My teacher frightens me."
Act = Callable[[Session, "Case"], None]


class Case:
    """Something Yasmin wrote, and what can be done with it."""

    def __init__(self, scene: Scene) -> None:
        self.world, self.scene = scene.world, scene
        self.now, self.today = scene.world.now, scene.world.now.date()
        scene.answer("more", text=WORDS)
        self.actors = {user.id: scene.world.actor(user) for user in scene.world.staff}
        self.lead = self.actors[scene.world.lead.id]

    def reading(self, session: Session) -> Reading:
        return session.scalars(sa.select(Reading)).one()

    def running(self, session: Session) -> HandOver | None:
        return session.scalars(sa.select(HandOver).where(HandOver.ended_at.is_(None))).first()

    def close(self, session: Session, closing: Closing) -> None:
        row, by = self.reading(session), {"actor": self.lead, "now": self.now, "today": self.today}
        services.close(session, row, closing, seen=row.version, **by)  # type: ignore[arg-type]  # one of each

    def do(self, *acts: Act) -> None:
        for act in acts:
            with self.world.writing() as session:
                act(session, self)
                session.commit()


def to_teacher(session: Session, case: Case) -> None:
    case.close(session, Closing(ReadingOutcome.passed_on, "Please see her today.", case.world.teacher))


def to_coordinator(session: Session, case: Case) -> None:
    case.close(session, Closing(ReadingOutcome.passed_on, "Please see her.", case.world.coordinator))


def to_talk(session: Session, case: Case) -> None:
    case.close(session, Closing(ReadingOutcome.talked, "We talked."))


def take_back(session: Session, case: Case) -> None:
    row = case.reading(session)
    services.take_back(session, row, seen=row.version, actor=case.lead, now=case.now, today=case.today)


def mine(session: Session, case: Case) -> HandOver:
    """What runs, as whoever has it finds it. Raises NotFound."""
    found = case.running(session)
    if found is None:
        raise NotFound()
    return queries.one_passed_to(session, case.world.actor(found.to), found.public_id)


def take_over(session: Session, case: Case) -> None:
    row = mine(session, case)
    services.take_over(session, row, actor=case.actors[row.to_id], now=case.now)


def give_back(session: Session, case: Case) -> None:
    row = mine(session, case)
    services.give_back(session, row, "It is about me.", seen=row.version, actor=case.actors[row.to_id], now=case.now)


def finish(session: Session, case: Case) -> None:
    row = mine(session, case)
    services.finish(session, row, "I saw her.", seen=row.version, actor=case.actors[row.to_id], now=case.now)


def teacher_leaves(session: Session, case: Case) -> None:
    session.get_one(User, case.world.teacher.id).is_active = False


def teacher_returns(session: Session, case: Case) -> None:
    session.get_one(User, case.world.teacher.id).is_active = True


def is_here(session: Session, case: Case) -> bool:
    return session.get_one(User, case.world.teacher.id).is_active
