"""Asking how life is: every try, what they do now, and whether it is the life they wanted, in one go."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations import services as aspirations
from pfa.audit import services as audit
from pfa.core.errors import Refused
from pfa.destinations.models import Attempt, CheckIn, CheckInState, Evidence, Leaver, OwnLife, Spell
from pfa.destinations.rules import SpellValues
from pfa.destinations.services.following import stop_asking
from pfa.destinations.services.spells import add_spell, hear_again
from pfa.destinations.sustained import NEAR
from pfa.web.forms import check_version

PAGE = "destinations.check_in"
STOPPED = "They asked us to stop asking. Nobody asks them until they say otherwise themselves."
FINISHED = "This check-in is finished already."
OWN_ONLY = "Only the young person can say this. Leave it empty, and ask them when you reach them."


class Doing(enum.Enum):
    """What somebody says of now."""

    same = "same"  # what we knew of last goes on
    other = "other"
    would_not_say = "would-not-say"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard when somebody was reached.

    `same` are the spells that go on. `before` are those that ended on `before_ended_on`; `now` is the new one. Own life
    and own words are the young person's alone; `worries`: these words go to the safeguarding lead.
    """

    spoke_with: Evidence
    doing: Doing
    heard_on: dt.date
    same: tuple[Spell, ...] = ()
    before: tuple[Spell, ...] = ()
    before_ended_on: dt.date | None = None
    now: SpellValues | None = None
    own_life: OwnLife | None = None
    own_words: str = ""
    worries: bool = False


def tried(
    session: Session, check_in: CheckIn, *, how: str, words: str = "", actor: Actor, now: dt.datetime, today: dt.date
) -> Attempt:
    """Note a try at which they were not reached. Raises Refused where nobody is to be asked."""
    refuse_unless_open(check_in, today)
    row = _attempt(session, check_in, how=how, reached=False, words=words, actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="check-in.tried", subject=check_in, fields=["attempts"])
    return row


def reached(
    session: Session,
    check_in: CheckIn,
    heard: Heard,
    *,
    how: str,
    seen: int,
    stop: bool = False,
    stop_words: str = "",
    actor: Actor,
    now: dt.datetime,
    today: dt.date,
) -> None:
    """Finish a check-in with what was heard. Check-ins of earlier dates that are still open end as not reached.

    Raises Changed, Refused or Broken; nothing is kept then.
    """
    check_version(check_in, seen)
    refuse_unless_open(check_in, today)
    _refuse_for_them(heard)
    _keep_what_they_do(session, check_in, heard, actor=actor, now=now, today=today)
    check_in.state, check_in.done_on, check_in.spoke_with = CheckInState.done, today, heard.spoke_with
    check_in.own_life, check_in.own_words = heard.own_life, heard.own_words.strip()[:1000]
    _attempt(session, check_in, how=how, reached=True, actor=actor, now=now)
    audit.record(session, actor=actor, now=now, action="check-in.done", subject=check_in)
    for row in _earlier(session, check_in):
        row.state, row.done_on = CheckInState.not_reached, today
        audit.record(session, actor=actor, now=now, action="check-in.passed", subject=row)
    if heard.worries:
        aspirations.file_words(
            session, check_in.leaver.young_person, words=check_in.own_words, page=PAGE, actor=actor, now=now
        )
    if stop:
        stop_asking(session, check_in.leaver, stop_words, actor=actor, now=now)


def give_up(session: Session, check_in: CheckIn, *, seen: int, actor: Actor, now: dt.datetime, today: dt.date) -> None:
    """They were tried and not reached: what became of them is unknown, and stays so. Raises Changed or Refused."""
    check_version(check_in, seen)
    refuse_unless_open(check_in, today)
    if not check_in.attempts:
        raise Refused("Nobody has tried to reach them yet.")
    check_in.state, check_in.done_on = CheckInState.not_reached, today
    audit.record(session, actor=actor, now=now, action="check-in.not-reached", subject=check_in)


def refuse_unless_open(check_in: CheckIn, today: dt.date) -> None:
    """Raise Refused if they said stop, if it is finished, or if it is too early to ask."""
    if check_in.leaver.stop_asked_at is not None or check_in.state is CheckInState.stopped:
        raise Refused(STOPPED)
    if check_in.state is not CheckInState.due:
        raise Refused(FINISHED)
    if today < check_in.due_on - NEAR:
        raise Refused("It is too early for this check-in. It can be done from two weeks before it is due.")


def _refuse_for_them(heard: Heard) -> None:
    is_own = heard.spoke_with is Evidence.young_person
    if not is_own and heard.own_life is not None:
        raise Refused(OWN_ONLY, "own_life")
    if not is_own and heard.own_words.strip():
        raise Refused(OWN_ONLY, "own_words")
    if is_own and heard.own_life is None:
        raise Refused("Ask them whether this is the life they wanted. They need not say.", "own_life")
    if heard.worries and not heard.own_words.strip():
        raise Refused("Write what they said, so that the safeguarding lead can read it.", "own_words")


def _keep_what_they_do(
    session: Session, check_in: CheckIn, heard: Heard, *, actor: Actor, now: dt.datetime, today: dt.date
) -> None:
    if heard.doing is Doing.same and not heard.same:
        raise Refused("We do not know what they did before. Choose what they do now.", "doing")
    for spell in _own_statements(heard.same, heard.spoke_with) if heard.doing is Doing.same else ():
        hear_again(
            session,
            spell,
            evidence=heard.spoke_with,
            heard_on=heard.heard_on,
            actor=actor,
            now=now,
            today=today,
            check_in=check_in,
        )
    if heard.doing is not Doing.other:
        return
    if heard.now is None:
        raise Refused("Choose what they do now.", "activity")
    if heard.before_ended_on is not None:
        for spell in _own_statements(heard.before, heard.spoke_with):
            hear_again(
                session,
                spell,
                evidence=heard.spoke_with,
                heard_on=heard.heard_on,
                ended_on=heard.before_ended_on,
                actor=actor,
                now=now,
                today=today,
                check_in=check_in,
            )
    add_spell(session, check_in.leaver, heard.now, actor=actor, now=now, today=today, check_in=check_in)


def _own_statements(spells: Iterable[Spell], witness: Evidence) -> list[Spell]:
    """One statement of each thing: the witness's own one, where several people have told of the same."""
    found: dict[tuple[str, object], Spell] = {}
    for spell in spells:
        key = (spell.activity, spell.employer_id or spell.provider_id or spell.where)
        if key not in found or spell.evidence is witness:
            found[key] = spell
    return list(found.values())


def _earlier(session: Session, check_in: CheckIn) -> list[CheckIn]:
    query = (
        sa.select(CheckIn)
        .join(CheckIn.leaver)
        .where(
            Leaver.young_person_id == check_in.leaver.young_person_id,
            CheckIn.state == CheckInState.due,
            CheckIn.due_on < check_in.due_on,
        )
        .order_by(CheckIn.due_on, CheckIn.id)
    )
    return list(session.scalars(query))


def _attempt(
    session: Session, check_in: CheckIn, *, how: str, reached: bool, words: str = "", actor: Actor, now: dt.datetime
) -> Attempt:
    row = Attempt(
        authority_id=check_in.authority_id,
        check_in_id=check_in.id,
        at=now,
        how=how[:120],
        reached=reached,
        words=words.strip()[:300],
        by_id=actor.user_id,
    )
    session.add(row)
    return row
