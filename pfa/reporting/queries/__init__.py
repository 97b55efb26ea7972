"""What each kind of user finds on their first page, in a fixed number of statements."""

from pfa.reporting.queries.desk import Desk, desk
from pfa.reporting.queries.others import (
    AtCollege,
    AtSchool,
    InCharge,
    Mine,
    at_college,
    at_school,
    in_charge,
    mine,
)

__all__ = [
    "AtCollege",
    "AtSchool",
    "Desk",
    "InCharge",
    "Mine",
    "at_college",
    "at_school",
    "desk",
    "in_charge",
    "mine",
]
