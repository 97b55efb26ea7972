"""What is known of somebody in plain words, by label: for their page, and for "this is what is saved now"."""

from __future__ import annotations

import datetime as dt

from pfa.calendar.week import in_week_order, session_name
from pfa.calendar.years import year_name
from pfa.people.codes import (
    ACCESS_NEEDS,
    DECISION_MAKER_NAMES,
    LEVELS,
    NEED_TYPES,
    NO_SCHOOL_NAMES,
    OWN_SESSION_NAMES,
    PLAN_NAMES,
    SEX_NAMES,
    TRAVEL_NAMES,
)
from pfa.people.models import Contact, Enrolment, YoungPerson
from pfa.web.filters import day

MONTHS = [dt.date(2000, month, 1).strftime("%B") for month in range(1, 13)]  # index 0 is month 1


def month_name(month: int | None) -> str:
    """9 is September; empty where it is not known."""
    return MONTHS[month - 1] if month else ""


def year_group_name(group: int) -> str:
    """11 is Year 11; after Year 14 people speak of age."""
    return f"Year {group}" if group <= 14 else f"Age {group + 4}"


def school_words(enrolment: Enrolment | None) -> str:
    """The school, or why there is none."""
    if enrolment is None:
        return "Not recorded for this year"
    if enrolment.organisation is not None:
        return enrolment.organisation.name
    return NO_SCHOOL_NAMES[enrolment.no_school] if enrolment.no_school else ""


def details(person: YoungPerson) -> dict[str, str]:
    return {
        "Reference": person.reference,
        "First name": person.first_name,
        "Last name": person.last_name,
        "Likes to be called": person.known_as,
        "Date of birth": day(person.born_on),
        "Sex": SEX_NAMES[person.sex],
        "Ethnicity": person.ethnicity,
        "Unique pupil number": person.upn or "",
        "Unique learner number": person.uln or "",
    }


def year(enrolment: Enrolment) -> dict[str, str]:
    return {
        "Academic year": year_name(enrolment.academic_year),
        "Year group": year_group_name(enrolment.year_group),
        "Tutor group": enrolment.tutor_group,
        "School or college": school_words(enrolment),
        "Plan": PLAN_NAMES[enrolment.plan_type],
    }


def start(person: YoungPerson) -> dict[str, str]:
    return {
        "Next starts something new": f"September {person.entry_year}" if person.entry_year else "",
        "Annual review": month_name(person.review_month),
    }


def needs(person: YoungPerson) -> dict[str, str]:
    ranked = [NEED_TYPES.get(need.code, need.code) for need in person.needs]
    return {
        "Main need": ranked[0] if ranked else "",
        "Other needs": ", ".join(ranked[1:]) or ("None" if ranked else ""),
    }


def support(person: YoungPerson) -> dict[str, str]:
    return {
        "Level": "" if person.level is None else LEVELS[person.level],
        "A place must have": ", ".join(ACCESS_NEEDS.get(word, word) for word in person.access_needs)
        or "Nothing in particular",
        "Support units": str(person.support_units),
        "Job coach units": str(person.coach_units),
    }


def home(person: YoungPerson) -> dict[str, str]:
    limit = person.travel_limit_minutes
    by = f" by {person.travel_confirmed_by.name}" if person.travel_confirmed_by else ""
    when = day(person.travel_confirmed_at.date()) if person.travel_confirmed_at else ""
    return {
        "Home postcode": person.postcode,
        "Gets there": TRAVEL_NAMES[person.travel_way],
        "Travel at most": "" if limit is None else f"{limit} minutes each way",
        "Limit confirmed": f"{when}{by}" if when else "Not yet: matching uses its usual limit",
    }


def week(person: YoungPerson) -> dict[str, str]:
    own = {one.session: one.label or OWN_SESSION_NAMES[one.kind] for one in person.own_sessions}
    most = person.providers_at_most
    return {
        "Half days wanted": f"{person.sessions_wanted} of 10, own time included",
        "Own time": "; ".join(f"{session_name(one)}: {own[one]}" for one in in_week_order(own)) or "None",
        "Not available": ", ".join(session_name(one) for one in in_week_order(person.unavailable)) or "None",
        "Different places": "As many as it takes" if most is None else f"At most {most}",
        "One place a day": "Yes" if person.one_place_a_day else "No",
        "Whole days only": "Yes" if person.whole_days else "No",
    }


def around(person: YoungPerson) -> dict[str, str]:
    decides = DECISION_MAKER_NAMES[person.decision_maker]
    return {
        "Named worker": person.named_worker.name if person.named_worker else "",
        "School contact": person.school_contact,
        "Decision-maker": f"{decides}: {person.decision_maker_name}" if person.decision_maker_name else decides,
        "Language": f"{person.language}, needs an interpreter" if person.needs_interpreter else person.language,
        "How to communicate": person.communication,
    }


def contact(row: Contact) -> dict[str, str]:
    return {
        "Name": row.name,
        "Who they are": row.relationship_words,
        "Phone": row.phone,
        "E-mail": row.email,
        "May be told": "Nothing at all" if row.is_barred else "Yes",
    }
