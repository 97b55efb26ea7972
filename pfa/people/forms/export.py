"""Taking names out of the system, for a stated purpose."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from pfa.web.forms import PfaForm


class ExportForm(PfaForm):
    """What the file is for: kept in the audit trail."""

    purpose = TextAreaField(
        "What is the file for, and who will see it?",
        description="This is kept with your name and the time",
        validators=[DataRequired("Enter what the file is for"), Length(max=300, message="Use 300 characters at most")],
    )
