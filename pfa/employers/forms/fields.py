"""What the forms of this room share."""

from __future__ import annotations

from wtforms.validators import Length, Regexp

from pfa.provision.forms.providers import E_MAIL


def at_most(length: int) -> Length:
    return Length(max=length, message=f"Use {length:,} characters or fewer")


def email_or_nothing() -> Regexp:
    return Regexp(f"^$|^{E_MAIL.pattern}$", message="Enter an e-mail address like name@example.org")
