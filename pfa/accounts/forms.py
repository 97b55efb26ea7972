"""Forms of signing in and of managing users."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from wtforms import EmailField, IntegerField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from pfa.accounts import card_codes
from pfa.accounts.models import Organisation, Role
from pfa.accounts.users import TO_GIVE
from pfa.core.errors import Refused
from pfa.web.e_mail import LONGEST, e_mail
from pfa.web.forms import LONG, PfaForm, option

ROLE_NAMES = {
    Role.coordinator: "Co-ordinator",
    Role.authority_admin: "Administrator",
    Role.approver: "Approver for the authority",
    Role.safeguarding_lead: "Safeguarding lead",
    Role.school_staff: "School staff",
    Role.college_staff: "College staff",
    Role.job_coach: "Job coach",
    Role.young_person: "Young person",
    Role.parent: "Parent or carer",
}
EMAIL = (InputRequired("Enter an e-mail address."), Length(max=LONGEST), e_mail())


class SignInForm(PfaForm):
    """E-mail and password."""

    email = EmailField("E-mail address", [InputRequired("Enter your e-mail address."), Length(max=254)])
    password = PasswordField("Password", [InputRequired("Enter your password.")])


class SetPasswordForm(PfaForm):
    """A new password, once: it can be shown while it is typed."""

    password = PasswordField(
        "New password",
        [InputRequired("Enter a password.")],
        description="12 characters or more. Three random words work well. You can paste one from a password manager.",
    )


class ChangePasswordForm(SetPasswordForm):
    """The old password, and a new one."""

    old = PasswordField("Password you use now", [InputRequired("Enter the password you use now.")])


class RoleForm(PfaForm):
    """A role, and where it is held."""

    role = RadioField(
        "Role", [InputRequired("Choose a role.")], choices=[option(role.value, ROLE_NAMES[role]) for role in TO_GIVE]
    )
    organisation = SelectField(
        "School or college", [Optional()], description="Only for school and college staff.", default=""
    )

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Fill in the schools and colleges to choose from."""
        self.organisation.choices = [
            option("", "None"),
            *(option(str(row.public_id), row.name) for row in organisations),
        ]

    def organisation_id(self) -> uuid.UUID | None:
        """The one that was chosen."""
        return uuid.UUID(self.organisation.data) if self.organisation.data else None


class InviteForm(RoleForm):
    """Who is invited, and as what."""

    name = StringField("Full name", [InputRequired("Enter their name."), Length(max=120)])
    email = EmailField("Work e-mail address", EMAIL, description="They sign in with it.")


class CardForm(PfaForm):
    """What stands on a young person's card, typed. The code has two boxes of four, or is pasted into the first."""

    number = StringField("Your number", [InputRequired("Type your number.")])
    code = StringField("First 4 of your code", [InputRequired("Type your code.")])
    code_end = StringField("Last 4 of your code")

    def whole_code(self) -> str:
        """Both boxes together."""
        return f"{self.code.data or ''}{self.code_end.data or ''}"

    def refuse(self, error: Refused) -> None:
        """Also share a code that was typed into one box between the two, so that all of it can be read again."""
        super().refuse(error)
        code = "".join(each for each in self.whole_code() if each.isalnum())
        if len(code) == card_codes.SECRET_LENGTH:
            self.code.data, self.code_end.data = code[:4], code[4:]


class ClassForm(PfaForm):
    """A number and a code that the adult in the room gave out."""

    number = StringField("Your number", [InputRequired("Type your number.")])
    code = StringField("Your code", [InputRequired("Type your code.")])


class AuthorityForm(PfaForm):
    """What an authority says of itself."""

    help_words = TextAreaField(
        "Help that is there now",
        [Length(max=LONG)],
        description="Young people and parents see this on every page: who they can ring or text today, and when. "
        "Keep it short. While it is empty young people see 999 and Childline, parents see 999 and Samaritans.",
    )
    reading_hours = IntegerField(
        "Hours in which somebody reads what young people write",
        [InputRequired("Enter a number of hours."), NumberRange(1, 168, "Enter a number from 1 to 168.")],
        description="Whoever a safeguarding lead passes something to has as long to take it over.",
    )
    talk_hours = IntegerField(
        'Hours in which "I need to talk to someone" is met',
        [InputRequired("Enter a number of hours."), NumberRange(1, 72, "Enter a number from 1 to 72.")],
        description="Passing it to somebody else does not make it later.",
    )
    region = StringField(
        "Your region",
        [Length(max=80, message="Use 80 letters at most.")],
        description="Authorities that write the same name see each other’s published figures, and nothing else.",
    )
    accent = StringField(
        "Your colour",
        [InputRequired("Enter a colour.")],
        description="Behind the name of the council, such as #1d5b79.",
    )

    def values(self) -> dict[str, Any]:
        """What the form holds, by name."""
        return {
            "help_words": self.help_words.data or "",
            "reading_hours": self.reading_hours.data,
            "talk_hours": self.talk_hours.data,
            "region": self.region.data or "",
            "accent": self.accent.data or "",
        }


class PictureForm(PfaForm):
    """The picture a young person chooses for their card."""

    picture = RadioField("Picture", [Optional()])


class CodeForm(PfaForm):
    """The code that the app on somebody's phone shows now. Pasted with a space in it, it is good as well."""

    code = StringField("Code from your app", [InputRequired("Enter the code that your app shows.")])


class RecoveryCodeForm(PfaForm):
    """A recovery code, typed from paper or pasted."""

    code = StringField("Recovery code", [InputRequired("Enter one of your recovery codes.")])


class PasswordAgainForm(PfaForm):
    """The password of somebody who is signed in, before something that others must not do on their screen."""

    password = PasswordField("Your password", [InputRequired("Enter your password.")])


class RemoveSecondStepForm(PfaForm):
    """Why a colleague's second step is taken away."""

    reason = TextAreaField(
        "Why, and how you know that it is them",
        [InputRequired("Say why."), Length(max=300, message="Use 300 letters at most.")],
        description="For example: lost her phone, came to my desk. It stays in the record of what was done.",
    )
