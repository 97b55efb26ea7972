"""Questions about placements, each limited to what whoever asks may see."""

from pfa.internships.queries.coaching import (
    CoachDesk,
    CoachHours,
    Hours,
    coach_desk,
    hours_by_coach,
    hours_of,
)
from pfa.internships.queries.daily import Slot, day_page, on_day, slots_on, week
from pfa.internships.queries.listing import Counts, Wanted, counts, ended, ended_of, placements
from pfa.internships.queries.making import (
    ToMake,
    employer,
    employers_named,
    one_to_make,
    to_make,
)
from pfa.internships.queries.sight import (
    coaches,
    has_work,
    own,
    placement,
    places_of,
    review_of,
    user_names,
    visible,
    visit_of,
)
from pfa.internships.queries.waiting import Due, Found, Unseen, due, not_seen

__all__ = [
    "CoachDesk",
    "CoachHours",
    "Counts",
    "Due",
    "Found",
    "Hours",
    "Slot",
    "ToMake",
    "Unseen",
    "Wanted",
    "coach_desk",
    "coaches",
    "counts",
    "day_page",
    "due",
    "employer",
    "employers_named",
    "ended",
    "ended_of",
    "has_work",
    "hours_by_coach",
    "hours_of",
    "not_seen",
    "on_day",
    "one_to_make",
    "own",
    "placement",
    "placements",
    "places_of",
    "review_of",
    "slots_on",
    "to_make",
    "user_names",
    "visible",
    "visit_of",
    "week",
]
