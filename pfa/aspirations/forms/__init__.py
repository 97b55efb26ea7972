"""Forms of the survey, of rounds, of answers entered by staff, of questions, and of the safeguarding queue."""

from pfa.aspirations.forms.companions import CompanionForm
from pfa.aspirations.forms.hand_overs import OutcomeForm
from pfa.aspirations.forms.papers import AloneForm, DropForm, again_form, paper_form, settle_form
from pfa.aspirations.forms.questions import OwnQuestionForm, WhomForm, own_question_form
from pfa.aspirations.forms.reminders import REMINDER_NAMES, ReminderForm
from pfa.aspirations.forms.survey import (
    OUTCOME_NAMES,
    YEAR_GROUPS,
    AnswerForm,
    ClosingForm,
    PlainForm,
    RoundForm,
    comfort_form,
)

__all__ = [
    "OUTCOME_NAMES",
    "REMINDER_NAMES",
    "YEAR_GROUPS",
    "AloneForm",
    "AnswerForm",
    "ClosingForm",
    "CompanionForm",
    "DropForm",
    "OutcomeForm",
    "OwnQuestionForm",
    "PlainForm",
    "ReminderForm",
    "RoundForm",
    "WhomForm",
    "again_form",
    "comfort_form",
    "own_question_form",
    "paper_form",
    "settle_form",
]
