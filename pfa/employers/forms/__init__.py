"""The forms of the employers room."""

from pfa.employers.forms.answer import AnswerForm
from pfa.employers.forms.offers import AskForm
from pfa.employers.forms.parts import CheckForm, ContactForm
from pfa.employers.forms.pipeline import EvaluationForm, LogForm, MoveForm
from pfa.employers.forms.record import AddForm, EmployerForm

__all__ = [
    "AddForm",
    "AnswerForm",
    "AskForm",
    "CheckForm",
    "ContactForm",
    "EmployerForm",
    "EvaluationForm",
    "LogForm",
    "MoveForm",
]
