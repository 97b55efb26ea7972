"""Forms of the destinations room."""

from pfa.destinations.forms.check_ins import ActForm, CheckInForm
from pfa.destinations.forms.leaving import AskAgainForm, ExportForm, FollowForm, LeavingForm, StopForm
from pfa.destinations.forms.spells import AgainForm, SpellForm, WithdrawForm

__all__ = [
    "ActForm",
    "AgainForm",
    "AskAgainForm",
    "CheckInForm",
    "ExportForm",
    "FollowForm",
    "LeavingForm",
    "SpellForm",
    "StopForm",
    "WithdrawForm",
]
