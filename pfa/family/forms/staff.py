"""Forms of the staff: linking a parent, typing in what they said, noting a talk, closing what a parent sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from pfa.family.questions import BY_KEY, QUESTIONS, SHARED
from pfa.family.services import LinkValues, Said, TalkValues
from pfa.people.models import Contact
from pfa.web.forms import DateField, PfaForm, option


class LinkForm(PfaForm):
    """Who is linked, and what the staff know of them."""

    contact = RadioField("Who is it?", validate_choice=False)
    has_responsibility = RadioField(
        "Do they have parental responsibility?",
        [InputRequired("Say whether they have parental responsibility")],
        choices=[option("yes", "Yes"), option("no", "No, or not known")],
        description="In law: a foster carer or a step-parent often does not",
    )
    since_on = DateField("Since when", [InputRequired("Enter a day")])
    card_number = StringField(
        "Number on their card",
        [Length(max=10)],
        description="Only if they have a card for another child: then one card opens both",
    )

    def offer(self, contacts: Sequence[Contact]) -> None:
        """Offer the people beside the young person who may be told things."""
        self.contact.choices = [
            option(row.public_id, f"{row.name} ({row.relationship_words})") for row in contacts if not row.is_barred
        ]

    def values(self) -> LinkValues:
        return LinkValues(
            has_responsibility=self.has_responsibility.data == "yes",
            since_on=self.since_on.data,
            card_number=(self.card_number.data or "").strip(),
        )


class TalkForm(PfaForm):
    """That somebody talked about it."""

    topics = SelectMultipleField(
        "What did you talk about?", choices=[option(key, BY_KEY[key].staff) for key in SHARED], validate_choice=False
    )
    talked_on = DateField("When", [InputRequired("Enter a day")])
    note = TextAreaField(
        "What came of it",
        [InputRequired("Write what came of it"), Length(max=1000)],
        description="Staff who may read their answers see this. Neither the parent nor the young person does.",
    )

    def values(self) -> TalkValues:
        return TalkValues(tuple(self.topics.data or ()), (self.note.data or "").strip(), self.talked_on.data)


class ViewForm(PfaForm):
    """Why a safeguarding lead closes a parent's view."""

    because = TextAreaField("Why", [Length(max=500)], description="Only safeguarding leads read this")


class QuestionsForm(PfaForm):
    """Questions whose answers no parent sees, by a safeguarding lead's word."""

    closed = SelectMultipleField("No parent sees the answers to", choices=(), validate_choice=False)

    def offer(self, named: Mapping[str, str]) -> None:
        self.closed.choices = [option(key, name) for key, name in named.items()]


class PaperForm(PfaForm):
    """All questions on one page, for staff with a paper in hand."""

    shows: BooleanField

    def said(self) -> dict[str, Said]:
        """What was typed in, by question."""
        found = {}
        for question in QUESTIONS:
            data: Any = self._fields[question.key].data
            if question.takes_text:
                found[question.key] = Said(text=data or "")
            else:
                chosen = [data] if isinstance(data, str) else data or []
                found[question.key] = Said(tuple(chosen))
        return found


def paper_form(name: str) -> type[PaperForm]:
    """The form class with the questions as they are asked about somebody."""
    fields: dict[str, Any] = {}
    for question in QUESTIONS:
        asked = question.question.format(name=name)
        options = [option(choice, words) for choice, words in question.choices.items()]
        if question.takes_text:
            fields[question.key] = TextAreaField(asked)
        elif question.is_one:
            choices = [option("", "Nothing entered"), *options]
            fields[question.key] = SelectField(asked, choices=choices, validate_choice=False)
        else:
            fields[question.key] = SelectMultipleField(asked, choices=options, validate_choice=False)
    fields["shows"] = BooleanField(f"They ticked that {name} may read it")
    return type("TodaysParentPaper", (PaperForm,), fields)
