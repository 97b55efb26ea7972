"""Forms for who somebody is, where they are in a year, who is beside them, and for closing a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from pfa.accounts.models import Organisation
from pfa.people.codes import CLOSING_NAMES, NO_SCHOOL_NAMES, PLAN_NAMES, SEX_NAMES, Closing, NoSchool, PlanType
from pfa.people.forms.fields import line
from pfa.people.models import Enrolment
from pfa.people.services.years import YEAR_GROUPS
from pfa.people.values import Beside, Details, Year
from pfa.people.words import year_group_name
from pfa.web import e_mail
from pfa.web.forms import DateField, PfaForm


class PlainForm(PfaForm):
    """A button that does one thing."""


class DetailsForm(PfaForm):
    """Who somebody is."""

    reference = line("Reference", 20, required="Enter your case reference", hint="Your authority's own case number")
    first_name = line("First name", 80, required="Enter a first name")
    last_name = line("Last name", 80, required="Enter a last name")
    known_as = line("Likes to be called", 80, hint="Only if it is not their first name")
    born_on = DateField("Date of birth", validators=[InputRequired("Enter a date of birth")])
    sex = RadioField("Sex", choices=SEX_NAMES, default="U")
    ethnicity = line("Ethnicity", 60, hint="As they or their family describe it. Never used for matching")
    upn = line("Unique pupil number", 20, hint="13 characters. Leave it empty if you do not know it")
    uln = line("Unique learner number", 20, hint="10 digits. Leave it empty if you do not know it")

    def values(self) -> Details:
        return Details(
            reference=self.reference.data or "",
            first_name=self.first_name.data or "",
            last_name=self.last_name.data or "",
            born_on=self.born_on.data,
            known_as=self.known_as.data or "",
            sex=self.sex.data,
            ethnicity=self.ethnicity.data or "",
            upn=self.upn.data or "",
            uln=self.uln.data or "",
        )


class YearForm(PfaForm):
    """Where somebody is in one academic year: one list holds the schools and the reasons for having none."""

    place = SelectField("School or college", validators=[DataRequired("Choose a school, or say why there is none")])
    year_group = SelectField("Year group", validators=[DataRequired("Choose a year group")])
    tutor_group = line("Tutor group", 40, hint="As the school calls it, for example 10B. Cards and lists go by it")
    plan_type = RadioField(
        "What their support rests on",
        choices={plan.value: name for plan, name in PLAN_NAMES.items()},
        validators=[InputRequired("Choose what their support rests on")],
    )

    def __init__(self, year: int, schools: Sequence[Organisation], row: Enrolment | None, group: int, **more: Any):
        place = ""
        if row is not None:
            place = (
                str(row.organisation.public_id) if row.organisation else row.no_school.value if row.no_school else ""
            )
        super().__init__(
            place=place,
            year_group=str(row.year_group if row else group),
            tutor_group=row.tutor_group if row else "",
            plan_type=row.plan_type.value if row else None,
            **more,
        )
        self.year = year
        self.ids = {str(school.public_id): school.id for school in schools}
        named = {str(school.public_id): school.name for school in schools}
        without = {reason.value: f"No local school: {name}" for reason, name in NO_SCHOOL_NAMES.items()}
        self.place.choices = {"": "Choose"} | named | without
        self.year_group.choices = {"": "Choose"} | {str(one): year_group_name(one) for one in YEAR_GROUPS}

    def values(self) -> Year:
        place = self.place.data or ""
        school = self.ids.get(place)
        return Year(
            academic_year=self.year,
            year_group=int(self.year_group.data),
            plan_type=PlanType(self.plan_type.data),
            organisation_id=school,
            no_school=None if school is not None else NoSchool(place),
            tutor_group=self.tutor_group.data or "",
        )


class ContactForm(PfaForm):
    """A parent, carer or somebody else beside them."""

    name = line("Name", 160, required="Enter a name")
    relationship_words = line(
        "Who they are", 80, required="Enter who they are", hint="For example: mother, foster carer"
    )
    phone = line("Phone number", 30)
    email = line("E-mail address", 254)
    is_barred = BooleanField("This person must not be told anything about the young person")

    def validate_email(self, field: StringField) -> None:
        if field.data and not e_mail.is_e_mail(field.data):
            raise ValidationError(e_mail.WORDS)

    def values(self) -> Beside:
        return Beside(
            name=self.name.data or "",
            relationship_words=self.relationship_words.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            is_barred=bool(self.is_barred.data),
        )


class CloseForm(PfaForm):
    """Why a record is closed."""

    reason = RadioField(
        "Why is this record closed?",
        choices={reason.value: name for reason, name in CLOSING_NAMES.items()},
        validators=[InputRequired("Choose why this record is closed")],
    )

    def value(self) -> Closing:
        return Closing(self.reason.data)
