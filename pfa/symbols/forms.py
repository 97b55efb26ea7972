"""Forms of the symbols room."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from pfa.symbols.concepts import CREDIT_AT_MOST, WORDS_AT_MOST
from pfa.symbols.files import DRAWINGS_AT_MOST
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
        [InputRequired("Say what the picture shows, for those who do not see it"), Length(max=WORDS_AT_MOST)],
        description="For those who do not see it, for example: two people washing a dog",
    )
    credit = StringField(
        "Credit and licence, if it has one",
        [Length(max=CREDIT_AT_MOST)],
        description="Who drew it, and under which licence you use it",
    )


class LoadSetForm(PfaForm):
    """A whole set."""

    file = FileField(
        "The zip file",
        description=f"Drawings and their table; {DRAWINGS_AT_MOST} drawings and 5 MB at most",
        validators=[FileRequired("Choose a file")],
    )


class ShowSetForm(PfaForm):
    """Show what the preview shows: carries what was seen."""

    preview = HiddenField()


class ActForm(PfaForm):
    """A button."""
