"""Forms of the imports room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from pfa.imports.kinds import ImportKind
from pfa.web.forms import PfaForm


class UploadForm(PfaForm):
    """The file."""

    file = FileField(
        "The file",
        description="CSV or XLSX, 5 MB and 5,000 rows at most",
        validators=[FileRequired("Choose a file")],
    )


class MatchForm(PfaForm):
    """Which heading is which column: one select a heading, `column-0` and so on, read by `chosen`."""

    def chosen(self, headings: Sequence[str], sent: Mapping[str, Any]) -> dict[str, str]:
        """Heading to column key as it was sent."""
        return {heading: str(sent.get(f"column-{number}") or "") for number, heading in enumerate(headings)}

    @staticmethod
    def options(kind: ImportKind) -> list[tuple[str, str]]:
        """What a heading can be matched with."""
        return [("", "Leave out"), *[(column.key, column.title) for column in kind.columns]]


class CommitForm(PfaForm):
    """Import what the preview shows: carries what was seen."""

    preview = HiddenField()


class DiscardForm(PfaForm):
    """Throw the file away."""
