"""No form shows the form library's own messages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wtforms
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from pfa.web.forms import PfaForm, option
from pfa.web.plain import WORDS


class Everything(PfaForm):
    whole = IntegerField("Whole")
    part = DecimalField("Part")
    range = IntegerField("Range", [NumberRange(0, 600)])
    least = IntegerField("Least", [NumberRange(min=3)])
    choice = SelectField("Choice", choices=[option("a", "A")])
    choices = SelectMultipleField("Choices", choices=[option("a", "A")])
    long = StringField("Long", [Length(max=3)])
    needed = StringField("Needed", [InputRequired()])


def test_each_message_is_plain(app: Flask) -> None:
    sent = {"whole": "x", "part": "fast", "range": "-4", "least": "1", "choice": "b", "choices": "b", "long": "12345"}
    with app.test_request_context("/"):
        form = Everything(MultiDict(sent), meta={"csrf": False})
        assert not form.validate()
        assert {name: words[0] for name, words in form.errors.items()} == {
            "whole": "Enter a whole number, like 8.",
            "part": "Enter a number, like 8 or 1.5.",
            "range": "Enter a number from 0 to 600.",
            "least": "Enter 3 or more.",
            "choice": "Choose one from the list.",
            "choices": "Choose only from the list.",
            "long": "Use 3 characters or fewer.",
            "needed": "Answer this question.",
        }


@pytest.mark.parametrize("words", sorted(WORDS))
def test_every_message_that_is_replaced_is_one_of_the_librarys(words: str) -> None:
    source = "".join(path.read_text() for path in Path(wtforms.__file__).parent.rglob("*.py"))
    assert re.sub(r"\s+", "", words) in re.sub(r'["\s]+', "", source)
