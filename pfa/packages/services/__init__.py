"""What people do with packages: accept, edit by hand, share, answer, agree, open again."""

from pfa.packages.services.accepting import Accepted, Outcome, accept
from pfa.packages.services.answering import Answered, answer, record_application
from pfa.packages.services.concerns import pass_on_words
from pfa.packages.services.editing import Weighed, save, set_aside, start, weigh
from pfa.packages.services.settling import reopen
from pfa.packages.services.sharing import Asked, share, who_is_asked
from pfa.packages.services.telling import Wording, take_back, tell

__all__ = [
    "Accepted",
    "Answered",
    "Asked",
    "Outcome",
    "Weighed",
    "Wording",
    "accept",
    "answer",
    "pass_on_words",
    "record_application",
    "reopen",
    "save",
    "set_aside",
    "share",
    "start",
    "take_back",
    "tell",
    "weigh",
    "who_is_asked",
]
