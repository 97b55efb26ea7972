"""Reminding: who was, how, and when."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from wtforms import RadioField, SelectMultipleField
from wtforms.validators import InputRequired

from pfa.aspirations.models import ReminderWay
from pfa.web.forms import DateField, PfaForm, option

REMINDER_NAMES: Mapping[ReminderWay, str] = {
    ReminderWay.slip: "A slip was handed to them",
    ReminderWay.told: "Somebody told them",
    ReminderWay.phone: "By phone",
    ReminderWay.letter: "By letter",
    ReminderWay.family: "Through their family or carers",
}


class ReminderForm(PfaForm):
    """The young people who were ticked, and how they were reminded."""

    people = SelectMultipleField("Young people", validate_choice=False, choices=[])
    way = RadioField(
        "How were they reminded?",
        choices=[option(way.value, words) for way, words in REMINDER_NAMES.items()],
        default=ReminderWay.slip.value,
    )
    reminded_on = DateField("When?", [InputRequired("Enter the day")])

    def ids(self) -> list[uuid.UUID]:
        """The ids that were ticked; what is no id is left out."""
        return [found for text in self.people.data or [] if (found := _uuid(text)) is not None]


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
