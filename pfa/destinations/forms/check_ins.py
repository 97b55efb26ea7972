"""The form of a check-in: tried, reached, what they do now, and their own view, in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from pfa.aspirations.forms.worries import YES, worries_field
from pfa.destinations.forms.spells import NOWHERE, DoingFields, Place
from pfa.destinations.models import CheckIn, Evidence, OwnLife, Spell
from pfa.destinations.rules import spell_faults
from pfa.destinations.services import Doing, Heard
from pfa.destinations.words import EVIDENCE_NAMES, OWN_LIFE_NAMES, QUESTION, activity_words, where
from pfa.provision.forms.fields import one_of, stripped
from pfa.provision.rules import Fault
from pfa.web.forms import DateField, PfaForm, option

HOW = (
    "Phone call",
    "Text message",
    "E-mail",
    "Letter",
    "Visit",
    "Video call",
    "Through family or carers",
    "Through a college or employer",
)
ASKED_FIRST = sorted(Evidence, key=lambda each: each is not Evidence.young_person)  # then as strong as they are
WORDS_AT_MOST, OWN_WORDS_AT_MOST = 300, 1000  # characters


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"Use {length} characters or fewer")


class CheckInForm(DoingFields):
    """One check-in. Only what follows from the answers above it is asked for."""

    how = SelectField("How did you try?", choices=[option(words, words) for words in HOW])
    reached = RadioField(
        "Did you reach them?",
        choices=[option("yes", "Yes"), option("no", "No, not this time")],
        validators=[InputRequired("Say whether you reached them")],
    )
    words = StringField("Anything to know for the next try", filters=[stripped], validators=[_at_most(WORDS_AT_MOST)])
    spoke_with = RadioField(
        "Who did you talk with?",
        choices=[option(each.value, EVIDENCE_NAMES[each]) for each in ASKED_FIRST],
        coerce=one_of(Evidence),
        validators=[Optional()],
    )
    doing = RadioField("What are they doing now?", coerce=one_of(Doing), validators=[Optional()])
    before_ended_on = DateField("Last day of what they did before", description="If it has ended")
    own_life = RadioField(
        QUESTION,
        choices=[option(each.value, OWN_LIFE_NAMES[each]) for each in OwnLife],
        coerce=one_of(OwnLife),
        validators=[Optional()],
        description="Only the young person can answer this. Leave it empty if you talked with somebody else",
    )
    own_words = TextAreaField("In their own words", filters=[stripped], validators=[_at_most(OWN_WORDS_AT_MOST)])
    worries = worries_field("own_words")
    stop = BooleanField("They asked us to stop asking")
    stop_words = StringField("What they said about it", filters=[stripped], validators=[_at_most(WORDS_AT_MOST)])

    def __init__(self, row: CheckIn, lately: Sequence[Spell], today: dt.date) -> None:
        super().__init__(today, obj=row)
        self.lately = tuple(lately)
        self.activity.label.text = "What do they do now?"
        self.doing.choices = [
            *([option(Doing.same.value, f"Still the same: {_told(lately)}")] if lately else []),
            option(Doing.other.value, "Something else" if lately else "They told me"),
            option(Doing.would_not_say.value, "They would not say"),
        ]

    @property
    def is_reached(self) -> bool:
        return bool(self.reached.data == "yes")

    def heard(self, place: Place = NOWHERE) -> Heard:
        """What was heard."""
        doing: Doing = self.doing.data
        return Heard(
            spoke_with=self.spoke_with.data,
            doing=doing,
            heard_on=self.today,
            same=self.lately if doing is Doing.same else (),
            before=self.lately,
            before_ended_on=self.before_ended_on.data,
            now=self.said(evidence=self.spoke_with.data, heard_on=self.today, place=place)
            if doing is Doing.other
            else None,
            own_life=self.own_life.data,
            own_words=self.own_words.data or "",
            worries=self.worries.data == YES,
        )

    def faults(self) -> list[Fault]:
        if not self.is_reached:
            return []
        found = []
        if self.spoke_with.data is None:
            found.append(Fault("spoke_with", "Choose who you talked with"))
        if self.doing.data is None:
            found.append(Fault("doing", "Choose what they are doing now"))
        if self.doing.data is Doing.other:
            found += spell_faults(self.said(evidence=Evidence.young_person, heard_on=self.today), self.today)
            found += self._before()
        return [*found, *self._own()]

    def _before(self) -> list[Fault]:
        ended = self.before_ended_on.data
        if ended is None:
            return []
        if ended > self.today:
            return [Fault("before_ended_on", "The last day is still to come. Leave it empty until it has passed")]
        if any(ended < spell.starts_on for spell in self.lately):
            return [Fault("before_ended_on", "The last day cannot be before the first")]
        return []

    def _own(self) -> list[Fault]:
        if self.spoke_with.data is Evidence.young_person:
            if self.own_life.data is None:
                return [Fault("own_life", "Ask them whether this is the life they wanted. They need not say")]
        elif self.own_life.data is not None:
            return [Fault("own_life", "Only the young person can say this. Choose nothing, and ask them another time")]
        return []


class ActForm(PfaForm):
    """A button that needs nothing but the version it was shown with."""


def _told(spells: Sequence[Spell]) -> str:
    """What somebody was last said to be doing, in a line."""
    said = []
    for spell in spells:
        place = where(spell)
        said.append(f"{activity_words(spell.activity)}{', ' + place if place else ''}")
    return "; ".join(dict.fromkeys(said))
