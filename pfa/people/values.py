"""What forms and files hand to the services: one value a subject, checked by nobody yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pfa.people.codes import DecisionMaker, NoSchool, OwnSessionKind, PlanType, TravelWay


@dataclass(frozen=True, slots=True)
class Details:
    """Who somebody is."""

    reference: str
    first_name: str
    last_name: str
    born_on: dt.date
    known_as: str = ""
    sex: str = "U"
    ethnicity: str = ""
    upn: str = ""
    uln: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """Where somebody is in one academic year: a school, or the reason why none."""

    academic_year: int
    year_group: int
    plan_type: PlanType
    organisation_id: int | None = None
    no_school: NoSchool | None = None
    tutor_group: str = ""  # as the school calls it


@dataclass(frozen=True, slots=True)
class Start:
    """When they next start something new, and the month of their annual review."""

    entry_year: int | None
    review_month: int | None


@dataclass(frozen=True, slots=True)
class Support:
    """The level they work at, what a place must have for them, and how much help they need."""

    level: int | None
    access_needs: tuple[str, ...]
    support_units: int
    coach_units: int


@dataclass(frozen=True, slots=True)
class Home:
    """Where they live and how far they can travel; `is_confirmed`: staff have checked the limit with them."""

    postcode: str
    travel_way: TravelWay
    travel_limit_minutes: int | None
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Own:
    """A session of the week that is theirs alone."""

    session: str
    kind: OwnSessionKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """The week they want: how many half days in all, own ones included, and what must not be filled."""

    sessions_wanted: int
    unavailable: tuple[str, ...]
    own: tuple[Own, ...]
    providers_at_most: int | None
    one_place_a_day: bool
    whole_days: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Who works with them, who decides, and how to talk with them."""

    named_worker_id: int | None
    school_contact: str
    decision_maker: DecisionMaker
    decision_maker_name: str
    language: str
    needs_interpreter: bool
    communication: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A parent, carer or other person beside them."""

    name: str
    relationship_words: str
    phone: str = ""
    email: str = ""
    is_barred: bool = False
