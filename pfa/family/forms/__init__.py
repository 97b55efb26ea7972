"""Forms of parents, of young people about their parents, and of the staff."""

from pfa.family.forms.parents import AskForm, CheckForm, MeForm, PlainForm, me_form
from pfa.family.forms.staff import LinkForm, QuestionsForm, TalkForm, ViewForm, paper_form

__all__ = [
    "AskForm",
    "CheckForm",
    "LinkForm",
    "MeForm",
    "PlainForm",
    "QuestionsForm",
    "TalkForm",
    "ViewForm",
    "me_form",
    "paper_form",
]
