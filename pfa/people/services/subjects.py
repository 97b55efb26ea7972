"""What somebody needs, where they live, the week they want: one verb a subject.

`put_…` checks a value and lays it into a record; `set_…` does so for a form that was opened at a version.
"""

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
from pfa.people.services.saving import begin, finish, refuse_first
from pfa.people.values import Home, Start, Support, Week

UNITS_AT_MOST = 20
TRAVEL_AT_MOST = 240  # minutes one way
Found = list[tuple[str, str]]  # what cannot be right: pairs of field and words


def set_needs(
    session: Session, person: YoungPerson, codes: Sequence[str], *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Say what needs somebody has, the main one first. Raises Refused for an unknown or repeated code."""
    begin(person, seen, words.needs(person))
    put_needs(person, codes)
    finish(session, person, "person.needs-set", actor=actor, now=now, rows=("needs",))


def set_support(
    session: Session, person: YoungPerson, support: Support, *, seen: int, actor: Doer, now: dt.datetime
) -> None:
    """Say the level somebody works at, what a place must have, and how much help they need."""
    begin(person, seen, words.support(person))
    put_support(person, support)
    finish(session, person, "person.support-set", actor=actor, now=now)


def set_home(session: Session, person: YoungPerson, home: Home, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say where somebody lives and how far they can travel."""
    begin(person, seen, words.home(person))
    put_home(person, home, actor=actor, now=now)
    finish(session, person, "person.home-set", actor=actor, now=now)
    session.expire(person, ["travel_confirmed_by"])


def set_start(session: Session, person: YoungPerson, start: Start, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say in which September somebody next starts something new, and when their annual review is."""
    begin(person, seen, words.start(person))
    put_start(person, start, now.date())
    finish(session, person, "person.start-set", actor=actor, now=now)


def set_week(session: Session, person: YoungPerson, week: Week, *, seen: int, actor: Doer, now: dt.datetime) -> None:
    """Say what week somebody wants. Raises Refused if the parts do not fit together."""
    begin(person, seen, words.week(person))
    put_week(person, week)
    finish(session, person, "person.week-set", actor=actor, now=now, rows=("own_sessions",))


def put_needs(person: YoungPerson, codes: Sequence[str]) -> None:
    """Lay the ranked needs into a record. Raises Refused."""
    refuse_first(needs_faults(codes))
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


def put_support(person: YoungPerson, support: Support) -> None:
    """Lay level, access and units into a record. Raises Refused."""
    refuse_first(support_faults(support))
    person.level = support.level
    person.access_needs = [word for word in ACCESS_NEEDS if word in support.access_needs]
    person.support_units, person.coach_units = support.support_units, support.coach_units


def put_home(person: YoungPerson, home: Home, *, actor: Doer, now: dt.datetime) -> None:
    """Lay home and travel into a record. Raises Refused.

    Coordinates follow from the postcode; a postcode that the directory does not know is kept without them. A travel
    limit counts as confirmed only if staff say so in the same act: a new limit starts unconfirmed. A postcode that
    stays as it was keeps its coordinates, whatever the directory says today.
    """
    refuse_first(home_faults(home, person.postcode))
    limit = home.travel_limit_minutes
    if home.postcode.strip() != person.postcode:
        person.postcode, person.lat, person.lon = _placed(home.postcode)
    if not home.is_confirmed:
        person.travel_confirmed_by_id = person.travel_confirmed_at = None
    elif person.travel_confirmed_at is None or limit != person.travel_limit_minutes:
        person.travel_confirmed_by_id, person.travel_confirmed_at = actor.user_id, now
    person.travel_way, person.travel_limit_minutes = home.travel_way, limit


def put_start(person: YoungPerson, start: Start, today: dt.date) -> None:
    """Lay the next start and the review's month into a record. Raises Refused."""
    refuse_first(start_faults(start, today))
    person.entry_year, person.review_month = start.entry_year, start.review_month


def put_week(person: YoungPerson, week: Week) -> None:
    """Lay the week somebody wants into a record. Raises Refused."""
    refuse_first(week_faults(week))
    own = {one.session: one for one in week.own}
    person.sessions_wanted, person.unavailable = week.sessions_wanted, in_week_order(week.unavailable)
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


def needs_faults(codes: Sequence[str]) -> Found:
    """What cannot be right in a ranked list of needs."""
    found: Found = []
    for number, code in enumerate(codes, 1):
        if code not in NEED_TYPES:
            found.append((f"need_{number}", "Choose needs from the list."))
        elif code in codes[: number - 1]:
            found.append((f"need_{number}", f"{NEED_TYPES[code]} is there twice."))
    return found


def support_faults(support: Support) -> Found:
    """What cannot be right in level, access and units."""
    found: Found = []
    if support.level is not None and support.level not in LEVELS:
        found.append(("level", "Choose a level from the list."))
    if not set(support.access_needs) <= ACCESS_NEEDS.keys():
        found.append(("access_needs", "Choose what a place must have from the list."))
    for field, units in (("support_units", support.support_units), ("coach_units", support.coach_units)):
        if not 0 <= units <= UNITS_AT_MOST:
            found.append((field, f"Units must be from 0 to {UNITS_AT_MOST}."))
    return found


def home_faults(home: Home, recorded: str = "") -> Found:
    """What cannot be right in home and travel. `recorded`: the postcode on record, which may stay whatever it is."""
    found: Found = []
    postcode = home.postcode.strip()
    limit = home.travel_limit_minutes
    if postcode and postcode != recorded and postcodes.tidy(postcode) is None:
        found.append(("postcode", "Enter a full postcode, for example S1 2HH."))
    if limit is not None and not 0 <= limit <= TRAVEL_AT_MOST:
        found.append(("travel_limit_minutes", f"Minutes must be from 0 to {TRAVEL_AT_MOST}."))
    if home.is_confirmed and limit is None:
        found.append(("travel_limit_minutes", "Enter the minutes that you have confirmed."))
    return found


def start_faults(start: Start, today: dt.date) -> Found:
    """What cannot be right in the next start and the review's month."""
    found: Found = []
    this = academic_year(today)
    if start.entry_year is not None and not this - 1 <= start.entry_year <= this + 10:
        found.append(("entry_year", f"The September must be from {this - 1} to {this + 10}."))
    if start.review_month is not None and start.review_month not in range(1, 13):
        found.append(("review_month", "Choose a month from the list."))
    return found


def week_faults(week: Week) -> Found:
    """What cannot be right, or does not fit together, in the week somebody wants."""
    own, unavailable = in_week_order(one.session for one in week.own), in_week_order(week.unavailable)
    free = len(SESSIONS) - len(unavailable)
    found: Found = [
        ("unavailable", f"{session_name(one)} cannot be both own time and not available.")
        for one in own
        if one in unavailable
    ]
    if not len(own) <= week.sessions_wanted <= len(SESSIONS):
        found.append(("sessions_wanted", "Half days wanted must be 10 at most, and no fewer than their own time."))
    elif week.sessions_wanted > free:
        found.append(("sessions_wanted", f"Only {free} half days are available, so they cannot want more."))
    if week.providers_at_most is not None and not 1 <= week.providers_at_most <= len(SESSIONS):
        found.append(("providers_at_most", "Different places must be from 1 to 10."))
    return found


def _placed(text: str) -> tuple[str, float | None, float | None]:
    postcode = postcodes.tidy(text)
    if postcode is None:
        return "", None, None
    try:
        place = postcodes.find(postcode)
    except postcodes.DirectoryMissing as missing:
        raise Refused(str(missing), "postcode") from missing
    return (postcode, place.lat, place.lon) if place else (postcode, None, None)
