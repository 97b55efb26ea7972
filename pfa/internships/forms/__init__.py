"""Forms of the internships room."""

from pfa.internships.forms.attendance import AttendanceForm, attendance_form
from pfa.internships.forms.placements import (
    ActForm,
    ChooseForm,
    EndForm,
    PlacementForm,
    PlanForm,
    SignForm,
    plan_form,
)
from pfa.internships.forms.saying import OwnForm, ReviewForm, VisitForm

__all__ = [
    "ActForm",
    "AttendanceForm",
    "ChooseForm",
    "EndForm",
    "OwnForm",
    "PlacementForm",
    "PlanForm",
    "ReviewForm",
    "SignForm",
    "VisitForm",
    "attendance_form",
    "plan_form",
]
