"""The work with an employer: what was done, what is next, how far it is, what was learned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.employers.models import Activity, ActivityKind, Employer, Stage
from pfa.employers.rules import STAGE_NAMES
from pfa.web.forms import check_version


@dataclass(frozen=True, slots=True)
class LogValues:
    """What was done with an employer, and what is next: both parts of `next_action` or neither."""

    kind: ActivityKind
    on: dt.date
    words: str
    next_action: str
    next_action_on: dt.date | None


@dataclass(frozen=True, slots=True)
class EvaluationValues:
    """What was learned, for young people and for the employer; `again`: would they host again, None if not known."""

    on: dt.date
    for_young_people: str
    for_employer: str
    again: bool | None


def log(
    session: Session, employer: Employer, values: LogValues, *, seen: int, actor: audit.Doer, now: dt.datetime
) -> Activity:
    """Write down what was done and set the next action. Raises Changed, Refused."""
    check_version(employer, seen)
    if not values.words:
        raise Refused("Say in a few words what was done", "words")
    if values.on > now.date():
        raise Refused("What was done cannot be in the future. Put it down as the next action", "on")
    if values.next_action and values.next_action_on is None:
        raise Refused("Enter the day by which to do it", "next_action_on")
    if values.next_action_on is not None and not values.next_action:
        raise Refused("Say what to do on that day", "next_action")
    employer.next_action, employer.next_action_on = values.next_action, values.next_action_on
    row = entry(employer, values.kind, values.words, on=values.on, actor=actor, now=now)
    session.add(row)
    audit.record(session, actor=actor, now=now, action="employer.logged", subject=employer)
    return row


def move(
    session: Session,
    employer: Employer,
    stage: Stage,
    because: str,
    *,
    seen: int,
    actor: audit.Doer,
    now: dt.datetime,
) -> None:
    """Move an employer to another stage. "Not now" takes a reason, leaving it clears the reason.

    Raises Changed, Refused.
    """
    check_version(employer, seen)
    if stage is Stage.not_now and not because:
        raise Refused("Say why not now, so that the next person knows", "because")
    if stage is employer.stage and because == employer.not_now_because:
        raise Refused(f"This employer is at “{STAGE_NAMES[stage]}” already", "stage")
    words = f"From “{STAGE_NAMES[employer.stage]}” to “{STAGE_NAMES[stage]}”" + (f": {because}" if because else "")
    employer.stage, employer.not_now_because = stage, because if stage is Stage.not_now else ""
    session.add(entry(employer, ActivityKind.stage, words, on=now.date(), actor=actor, now=now))
    audit.record(session, actor=actor, now=now, action="employer.moved", subject=employer)


def evaluate(
    session: Session, employer: Employer, values: EvaluationValues, *, actor: audit.Doer, now: dt.datetime
) -> Activity:
    """Write down what was learned from a placement. Raises Refused."""
    if not values.for_young_people and not values.for_employer:
        raise Refused("Say what was learned, for young people or for the employer", "for_young_people")
    if values.on > now.date():
        raise Refused("The day cannot be in the future", "on")
    row = entry(employer, ActivityKind.evaluation, values.for_young_people, on=values.on, actor=actor, now=now)
    row.for_employer, row.again = values.for_employer, values.again
    session.add(row)
    audit.record(session, actor=actor, now=now, action="employer.evaluated", subject=row)
    return row


def entry(
    employer: Employer, kind: ActivityKind, words: str, *, on: dt.date, actor: audit.Doer, now: dt.datetime
) -> Activity:
    """One entry of the timeline, not yet in the session."""
    return Activity(
        authority_id=employer.authority_id,
        employer_id=employer.id,
        kind=kind,
        on=on,
        words=words,
        by_id=actor.user_id,
        recorded_at=now,
    )
