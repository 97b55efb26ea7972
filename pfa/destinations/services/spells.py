"""What somebody did: said, said again, corrected, withdrawn. Nothing that was said is ever deleted."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.core.errors import Refused
from pfa.destinations.codes import outcome_of
from pfa.destinations.models import CheckIn, Evidence, Leaver, Spell
from pfa.destinations.rules import SpellValues, spell_faults
from pfa.provision.rules import Broken
from pfa.web.forms import check_version


def add_spell(
    session: Session,
    leaver: Leaver,
    values: SpellValues,
    *,
    actor: Doer,
    now: dt.datetime,
    today: dt.date,
    check_in: CheckIn | None = None,
) -> Spell:
    """Keep what somebody said of a spell, beside whatever others say. Raises Broken with everything that is wrong."""
    faults = spell_faults(values, today)
    if faults:
        raise Broken(faults)
    assert values.starts_on is not None and values.heard_on is not None  # noqa: PT018 - the rules have asked for both
    row = Spell(
        authority_id=leaver.authority_id,
        leaver_id=leaver.id,
        young_person_id=leaver.young_person_id,
        starts_on=values.starts_on,
        ends_on=values.ends_on,
        confirmed_on=values.heard_on,
        activity=values.activity,
        outcome=values.outcome or outcome_of(values.activity, values.hours_a_week),
        hours_a_week=values.hours_a_week,
        is_paid=values.is_paid,
        is_seasonal=values.is_seasonal,
        employer_id=values.employer_id,
        provider_id=values.provider_id,
        where=values.where,
        evidence=values.evidence,
        check_in_id=check_in.id if check_in else None,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )
    session.add(row)
    audit.record(session, actor=actor, now=now, action="spell.added", subject=row)
    return row


def hear_again(
    session: Session,
    spell: Spell,
    *,
    evidence: Evidence,
    heard_on: dt.date,
    ended_on: dt.date | None = None,
    seen: int | None = None,
    actor: Doer,
    now: dt.datetime,
    today: dt.date,
    check_in: CheckIn | None = None,
) -> Spell:
    """Somebody says that a spell goes on, or when it ended.

    The same kind of witness carries their own statement on; another one's word is kept as a statement of its own.
    `seen` is the version they were shown, where they were. Raises Changed, Refused or Broken.
    """
    if seen is not None:
        check_version(spell, seen)
    if spell.withdrawn_at is not None:
        raise Refused("This was withdrawn. Record what they say as something new.")
    values = values_of(spell, evidence=evidence, heard_on=heard_on, ended_on=ended_on)
    if evidence is not spell.evidence:
        return add_spell(session, spell.leaver, values, actor=actor, now=now, today=today, check_in=check_in)
    if spell.ends_on is not None and ended_on is None:
        raise Refused("It ended. Record that they have begun again as something new.")
    faults = spell_faults(values, today)
    if faults:
        raise Broken(faults)
    if ended_on is not None:
        spell.ends_on = ended_on
    spell.confirmed_on = max(spell.confirmed_on, heard_on)
    audit.record(session, actor=actor, now=now, action="spell.heard-again", subject=spell)
    return spell


def withdraw(session: Session, spell: Spell, because: str, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Take a spell out of every figure, with the reason. It stays to be seen. Raises Changed or Refused."""
    check_version(spell, seen)
    if spell.withdrawn_at is not None:
        raise Refused("This is withdrawn already.")
    if not because.strip():
        raise Refused("Write what was wrong with it.", "because")
    spell.withdrawn_at, spell.withdrawn_because = now, because.strip()[:300]
    audit.record(session, actor=actor, now=now, action="spell.withdrawn", subject=spell)


def correct(
    session: Session,
    spell: Spell,
    values: SpellValues,
    because: str,
    *,
    seen: int,
    actor: Doer,
    now: dt.datetime,
    today: dt.date,
) -> Spell:
    """Withdraw a spell that was typed in wrongly, and keep the right one in its place. Raises Changed or Refused."""
    withdraw(session, spell, because, seen=seen, actor=actor, now=now)
    return add_spell(session, spell.leaver, values, actor=actor, now=now, today=today)


def values_of(spell: Spell, *, evidence: Evidence, heard_on: dt.date, ended_on: dt.date | None = None) -> SpellValues:
    """What a spell says, in the mouth of whoever says it now."""
    return SpellValues(
        starts_on=spell.starts_on,
        ends_on=ended_on,
        activity=spell.activity,
        outcome=spell.outcome,
        evidence=evidence,
        heard_on=heard_on,
        hours_a_week=spell.hours_a_week,
        is_paid=spell.is_paid,
        is_seasonal=spell.is_seasonal,
        employer_id=spell.employer_id,
        provider_id=spell.provider_id,
        where=spell.where,
    )
