"""What was found about a run, turned from the solver's words into rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.calendar.years import birthday
from pfa.core.errors import PfaError
from pfa.matching import keys
from pfa.matching.folders import zipped
from pfa.matching.inquiring.models import Inquiry, OneMore, WishChange
from pfa.matching.models import Run, RunFile, RunPerson, UnmetWish
from pfa.matching.solver.checker import check, value
from pfa.matching.solver.more import one_more
from pfa.matching.solver.problem import Problem
from pfa.matching.solver.reader import read_answer
from pfa.people.models import YoungPerson
from pfa.provision.models import Group

WORTH_FILES = "worth-%"
OF_A_GROUP = ("group", "share", "chance", "viable", "support")
"""What there can be one more of that belongs to one group, whose id comes first in the row's name."""

Wishes = Mapping[tuple[int, str], int]
"""The rank of each unmet wish, by young person and target."""


def _about(row: Inquiry) -> sa.ColumnElement[bool]:
    """The people of the run whom a question is about: those with a wish that was not met, or the one it names."""
    unmet = sa.exists().where(UnmetWish.run_id == row.run_id, UnmetWish.young_person_id == RunPerson.young_person_id)
    one = sa.true() if row.young_person_id is None else RunPerson.young_person_id == row.young_person_id
    return sa.and_(RunPerson.run_id == row.run_id, unmet, one)


def with_wishes(session: Session, row: Inquiry) -> int:
    """How many people a question about changes is about."""
    return session.scalar(sa.select(sa.func.count(RunPerson.id)).where(_about(row))) or 0


def without_changes(session: Session, row: Inquiry) -> list[str]:
    """Those of them for whom nothing has been worked out yet, by the solver's names."""
    query = sa.select(RunPerson.young_person_id).where(_about(row), RunPerson.changes_known.is_(False))
    return [keys.person(number) for number in session.scalars(query.order_by(RunPerson.id))]


def wishes(session: Session, row: Inquiry) -> Wishes:
    """Every unmet wish of the run that stands on its pages."""
    query = sa.select(UnmetWish).where(UnmetWish.run_id == row.run_id).order_by(UnmetWish.id)
    return {(each.young_person_id, each.target): each.rank for each in session.scalars(query)}


def keep_changes(session: Session, row: Inquiry, said: Mapping[str, Any], ranks: Wishes) -> None:
    """Keep what would have to change for one young person's wishes for kinds of work; anew, if it was kept before."""
    number = keys.number(said["person"])
    mine = (WishChange.run_id == row.run_id, WishChange.young_person_id == number)
    session.execute(sa.delete(WishChange).where(*mine))
    for each in said["changes"]:
        rank = ranks.get((number, each["target"]))
        if rank is None:
            continue
        session.add(
            WishChange(
                authority_id=row.authority_id,
                run_id=row.run_id,
                young_person_id=number,
                rank=rank,
                kind=each["kind"],
                group_id=keys.number(each["group_id"]),
                amount=each["amount"],
                value=each["value"],
                value_now=each["value_now"],
                week=[keys.number(group) for group in each["week"]],
                times=_old_enough(session, number, each) if each["kind"] == "start" else each["when"],
            )
        )
    person = sa.select(RunPerson).where(RunPerson.run_id == row.run_id, RunPerson.young_person_id == number)
    session.scalars(person).one().changes_known = True


def _old_enough(session: Session, number: int, said: Mapping[str, Any]) -> list[str]:
    """The day on which a young person is old enough for a group; nothing where it no longer asks for an age."""
    born_on = session.get_one(YoungPerson, number).born_on
    least = session.get_one(Group, keys.number(said["group_id"])).opportunity.age_min
    return [] if least is None else [birthday(born_on, least).isoformat()]


def forget_worth(session: Session, run: Run) -> None:
    """Remove what an earlier try has kept of what one more is worth."""
    session.execute(sa.delete(OneMore).where(OneMore.run_id == run.id))
    session.execute(sa.delete(RunFile).where(RunFile.run_id == run.id, RunFile.name.like(WORTH_FILES)))
    session.info["recorded"] = True


def keep_worth(
    session: Session, run: Run, problem: Problem, said: Mapping[str, Any], place: int, folder: Path | None
) -> None:
    """Keep what one more of something brings, and the answer that shows it. Raises PfaError where that is not right."""
    row = str(said["row"])
    if folder is not None:
        with_more = one_more(problem, row)
        weeks = read_answer(folder, with_more).assignments
        if check(with_more, weeks) or value(with_more, weeks) < (run.value_so_far or 0) + said["points"]:
            raise PfaError("An answer breaks a rule and was thrown away.")
        name = f"{said['answer']}.zip"
        session.add(RunFile(authority_id=run.authority_id, run_id=run.id, name=name, content=zipped(folder)))
    what, _, rest = row.partition(":")
    pool, _, when = rest.partition(":")
    session.add(
        OneMore(
            authority_id=run.authority_id,
            run_id=run.id,
            place=place,
            row=row,
            what=what,
            group_id=keys.number(rest.partition(":")[0]) if what in OF_A_GROUP else None,
            pool_id=int(pool) if what == "pool" else None,
            session=when if what == "pool" else "",
            price=said["price"],
            status=said["status"],
            points=said["points"],
            firsts=said["firsts"],
            wishes=said["wishes"],
            mains=said["mains"],
            full_weeks=said["full_weeks"],
            answer=f"{said['answer']}.zip" if said["answer"] else "",
        )
    )
