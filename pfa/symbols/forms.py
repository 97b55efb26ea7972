"""Forms of the symbols room."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from pfa.web.forms import PfaForm


class LoadForm(PfaForm):
    """A drawing, and what it shows."""

    file = FileField(
        "The drawing",
        description="A plain SVG, or a PNG of 1,024 pixels a side at most; 64 kB. Square is best. No scripts or links",
        validators=[FileRequired("Choose a file")],
    )
    words = StringField(
        "What the picture shows",
        [InputRequired("Say what the picture shows, for those who do not see it"), Length(max=120)],
        description="For those who do not see it, for example: two people washing a dog",
    )


class ActForm(PfaForm):
    """A button."""
