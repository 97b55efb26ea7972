"""What whoever was handed something by name says of it."""

from __future__ import annotations

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from pfa.aspirations.services import NOTE_AT_MOST
from pfa.web.forms import PfaForm, option

DONE, CANNOT = "done", "cannot"


class OutcomeForm(PfaForm):
    """Whether they did what was needed, or give it back."""

    outcome = RadioField(
        "What came of it?",
        choices=[
            option(DONE, "I have done what was needed"),
            option(CANNOT, "I cannot do this: I give it back to the safeguarding lead"),
        ],
        validators=[InputRequired("Choose what came of it")],
    )
    note = TextAreaField(
        "What you did, or why you cannot",
        [InputRequired("Write what you did, or why you cannot"), Length(max=NOTE_AT_MOST)],
        description="Only safeguarding leads read this.",
    )

    @property
    def is_done(self) -> bool:
        return bool(self.outcome.data == DONE)

    @property
    def words(self) -> str:
        return (self.note.data or "").strip()
