"""Words of a young person that staff write down elsewhere: does anything in them worry whoever heard it?"""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.validators import StopValidation

from pfa.web.forms import option

YES, NO = "yes", "no"


class AnsweredWithWords:
    """An answer is needed wherever words were written down: a box that nobody ticks would decide by itself."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __call__(self, form: Any, field: Any) -> None:
        if (form[self._words].data or "").strip() and field.data not in (YES, NO):
            raise StopValidation("Say whether anything they said worries you")


def worries_field(words: str) -> Any:
    """The question, for a form whose field `words` holds what the young person said."""
    return RadioField(
        "Does anything they said worry you?",
        choices=[option(NO, "No"), option(YES, "Yes: pass their words to the safeguarding lead")],
        validators=[AnsweredWithWords(words)],
        validate_choice=False,
        description="Needed if you wrote down what they said. If it cannot wait, speak to the lead now",
    )
