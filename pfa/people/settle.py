"""What is still open in a record: suggestions that follow from age, year group and gaps; nothing is set by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pfa.calendar.years import academic_year, compulsory_age_ends_on, decides_for_themselves
from pfa.people.codes import DecisionMaker
from pfa.people.models import YoungPerson
from pfa.people.queries.one import enrolment
from pfa.people.services.years import suggested_entry


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to settle: the words, and the subject's page (endpoint) where it is done."""

    words: str
    endpoint: str
    link: str


def open_points(person: YoungPerson, today: dt.date) -> list[OpenPoint]:
    """What is still open for somebody on a day, the most pressing first; nothing for a closed record."""
    if person.closed_on is not None:
        return []
    now = enrolment(person, academic_year(today))
    found = [*_who_decides(person, today)]
    if now is None:
        found.append(OpenPoint("Nobody has said where they are this academic year.", "people.year", "Say where"))
    if person.entry_year is None:
        suggested = suggested_entry(now, today)
        likely = (
            f" Their year group suggests September {suggested}." if suggested else " They may stay or leave: ask them."
        )
        found.append(
            OpenPoint(f"Nobody has said when they next start something new.{likely}", "people.start", "Say when")
        )
    elif person.entry_year < academic_year(today):
        gone = f"They were to start something new in September {person.entry_year}. What comes next?"
        found.append(OpenPoint(gone, "people.start", "Say when"))
    if person.named_worker_id is None:
        found.append(OpenPoint("They have no named worker yet.", "people.around", "Choose one"))
    return [*found, *_travel(person)]


def _who_decides(person: YoungPerson, today: dt.date) -> list[OpenPoint]:
    own = decides_for_themselves(person.born_on, today)
    if own and person.decision_maker is DecisionMaker.parent:
        since = compulsory_age_ends_on(person.born_on)
        said = (
            f"Compulsory school age ended on {since.day} {since:%B %Y}: the young person now decides, "
            "or a representative if they cannot make this decision."
        )
        return [OpenPoint(said, "people.around", "Change who decides")]
    if not own and person.decision_maker is DecisionMaker.young_person:
        said = "They are still of compulsory school age: a parent or carer has the legal say."
        return [OpenPoint(said, "people.around", "Change who decides")]
    return []


def _travel(person: YoungPerson) -> list[OpenPoint]:
    if not person.postcode:
        return [OpenPoint("No home postcode: journeys cannot be worked out.", "people.home", "Enter it")]
    if person.lat is None:
        said = "We do not know where this postcode is: journeys cannot be worked out."
        return [OpenPoint(said, "people.home", "Check the postcode")]
    if person.travel_confirmed_at is None:
        said = "Nobody has confirmed how far they can travel: until then matching uses its usual limit."
        return [OpenPoint(said, "people.home", "Confirm it")]
    return []
