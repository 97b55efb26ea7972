"""The form of an employer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, Regexp

from pfa.accounts.models import Organisation, User
from pfa.employers.models import Employer
from pfa.employers.services import EmployerValues
from pfa.provision.forms.fields import stripped, whole_or_none
from pfa.provision.forms.providers import E_MAIL
from pfa.web.forms import PfaForm, option


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"Use {length} characters or fewer")


class EmployerForm(PfaForm):
    """An employer: whom to ask, what it offers to change for somebody, and who here looks after it."""

    organisation_name = StringField("Name of the employer", filters=[stripped], validators=[_at_most(160)])
    contact_name = StringField("Whom to ask", filters=[stripped], validators=[_at_most(120)])
    contact_email = StringField(
        "Their e-mail address",
        filters=[stripped],
        validators=[
            _at_most(254),
            Regexp(f"^$|^{E_MAIL.pattern}$", message="Enter an e-mail address like name@example.org"),
        ],
    )
    contact_phone = StringField("Their phone number", filters=[stripped], validators=[_at_most(30)])
    adjustments = TextAreaField(
        "What they can change for somebody",
        filters=[stripped],
        validators=[_at_most(600)],
        description="For example a quiet room, shorter shifts, written instructions, a start after 9.30",
    )
    owner_id = SelectField("Who here looks after them", coerce=whole_or_none)

    def __init__(
        self, organisation: Organisation | None, employer: Employer | None, owners: Iterable[User], **more: Any
    ) -> None:
        super().__init__(obj=employer, **more)
        if organisation is not None:
            del self.organisation_name
        listed = [option(user.id, user.name) for user in owners]
        if employer is not None and employer.owner is not None and employer.owner_id not in {u.id for u in owners}:
            listed.append(option(employer.owner.id, employer.owner.name))
        self.owner_id.choices = [option("", "Nobody yet"), *listed]

    def values(self) -> EmployerValues:
        return EmployerValues(
            contact_name=self.contact_name.data or "",
            contact_email=self.contact_email.data or "",
            contact_phone=self.contact_phone.data or "",
            adjustments=self.adjustments.data or "",
            owner_id=self.owner_id.data,
        )
