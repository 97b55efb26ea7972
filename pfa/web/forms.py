"""The base of every form, a date in three parts, and the bridge from WTForms fields to GOV.UK components."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import g, has_request_context, request
from flask_wtf import FlaskForm
from wtforms import Field, Form, HiddenField, widgets
from wtforms.fields import BooleanField, FileField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the types are of an older WTForms

from pfa.core.errors import Changed, Refused
from pfa.web import done
from pfa.web.plain import Plain

SHORT, LONG = 200, 4000  # characters, for names and for what people write at length
# Boxes that people type into; passwords and hidden fields have widgets of their own.
TYPED = (widgets.TextInput, widgets.TextArea, widgets.EmailInput, widgets.TelInput, widgets.SearchInput)


class PfaForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Every form carries the version of what it edits and a key that lets it be acted on only once."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask_wtf ships no types
        def get_translations(self, form: Any) -> Plain:
            return Plain()

    version = HiddenField()
    idempotency_key = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_request_context():
            g.pfa_form = self
        if not self.idempotency_key.data:
            self.idempotency_key.data = done.new_key()

    @property
    def seen_version(self) -> int:
        """The version of the row that the person saw when they opened the form; 0 if the form carries none."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def refuse(self, error: Refused) -> None:
        """Put a rule's refusal beside its field, or at the top of the form."""
        place: Any = self._fields.get(error.field or "")
        if place is not None:
            place.errors = [*place.errors, str(error)]
        else:
            self.form_errors.append(str(error))


def typed() -> list[tuple[str, str]]:
    """What somebody typed into the boxes of the form they sent, with the boxes' labels: kept in sight when it is lost.

    A page that builds its boxes only later has no labels yet; of its words only those with a space are told, since
    the others may be codes.
    """
    form = getattr(g, "pfa_form", None)
    found = []
    for name, words in request.form.items():
        field = form[name] if form is not None and name in form else None
        if field is not None and words.strip() and type(field.widget) in TYPED:
            found.append((str(field.label.text), words))
        elif field is None and " " in words.strip():
            found.append(("What you wrote", words))
    return found


def check_version(row: Any, seen: int, theirs: dict[str, str] | None = None) -> None:
    """Raise Changed if the row was saved by somebody else since the form with version `seen` was opened."""
    if row.version != seen:
        raise Changed(theirs=theirs)


class DateField(Field):
    """Day, month and year as three boxes; the parts that are missing or wrong are named in the error."""

    PARTS = ("day", "month", "year")

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.bad: set[str] = set()
        self.data = data if isinstance(data, dt.date) else None
        self.raw = dict.fromkeys(self.PARTS, "")
        if self.data is not None:
            self.raw = {"day": str(self.data.day), "month": str(self.data.month), "year": str(self.data.year)}
        if formdata is None:
            return
        if not any(f"{self.name}-{part}" in formdata for part in self.PARTS):
            self.raw_data, self.data = [], None
            return
        self.raw = {part: (formdata.get(f"{self.name}-{part}") or "").strip()[:10] for part in self.PARTS}
        self.raw_data = [value for value in self.raw.values() if value]
        self.data = self._parse()

    def _parse(self) -> dt.date | None:
        if not self.raw_data:
            return None
        self.bad = {part for part in self.PARTS if not self.raw[part]}
        if self.bad:
            missing = " and ".join(f"a {part}" for part in self.PARTS if part in self.bad)
            self.process_errors.append(f"{self.label.text} must include {missing}")
            return None
        try:
            if not all(text.isascii() and text.isdigit() for text in self.raw.values()) or int(self.raw["year"]) < 1900:
                raise ValueError
            return dt.date(int(self.raw["year"]), int(self.raw["month"]), int(self.raw["day"]))
        except (ValueError, OverflowError):
            self.bad = set(self.PARTS)
            self.process_errors.append(f"{self.label.text} must be a real date")
            return None

    def first_id(self) -> str:
        """The id of the first box that is wrong, for the error summary's link."""
        return f"{self.id}-{next((part for part in self.PARTS if part in self.bad), 'day')}"

    def items(self) -> list[dict[str, Any]]:
        """The three boxes, as the date component takes them."""
        wrong = self.bad or (set(self.PARTS) if self.errors else set())
        return [
            {
                "id": f"{self.id}-{part}",
                "name": f"{self.name}-{part}",
                "label": part.capitalize(),
                "value": self.raw[part],
                "inputmode": "numeric",
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if part in wrong else ""),
            }
            for part in self.PARTS
        ]


def option(value: object, label: str) -> Any:
    """One choice of a list, as WTForms takes it from 3.4 on."""
    return SelectChoice(str(value), label)


def params(field: Any, **extra: Any) -> dict[str, Any]:
    """A field's parameters for its GOV.UK component."""
    said: dict[str, Any] = {"id": field.id, "name": field.name}
    if field.errors:
        said["errorMessage"] = {"text": field.errors[0]}
    if field.description:
        said["hint"] = {"text": field.description}
    legend = {"legend": {"text": field.label.text, "classes": "govuk-fieldset__legend--s"}}
    if isinstance(field, DateField):
        said |= {"fieldset": legend, "items": field.items()}
    elif isinstance(field, RadioField | SelectMultipleField):
        options: list[Any] = list(field)
        items = [{"value": str(one._value()), "text": one.label.text, "checked": one.checked} for one in options]
        said |= {"idPrefix": field.id, "fieldset": legend, "items": items}
    elif isinstance(field, SelectField):
        items = [{"value": c[0], "text": c[1], "selected": c[2]} for c in field.iter_choices()]
        said |= {"label": {"text": field.label.text}, "items": items}
    elif isinstance(field, BooleanField):
        items = [{"value": "y", "text": field.label.text, "checked": bool(field.data)}]
        said |= {"idPrefix": field.id, "items": items}
    elif isinstance(field, FileField):
        said |= {"label": {"text": field.label.text}}
    else:
        said |= {"label": {"text": field.label.text}, "value": field._value() or ""}
    return said | extra


def error_list(form: Form) -> list[dict[str, str]]:
    """Every fault of a form for the error summary, each with a link to its place."""
    listed = [{"text": str(words)} for words in form.form_errors]
    for field in form:
        if field.errors:
            place = field.first_id() if isinstance(field, DateField) else field.id
            listed.append({"text": str(field.errors[0]), "href": f"#{place}"})
    return listed
