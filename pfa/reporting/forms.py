"""Forms of the reports."""

from __future__ import annotations

from flask import request
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from pfa.provision.kinds import KINDS_OF_WORK
from pfa.reporting.feedback import NEXT_STEPS
from pfa.web.forms import PfaForm

WORDS_LONG = 300


class ActForm(PfaForm):
    """A button that needs nothing but the version it was shown with."""


class PublishForm(PfaForm):
    """The publishing of exactly those figures that were seen."""

    seen = HiddenField()


class ReleaseForm(PfaForm):
    """The council's own words at the top of the page; and beside each wish not met yet, what is tried next."""

    words = TextAreaField(
        "A few words of your own (you can leave this empty)",
        [Length(max=WORDS_LONG, message=f"Use {WORDS_LONG} letters at most.")],
        description="Young people read this first. Short sentences, no names, no small numbers.",
    )

    def next_steps(self) -> dict[str, str]:
        """What is tried next, by kind of work, as far as the form says it."""
        given = {work: request.form.get(f"next-{work}", "") for work in KINDS_OF_WORK}
        return {work: step for work, step in given.items() if step in NEXT_STEPS}
