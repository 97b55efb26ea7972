"""Forms of a young person's page about themselves."""

from __future__ import annotations

import uuid

from flask_wtf.file import FileField
from wtforms import BooleanField, SelectMultipleField, TextAreaField

from pfa.about.cleaning import Clean, Unfit, clean_picture, clean_sound
from pfa.about.models import AboutItem, AboutKind, Audience
from pfa.about.services import FILED, New
from pfa.about.words import fault_words, say
from pfa.core.errors import Refused
from pfa.web.forms import PfaForm, option


class AddForm(PfaForm):
    """Something new: a file where the kind has one, and words."""

    file = FileField()
    words = TextAreaField()

    def cleaned(self, kind: AboutKind) -> Clean | None:
        """The file as it will be kept; None for words alone. Raises Refused. Takes up to seconds: call it before
        anything is asked of the database."""
        if kind not in FILED:
            return None
        data = b""
        if self.file.data:
            with self.file.data.stream as sent:
                data = sent.read()
        if not data:
            raise Refused(say("fault.none"), "file")
        try:
            return (
                clean_sound(data)
                if kind is AboutKind.voice
                else clean_picture(data, is_drawing=kind is AboutKind.drawing)
            )
        except Unfit as unfit:
            raise Refused(fault_words(unfit.fault), "file") from unfit

    def new(self, kind: AboutKind, file: Clean | None, public_id: uuid.UUID, shown_at: str) -> New:
        return New(public_id, kind, self.words.data or "", file, shown_at)


class ItemForm(PfaForm):
    """The words of something, who sees it, and whether it is printed."""

    words = TextAreaField()
    shown_to = SelectMultipleField(
        choices=[option(one.value, say(f"item.who.{one.value}")) for one in Audience], validate_choice=False
    )
    is_printed = BooleanField(say("item.printed"))

    def __init__(self, item: AboutItem) -> None:
        super().__init__(
            data={
                "words": item.words,
                "shown_to": item.shown_to,
                "is_printed": item.is_printed,
                "version": item.version,
            }
        )

    def audience(self) -> list[Audience]:
        """Those who were ticked; what is not offered counts for nothing."""
        return [one for one in Audience if one.value in (self.shown_to.data or [])]


class PlainForm(PfaForm):
    """A button."""
