"""Forms of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from wtforms import StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length

from pfa.calendar.clock import HalfDays
from pfa.calendar.planner import STEP_NAMES, Step
from pfa.web.forms import DateField, PfaForm


def _time(words: str) -> TimeField:
    return TimeField(
        words,
        description="By the 24-hour clock, for example 09:30",
        validators=[DataRequired(f"Enter when {words[0].lower()}{words[1:]}, for example 09:30")],
    )


class TermForm(PfaForm):
    """One term."""

    name = StringField(
        "Name", description="For example: Autumn, first half", validators=[DataRequired("Enter a name"), Length(max=60)]
    )
    starts_on = DateField("First day", validators=[InputRequired("Enter the first day of teaching")])
    ends_on = DateField("Last day", validators=[InputRequired("Enter the last day of teaching")])

    def values(self) -> dict[str, Any]:
        return {"name": (self.name.data or "").strip(), "starts_on": self.starts_on.data, "ends_on": self.ends_on.data}


class ClockForm(PfaForm):
    """When half days begin and end."""

    morning_from = _time("Mornings begin")
    morning_to = _time("Mornings end")
    afternoon_from = _time("Afternoons begin")
    afternoon_to = _time("Afternoons end")

    def values(self) -> HalfDays:
        fields = (self.morning_from, self.morning_to, self.afternoon_from, self.afternoon_to)
        return HalfDays(*[field.data for field in fields if field.data is not None])


def _step(step: Step) -> DateField:
    return DateField(STEP_NAMES[step], validators=[InputRequired("Enter a day")])


class PlannerForm(PfaForm):
    """The days of the year planner of one September."""

    ask = _step(Step.ask)
    publish = _step(Step.publish)
    reply = _step(Step.reply)
    review = _step(Step.review)
    name = _step(Step.name)

    def fields_in_order(self) -> list[DateField]:
        return [self[step.value] for step in Step]

    def values(self) -> Mapping[Step, dt.date]:
        return {step: self[step.value].data for step in Step}


class RemoveForm(PfaForm):
    """A button that takes a term out."""
