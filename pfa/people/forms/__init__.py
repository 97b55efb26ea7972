"""Forms of the people room: one subject each."""

from pfa.people.forms.export import ExportForm
from pfa.people.forms.record import CloseForm, ContactForm, DetailsForm, PlainForm, YearForm
from pfa.people.forms.subjects import AroundForm, HomeForm, NeedsForm, StartForm, SupportForm
from pfa.people.forms.week import WeekForm

__all__ = [
    "AroundForm",
    "CloseForm",
    "ContactForm",
    "DetailsForm",
    "ExportForm",
    "HomeForm",
    "NeedsForm",
    "PlainForm",
    "StartForm",
    "SupportForm",
    "WeekForm",
    "YearForm",
]
