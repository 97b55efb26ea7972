"""Coach visits as they are logged on the way, and the plan of hours that fades."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.internships.models import CoachPlan, CoachVisit, Placement, VisitWay
from pfa.internships.schedule import Step
from pfa.starts.models import Feeling
from pfa.web.forms import check_version

MINUTES_AT_MOST = 600  # ten hours: more than a working day is a slip of the finger
EARLIER = dt.timedelta(days=56)  # a coach gets to know a place and a person up to eight weeks before the first day
HOURS_AT_MOST = 40.0


@dataclass(frozen=True, slots=True)
class VisitValues:
    """One visit or call as the coach logs it."""

    on: dt.date
    way: VisitWay
    minutes: int
    going: Feeling | None = None
    words: str = ""


def log_visit(
    session: Session, placement: Placement, values: VisitValues, *, today: dt.date, actor: Doer, now: dt.datetime
) -> CoachVisit:
    """Log a visit. Raises Refused for a day in the future, one long before the placement, or an impossible length."""
    if values.on > today:
        raise Refused("That day has not come yet.", "on")
    if values.on < placement.starts_on - EARLIER:
        raise Refused("That is more than eight weeks before the placement starts. Check the day.", "on")
    if not 1 <= values.minutes <= MINUTES_AT_MOST:
        raise Refused(f"A visit lasts from 1 to {MINUTES_AT_MOST} minutes.", "other_minutes")
    row = CoachVisit(
        authority_id=placement.authority_id,
        placement_id=placement.id,
        coach_id=actor.user_id,
        on=values.on,
        way=values.way,
        minutes=values.minutes,
        going=values.going,
        words=values.words.strip()[:1000],
        logged_at=now,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="coach-visit.logged", subject=row, fields=[])
    session.expire(placement, ["visits"])
    return row


def take_back_visit(
    session: Session, placement: Placement, visit: CoachVisit, *, actor: Doer, now: dt.datetime
) -> None:
    """Take away a visit that was logged by mistake; the audit trail keeps that it was logged and taken back."""
    audit.record(
        session, actor=actor, now=now, action="coach-visit.taken-back", subject=visit, fields=[], reason=f"{visit.on}"
    )
    session.delete(visit)
    session.flush()
    session.expire(placement, ["visits"])


def set_plan(
    session: Session, placement: Placement, steps: Sequence[Step], *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Set how planned coach hours fade. Raises Changed, or Refused where a week is named twice or none is the first."""
    check_version(placement, seen)
    weeks = [step.from_week for step in steps]
    if not steps or min(weeks) != 1:
        raise Refused("Say how many hours are planned from week 1 on.")
    if len(set(weeks)) != len(weeks):
        raise Refused("A week stands in the plan twice.")
    for step in steps:
        if not 0 <= step.hours_a_week <= HOURS_AT_MOST:
            raise Refused(f"Coach hours a week are from 0 to {HOURS_AT_MOST:g}.")
    have = {row.from_week: row for row in placement.coach_plan}
    for step in steps:
        row = have.pop(step.from_week, None)
        if row is None:
            row = CoachPlan(authority_id=placement.authority_id, placement_id=placement.id, from_week=step.from_week)
            session.add(row)
        row.hours_a_week = step.hours_a_week
    for row in have.values():
        session.delete(row)
    flag_modified(placement, "sessions")  # the plan is part of the placement: whoever had it open sees that it changed
    audit.record(session, actor=actor, now=now, action="placement.coach-plan", subject=placement, fields=["coach_plan"])
    session.expire(placement, ["coach_plan"])
