"""The form with which staff ask an employer to confirm a placement."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from pfa.employers.forms.fields import at_most
from pfa.provision.forms.fields import stripped
from pfa.web.forms import PfaForm, option

DAYS = {7: "1 week", 14: "2 weeks", 28: "4 weeks"}


class AskForm(PfaForm):
    """Who gets the link, and how long it works."""

    sent_to = StringField(
        "Who gets the link",
        filters=[stripped],
        validators=[InputRequired("Enter who gets the link"), at_most(160)],
        description="A name or an e-mail address, for your own record. You send the link yourself",
    )
    days = SelectField("How long it works", coerce=int)

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"days": 14, **more})
        self.days.choices = [option(days, words) for days, words in DAYS.items()]
