"""Forms of following somebody, and of "stop asking"."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import request
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from pfa.destinations.queries import pathways
from pfa.destinations.rules import Left
from pfa.provision.forms.fields import one_of, stripped
from pfa.provision.kinds import KIND_NAMES, OpportunityKind
from pfa.provision.models import Opportunity
from pfa.web.forms import DateField, PfaForm, option

WORDS_AT_MOST = 300  # characters
_SHORT = Length(max=WORDS_AT_MOST, message=f"Use {WORDS_AT_MOST} characters or fewer")


class LeavingForm(PfaForm):
    """Somebody who left something, by hand: one of ours, or only what kind of thing it was."""

    left_on = DateField("Their last day", validators=[InputRequired("Enter their last day")])
    opportunity = SelectField(
        "What did they leave?",
        validators=[Optional()],
        description="If it is not in the list, choose its kind below",
    )
    pathway = SelectField("What kind was it?", coerce=one_of(OpportunityKind))
    where = StringField(
        "Where was it, if it is not in the list?",
        filters=[stripped],
        validators=[Length(max=160, message="Use 160 characters or fewer")],
        description="Name of an employer or provider of ours, or nothing",
    )

    def __init__(self, opportunities: Sequence[Opportunity]) -> None:
        super().__init__()
        self.listed = {str(row.public_id): row for row in opportunities}
        self.opportunity.choices = [
            option("", "Something else"),
            *[option(key, f"{row.provider.name}: {row.name}") for key, row in self.listed.items()],
        ]
        self.pathway.choices = [
            option("", "As it is in the list"),
            *[option(kind.value, KIND_NAMES[kind]) for kind in pathways()],
        ]

    def validate_pathway(self, field: SelectField) -> None:
        if field.data is None and not self.opportunity.data:
            raise ValidationError("Choose what they left, or its kind")

    @property
    def chosen(self) -> Opportunity | None:
        return self.listed.get(self.opportunity.data or "")

    def left(self, employer_id: int | None, provider_id: int | None) -> Left:
        """What was typed, at this employer and provider of ours."""
        row = self.chosen
        if row is None:
            return Left(self.left_on.data, self.pathway.data, None, provider_id, employer_id)
        return Left(self.left_on.data, row.kind, row.id, row.provider_id, employer_id)


class FollowForm(PfaForm):
    """The people ticked in the list of those who have come to the end of something."""

    def ticked(self) -> list[uuid.UUID]:
        """What was ticked; what cannot be read is left out."""
        found = []
        for text in request.form.getlist("key")[:500]:
            try:
                found.append(uuid.UUID(text))
            except ValueError:
                continue
        return found


class StopForm(PfaForm):
    """They asked us to stop."""

    words = TextAreaField("What they said, if they said more", filters=[stripped], validators=[_SHORT])


class AskAgainForm(PfaForm):
    """They asked us to ask again: nobody else can want it for them."""

    own_wish = BooleanField(
        "They told us themselves that we may ask again", validators=[InputRequired("Only they can want this")]
    )
    words = TextAreaField(
        "When and how did they tell us?",
        filters=[stripped],
        validators=[InputRequired("Write when and how they told us themselves."), _SHORT],
    )


class ExportForm(PfaForm):
    """What leaves the house as a file, and for what."""

    what = RadioField(
        "What should be in the file?",
        choices=[
            option("results", "The figures of this page: no names"),
            option("people", "One line for each leaver, with names"),
        ],
        default="results",
    )
    kind = RadioField(
        "Which kind of file?", choices=[option("xlsx", "Excel workbook"), option("csv", "CSV")], default="xlsx"
    )
    purpose = TextAreaField(
        "What is the file for, and who will see it?",
        description="This is kept with your name and the time",
        filters=[stripped],
        validators=[InputRequired("Enter what the file is for"), _SHORT],
    )
