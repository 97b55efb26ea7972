"""What people do with packages: accept, edit by hand, share, answer, agree, open again."""

from pfa.packages.services.accepting import Accepted, Outcome, accept
from pfa.packages.services.answering import Answered, answer, record_application
from pfa.packages.services.concerns import pass_on_words
from pfa.packages.services.editing import Weighed, save, set_aside, start, weigh
from pfa.packages.services.settling import reopen
from pfa.packages.services.sharing import Asked, share, who_is_asked

__all__ = [
    "Accepted",
    "Answered",
    "Asked",
    "Outcome",
    "Weighed",
    "accept",
    "answer",
    "pass_on_words",
    "record_application",
    "reopen",
    "save",
    "set_aside",
    "share",
    "start",
    "weigh",
    "who_is_asked",
]
