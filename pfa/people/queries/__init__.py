"""Questions about young people, each already limited to what whoever asks may see."""

from pfa.people.queries.choices import entry_years, schools, schools_now, tutor_groups, workers, workers_now
from pfa.people.queries.listing import Chosen, Listed, listed
from pfa.people.queries.one import contact, enrolment
from pfa.people.queries.sight import many, of_user, person, visible

__all__ = [
    "Chosen",
    "Listed",
    "contact",
    "enrolment",
    "entry_years",
    "listed",
    "many",
    "of_user",
    "person",
    "schools",
    "schools_now",
    "tutor_groups",
    "visible",
    "workers",
    "workers_now",
]
