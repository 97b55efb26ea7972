"""Two runs of one September, person by person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from pfa.accounts.actor import Asker
from pfa.accounts.models import Organisation
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import WAY_NAMES, Response, Way
from pfa.core.errors import Refused
from pfa.matching.comparing import Pair, Standing, percent_of
from pfa.matching.models import Run, RunPerson, UnmetWish
from pfa.matching.queries.weeks import groups_of
from pfa.people.codes import NEED_TYPES, PLAN_NAMES, SEX_NAMES
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.provision.models import Group

TRAITS = ("Main need", "Plan", "Sex", "Area", "School", "Way of answering")


@dataclass(frozen=True, slots=True)
class Compared:
    """Everyone who is in both runs, and how many are in one of them only."""

    one: Run
    other: Run
    pairs: Sequence[Pair]
    only_one: int
    only_other: int


@dataclass(frozen=True, slots=True)
class Named:
    """A pair with its name, and why the wish met in one run is not in the other; empty where no wish is lost."""

    pair: Pair
    person: YoungPerson
    why: str


def comparable(session: Session, asker: Asker, run: Run) -> Sequence[Run]:
    """Other runs of the same September that gave weeks, newest first."""
    query = (
        sa.select(Run)
        .where(
            Run.authority_id.in_(asker.authorities_for("run:read")),
            Run.entry_year == run.entry_year,
            Run.id != run.id,
            Run.result.is_not(None),
        )
        .order_by(Run.id.desc())
    )
    return session.scalars(query).all()


def compared(session: Session, one: Run, other: Run) -> Compared:
    """Two runs, person by person: six statements. Raises Refused where they are of different Septembers."""
    if one.entry_year != other.entry_year:
        raise Refused("These two runs are for different Septembers.")
    before, after = standings(session, one), standings(session, other)
    both = before.keys() & after.keys()
    traits = _traits(session, both, one.entry_year)
    pairs = [Pair(each, before[each], after[each], traits[each]) for each in sorted(both)]
    return Compared(one, other, pairs, len(before.keys() - both), len(after.keys() - both))


def named(session: Session, found: Compared, pairs: Sequence[Pair]) -> list[Named]:
    """These people by name, with why a wish is lost on the way: two statements."""
    ids = [pair.person_id for pair in pairs]
    people = {row.id: row for row in session.scalars(sa.select(YoungPerson).where(YoungPerson.id.in_(ids)))}
    query = sa.select(UnmetWish).where(
        UnmetWish.run_id.in_((found.one.id, found.other.id)), UnmetWish.young_person_id.in_(ids)
    )
    reasons = {(row.run_id, row.young_person_id, row.rank): row.reason for row in session.scalars(query)}

    def why(pair: Pair) -> str:
        better, worse = (pair.before, found.other) if pair.after.rank > pair.before.rank else (pair.after, found.one)
        return reasons.get((worse.id, pair.person_id, better.wish_met or 0), "")

    rows = [Named(pair, people[pair.person_id], why(pair)) for pair in pairs]
    return sorted(rows, key=lambda row: (row.person.last_name, row.person.first_name, row.person.id))


@dataclass(frozen=True, slots=True)
class Different:
    """What of somebody's week is only in the earlier run, and what only in the later."""

    gone: Sequence[Group]
    come: Sequence[Group]


def differences(session: Session, found: Compared, people: Collection[int]) -> Mapping[int, Different]:
    """What is different in the weeks of these people, by young person: two statements."""
    before, after = (groups_of(session, run, people) for run in (found.one, found.other))
    return {each: _different(before.get(each, ()), after.get(each, ())) for each in people}


def _different(before: Sequence[Group], after: Sequence[Group]) -> Different:
    old, new = {group.id for group in before}, {group.id for group in after}
    gone = [group for group in before if group.id not in new]
    return Different(gone, [group for group in after if group.id not in old])


def standings(session: Session, run: Run) -> dict[int, Standing]:
    """Where everyone of a run stands, by young person: one statement."""
    query = sa.select(
        RunPerson.young_person_id, RunPerson.wish_met, RunPerson.sessions, RunPerson.value, RunPerson.best_alone
    ).where(RunPerson.run_id == run.id)
    return {row[0]: Standing(row[1], row[2], percent_of(row[3], row[4])) for row in session.execute(query)}


def traits_of(session: Session, run: Run, people: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What the people of a run are counted by, in the order of `TRAITS`: two statements."""
    return _traits(session, people, run.entry_year)


def _traits(session: Session, people: Collection[int], entry_year: int) -> dict[int, tuple[str, ...]]:
    """What people are counted by: as it was in the academic year before the start, which is that of the run."""
    need = sa.select(Need.young_person_id, Need.code).where(Need.rank == 1).subquery()
    enrolment = orm.aliased(Enrolment)
    query = (
        sa.select(
            YoungPerson.id, need.c.code, enrolment.plan_type, YoungPerson.sex, YoungPerson.postcode, Organisation.name
        )
        .outerjoin(need, need.c.young_person_id == YoungPerson.id)
        .outerjoin(
            enrolment,
            sa.and_(enrolment.young_person_id == YoungPerson.id, enrolment.academic_year == entry_year - 1),
        )
        .outerjoin(Organisation, Organisation.id == enrolment.organisation_id)
        .where(YoungPerson.id.in_(people))
    )
    ways = aspirations.ways_of(session, Response.young_person_id, Response.young_person_id.in_(people))
    return {
        row.id: (
            NEED_TYPES.get(row.code, "Not known"),
            PLAN_NAMES[row.plan_type] if row.plan_type else "Not known",
            SEX_NAMES.get(row.sex, "Not known"),
            (row.postcode or "").split(" ")[0] or "Not known",
            row.name or "No local school",
            _way(ways.get(row.id, frozenset())),
        )
        for row in session.execute(query)
    }


def _way(ways: frozenset[Way]) -> str:
    """How somebody gave the answers that count. Everybody is in one row here, so two ways have one of their own."""
    if not ways:
        return "No answer yet"
    return "In more than one way" if len(ways) > 1 else WAY_NAMES[next(iter(ways))]
