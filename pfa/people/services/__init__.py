"""What people do with a young person's record: one verb a subject."""

from pfa.people.services.beside import add_contact, edit_contact, remove_contact, set_around
from pfa.people.services.record import add, close, edit_details, reopen
from pfa.people.services.subjects import set_home, set_needs, set_start, set_support, set_week
from pfa.people.services.years import set_year, suggested_entry

__all__ = [
    "add",
    "add_contact",
    "close",
    "edit_contact",
    "edit_details",
    "remove_contact",
    "reopen",
    "set_around",
    "set_home",
    "set_needs",
    "set_start",
    "set_support",
    "set_week",
    "set_year",
    "suggested_entry",
]
