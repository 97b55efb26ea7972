"""Offering places of a group to another authority."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField

from pfa.accounts.models import Authority
from pfa.provision import rules
from pfa.provision.forms.fields import RuledForm, WholeNumber, whole_or_none
from pfa.provision.models import GroupShare
from pfa.provision.rules import Fault
from pfa.web.forms import option


class ShareForm(RuledForm):
    """Whom places are offered to, and how many at most."""

    other = SelectField("Which council", coerce=whole_or_none, validate_choice=False)
    places = WholeNumber(
        "Places for their young people, at most",
        description="Not set aside: whoever agrees a week first has the place, up to this number",
    )

    def __init__(self, neighbours: Sequence[Authority], all_places: int) -> None:
        super().__init__()
        self._all_places = all_places
        self.other.choices = [option("", "Choose"), *[option(one.id, one.name) for one in neighbours]]
        self._known = {one.id: one for one in neighbours}

    @property
    def chosen(self) -> Authority:
        """The authority that was chosen. Ask only after the form was found right."""
        return self._known[self.other.data]

    def faults(self) -> list[Fault]:
        missing = [] if self.other.data in self._known else [Fault("other", "Choose a council of your region")]
        return [*missing, *rules.share_faults(self.places.data, self._all_places)]


class PlacesForm(RuledForm):
    """Another number of places for the same authority."""

    places = WholeNumber("Places for their young people, at most")

    def __init__(self, share: GroupShare, all_places: int) -> None:
        super().__init__(obj=share)
        self._all_places = all_places

    def faults(self) -> list[Fault]:
        return rules.share_faults(self.places.data, self._all_places)
