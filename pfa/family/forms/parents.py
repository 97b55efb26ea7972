"""Forms of parents, and of young people about what their parents see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import Optional

from pfa.aspirations.comfort import SETTINGS
from pfa.aspirations.words import say as survey_says
from pfa.family.models import ParentLink
from pfa.family.services import Said
from pfa.family.words import say
from pfa.web.forms import PfaForm, option

LOOKS = ("size", "contrast", "colours", "motion", "pictures")  # of `comfort.SETTINGS`


class AskForm(PfaForm):
    """One question of a parent's."""

    choice = SelectMultipleField(choices=(), validate_choice=False)
    text = TextAreaField()

    def said(self) -> Said:
        return Said(tuple(self.choice.data or ()), self.text.data or "")


class CheckForm(PfaForm):
    """Send it, and whether the young person may read it."""

    shows = BooleanField()


class MeForm(PfaForm):
    """What a young person wants their parents to see."""

    keep = SelectMultipleField(choices=(), validate_choice=False)

    def agreed(self, link: ParentLink) -> bool | None:
        """What was said of one parent; None if nothing was."""
        place: Any = self._fields.get(place_of(link))
        return {"yes": True, "no": False}.get(place.data) if place is not None else None


def me_form(theirs_to_say: Sequence[ParentLink]) -> type[MeForm]:
    """The form class for the parents on whom a young person decides."""
    options = [option(one, say(f"me.asks.{one}")) for one in ("yes", "no")]
    fields: dict[str, Any] = {
        place_of(link): RadioField(say("me.asks", name=link.name), [Optional()], choices=options)
        for link in theirs_to_say
    }
    return type("TodaysMeForm", (MeForm,), fields)


def place_of(link: ParentLink) -> str:
    """The form's field for one parent."""
    return f"agree_{link.public_id.hex}"


class LookForm(PfaForm):
    """How a parent likes their pages."""

    def values(self) -> dict[str, str]:
        return {setting: str(self._fields[setting].data) for setting in LOOKS}


def look_form() -> type[LookForm]:
    """The form class for those settings of young people's pages that make sense on a parent's."""
    fields = {
        setting: RadioField(
            survey_says(f"comfort.{setting}"),
            choices=[option(each, survey_says(f"comfort.{setting}.{each}")) for each in SETTINGS[setting]],
        )
        for setting in LOOKS
    }
    return type("LooksForm", (LookForm,), fields)


class PlainForm(PfaForm):
    """A button."""
