"""Forms of the themes room."""

from __future__ import annotations

import uuid

from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from pfa.themes.services import ThemeValues
from pfa.web.forms import PfaForm


class ThemeForm(PfaForm):
    """A theme's name and its words."""

    name = StringField(
        "Name", [InputRequired("Enter a name"), Length(max=80)], description="For example: getting about"
    )
    words = StringField(
        "Words",
        [Length(max=600)],
        description="With commas between: bus, train, walk home. A text that holds one of them is under the theme",
    )

    def values(self) -> ThemeValues:
        return ThemeValues(self.name.data or "", tuple((self.words.data or "").split(",")))


class MarkForm(PfaForm):
    """One answer put in or taken out."""

    answer = HiddenField()

    def answer_id(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.answer.data or "")
        except ValueError:
            return None


class ActForm(PfaForm):
    """A button that needs nothing but the version it was shown with."""
