"""What people do with placements: make, sign, begin, mark, visit, review, end."""

from pfa.internships.services.attending import Marked, mark
from pfa.internships.services.coaching import VisitValues, log_visit, set_plan, take_back_visit
from pfa.internships.services.making import PlacementValues, choose_employer, edit, make
from pfa.internships.services.reviewing import ReviewValues, record_review, say_own
from pfa.internships.services.running import begin, end, go_on, sign

__all__ = [
    "Marked",
    "PlacementValues",
    "ReviewValues",
    "VisitValues",
    "begin",
    "choose_employer",
    "edit",
    "end",
    "go_on",
    "log_visit",
    "make",
    "mark",
    "record_review",
    "say_own",
    "set_plan",
    "sign",
    "take_back_visit",
]
