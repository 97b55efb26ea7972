"""What somebody needs, where they live, the week they want: one verb a subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from pfa.audit.services import Doer
from pfa.calendar.week import SESSIONS, in_week_order, session_name
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.geography import postcodes
from pfa.people import words
from pfa.people.codes import ACCESS_NEEDS, LEVELS, NEED_TYPES
from pfa.people.models import Need, OwnSession, YoungPerson
from pfa.people.services.saving import begin, finish
from pfa.people.values import Home, Start, Support, Week

UNITS_AT_MOST = 20
TRAVEL_AT_MOST = 240  # minutes one way


def set_needs(
    session: Session, person: YoungPerson, codes: Sequence[str], *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Say what needs somebody has, the main one first. Raises Refused for an unknown or repeated code."""
    begin(person, seen, words.needs(person))
    for number, code in enumerate(codes, 1):
        if code not in NEED_TYPES:
            raise Refused("Choose needs from the list.", f"need_{number}")
        if code in codes[: number - 1]:
            raise Refused(f"{NEED_TYPES[code]} is there twice.", f"need_{number}")
    by_code = {need.code: need for need in person.needs}
    for code in by_code.keys() - set(codes):
        person.needs.remove(by_code[code])
    for rank, code in enumerate(codes, 1):
        need = by_code.get(code)
        if need is None:
            person.needs.append(Need(authority_id=person.authority_id, code=code, rank=rank))
        else:
            need.rank = rank
    person.needs.sort(key=lambda need: need.rank)
    finish(session, person, "person.needs-set", actor=actor, now=now, rows=("needs",))


def set_support(
    session: Session, person: YoungPerson, support: Support, *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Say the level somebody works at, what a place must have, and how much help they need."""
    begin(person, seen, words.support(person))
    if support.level is not None and support.level not in LEVELS:
        raise Refused("Choose a level from the list.", "level")
    if not set(support.access_needs) <= ACCESS_NEEDS.keys():
        raise Refused("Choose what a place must have from the list.", "access_needs")
    for field, units in (("support_units", support.support_units), ("coach_units", support.coach_units)):
        if not 0 <= units <= UNITS_AT_MOST:
            raise Refused(f"Units must be from 0 to {UNITS_AT_MOST}.", field)
    person.level = support.level
    person.access_needs = [word for word in ACCESS_NEEDS if word in support.access_needs]
    person.support_units, person.coach_units = support.support_units, support.coach_units
    finish(session, person, "person.support-set", actor=actor, now=now)


def set_home(session: Session, person: YoungPerson, home: Home, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say where somebody lives and how far they can travel.

    Coordinates follow from the postcode; a postcode that the directory does not know is kept without them. A travel
    limit counts as confirmed only if staff say so in the same act: a new limit starts unconfirmed.
    """
    begin(person, seen, words.home(person))
    limit = home.travel_limit_minutes
    if limit is not None and not 0 <= limit <= TRAVEL_AT_MOST:
        raise Refused(f"Minutes must be from 0 to {TRAVEL_AT_MOST}.", "travel_limit_minutes")
    if home.is_confirmed and limit is None:
        raise Refused("Enter the minutes that you have confirmed.", "travel_limit_minutes")
    person.postcode, person.lat, person.lon = _placed(home.postcode)
    if not home.is_confirmed:
        person.travel_confirmed_by_id = person.travel_confirmed_at = None
    elif person.travel_confirmed_at is None or limit != person.travel_limit_minutes:
        person.travel_confirmed_by_id, person.travel_confirmed_at = actor.user_id, now
    person.travel_way, person.travel_limit_minutes = home.travel_way, limit
    finish(session, person, "person.home-set", actor=actor, now=now)
    session.expire(person, ["travel_confirmed_by"])


def set_start(session: Session, person: YoungPerson, start: Start, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say in which September somebody next starts something new, and when their annual review is."""
    begin(person, seen, words.start(person))
    this = academic_year(now.date())
    if start.entry_year is not None and not this - 1 <= start.entry_year <= this + 10:
        raise Refused("Choose a September from the list.", "entry_year")
    if start.review_month is not None and start.review_month not in range(1, 13):
        raise Refused("Choose a month from the list.", "review_month")
    person.entry_year, person.review_month = start.entry_year, start.review_month
    finish(session, person, "person.start-set", actor=actor, now=now)


def set_week(session: Session, person: YoungPerson, week: Week, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say what week somebody wants. Raises Refused if the parts do not fit together."""
    begin(person, seen, words.week(person))
    own = {one.session: one for one in week.own}
    unavailable = in_week_order(week.unavailable)
    _check_week(week, in_week_order(own), unavailable)
    person.sessions_wanted, person.unavailable = week.sessions_wanted, unavailable
    person.providers_at_most = week.providers_at_most
    person.one_place_a_day, person.whole_days = week.one_place_a_day, week.whole_days
    kept = {row.session: row for row in person.own_sessions}
    for session_key in kept.keys() - own.keys():
        person.own_sessions.remove(kept[session_key])
    for session_key in in_week_order(own):
        row = kept.get(session_key)
        if row is None:
            row = OwnSession(authority_id=person.authority_id, session=session_key)
            person.own_sessions.append(row)
        row.kind, row.label = own[session_key].kind, own[session_key].label
    finish(session, person, "person.week-set", actor=actor, now=now, rows=("own_sessions",))


def _check_week(week: Week, own: list[str], unavailable: list[str]) -> None:
    for session_key in own:
        if session_key in unavailable:
            raise Refused(f"{session_name(session_key)} cannot be both own time and not available.")
    if not len(own) <= week.sessions_wanted <= len(SESSIONS):
        raise Refused("Half days wanted must be 10 at most, and no fewer than their own time.", "sessions_wanted")
    if week.sessions_wanted > len(SESSIONS) - len(unavailable):
        free = len(SESSIONS) - len(unavailable)
        raise Refused(f"Only {free} half days are available, so they cannot want more.", "sessions_wanted")
    if week.providers_at_most is not None and not 1 <= week.providers_at_most <= len(SESSIONS):
        raise Refused("Different places must be from 1 to 10.", "providers_at_most")


def _placed(text: str) -> tuple[str, float | None, float | None]:
    if not text.strip():
        return "", None, None
    postcode = postcodes.tidy(text)
    if postcode is None:
        raise Refused("Enter a full postcode, for example S1 2HH.", "postcode")
    try:
        place = postcodes.find(postcode)
    except postcodes.DirectoryMissing as missing:
        raise Refused(str(missing), "postcode") from missing
    return (postcode, place.lat, place.lon) if place else (postcode, None, None)
