"""Book a visit, hear what was thought of it, ask how a start goes, take up a wish to change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import services as aspirations
from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.packages.models import Package
from pfa.people.models import YoungPerson
from pfa.provision.models import Provider
from pfa.starts import queries
from pfa.starts.models import ChangeRequest, Feeling, StartCheck, Visit, VisitState
from pfa.starts.names import OWN_PAGE
from pfa.starts.queries import DueCheck
from pfa.web.forms import check_version

LONG, OUTCOME_LONG = 1000, 500
VISIT_PAGE, START_PAGE, CHANGE_PAGE = "starts.say_visit", "starts.say_start", "starts.ask_change"
TOLD_VISIT_PAGE, CHECK_PAGE, WANTED_PAGE = "starts.visit", "starts.check", "starts.want_change"


@dataclass(frozen=True, slots=True)
class VisitValues:
    """A visit as it is booked."""

    provider: Provider
    on: dt.date
    half: str  # am, pm, or the whole day
    with_whom: str


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a visit, noted by staff."""

    state: VisitState
    felt: Feeling | None
    thoughts: str
    worries: bool = False  # their words go to the safeguarding lead


@dataclass(frozen=True, slots=True)
class CheckValues:
    """How a start goes, as somebody was told."""

    how: str
    going: Feeling
    words: str
    wants_change: bool
    worries: bool = False  # their words go to the safeguarding lead


def book(
    session: Session, person: YoungPerson, values: VisitValues, *, today: dt.date, actor: Doer, now: dt.datetime
) -> Visit:
    """Book a visit. Raises Refused for a day long past."""
    if values.on < today - dt.timedelta(days=365):
        raise Refused("That is more than a year ago. Check the day.", "on")
    row = Visit(
        authority_id=person.authority_id,
        young_person_id=person.id,
        provider_id=values.provider.id,
        on=values.on,
        half=values.half,
        with_whom=values.with_whom.strip(),
        booked_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="visit.booked", subject=row)
    return row


def tell(
    session: Session, visit: Visit, told: Told, *, seen: int, today: dt.date, actor: Actor, now: dt.datetime
) -> None:
    """Note what came of a visit. What the young person said of it themselves stays as it is.

    Raises Changed, or Refused for a visit that has not been yet.
    """
    check_version(visit, seen)
    if told.state in (VisitState.done, VisitState.missed) and visit.on > today:
        raise Refused("The day of the visit has not come yet.", "state")
    visit.state = told.state
    if visit.said_at is None:
        visit.felt, visit.thoughts = told.felt, told.thoughts.strip()[:LONG]
        if told.worries:
            _file(session, visit.young_person, told.thoughts, TOLD_VISIT_PAGE, actor, now)
    audit.record(session, actor=actor, now=now, action="visit.told", subject=visit)


def say_visit(
    session: Session, visit: Visit, *, felt: Feeling, words: str, today: dt.date, actor: Actor, now: dt.datetime
) -> None:
    """What a young person thought of a visit, from their own page: then it was made. Their words are read."""
    if visit.on > today:
        raise Refused("Tell us when you have been there.")
    visit.state, visit.felt, visit.thoughts, visit.said_at = VisitState.done, felt, words.strip()[:LONG], now
    audit.record(session, actor=actor, now=now, action="visit.said", subject=visit)
    _file(session, visit.young_person, words, VISIT_PAGE, actor, now)


def record_check(
    session: Session, due: DueCheck, values: CheckValues, *, seen: int, today: dt.date, actor: Actor, now: dt.datetime
) -> StartCheck:
    """Keep a check-in. A wish to change goes on the list of wishes at once. `seen` is 0 where none was made yet.

    Raises Changed, or Refused before the start and where the young person said it themselves: that stays as it is.
    """
    made = _made(session, due)
    if made is not None and made.how == OWN_PAGE:
        raise Refused("They said it themselves on their own page, and that stays as it is.")
    if made is not None:
        check_version(made, seen)
    row = _check(session, due, values, today=today, actor=actor, now=now)
    if values.worries:
        _file(session, due.package.young_person, values.words, CHECK_PAGE, actor, now)
    if values.wants_change:
        _wish(session, due.package.young_person, values.words, by_themselves=False, actor=actor, now=now)
    return row


def say_start(
    session: Session, due: DueCheck, values: CheckValues, *, today: dt.date, actor: Actor, now: dt.datetime
) -> None:
    """How a start goes in a young person's own words, from their own page."""
    _check(session, due, values, today=today, actor=actor, now=now)
    person = due.package.young_person
    _file(session, person, values.words, START_PAGE, actor, now)
    if values.wants_change:
        _wish(session, person, values.words, by_themselves=True, actor=actor, now=now)


def want_change(
    session: Session, person: YoungPerson, words: str, *, worries: bool = False, actor: Actor, now: dt.datetime
) -> ChangeRequest:
    """Staff note that somebody wants to change something. Raises Refused without words."""
    if not words.strip():
        raise Refused("Write what they want to change.", "words")
    if worries:
        _file(session, person, words, WANTED_PAGE, actor, now)
    return _wish(session, person, words, by_themselves=False, actor=actor, now=now)


def ask_change(session: Session, person: YoungPerson, words: str, *, actor: Actor, now: dt.datetime) -> ChangeRequest:
    """ "I want to change something", from a young person's own page. Words are welcome and not asked for."""
    _file(session, person, words, CHANGE_PAGE, actor, now)
    return _wish(session, person, words, by_themselves=True, actor=actor, now=now)


def take_up(session: Session, wish: ChangeRequest, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say "I see to it". Somebody else may take it over later. Raises Changed or Refused."""
    check_version(wish, seen)
    if wish.closed_at is not None:
        raise Refused("This has an outcome already.")
    wish.taken_at, wish.taken_by_id = now, actor.user_id
    audit.record(session, actor=actor, now=now, action="change.taken-up", subject=wish)


def close(session: Session, wish: ChangeRequest, outcome: str, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say what came of it; only then it leaves the list. Raises Changed, or Refused without an outcome."""
    check_version(wish, seen)
    if wish.closed_at is not None:
        raise Refused("This has an outcome already.")
    if not outcome.strip():
        raise Refused("Write what was changed, or why it stays as it is.", "outcome")
    if wish.taken_at is None:
        wish.taken_at, wish.taken_by_id = now, actor.user_id
    wish.closed_at, wish.outcome = now, outcome.strip()[:OUTCOME_LONG]
    audit.record(session, actor=actor, now=now, action="change.closed", subject=wish)


def _check(
    session: Session, due: DueCheck, values: CheckValues, *, today: dt.date, actor: Doer, now: dt.datetime
) -> StartCheck:
    if today < due.starts_on:
        raise Refused("They have not started yet.")
    row = _made(session, due)
    if row is None:
        row = StartCheck(
            authority_id=due.package.authority_id,
            young_person_id=due.package.young_person_id,
            package_id=due.package.id,
            weeks=due.weeks,
            due_on=due.due_on,
        )
        session.add(row)
    row.done_at, row.done_by_id, row.how = now, actor.user_id, values.how[:120]
    row.going, row.words, row.wants_change = values.going, values.words.strip()[:LONG], values.wants_change
    audit.record(session, actor=actor, now=now, action="start.checked", subject=row)
    return row


def _made(session: Session, due: DueCheck) -> StartCheck | None:
    """What is kept of a check-in; two who make it at one moment take turns."""
    session.execute(sa.select(Package.id).where(Package.id == due.package.id).with_for_update())
    return queries.row_of(session, due)


def _wish(
    session: Session, person: YoungPerson, words: str, *, by_themselves: bool, actor: Doer, now: dt.datetime
) -> ChangeRequest:
    """One open wish for a person: whoever asks again adds to it, and it keeps its place on the list.

    What the young person wrote and what staff noted stay apart: nobody's words become somebody else's.
    """
    session.execute(sa.select(YoungPerson.id).where(YoungPerson.id == person.id).with_for_update())
    waiting = sa.select(ChangeRequest).where(
        ChangeRequest.young_person_id == person.id, ChangeRequest.closed_at.is_(None)
    )
    row = session.scalars(waiting.order_by(ChangeRequest.id)).first()
    if row is None:
        row = ChangeRequest(authority_id=person.authority_id, young_person_id=person.id, asked_at=now)
        session.add(row)
    row.by_themselves = row.by_themselves or by_themselves
    if by_themselves:
        row.own_words = _on_top(words, row.own_words)
    else:
        row.words = _on_top(words, row.words)
    audit.record(session, actor=actor, now=now, action="change.asked", subject=row)
    return row


def _on_top(words: str, before: str | None) -> str:
    """The newest words first, then those of before; the oldest end where there is no more room."""
    return "\n".join(part for part in (words.strip()[:LONG], before) if part)[:LONG]


def _file(session: Session, person: YoungPerson, words: str, page: str, actor: Actor, now: dt.datetime) -> None:
    if words.strip():
        aspirations.file_words(session, person, words=words.strip(), page=page, actor=actor, now=now)
