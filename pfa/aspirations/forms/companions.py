"""The form in which staff say whom a typed name means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from pfa.people.models import YoungPerson
from pfa.web.forms import PfaForm, option

NOBODY = "nobody"


class CompanionForm(PfaForm):
    """One of the young people found, or nobody."""

    other = RadioField("Whom do they mean?", validators=[InputRequired("Choose somebody, or that you found nobody")])

    def __init__(self, found: Sequence[YoungPerson], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found = {str(person.public_id): person for person in found}
        named = [option(key, person.name) for key, person in self._found.items()]
        self.other.choices = [*named, option(NOBODY, "I looked, and found nobody of that name")]

    def chosen(self) -> YoungPerson | None:
        """Whom they mean; None for nobody."""
        return self._found.get(str(self.other.data))
