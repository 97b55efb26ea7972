"""The columns a file of provision can have: what each belongs to, how it is read, and how a value is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pfa.calendar.week import SESSIONS, session_name
from pfa.imports.kinds import Column
from pfa.people.codes import ACCESS_NEEDS, LEVELS, PLAN_NAMES
from pfa.people.importing.cells import (
    access,
    coded,
    day,
    e_mail,
    half_day,
    half_days,
    known_postcode,
    named,
    text,
    whole,
)
from pfa.provision import rules
from pfa.provision.forms.providers import ORGANISATION_KINDS
from pfa.provision.kinds import FUNDERS, KIND_NAMES, KINDS_OF_WORK, Certainty
from pfa.web.filters import day as day_words

PROVIDER, OPPORTUNITY, GROUP = "provider", "opportunity", "group"
CERTAINTY_NAMES = {Certainty.confirmed: "Confirmed", Certainty.provisional: "Provisional"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: what it belongs to, `read` makes a value of a cell or raises ValueError, `show` says a value."""

    of: str
    column: Column
    read: Callable[[str], Any]
    show: Callable[[Any], str] = str

    @property
    def key(self) -> str:
        return self.column.key


def _year(cell: str) -> int:
    """2027, September 2027 or 2027/28."""
    match = re.fullmatch(r"(?:sept?(?:ember)?\s+)?([0-9]{4})(?:/[0-9]{2}|/[0-9]{4})?", cell.lower())
    if not match or not rules.FIRST_YEAR <= int(match[1]) <= rules.LAST_YEAR:
        raise ValueError("Enter the September it starts in, for example 2027.")
    return int(match[1])


def _hours(cell: str) -> float:
    if not re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,2})?", cell):
        raise ValueError("Enter hours as a number, like 3 or 2.5.")
    return float(cell)


def _percent(cell: str) -> int:
    """80 or 80 %."""
    match = re.fullmatch(r"([0-9]{1,3})\s*%?", cell)
    if not match or int(match[1]) > 100:
        raise ValueError("Enter a whole number from 0 to 100.")
    return int(match[1])


def _pounds(cell: str) -> int:
    """6000, 6,000 or £6,000."""
    match = re.fullmatch(r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})", cell)
    if not match or int(match[1].replace(",", "")) > rules.COST_AT_MOST:
        raise ValueError("Enter whole pounds, like 6000.")
    return int(match[1].replace(",", ""))


def _plans(cell: str) -> list[str]:
    read = named(PLAN_NAMES)
    return list(dict.fromkeys(read(part.strip()).value for part in re.split(r"[;|]", cell) if part.strip()))


def _features(cell: str) -> list[str]:
    return list(access(cell))


def _sessions(cell: str) -> list[str]:
    return list(half_days(cell))


def _held_at(cell: str) -> dict[str, str]:
    """fri-am: Vale College, Central campus; fri-pm: Vale College, Central campus."""
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in cell.split(";"))):
        when, colon, where = part.partition(":")
        if not colon or not where.strip():
            raise ValueError("Enter half days held elsewhere as fri-am: Vale College, with a semicolon between two.")
        session = half_day(when)
        if session in found:
            raise ValueError(f"{session_name(session)} is there twice.")
        found[session] = where.strip()
    return found


def _show_plans(plans: list[str]) -> str:
    return "; ".join(name for plan, name in PLAN_NAMES.items() if plan.value in plans)


def _show_features(features: list[str]) -> str:
    return "; ".join(name for key, name in ACCESS_NEEDS.items() if key in features)


def _show_sessions(sessions: list[str]) -> str:
    return "; ".join(session_name(one) for one in SESSIONS if one in sessions)


def _show_held(held: Mapping[str, str]) -> str:
    return "; ".join(f"{session_name(session)}: {held[session]}" for session in SESSIONS if session in held)


def _field(of: str, key: str, title: str, read: Callable[[str], Any], **more: Any) -> Field:
    show = more.pop("show", str)
    return Field(of, Column(key, title, **more), read, show)


LEVEL_HINT = "Only if the programme really turns people away"
FIELDS = (
    _field(PROVIDER, "organisation", "Organisation", text(rules.NAME), required=True, also=("Provider", "College"),
           hint="The college, employer or other body", example="Invented College"),
    _field(PROVIDER, "organisation_kind", "Kind of organisation", named(ORGANISATION_KINDS),
           show=lambda kind: ORGANISATION_KINDS[kind], hint="Only for one that is not known yet", example="College"),
    _field(PROVIDER, "site_name", "Place", text(rules.NAME), also=("Site", "Campus"),
           hint="Where it has several", example="North site"),
    _field(PROVIDER, "postcode", "Postcode", known_postcode, hint="So that journeys can be worked out",
           example="S1 2HH"),
    _field(PROVIDER, "contact_name", "Whom to ask", text(120), also=("Contact",), example="Front desk"),
    _field(PROVIDER, "contact_email", "E-mail", e_mail, also=("Contact e-mail",), example="desk@example.org"),
    _field(OPPORTUNITY, "opportunity", "Opportunity", text(rules.NAME), required=True, also=("Course", "Programme"),
           example="Cooking for work"),
    _field(OPPORTUNITY, "kind", "Kind", named(KIND_NAMES), show=lambda kind: KIND_NAMES[kind],
           example="Study programme"),
    _field(OPPORTUNITY, "kind_of_work", "Kind of work", coded(KINDS_OF_WORK), show=lambda key: KINDS_OF_WORK[key],
           also=("Sector",), example="Cooking and food"),
    _field(OPPORTUNITY, "summary", "In a few words", text(rules.SUMMARY), also=("Summary", "Description"),
           example="You cook for the college café."),
    _field(OPPORTUNITY, "level_min", "Lowest level", coded(LEVELS), show=lambda number: LEVELS[number],
           hint=LEVEL_HINT),
    _field(OPPORTUNITY, "level_max", "Highest level", coded(LEVELS), show=lambda number: LEVELS[number]),
    _field(OPPORTUNITY, "age_min", "Youngest age", whole(0, 99), example="16"),
    _field(OPPORTUNITY, "age_max", "Oldest age", whole(0, 99)),
    _field(OPPORTUNITY, "plan_types", "Only for people with", _plans, show=_show_plans,
           hint="Empty: open to everyone. A semicolon between two"),
    _field(OPPORTUNITY, "features", "It is there", _features, show=_show_features, also=("Features",),
           hint="What is there already; everything else is asked", example="Step-free access; Quiet space"),
    _field(OPPORTUNITY, "cannot", "Cannot be met", _features, show=_show_features,
           hint="Rules people out: only what was asked and cannot be done"),
    _field(GROUP, "entry_year", "Starts in September", _year, required=True, also=("Entry year", "Year"),
           example="2027"),
    _field(GROUP, "name", "Group", text(rules.GROUP_NAME), hint="Its name, if it has one", example="Group B"),
    _field(GROUP, "sessions", "Sessions", _sessions, show=_show_sessions, also=("Days",), required=True,
           hint="Half days, a semicolon between two", example="mon-am; mon-pm; tue-am; tue-pm; wed-am; wed-pm"),
    _field(GROUP, "held_at", "Held elsewhere", _held_at, show=_show_held,
           hint="Half day: provider, a semicolon between two"),
    _field(GROUP, "places", "Places", whole(0, rules.PLACES_AT_MOST), example="8"),
    _field(GROUP, "smallest_viable", "Fewest people it runs with", whole(0, rules.PLACES_AT_MOST),
           also=("Smallest viable", "Minimum"), example="4"),
    _field(GROUP, "support_ceiling", "Support units at most", whole(0, rules.UNITS_AT_MOST),
           hint="Leave empty unless the provider states a real ceiling"),
    _field(GROUP, "pool", "Coach pool", text(rules.POOL_NAME), hint="By its name; the pool must be there already"),
    _field(GROUP, "hours_a_session", "Hours in a session", _hours, show=lambda hours: f"{hours:g}", example="3"),
    _field(GROUP, "weeks_a_year", "Weeks a year", whole(0, 99), example="36"),
    _field(GROUP, "starts_on", "First day", day, show=day_words, example="06/09/2027"),
    _field(GROUP, "ends_on", "Last day", day, show=day_words, example="07/07/2028"),
    _field(GROUP, "certainty", "Days and hours", named(CERTAINTY_NAMES), show=lambda one: CERTAINTY_NAMES[one],
           also=("Certainty",), example="Provisional"),
    _field(GROUP, "chance", "How likely it runs", _percent, show=lambda percent: f"{percent} %", also=("Chance",),
           hint="Per cent; empty: sure", example="80"),
    _field(GROUP, "funder", "Who pays", coded(FUNDERS), show=lambda key: FUNDERS[key], also=("Funder",),
           hint="Only where a place costs a budget something", example="High needs budget"),
    _field(GROUP, "cost", "Cost of a place a year", _pounds, show=lambda pounds: f"£{pounds:,}", also=("Cost",),
           hint="Whole pounds for one person", example="6000"),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}
