"""Forms of the demand room."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from pfa.demand.models import DemandReply, Replied
from pfa.demand.services import ReplyDraft, reply_faults
from pfa.provision.forms.fields import RuledForm, WholeNumber, stripped
from pfa.provision.rules import Fault
from pfa.web.forms import DateField, PfaForm, option

CHOICES = (
    option(Replied.will_run.value, "We will run it"),
    option(Replied.if_enough.value, "We will run it if enough young people come"),
    option(Replied.cannot.value, "We cannot run it"),
)


def _replied(value: Any) -> Replied | None:
    """The choice that was made; None for none, or for one that we do not offer."""
    if isinstance(value, Replied):
        return value
    return Replied(value) if value in {one.value for one in Replied} else None


class ActForm(PfaForm):
    """A button that needs nothing else."""


class PublishForm(PfaForm):
    """The day by which providers reply."""

    reply_by = DateField("Reply by", validators=[InputRequired("Enter the day by which providers reply")])


class ReplyForm(RuledForm):
    """A provider's answer to one line."""

    said = RadioField("What can you do?", choices=CHOICES, coerce=_replied, validate_choice=False)
    places = WholeNumber("How many places", description="If you will run it. New starters of this authority only")
    at_least = WholeNumber("The fewest young people you need", description="If it depends on enough of them coming")
    because = TextAreaField(
        "Why",
        description="The authority reads this and tells young people the reason, so write it plainly and name nobody. "
        "It must be there if you cannot run it",
    )

    @classmethod
    def of(cls, standing: DemandReply | None) -> ReplyForm:
        """The form with an answer that was given, if there is one."""
        if standing is None:
            return cls()
        kept: dict[str, Any] = {name: getattr(standing, name) for name in ("said", "places", "at_least", "because")}
        return cls(data=kept)

    def draft(self) -> ReplyDraft:
        return ReplyDraft(self.said.data, self.places.data, self.at_least.data, stripped(self.because.data))

    def faults(self) -> list[Fault]:
        return reply_faults(self.draft())
