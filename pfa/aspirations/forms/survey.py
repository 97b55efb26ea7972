"""Forms of the survey, of rounds, of answers entered by staff and of the safeguarding queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from pfa.accounts.models import User
from pfa.aspirations.comfort import SETTINGS
from pfa.aspirations.models import Reading, ReadingKind, ReadingOutcome
from pfa.aspirations.questions import AnswerValue, Question, Takes
from pfa.aspirations.services import NOTE_AT_MOST, OF_TALK, Closing, RoundValues
from pfa.aspirations.words import say
from pfa.calendar.years import year_name
from pfa.web.forms import DateField, PfaForm, option

REMINDER_DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 28)
YEAR_GROUPS = (9, 10, 11, 12, 13, 14)
OUTCOME_NAMES = {
    ReadingOutcome.no_concern: "I have read it: no concern",
    ReadingOutcome.talked: "I have talked with them",
    ReadingOutcome.passed_on: "I pass it on to somebody",
    ReadingOutcome.referred: "I have made a safeguarding referral",
}


class FeltField(Field):
    """A feeling for each of some things: fields `feel.CODE`, each with one feeling."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """The choices as an answer has them, `FEELING:CODE`."""
        names = [name for name in formdata or () if name.startswith("feel.")]
        self.data = [f"{formdata.get(name)}:{name.removeprefix('feel.')}" for name in names]


class AnswerForm(PfaForm):
    """One question of the survey. What it takes is decided by the question, not by the form."""

    choice = SelectMultipleField(choices=(), validate_choice=False)
    kept = SelectMultipleField(choices=(), validate_choice=False)  # chosen, and not on view right now
    felt = FeltField()
    named = SelectMultipleField(choices=(), validate_choice=False)  # names, as they type them
    text = TextAreaField()

    def value(self, question: Question) -> AnswerValue:
        """What was said. What is out of view stays, unless a choice on view stands alone or takes its place."""
        shown, kept = [*(self.choice.data or ()), *self.felt.data], list(self.kept.data or ())
        if question.takes is Takes.one or any(choice in question.alone for choice in shown):
            kept = [] if shown else kept
        elif shown:
            kept = [choice for choice in kept if choice not in question.alone]
        names = "\n".join(filter(None, self.named.data or ()))  # boxes left empty say nothing
        return AnswerValue((*kept, *shown), names if question.takes is Takes.names else self.text.data or "")


class ComfortForm(PfaForm):
    """The settings of the look of pages, and the page to go back to."""

    back = HiddenField()

    def values(self) -> dict[str, str]:
        return {setting: str(self._fields[setting].data) for setting in SETTINGS}


def comfort_form() -> type[ComfortForm]:
    """The form class for the settings there are."""
    fields = {
        setting: RadioField(
            say(f"comfort.{setting}"),
            choices=[option(each, say(f"comfort.{setting}.{each}")) for each in options],
        )
        for setting, options in SETTINGS.items()
    }
    return type("ComfortsForm", (ComfortForm,), fields)


class RoundForm(PfaForm):
    """A round: its name, whom it asks, and when."""

    name = StringField(
        "Name", [InputRequired("Enter a name"), Length(max=120)], description="For example, Year 10 in spring 2027"
    )
    academic_year = SelectField("Academic year", coerce=int, description="Year groups are those of this year")
    year_groups = SelectMultipleField(
        "Year groups", coerce=int, choices=[option(year, f"Year {year}") for year in YEAR_GROUPS]
    )
    includes_without_school = BooleanField("Also ask everyone who has no local school", default=True)
    opens_on = DateField("First day", [InputRequired("Enter the first day")])
    closes_on = DateField("Last day", [InputRequired("Enter the last day")])
    reminder_days = SelectField(
        "Leave people in peace after a reminder for",
        coerce=int,
        choices=[option(days, f"{days} days" if days > 1 else "1 day") for days in REMINDER_DAYS],
        default=7,
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.academic_year.choices = [option(year, year_name(year)) for year in range(this_year - 1, this_year + 3)]

    def values(self) -> RoundValues:
        return RoundValues(
            name=(self.name.data or "").strip(),
            academic_year=self.academic_year.data,
            year_groups=tuple(self.year_groups.data or ()),
            includes_without_school=bool(self.includes_without_school.data),
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
            reminder_days=self.reminder_days.data,
        )


class ClosingForm(PfaForm):
    """How something in the queue is closed."""

    outcome = RadioField("What have you done?", validators=[InputRequired("Choose what you have done")])
    passed_to = SelectField("Passed to", description="Only if you pass it on", validate_choice=False)
    note = TextAreaField(
        "Note",
        [Length(max=NOTE_AT_MOST)],
        description="Needed if you pass it on. Safeguarding leads see it, and the person you pass it to.",
    )

    def __init__(self, reading: Reading, staff: Sequence[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(user.public_id): user for user in staff}
        outcomes = [one for one in ReadingOutcome if reading.kind is not ReadingKind.talk or one in OF_TALK]
        self.outcome.choices = [option(one.value, OUTCOME_NAMES[one]) for one in outcomes]
        named = [option(key, user.name) for key, user in self._staff.items()]
        self.passed_to.choices = [option("", "Choose a person"), *named]

    def closing(self) -> Closing:
        outcome = ReadingOutcome(self.outcome.data)
        passed_to = self._staff.get(self.passed_to.data or "") if outcome is ReadingOutcome.passed_on else None
        return Closing(outcome, (self.note.data or "").strip(), passed_to)


class PlainForm(PfaForm):
    """A button."""
