"""Reads about runs and policies, limited to the authorities for which whoever asks may see runs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from pfa.accounts.actor import Asker
from pfa.core.errors import NotFound
from pfa.matching.models import (
    PolicyRecord,
    ProviderRequest,
    Run,
    RunFile,
    RunPerson,
    RunState,
    UnmetWish,
)
from pfa.matching.queries.standing import is_full, is_looking
from pfa.web.pages import Page, page_of


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run came to, in people. Wishes are the first, second and third kind of work that somebody named."""

    people: int
    first: int
    second: int
    third: int
    with_wishes: int
    with_main: int
    full_weeks: int
    looking: int
    nothing: int
    without_answers: int
    requests: int


def runs(session: Session, asker: Asker, *, number: int) -> Page[Run]:
    """Runs, newest first."""
    query = sa.select(Run).where(Run.authority_id.in_(asker.authorities_for("run:read"))).order_by(Run.id.desc())
    return page_of(session, query, number=number, size=25)


def run(session: Session, asker: Asker, public_id: uuid.UUID) -> Run:
    """One run. Raises NotFound."""
    query = sa.select(Run).where(Run.public_id == public_id, Run.authority_id.in_(asker.authorities_for("run:read")))
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("We could not find that run.")
    return found


def run_numbered(session: Session, asker: Asker, number: int) -> Run:
    """One run by its row's number, where a row of its own names it. Raises NotFound."""
    query = sa.select(Run).where(Run.id == number, Run.authority_id.in_(asker.authorities_for("run:read")))
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("We could not find that run.")
    return found


def with_weeks(session: Session, asker: Asker, *, most: int = 20) -> Sequence[Run]:
    """The newest runs that gave weeks, of any September."""
    query = (
        sa.select(Run)
        .where(Run.authority_id.in_(asker.authorities_for("run:read")), Run.result.is_not(None))
        .order_by(Run.id.desc())
        .limit(most)
    )
    return session.scalars(query).all()


def policies(session: Session, asker: Asker) -> Sequence[PolicyRecord]:
    """The authority's policies, by name."""
    wanted = PolicyRecord.authority_id.in_(asker.authorities_for("run:read"))
    return session.scalars(sa.select(PolicyRecord).where(wanted).order_by(PolicyRecord.name)).all()


def policy(session: Session, asker: Asker, public_id: uuid.UUID) -> PolicyRecord:
    """One policy. Raises NotFound."""
    wanted = PolicyRecord.authority_id.in_(asker.authorities_for("run:read"))
    found = session.scalars(sa.select(PolicyRecord).where(wanted, PolicyRecord.public_id == public_id)).first()
    if found is None:
        raise NotFound("We could not find that policy.")
    return found


def policy_named(session: Session, asker: Asker, name: str) -> str:
    """The address of the policy that has this name now; empty where none has."""
    wanted = PolicyRecord.authority_id.in_(asker.authorities_for("run:read"))
    found = session.scalars(sa.select(PolicyRecord.public_id).where(wanted, PolicyRecord.name == name)).first()
    return "" if found is None else str(found)


def address_of(session: Session, asker: Asker, number: int | None) -> str:
    """The address of the run that another began at; empty where it began at none."""
    return "" if number is None else str(run_numbered(session, asker, number).public_id)


def figures(session: Session, run: Run) -> Figures:
    """The figures of a run that has ended: two statements."""

    def count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

    query = sa.select(
        sa.func.count(RunPerson.id),
        count(RunPerson.wish_met == 1),
        count(RunPerson.wish_met == 2),
        count(RunPerson.wish_met == 3),
        count(RunPerson.wishes_made > 0),
        count(RunPerson.has_main.is_(True)),
        count(is_full()),
        count(is_looking()),
        count(RunPerson.sessions == 0),
    ).where(RunPerson.run_id == run.id)
    asked = sa.select(sa.func.count(ProviderRequest.id)).where(ProviderRequest.run_id == run.id)
    row = session.execute(query).one()
    without = int((run.result or {}).get("without_answers", 0))
    return Figures(*row, without_answers=without, requests=session.scalar(asked) or 0)


@dataclass(frozen=True, slots=True)
class Reason:
    """How many unmet wishes have one reason."""

    reason: str
    wishes: int
    people: int


def _better_than_met() -> sa.ColumnElement[bool]:
    """A wish that was wanted more than the one that was met; every wish of somebody none of whose was."""
    return sa.or_(RunPerson.wish_met.is_(None), UnmetWish.rank < RunPerson.wish_met)


def _of_the_same_person() -> sa.ColumnElement[bool]:
    return sa.and_(RunPerson.run_id == UnmetWish.run_id, RunPerson.young_person_id == UnmetWish.young_person_id)


def reasons(session: Session, run: Run) -> Sequence[Reason]:
    """Why wishes were not met that were wanted more than what was, the commonest reason first."""
    query = (
        sa.select(
            UnmetWish.reason,
            sa.func.count(UnmetWish.id).label("wishes"),
            sa.func.count(UnmetWish.young_person_id.distinct()),
        )
        .join(RunPerson, _of_the_same_person())
        .where(UnmetWish.run_id == run.id, _better_than_met())
        .group_by(UnmetWish.reason)
        .order_by(sa.desc("wishes"), UnmetWish.reason)
    )
    return [Reason(*row) for row in session.execute(query)]


def file(session: Session, run: Run, name: str) -> bytes:
    """One kept file of a run. Raises NotFound."""
    query = sa.select(RunFile).where(RunFile.run_id == run.id, RunFile.name == name).options(undefer(RunFile.content))
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("This run has no such file.")
    return found.content


def newest_done(session: Session, asker: Asker, entry_year: int) -> Run | None:
    """The newest run of an entry year that gave weeks."""
    query = (
        sa.select(Run)
        .where(
            Run.authority_id.in_(asker.authorities_for("run:read")),
            Run.entry_year == entry_year,
            Run.result.is_not(None),
            Run.state.in_((RunState.done, RunState.cancelled)),
        )
        .order_by(Run.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()
