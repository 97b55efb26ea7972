"""Forms of what hangs on an employer: people and checks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired

from pfa.employers.forms.fields import at_most
from pfa.employers.models import CheckKind, Employer, EmployerCheck, EmployerContact
from pfa.employers.rules import CHECK_NAMES
from pfa.employers.services import CheckValues, ContactValues
from pfa.employers.shown import place_name
from pfa.provision.forms.fields import one_of, stripped, whole_or_none
from pfa.web.e_mail import LONGEST, e_mail_or_nothing
from pfa.web.forms import DateField, PfaForm, option


def _places(employer: Employer, none: str) -> list[Any]:
    listed = [option(site.id, place_name(site)) for site in employer.organisation.sites]
    return [option("", none), *listed]


class ContactForm(PfaForm):
    """Somebody who works there."""

    name = StringField("Name", filters=[stripped], validators=[at_most(120)])
    job = StringField("What they do there", filters=[stripped], validators=[at_most(120)])
    email = StringField("E-mail address", filters=[stripped], validators=[at_most(LONGEST), e_mail_or_nothing()])
    phone = StringField("Phone number", filters=[stripped], validators=[at_most(30)])
    site_id = SelectField("Where they work", coerce=whole_or_none)
    is_key = BooleanField("They are the one to ask first")
    left_on = DateField("They left on", description="Only if they do not work there any more")

    def __init__(self, employer: Employer, contact: EmployerContact | None = None, **more: Any) -> None:
        super().__init__(obj=contact, **more)
        self.site_id.choices = _places(employer, "Everywhere, or not known")
        if contact is None:
            del self.left_on

    def values(self) -> ContactValues:
        return ContactValues(
            name=self.name.data or "",
            job=self.job.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            site_id=self.site_id.data,
            is_key=bool(self.is_key.data),
            left_on=self.left_on.data if "left_on" in self else None,
        )


class CheckForm(PfaForm):
    """A check that was made."""

    kind = SelectField("What was checked", coerce=one_of(CheckKind), validators=[InputRequired("Choose what it was")])
    site_id = SelectField("Where", coerce=whole_or_none)
    checked_on = DateField("Checked on", validators=[InputRequired("Enter the day it was checked")])
    expires_on = DateField("Holds until", description="Its last day. Leave it empty if it has none")
    words = StringField(
        "Note", filters=[stripped], validators=[at_most(300)], description="For example a policy’s number"
    )

    def __init__(self, employer: Employer, check: EmployerCheck | None = None, **more: Any) -> None:
        super().__init__(obj=check, **more)
        names = [option(kind.value, name) for kind, name in CHECK_NAMES.items()]
        self.kind.choices = names if check is not None else [option("", "Choose"), *names]
        self.site_id.choices = _places(employer, "All their places")

    def values(self) -> CheckValues:
        return CheckValues(
            kind=self.kind.data,
            site_id=self.site_id.data,
            checked_on=self.checked_on.data or dt.date.min,
            expires_on=self.expires_on.data,
            words=self.words.data or "",
        )
