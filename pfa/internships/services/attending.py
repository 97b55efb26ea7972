"""Attendance: one mark a half day, on days that have come and on which the placement runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar import queries as calendar
from pfa.calendar.week import HALF_NAMES
from pfa.core.errors import Changed, Refused
from pfa.internships.models import Attendance, Mark, Placement, PlacementState
from pfa.internships.names import NEEDS_REASON
from pfa.internships.schedule import HalfDay, half_days


@dataclass(frozen=True, slots=True)
class Marked:
    """What somebody said of one half day. `seen`: the mark that the page showed when it was opened, if any.

    `field` names the form's field of the reason, so that a refusal stands beside it.
    """

    half_day: HalfDay
    mark: Mark
    reason: str = ""
    seen: Mark | None = None
    field: str | None = None


def mark(
    session: Session,
    said: Sequence[tuple[Placement, Sequence[Marked]]],
    *,
    today: dt.date,
    actor: Doer,
    now: dt.datetime,
) -> int:
    """Keep marks of half days; returns how many are new or changed. A placement's first mark begins it.

    All or nothing: raises Refused for a day that has not come, a half day on which a placement does not run, or a
    missing reason; Changed where somebody else marked a half day since the page was opened.
    """
    ids = sorted({placement.id for placement, _ in said})
    in_turn = sa.select(Placement.id).where(Placement.id.in_(ids)).order_by(Placement.id).with_for_update()
    session.execute(in_turn)  # two who mark the same half day at one moment: the second sees what the first marked
    todo = [_checked(session, placement, marks, today) for placement, marks in said]
    for (placement, _), new in zip(said, todo, strict=True):
        if not new:
            continue
        for each, row in new:
            _put(session, placement, row, each, actor=actor, now=now)
        if placement.state is PlacementState.planned:
            placement.state = PlacementState.running
        days = sorted({f"attendance {each.half_day.on:%Y-%m-%d}" for each, _ in new})
        audit.record(session, actor=actor, now=now, action="attendance.marked", subject=placement, fields=days)
    return sum(map(len, todo))


def _checked(
    session: Session, placement: Placement, marks: Sequence[Marked], today: dt.date
) -> list[tuple[Marked, Attendance | None]]:
    """The marks that change something, each with the row there is."""
    rows = _rows(session, placement, marks)
    new = [each for each in marks if _differs(rows.get(each.half_day), each)]
    if not new:
        return []
    days = [each.half_day.on for each in new]
    terms = calendar.terms(session, placement.authority_id)
    last = placement.ended_on or placement.ends_on
    runs = set(half_days(placement.sessions, placement.starts_on, last, min(days), max(days), terms))
    for each in new:
        _refuse(each, runs, today)
        row = rows.get(each.half_day)
        if (row.mark if row is not None else None) is not each.seen:
            raise Changed("Somebody else marked attendance while this page was open. Open it again to see it.")
    return [(each, rows.get(each.half_day)) for each in new]


def _rows(session: Session, placement: Placement, marks: Sequence[Marked]) -> dict[HalfDay, Attendance]:
    days = {each.half_day.on for each in marks}
    query = sa.select(Attendance).where(Attendance.placement_id == placement.id, Attendance.on.in_(days))
    return {HalfDay(row.on, row.half): row for row in session.scalars(query.order_by(Attendance.id))}


def _differs(row: Attendance | None, said: Marked) -> bool:
    return row is None or (row.mark, row.reason) != (said.mark, said.reason.strip())


def _refuse(said: Marked, runs: set[HalfDay], today: dt.date) -> None:
    when = f"{said.half_day.on:%A} {said.half_day.on.day} {said.half_day.on:%B}, {HALF_NAMES[said.half_day.half]}"
    if said.half_day.on > today:
        raise Refused(f"{when} has not come yet.", said.field)
    if said.half_day not in runs:
        raise Refused(f"The placement does not run on {when}.", said.field)
    if said.mark in NEEDS_REASON and not said.reason.strip():
        raise Refused(f"Say why, for {when}.", said.field)


def _put(
    session: Session, placement: Placement, row: Attendance | None, said: Marked, *, actor: Doer, now: dt.datetime
) -> None:
    if row is None:
        row = Attendance(
            authority_id=placement.authority_id,
            placement_id=placement.id,
            on=said.half_day.on,
            half=said.half_day.half,
        )
        session.add(row)
    row.mark, row.reason = said.mark, said.reason.strip()[:300]
    row.recorded_by_id, row.recorded_at = actor.user_id, now
