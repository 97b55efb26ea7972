"""Choosing young people for cards or for a class."""

from __future__ import annotations

import uuid

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import Length

from pfa.web.forms import PfaForm, option

MINUTES = (30, 45, 60)


class PeopleForm(PfaForm):
    """The young people who were ticked, and what a class for them is called and how long it lasts."""

    people = SelectMultipleField("Young people", validate_choice=False, choices=[])
    name = StringField("Name of the class", [Length(max=80)])
    minutes = SelectField(
        "It closes by itself after",
        choices=[option(number, f"{number} minutes") for number in MINUTES],
        default=str(MINUTES[1]),
    )

    def ids(self) -> list[uuid.UUID]:
        """The ids that were ticked; what is no id is left out."""
        return [found for text in self.people.data or [] if (found := _uuid(text)) is not None]


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
