"""Proposing a joint run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectMultipleField

from pfa.accounts.models import Authority
from pfa.matching.forms import TermsForm
from pfa.web.forms import PfaForm, option

NEWEST = "newest"


class JointForm(TermsForm):
    """A run's terms, and the authorities it is proposed to."""

    others = SelectMultipleField("Which councils", coerce=int, description="Each of them agrees, or it is left out")

    begin_at = RadioField(
        "Begin at",
        choices=[
            option("", "Nothing: all weeks anew"),
            option(NEWEST, "Each council’s own newest run for this September"),
        ],
        default="",
        description="Weeks of earlier runs are kept where they can be; how much that counts is part of the policy. "
        "No other council reads them.",
    )

    def choose_others(self, neighbours: Sequence[Authority]) -> None:
        """The authorities of the lead's region."""
        self.others.choices = [option(one.id, one.name) for one in neighbours]

    def terms(self, neighbours: Sequence[Authority]) -> dict[str, Any]:
        """What is proposed, and to whom."""
        chosen = set(self.others.data or ())
        return {
            "name": (self.name.data or "").strip(),
            "entry_year": self.entry_year.data,
            "seconds": self.seconds.data or 0,
            "seed": self.seed.data or 0,
            "keeps": self.begin_at.data == NEWEST,
            "others": [one for one in neighbours if one.id in chosen],
        }


class PartForm(PfaForm):
    """A button of one part: agree, decline, withdraw, begin."""
