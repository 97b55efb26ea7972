"""Forms of the questions an authority asks: of whom, and in what words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from pfa.aspirations.questions import Takes
from pfa.aspirations.services import CHOICES_AT_MOST, PICTURED_AT_MOST, OwnWords, Whom
from pfa.web.forms import PfaForm, option
from pfa.web.symbols import PICTURES, SYMBOLS

WHOM_NAMES = {
    Whom.everyone: "Everyone",
    Whom.exploring: "Years 9 and 10",
    Whom.deciding: "Year 11 and older",
    Whom.nobody: "Nobody: it is retired",
}
TAKES_NAMES = {
    Takes.one: "One choice",
    Takes.many: "As many choices as they like",
    Takes.text: "Their own words only, which the safeguarding lead reads first",
}


class WhomForm(PfaForm):
    """Of whom a question is asked."""

    whom = RadioField("Who is asked?", choices=[option(each.value, name) for each, name in WHOM_NAMES.items()])

    def value(self) -> Whom:
        return Whom(self.whom.data)


class OwnQuestionForm(PfaForm):
    """A question of the authority's own, at each reading level, with its choices and their pictures."""

    question = StringField(
        "Question", [InputRequired("Write the question"), Length(max=120)], description="15 words at most in a sentence"
    )
    hint = StringField("Help below it", [Length(max=160)], description="For example, Pick as many as you like.")
    easy = StringField(
        "The same in easy words",
        [InputRequired("Write the question in easy words"), Length(max=120)],
        description="Everyday words, one idea. It is read by those who chose easy words",
    )
    symbol: SelectField
    takes = RadioField("What do they answer?", choices=[option(each.value, name) for each, name in TAKES_NAMES.items()])
    used_anyway = BooleanField("Use them anyway")  # its value is the doubt that was read: another one is another tick

    @property
    def doubt(self) -> str:
        """What to think about before these words are used, if the page says so; empty if it says nothing."""
        return str((self.used_anyway.errors or self.used_anyway.raw_data or [""])[0])

    def words(self) -> OwnWords:
        takes = Takes(self.takes.data)
        return OwnWords(
            question=_text(self.question.data),
            easy=_text(self.easy.data),
            symbol=str(self.symbol.data),
            takes=takes,
            hint=_text(self.hint.data),
            choices=tuple(_both(self.pairs())) if takes is not Takes.text else (),
            pictured=tuple(_both(self.pictured())),
            used_anyway=str((self.used_anyway.raw_data or [""])[0]),
        )

    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each choice: its words, its picture."""
        return [(self[f"choice_{place}"], self[f"symbol_{place}"]) for place in range(1, CHOICES_AT_MOST + 1)]

    def pictured(self) -> list[tuple[Any, Any]]:
        """The same of the question where pictures come first."""
        places = range(1, PICTURED_AT_MOST + 1)
        return [(self[f"pictured_{place}"], self[f"pictured_symbol_{place}"]) for place in places]


def own_question_form(ideas: Mapping[str, str]) -> type[OwnQuestionForm]:
    """The form class with a field for each choice there may be. `ideas` are names of pictures, with their words."""
    named = {name: words if name in SYMBOLS else f"{words} (your own)" for name, words in ideas.items()}
    drawn = [option(name, words) for name, words in sorted(named.items(), key=lambda row: row[1]) if _is_said(name)]
    pictures = [option("", "Choose a picture"), *drawn]
    fields: dict[str, Any] = {
        "symbol": SelectField("Picture for the question", [InputRequired("Choose a picture")], choices=pictures)
    }
    for place in range(1, CHOICES_AT_MOST + 1):
        fields[f"choice_{place}"] = StringField(f"Choice {place}", [Length(max=60)])
        fields[f"symbol_{place}"] = SelectField(f"Picture for choice {place}", choices=pictures, validate_choice=False)
    for place in range(1, PICTURED_AT_MOST + 1):
        fields[f"pictured_{place}"] = StringField(f"Words below picture {place}", [Length(max=40)])
        fields[f"pictured_symbol_{place}"] = SelectField(f"Picture {place}", choices=pictures, validate_choice=False)
    return type("OneQuestionForm", (OwnQuestionForm,), fields)


def _both(pairs: Sequence[tuple[Any, Any]]) -> Iterator[tuple[str, str]]:
    """Words and picture of each pair of fields that says something."""
    for said, symbol in pairs:
        if _text(said.data):
            yield _text(said.data), str(symbol.data)


def _is_said(name: str) -> bool:
    """Pictures on cards stand for nothing but themselves."""
    return name not in PICTURES


def _text(said: str | None) -> str:
    return " ".join((said or "").split())
