"""Forms of the work with an employer: what was done, where it stands, what was learned."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from pfa.employers.forms.fields import at_most
from pfa.employers.models import ActivityKind, Employer, Stage
from pfa.employers.rules import ACTIVITY_NAMES, LOGGED, STAGE_NAMES
from pfa.employers.services import EvaluationValues, LogValues
from pfa.provision.forms.fields import one_of, stripped
from pfa.web.forms import DateField, PfaForm, option

AGAIN = {"yes": True, "no": False, "": None}


class LogForm(PfaForm):
    """What was done, and what is next: one form, because the one follows from the other."""

    kind = SelectField("What it was", coerce=one_of(ActivityKind), validators=[InputRequired("Choose what it was")])
    on = DateField("When", validators=[InputRequired("Enter the day")])
    words = TextAreaField("What was done or said", filters=[stripped], validators=[at_most(1000)])
    next_action = StringField("What to do next", filters=[stripped], validators=[at_most(200)])
    next_action_on = DateField("By when")

    def __init__(self, employer: Employer, today: dt.date, **more: Any) -> None:
        super().__init__(obj=employer, on=today, kind=ActivityKind.call, **more)
        self.kind.choices = [option(kind.value, ACTIVITY_NAMES[kind]) for kind in LOGGED]

    def values(self) -> LogValues:
        return LogValues(
            kind=self.kind.data,
            on=self.on.data or dt.date.max,
            words=self.words.data or "",
            next_action=self.next_action.data or "",
            next_action_on=self.next_action_on.data,
        )


class MoveForm(PfaForm):
    """The stage an employer is at."""

    stage = RadioField("Stage", coerce=one_of(Stage), validators=[InputRequired("Choose a stage")])
    because = TextAreaField(
        "Why not now",
        filters=[stripped],
        validators=[at_most(300)],
        description="Only for “Not now”. The next person reads it before they ask again",
    )

    def __init__(self, employer: Employer, **more: Any) -> None:
        super().__init__(obj=employer, because=employer.not_now_because, **more)
        self.stage.choices = [option(stage.value, name) for stage, name in STAGE_NAMES.items()]

    def because_of_stage(self) -> str:
        """The reason, which belongs to "not now" alone."""
        return (self.because.data or "") if self.stage.data is Stage.not_now else ""


class EvaluationForm(PfaForm):
    """What was learned from a placement, for both sides."""

    on = DateField("When", validators=[InputRequired("Enter the day")])
    for_young_people = TextAreaField(
        "What it was like for young people",
        filters=[stripped],
        validators=[at_most(1000)],
        description="What worked and what to change next time. Name no young person here",
    )
    for_employer = TextAreaField(
        "What it was like for the employer",
        filters=[stripped],
        validators=[at_most(1000)],
        description="What they gained, what was hard, what they need from us",
    )
    again = RadioField("Would they have somebody again?", default="")

    def __init__(self, today: dt.date, **more: Any) -> None:
        super().__init__(data={"on": today}, **more)
        self.again.choices = [option("yes", "Yes"), option("no", "No"), option("", "Not known yet")]

    def values(self) -> EvaluationValues:
        return EvaluationValues(
            on=self.on.data or dt.date.max,
            for_young_people=self.for_young_people.data or "",
            for_employer=self.for_employer.data or "",
            again=AGAIN[self.again.data or ""],
        )
