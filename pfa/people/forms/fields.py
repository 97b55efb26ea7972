"""Fields that several forms of this room share."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, Optional


def tidy(text: str | None) -> str:
    """What was typed, without spaces at its ends and with one between words."""
    return " ".join((text or "").split())


def line(words: str, most: int, *, required: str = "", hint: str = "") -> StringField:
    """One line of text; `required` is what to say if it is empty."""
    must: list[Any] = [DataRequired(required)] if required else [Optional()]
    too_long = f"{words} must be {most} characters at most"
    return StringField(words, description=hint, filters=[tidy], validators=[*must, Length(max=most, message=too_long)])


def whole(words: str, first: int, last: int, *, required: str = "", hint: str = "") -> IntegerField:
    """A whole number; `required` is what to say if it is empty."""
    must: list[Any] = [DataRequired(required)] if required and first > 0 else [Optional()]
    said = f"{words} must be a whole number from {first} to {last}"
    return WholeField(words, said, description=hint, validators=[*must, NumberRange(first, last, message=said)])


class WholeField(IntegerField):
    """A whole number whose fault is said in its own words, and that no typed length can break."""

    def __init__(self, label: str, said: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.said = said
        self.type = "IntegerField"  # templates draw it as one

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            if not (text.isascii() and text.isdigit() and len(text) < 10):
                raise ValueError(self.said)
            self.data = int(text)
