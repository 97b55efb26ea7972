"""Proposing a joint run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, SelectMultipleField

from pfa.accounts.models import Authority
from pfa.matching.forms import TermsForm
from pfa.web.forms import PfaForm, option


class JointForm(TermsForm):
    """A run's terms, and the authorities it is proposed to."""

    others = SelectMultipleField("Which councils", coerce=int, description="Each of them agrees, or it is left out")

    keeps = BooleanField(
        "Each council begins at its newest run for this September",
        description="Their weeks are kept where they can be; how much that counts is part of the policy. "
        "What each young person has been told counts, and no other council reads it.",
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
            "keeps": bool(self.keeps.data),
            "others": [one for one in neighbours if one.id in chosen],
        }


class PartForm(PfaForm):
    """A button of one part: agree, decline, withdraw, begin."""
