"""Pages of the aspirations room: the survey, talking to someone, rounds, answers, the safeguarding queue."""

from pfa.aspirations.views import answers, rounds, safeguarding, survey, talk
from pfa.aspirations.views.blueprint import blueprint

__all__ = ["answers", "blueprint", "rounds", "safeguarding", "survey", "talk"]
