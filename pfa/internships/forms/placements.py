"""Forms of a placement itself: what is planned, who signed, how it ended, and the plan of coach hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import (
    FloatField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from pfa.accounts.models import User
from pfa.calendar.week import SESSIONS, session_name
from pfa.core.errors import Refused
from pfa.internships.models import EndReason, Placement
from pfa.internships.names import END_NAMES
from pfa.internships.schedule import Step
from pfa.internships.services import PlacementValues
from pfa.provision.models import Group
from pfa.web.forms import DateField, PfaForm, option

STEPS_AT_MOST = 6  # rows of the plan: nobody fades support in more steps than that
LATEST_WEEK = 104
NUMBER = "Write a number, for example 12 or 12.5."


class ActForm(PfaForm):
    """A button that needs nothing but the version it was shown with."""


class ChooseForm(PfaForm):
    """One of several, by its own id."""

    chosen = HiddenField()


class PlacementForm(PfaForm):
    """What is planned for a placement."""

    starts_on = DateField("First day", validators=[InputRequired("Enter the first day.")])
    ends_on = DateField("Last day", validators=[InputRequired("Enter the last day.")])
    sessions = SelectMultipleField(
        "Half days of a week",
        choices=[option(session, session_name(session)) for session in SESSIONS],
        validators=[InputRequired("Choose at least one half day.")],
    )
    hours_a_week = FloatField("Hours a week", validators=[InputRequired(NUMBER)])
    coach = SelectField("Job coach")
    employer_contact = StringField(
        "Who looks after them at the employer, and how to reach them", validators=[Length(max=160)]
    )

    def __init__(
        self, coaches: Sequence[User], *, group: Group | None = None, placement: Placement | None = None
    ) -> None:
        data: dict[str, Any] = {}
        if placement is not None:
            data = {
                "starts_on": placement.starts_on,
                "ends_on": placement.ends_on,
                "sessions": placement.sessions,
                "hours_a_week": placement.hours_a_week,
                "coach": str(placement.coach.public_id) if placement.coach else "",
                "employer_contact": placement.employer_contact,
                "version": placement.version,
            }
        elif group is not None:
            data = {
                "starts_on": group.starts_on,
                "ends_on": group.ends_on,
                "sessions": group.sessions,
                "hours_a_week": group.hours_a_week,
            }
        super().__init__(data=data)
        self._coaches = {str(user.public_id): user for user in coaches}
        if placement is not None and placement.coach is not None:
            self._coaches.setdefault(str(placement.coach.public_id), placement.coach)
        self.coach.choices = [
            option("", "Nobody yet"),
            *[option(key, user.name) for key, user in self._coaches.items()],
        ]

    def values(self) -> PlacementValues:
        """What was filled in."""
        return PlacementValues(
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            sessions=self.sessions.data or [],
            hours_a_week=self.hours_a_week.data or 0.0,
            coach=self._coaches.get(self.coach.data or ""),
            employer_contact=self.employer_contact.data or "",
        )


class SignForm(PfaForm):
    """Who signed for one party, and when."""

    name = StringField("Name of who signed", validators=[InputRequired("Enter a name."), Length(max=160)])
    signed_on = DateField("Signed on", validators=[InputRequired("Enter the day.")])


class EndForm(PfaForm):
    """How a placement ended."""

    ended_on = DateField("Last day there", validators=[InputRequired("Enter the last day.")])
    reason = RadioField(
        "How did it end?",
        choices=[option(reason.value, words) for reason, words in END_NAMES.items()],
        validators=[InputRequired("Choose how it ended.")],
    )
    words = TextAreaField("What led to it, and what was learned", validators=[Length(max=600)])

    @property
    def why(self) -> EndReason:
        return EndReason(self.reason.data)


class PlanForm(PfaForm):
    """How planned coach hours fade: pairs of a week and hours a week from it on. Made by `plan_form`."""

    def steps(self) -> list[Step]:
        """The rows that are filled in. Raises Refused for half a row."""
        found = []
        for number in range(1, STEPS_AT_MOST + 1):
            week, hours = self[f"week_{number}"].data, self[f"hours_{number}"].data
            if (week is None) != (hours is None):
                raise Refused("Fill in both the week and the hours, or neither.", f"hours_{number}")
            if week is not None and hours is not None:
                found.append(Step(week, hours))
        return found


def plan_form(placement: Placement) -> PlanForm:
    """The form of a placement's plan, with the rows it has now."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {"version": placement.version}
    for number in range(1, STEPS_AT_MOST + 1):
        reach = NumberRange(1, LATEST_WEEK, f"A week is a whole number from 1 to {LATEST_WEEK}.")
        fields[f"week_{number}"] = IntegerField("From week", validators=[Optional(), reach])
        fields[f"hours_{number}"] = FloatField("Hours a week", validators=[Optional(), NumberRange(0, 40, NUMBER)])
    for number, row in enumerate(placement.coach_plan, 1):
        data |= {f"week_{number}": row.from_week, f"hours_{number}": row.hours_a_week}
    form: PlanForm = type("FilledPlanForm", (PlanForm,), fields)(data=data)
    return form
