"""What people do with employers."""

from pfa.employers.services.checks import CheckValues, edit_check, record_check
from pfa.employers.services.contacts import ContactValues, add_contact, edit_contact
from pfa.employers.services.offers import Answer, answer, ask, mark_read, withdraw
from pfa.employers.services.pipeline import EvaluationValues, LogValues, evaluate, log, move
from pfa.employers.services.record import EmployerValues, add_employer, edit_employer

__all__ = [
    "Answer",
    "CheckValues",
    "ContactValues",
    "EmployerValues",
    "EvaluationValues",
    "LogValues",
    "add_contact",
    "add_employer",
    "answer",
    "ask",
    "edit_check",
    "edit_contact",
    "edit_employer",
    "evaluate",
    "log",
    "mark_read",
    "move",
    "record_check",
    "withdraw",
]
