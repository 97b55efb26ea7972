"""Answers given elsewhere, typed in by staff: all questions on one page, once, a second time, and the differences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from pfa.aspirations.models import WAY_NAMES, Way
from pfa.aspirations.queries import Difference
from pfa.aspirations.questions import NOT_SURE, WISHES_AT_MOST, AnswerValue, Feeling, Question, Takes
from pfa.aspirations.services import DAY, ENTERED, Given
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.words import I_AM_NOT_SURE, felt_words
from pfa.web.forms import DateField, PfaForm, option

NOTHING = option("", "Nothing entered")
WHY = Length(max=300, message="Use 300 characters or fewer")


class TypedForm(PfaForm):
    """When it was said, and a field or more for each question asked."""

    asked: QuestionList
    given_on = DateField(
        "When was this filled in?",
        [InputRequired("Enter the day it was filled in")],
        description="The day on the paper, of the review or of the talk. Not the day you type it in: what they said"
        " last counts. If no day is on the paper, enter the day you were given it",
    )

    @property
    def day(self) -> dt.date:
        """The day it was filled in, of a form that was found to be whole."""
        day: dt.date = self.given_on.data
        return day

    def values(self) -> dict[str, AnswerValue]:
        """What was typed in, by question."""
        return {question.key: self._value(question) for question in self.asked.questions}

    def question_fields(self) -> list[Any]:
        """The fields of the questions, in order."""
        names = {name for question in self.asked.questions for name in _names(question)}
        return [field for field in self if field.name in names]

    def _value(self, question: Question) -> AnswerValue:
        data = self._fields[question.key].data if question.key in self._fields else None
        if question.takes is Takes.ranked:
            picks = [self._fields[name].data for name in ranked_names(question)]
            data = [pick for pick in picks if pick]
        if question.takes is Takes.felt:
            data = [
                f"{feeling.value}:{code}"
                for feeling in question.feelings
                if felt_name(question, feeling) in self._fields
                for code in self._fields[felt_name(question, feeling)].data or ()
            ]
        if question.has_not_sure_beside and self._fields[not_sure_name(question)].data:
            data = [*(data or ()), NOT_SURE]
        chosen = [data] if isinstance(data, str) and data else data or []
        text = self._fields[text_name(question)].data if question.has_text else ""
        return AnswerValue(tuple(str(choice) for choice in chosen), text or "")


class PaperForm(TypedForm):
    """The first typing, and how the answers were given."""

    way = RadioField("How were the answers given?", choices=[option(way.value, WAY_NAMES[way]) for way in ENTERED])
    way_note = StringField(
        "Who put them into words?",
        [Length(max=200)],
        description="Needed for an advocate, and where people who know them watched: who, and what they heard or saw",
    )
    waived_because = StringField(
        "Why nobody will type this paper in a second time",
        [WHY],
        description="Leave this empty if somebody will. Two typings are compared, so that no slip of a key counts",
    )

    def given(self) -> Given:
        return Given(self.day, Way(self.way.data), (self.way_note.data or "").strip())

    @property
    def is_paper(self) -> bool:
        return bool(self.way.data == Way.paper.value)


class AgainForm(TypedForm):
    """The second typing. The first is not shown."""

    is_same = BooleanField("I typed it in the first time too. Nobody else can do it")


def paper_form(questions: QuestionList) -> type[PaperForm]:
    """The form class of a first typing of a list of questions."""
    return type("TodaysPaperForm", (PaperForm,), _fields(questions))


def again_form(questions: QuestionList) -> type[AgainForm]:
    """The form class of a second typing of a list of questions."""
    return type("TodaysAgainForm", (AgainForm,), _fields(questions))


def _fields(questions: QuestionList) -> dict[str, Any]:
    """A choice that is not offered is left out when the answer is saved."""
    fields: dict[str, Any] = {"asked": questions}
    for question in questions.questions:
        said = questions.wording(question)
        asked = f"{questions.number(question)}. {said.question}"
        options = [option(choice, said.choices[choice]) for choice in question.choices]
        if question.takes is Takes.ranked:
            for name, place in zip(ranked_names(question), ("first", "second", "third"), strict=True):
                fields[name] = SelectField(f"{asked} The {place}", choices=[NOTHING, *options], validate_choice=False)
        elif question.takes is Takes.one:
            fields[question.key] = SelectField(asked, choices=[NOTHING, *options], validate_choice=False)
        elif question.takes is Takes.felt and options:
            for feeling in question.feelings:
                label = f"{asked} {felt_words(question.key, feeling)}"
                fields[felt_name(question, feeling)] = SelectMultipleField(
                    label, choices=options, validate_choice=False
                )
        elif question.takes in (Takes.many, Takes.names):
            fields[question.key] = SelectMultipleField(asked, choices=options, validate_choice=False)
        if question.has_text:
            label = asked if question.takes is Takes.text else f"{said.staff}, in their own words"
            help_text = "One name on a line, three at most" if question.takes is Takes.names else ""
            fields[text_name(question)] = TextAreaField(label, description=help_text)
        if question.has_not_sure_beside:
            fields[not_sure_name(question)] = BooleanField(
                f"{questions.number(question)}. {said.staff}: {I_AM_NOT_SURE}"
            )
    return fields


def ranked_names(question: Question) -> list[str]:
    """The paper form's fields for the first, second and third choice."""
    return [f"{question.key}_{place}" for place in range(1, WISHES_AT_MOST + 1)]


def felt_name(question: Question, feeling: Feeling) -> str:
    """The paper form's field for what somebody feels in one way about."""
    return f"{question.key}_{feeling.value}"


def text_name(question: Question) -> str:
    """The paper form's field for free text."""
    return f"{question.key}_text"


def not_sure_name(question: Question) -> str:
    """The paper form's field for "not sure", where it is none of the choices."""
    return f"{question.key}_not_sure"


def _names(question: Question) -> list[str]:
    felt = [felt_name(question, feeling) for feeling in question.feelings]
    return [question.key, *ranked_names(question), *felt, text_name(question), not_sure_name(question)]


class SettleForm(PfaForm):
    """For each question that was typed in differently: which typing is what the paper says."""

    def picks(self) -> dict[str, str]:
        """`first` or `second`, by question."""
        return {name: field.data or "" for name, field in self._fields.items() if isinstance(field, RadioField)}


def settle_form(differences: Sequence[Difference], asked: QuestionList, *, days: bool) -> type[SettleForm]:
    """The form class for these differences; `days`: the typings differ in the day on the paper, too."""
    both = [option("first", "The first typing"), option("second", "The second typing")]
    chosen = [InputRequired("Choose what the paper says")]
    when = {DAY: RadioField("When was it filled in?", choices=both, validators=chosen)} if days else {}
    fields = when | {
        one.question.key: RadioField(
            f"{asked.number(one.question)}. {asked.wording(one.question).question}",
            choices=both,
            validators=chosen,
        )
        for one in differences
    }
    return type("TodaysSettleForm", (SettleForm,), fields)


class AloneForm(PfaForm):
    """Why a paper counts that was typed in once."""

    waived_because = StringField("Why nobody types it in a second time", [InputRequired("Say why"), WHY])


class DropForm(PfaForm):
    """Why what was typed in is thrown away."""

    dropped_because = StringField("Why it is thrown away", [InputRequired("Say why"), WHY])
