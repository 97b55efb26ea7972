"""One cohort from aspiration to sustained outcome: who reached what, as sets of row ids.

A cohort is everybody of an authority who starts something new in one September. Who was asked, answered or agreed is
counted whether or not they went through the step before: people join late, and a week can be agreed without answers.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.aspirations import points
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import Response, Round
from pfa.aspirations.queries.rounds import in_round
from pfa.aspirations.questions import WORK
from pfa.destinations.models import Leaver
from pfa.internships.models import EndReason, Placement, PlacementState
from pfa.matching.models import Run, RunPerson, RunState
from pfa.packages.models import LIVE, Package, PackageState
from pfa.people.models import YoungPerson
from pfa.reporting.queries.afterwards import Afterwards, afterwards
from pfa.starts.models import StartCheck

GOOD_ENDS = (EndReason.completed, EndReason.paid_job_here, EndReason.paid_job_elsewhere)


class Stage(enum.Enum):
    """The way from a wish to a life, in its order."""

    people = "people"
    asked = "asked"
    answered = "answered"
    wished = "wished"
    suggested = "suggested"
    agreed = "agreed"
    started = "started"
    placed = "placed"
    known = "known"
    sustained = "sustained"
    own_life = "own-life"


@dataclass(frozen=True, slots=True)
class Reached:
    """One stage of one cohort: who reached it, and out of whom. Nobody it could concern yet: its time has not come."""

    stage: Stage
    who: frozenset[int]
    of: frozenset[int]

    @property
    def has_come(self) -> bool:
        return bool(self.of)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A cohort with its stages in order."""

    entry_year: int
    stages: Mapping[Stage, Reached]

    @property
    def people(self) -> int:
        return len(self.stages[Stage.people].who)


def entry_years(session: Session, asker: Asker) -> list[int]:
    """The Septembers for which there is a cohort, the latest first: one statement."""
    wanted = sa.select(YoungPerson.entry_year).where(
        YoungPerson.authority_id.in_(asker.authorities_for("report:read")), YoungPerson.entry_year.is_not(None)
    )
    packages = sa.select(Package.entry_year).where(Package.authority_id.in_(asker.authorities_for("report:read")))
    return sorted({year for year in session.scalars(wanted.union(packages)) if year is not None}, reverse=True)


def cohort(session: Session, asker: Asker, entry_year: int, today: dt.date) -> Cohort:
    """Who of the asker's authority reached which stage: fifteen statements at most."""
    people = _people(session, asker, entry_year)
    start = dt.date(entry_year, 9, 1)
    asked = _asked(session, asker, people, start) & people
    answered = _answered(session, people, start)
    after = afterwards(session, asker, people, entry_year=entry_year, today=today)
    has_begun = today >= start
    agreed = _agreed(session, entry_year) & people
    placements, placed = _placed(session, start)
    reached = {
        Stage.people: (people, people),
        Stage.asked: (asked, people),
        Stage.answered: (answered, asked | answered),
        Stage.wished: (_wished(session, answered), answered),
        Stage.suggested: _suggested(session, entry_year, people),
        Stage.agreed: (agreed, people),
        Stage.started: _since(_started(session, entry_year, start) & people, agreed, has_begun),
        Stage.placed: (placed & people, placements & people if has_begun else frozenset()),
        **_after(after),
    }
    return Cohort(entry_year, {stage: Reached(stage, *map(frozenset, reached[stage])) for stage in Stage})


def _after(after: Afterwards) -> dict[Stage, tuple[frozenset[int], frozenset[int]]]:
    return {
        Stage.known: (after.known, after.due),
        Stage.sustained: (after.sustained, after.due),
        Stage.own_life: (after.own_life, after.asked),
    }


def _since(who: frozenset[int], of: frozenset[int], has_begun: bool) -> tuple[frozenset[int], frozenset[int]]:
    return (who, of | who) if has_begun else (frozenset(), frozenset())


def _people(session: Session, asker: Asker, entry_year: int) -> frozenset[int]:
    weeks = sa.select(Package.young_person_id).where(Package.entry_year == entry_year, Package.state.in_(LIVE))
    query = sa.select(YoungPerson.id).where(
        YoungPerson.authority_id.in_(asker.authorities_for("report:read")),
        YoungPerson.merged_into_id.is_(None),
        sa.or_(YoungPerson.entry_year == entry_year, YoungPerson.id.in_(weeks)),
    )
    return frozenset(session.scalars(query))


def _asked(session: Session, asker: Asker, people: Collection[int], start: dt.date) -> frozenset[int]:
    query = sa.select(Round).where(
        Round.authority_id.in_(asker.authorities_for("report:read")),
        Round.opens_on < start,
        Round.academic_year >= start.year - 4,  # Year 9 is the first to be asked
    )
    theirs = sa.select(YoungPerson).where(YoungPerson.authority_id.in_(asker.authorities_for("report:read")))
    rounds = [in_round(theirs, asked).with_only_columns(YoungPerson.id) for asked in session.scalars(query)]
    return frozenset(session.scalars(sa.union(*rounds))) if rounds and people else frozenset()


def _answered(session: Session, people: Collection[int], start: dt.date) -> frozenset[int]:
    before = dt.datetime.combine(start, dt.time(), dt.UTC)
    query = sa.select(Response.young_person_id).where(Response.sent_at < before)
    return frozenset(session.scalars(query)) & frozenset(people)


def _wished(session: Session, answered: Collection[int]) -> frozenset[int]:
    said = aspirations.newest_answers(session, answered, question=WORK) if answered else {}
    return frozenset(person for person, answers in said.items() if points.wishes(answers))


def _suggested(session: Session, entry_year: int, people: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Who has something in a suggested week; out of nobody where no run was ever finished."""
    query = (
        sa.select(RunPerson.young_person_id, sa.func.max(RunPerson.sessions))
        .join(Run, Run.id == RunPerson.run_id)
        .where(Run.entry_year == entry_year, Run.state == RunState.done)
        .group_by(RunPerson.young_person_id)
    )
    rows = session.execute(query).all()
    return frozenset(person for person, sessions in rows if sessions) & people, people if rows else frozenset()


def _agreed(session: Session, entry_year: int) -> frozenset[int]:
    query = sa.select(Package.young_person_id).where(
        Package.entry_year == entry_year,
        sa.or_(Package.agreed_at.is_not(None), Package.state == PackageState.agreed),
    )
    return frozenset(session.scalars(query))


def _started(session: Session, entry_year: int, start: dt.date) -> frozenset[int]:
    """Those of whom something shows that they began: a check-in after the start, an enrolment, a placement."""
    checks = (
        sa.select(StartCheck.young_person_id)
        .join(Package, Package.id == StartCheck.package_id)
        .where(Package.entry_year == entry_year, StartCheck.done_at.is_not(None))
    )
    enrolled = sa.select(Package.young_person_id).where(
        Package.entry_year == entry_year, Package.enrolled_on.is_not(None)
    )
    left = sa.select(Leaver.young_person_id).where(Leaver.left_on >= start)
    at_work_now = sa.select(Placement.young_person_id).where(
        *_of_the_year(start), Placement.state != PlacementState.planned
    )
    return frozenset(session.scalars(sa.union(checks, enrolled, left, at_work_now)))


def _placed(session: Session, start: dt.date) -> tuple[frozenset[int], frozenset[int]]:
    """Who had a placement that began in that academic year, and whose was done to a good end."""
    query = sa.select(Placement.young_person_id, Placement.end_reason).where(*_of_the_year(start))
    rows = session.execute(query).all()
    done = frozenset(row.young_person_id for row in rows if row.end_reason in GOOD_ENDS)
    return frozenset(row.young_person_id for row in rows), done


def _of_the_year(start: dt.date) -> tuple[sa.ColumnElement[bool], ...]:
    return Placement.starts_on >= start, Placement.starts_on < start.replace(year=start.year + 1)
