"""The form of an employer, and of a new one with its first contact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, StringField, TextAreaField

from pfa.accounts.models import Organisation, User
from pfa.employers.forms.fields import at_most
from pfa.employers.models import Employer
from pfa.employers.services import ContactValues, EmployerValues
from pfa.provision.forms.fields import stripped, whole_or_none
from pfa.provision.kinds import KINDS_OF_WORK
from pfa.web.e_mail import LONGEST, e_mail_or_nothing
from pfa.web.forms import PfaForm, option


class EmployerForm(PfaForm):
    """An employer: the work it has, what it offers to change for somebody, and who here looks after it."""

    kind_of_work = SelectField("Kind of work", coerce=stripped, default="")
    adjustments = TextAreaField(
        "What they can change for somebody",
        filters=[stripped],
        validators=[at_most(600)],
        description="For example a quiet room, shorter shifts, written instructions, a start after 9.30",
    )
    owner_id = SelectField("Who here looks after them", coerce=whole_or_none)

    def __init__(self, employer: Employer | None, owners: Iterable[User], **more: Any) -> None:
        super().__init__(obj=employer, **more)
        listed = [option(user.id, user.name) for user in owners]
        if employer is not None and employer.owner is not None and employer.owner_id not in {u.id for u in owners}:
            listed.append(option(employer.owner.id, employer.owner.name))
        self.owner_id.choices = [option("", "Nobody yet"), *listed]
        self.kind_of_work.choices = [option("", "Not known"), *[option(*one) for one in KINDS_OF_WORK.items()]]

    def values(self) -> EmployerValues:
        return EmployerValues(
            kind_of_work=self.kind_of_work.data or "",
            adjustments=self.adjustments.data or "",
            owner_id=self.owner_id.data,
        )


class AddForm(EmployerForm):
    """A new employer, with the first person to ask if one is known."""

    organisation_name = StringField("Name of the employer", filters=[stripped], validators=[at_most(160)])
    contact_name = StringField("Whom to ask", filters=[stripped], validators=[at_most(120)])
    contact_email = StringField(
        "Their e-mail address", filters=[stripped], validators=[at_most(LONGEST), e_mail_or_nothing()]
    )
    contact_phone = StringField("Their phone number", filters=[stripped], validators=[at_most(30)])

    def __init__(self, organisation: Organisation | None, owners: Iterable[User], **more: Any) -> None:
        super().__init__(None, owners, **more)
        if organisation is not None:
            del self.organisation_name

    def validate(self, extra_validators: Any = None) -> bool:
        readable = bool(super().validate(extra_validators))
        if not self.contact_name.data and (self.contact_email.data or self.contact_phone.data):
            self.contact_name.errors = [*self.contact_name.errors, "Enter whose e-mail or phone it is"]
            return False
        return readable

    def contact(self) -> ContactValues | None:
        """The first contact; None if nobody is named."""
        if not self.contact_name.data:
            return None
        return ContactValues(
            name=self.contact_name.data,
            job="",
            email=self.contact_email.data or "",
            phone=self.contact_phone.data or "",
            site_id=None,
            is_key=True,
        )
