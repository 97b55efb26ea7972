"""Sheets, replies and released pages for tests of this room."""

from __future__ import annotations

from pfa.accounts.models import User
from pfa.demand.models import DemandReply, DemandVersion, Replied, SheetLine
from pfa.provision.kinds import OpportunityKind
from pfa.reporting import services
from pfa.reporting.models import Feedback
from pfa.reporting.services import ReleasedWords
from tests.factories import ENTRY_YEAR, World
from tests.reporting.cohorts import STARTED


def sheet(world: World, work: str, year: int = ENTRY_YEAR) -> SheetLine:
    """A line of a published version, without an answer."""
    key = {"authority_id": world.authority.id}
    numbers = {"likely": 9.0, "low": 5.0, "high": 12.0}
    of = {"entry_year": year, "number": world.number(), "made_at": world.now, "published_at": world.now}
    version = world.save(DemandVersion(**key, **of, **numbers))
    return world.save(
        SheetLine(
            **key,
            demand_version_id=version.id,
            provider_id=world.provider().id,
            pathway=OpportunityKind.study_programme,
            kind_of_work=work,
            places=4,
            **numbers,
        )
    )


def reply(world: World, work: str, answer: Replied, year: int = STARTED) -> None:
    """A college's answer to one line of a published version."""
    line = sheet(world, work, year)
    key = {"authority_id": world.authority.id, "sheet_line_id": line.id}
    world.save(DemandReply(**key, said=answer, places=8, said_at=world.now))


def user_of(world: World, user_id: int | None) -> User:
    with world.reading() as session:
        return session.get_one(User, user_id)


def release(world: World, year: int = STARTED, words: str = "") -> Feedback:
    with world.writing() as session:
        row = services.release(session, year, ReleasedWords(words), actor=world.actor(world.coordinator), now=world.now)
        session.commit()
        return row
