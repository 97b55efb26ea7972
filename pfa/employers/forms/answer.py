"""The form an employer answers with, without an account."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from pfa.employers.forms.fields import at_most
from pfa.employers.models import OfferSaid
from pfa.employers.services import Answer
from pfa.provision.forms.fields import WholeNumber, one_of, stripped
from pfa.web.forms import PfaForm, option


class AnswerForm(PfaForm):
    """Yes with how many places, or no with why."""

    said = RadioField(
        "Can you offer this placement?", coerce=one_of(OfferSaid), validators=[InputRequired("Choose yes or no")]
    )
    places = WholeNumber("How many places can you offer?")
    words = TextAreaField(
        "Anything we should know",
        filters=[stripped],
        validators=[at_most(500)],
        description="If you cannot offer it, please say why. Do not write about any young person here",
    )
    said_by = StringField("Your name", filters=[stripped], validators=[InputRequired("Enter your name"), at_most(120)])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.said.choices = [option("yes", "Yes"), option("no", "No")]

    def answer(self) -> Answer:
        return Answer(
            said=self.said.data,
            said_by=self.said_by.data or "",
            places=self.places.data,
            words=self.words.data or "",
        )
