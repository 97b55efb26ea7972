"""Forms of the packages room."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from pfa.packages.judging import Broken
from pfa.packages.models import Said
from pfa.packages.proposing import Change
from pfa.packages.queries import SORTS, STATES, WAITING, Choice, Unmet
from pfa.packages.services import Wording
from pfa.packages.words import NEXT_STEPS, say, told_words
from pfa.people.codes import OWN_SESSION_NAMES
from pfa.web.forms import SHORT, DateField, PfaForm, option
from pfa.web.pages import whole

REASON_LONG, NOTE_LONG = 500, 1000
HOW = ("By phone", "At a meeting", "By letter or e-mail", "Told somebody else", "In the app, with help")
SAID_WORDS = {
    Said.yes: "Yes",
    Said.no: "No",
    Said.talk: "Let us talk first",
}
OWN_KEYS = {Said.yes: "yes", Said.talk: "talk", Said.no: "no"}


class AcceptForm(PfaForm):
    """Whose suggested weeks become drafts."""

    WHO = (
        option("all", "Everybody in the run"),
        option("wish", "Those with their first, second or third wish met"),
        option("full", "Those whose week is full"),
        option("ticked", "Only those I tick on this page"),
    )

    who = RadioField("Whose weeks do you accept?", choices=WHO, default="all")
    replace_edited = BooleanField("Also replace drafts that somebody has edited by hand")

    def ticked(self) -> list[int]:
        """Row numbers of the run that were ticked."""
        return [number for value in request.form.getlist("row") if (number := whole(value)) is not None][:200]


class ActForm(PfaForm):
    """A button that needs nothing but the version it was shown with."""


class ChangeForm(PfaForm):
    """One change of a week, from a button: which button it was says what to do."""

    kind = SelectField(
        "What is it for?",
        choices=[option(kind.value, name) for kind, name in OWN_SESSION_NAMES.items()],
        validate_choice=True,
    )
    label = StringField("In their words, if you like", validators=[Length(max=80)])
    why = StringField("A note for the history, if you like", validators=[Length(max=SHORT)])

    DOES = ("add", "remove", "own", "clear", "back")

    def change(self) -> Change:
        """What was pressed."""
        for does in self.DOES:
            value = (request.form.get(does) or "")[:40]
            if value:
                return Change(does, value, kind=self.kind.data or "", label=(self.label.data or "").strip())
        return Change("", "")

    @property
    def is_confirmed(self) -> bool:
        return request.form.get("confirmed") == "yes"

    @property
    def reasons(self) -> list[str]:
        """The reasons given, one for each rule that was asked about, in order."""
        return [str(field.data or "") for name, field in self._fields.items() if name.startswith("reason_")]


def change_form(broken: Sequence[Broken] = ()) -> ChangeForm:
    """The form of a change with one box for each rule that needs a reason."""
    boxes = {
        f"reason_{number}": TextAreaField(
            "Why may this week break this rule?",
            validators=[Length(max=REASON_LONG)],
        )
        for number, _ in enumerate(broken)
    }
    form: ChangeForm = type("ReasonedChangeForm", (ChangeForm,), boxes)()
    return form


class ReasonForm(PfaForm):
    """Something that is done with a reason."""

    reason = TextAreaField("Why?", validators=[InputRequired("Say why."), Length(max=REASON_LONG)])


class TellForm(PfaForm):
    """What somebody reads about wishes that are not in their week. The fields of each wish are made for it."""

    SILENT = "nothing"

    talked_on = DateField("When did you talk with them about it?", validators=[InputRequired("Give the day.")])

    def wordings(self, wishes: Sequence[Unmet]) -> list[Wording]:
        """What is to be told, in the order of the wishes."""
        said = [(wish, self[f"told_{number}"].data, self[f"next_{number}"].data) for number, wish in enumerate(wishes)]
        return [Wording(wish.target, told, step) for wish, told, step in said if told != self.SILENT]


def tell_form(wishes: Sequence[Unmet], worker: str, told: Mapping[str, tuple[str, str]], **more: Any) -> TellForm:
    """The form with two boxes a wish, filled with what has been told (telling and next step, by target)."""
    boxes: dict[str, Any] = {}
    for number, wish in enumerate(wishes):
        before = told.get(wish.target, (TellForm.SILENT if told else wish.may_be_told[0], NEXT_STEPS[-1]))
        boxes[f"told_{number}"] = RadioField(
            "They read",
            choices=[
                *(option(each, told_words(each, worker)) for each in wish.may_be_told),
                option(TellForm.SILENT, "Nothing about this one"),
            ],
            default=before[0],
        )
        boxes[f"next_{number}"] = SelectField(
            "What is tried next",
            choices=[option(each, say(f"next.{each}")) for each in NEXT_STEPS],
            default=before[1],
        )
    form: TellForm = type("WishesTellForm", (TellForm,), boxes)(**more)
    return form


class AnswerForm(PfaForm):
    """What a party said, noted by staff."""

    said = RadioField(
        "What did they say?",
        choices=[option(said.value, words) for said, words in SAID_WORDS.items()],
        validators=[InputRequired("Choose what they said.")],
    )
    how = SelectField("How did they tell you?", choices=[option(words, words) for words in HOW])
    note = TextAreaField("Note", validators=[Length(max=NOTE_LONG)])


class ReplyForm(PfaForm):
    """What a provider or the authority says itself."""

    said = RadioField(
        "Your answer",
        choices=[option(said.value, words) for said, words in SAID_WORDS.items()],
        validators=[InputRequired("Choose an answer.")],
    )
    note = TextAreaField("Anything you want to add", validators=[Length(max=NOTE_LONG)])


class OwnForm(PfaForm):
    """What a young person thinks of their week."""

    said = RadioField(
        say("say.title"),
        choices=[option(said.value, say(f"say.{key}")) for said, key in OWN_KEYS.items()],
        validators=[InputRequired(say("say.choose"))],
    )
    words = TextAreaField(say("say.words"), validators=[Length(max=NOTE_LONG)])


class ApplicationForm(PfaForm):
    """How far an own application is."""

    applied_on = DateField("They applied on", validators=[Optional()])
    offered_on = DateField("They were offered a place on", validators=[Optional()])
    enrolled_on = DateField("They enrolled on", validators=[Optional()])


def choice(args: MultiDict[str, str], years: Sequence[int], this_year: int) -> Choice:
    """What the address asks the list to be limited to; what it does not understand is left out."""
    year = args.get("year", "")
    known = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
    default = next((each for each in years if each > this_year), years[-1] if years else this_year + 1)
    return Choice(
        entry_year=known if known in years else default,
        state=args.get("state", "") if args.get("state", "") in STATES else "",
        waiting=args.get("waiting", "") if args.get("waiting", "") in WAITING else "",
        school=_uuid(args.get("school")),
        provider=_uuid(args.get("provider")),
        gap=args.get("gap") == "yes",
        name=args.get("name", "")[:80].strip(),
        sort=args.get("sort", "") if args.get("sort", "") in SORTS else SORTS[0],
    )


def arguments(choice: Choice) -> dict[str, str]:
    """The same as an address says it, to carry a list's filter from week to week."""
    said = {
        "year": str(choice.entry_year),
        "state": choice.state,
        "waiting": choice.waiting,
        "school": str(choice.school or ""),
        "provider": str(choice.provider or ""),
        "gap": "yes" if choice.gap else "",
        "name": choice.name,
        "sort": choice.sort if choice.sort != SORTS[0] else "",
    }
    return {name: value for name, value in said.items() if value}


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
