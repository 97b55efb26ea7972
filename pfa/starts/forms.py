"""Forms of the starts room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from pfa.aspirations.forms.worries import YES, worries_field
from pfa.provision.models import Provider
from pfa.starts.models import Feeling, StartCheck, TrainingState, TravelTraining, Visit, VisitState
from pfa.starts.names import GOING_NAMES, HALVES, HOW, OWN_PAGE, THOUGHT_NAMES, VISIT_NAMES
from pfa.starts.services import LONG, OUTCOME_LONG, CheckValues, Told, TrainingValues, VisitValues
from pfa.starts.words import say
from pfa.web.forms import DateField, PfaForm, option


class ActForm(PfaForm):
    """A button that needs nothing but the version it was shown with."""


class BookForm(PfaForm):
    """A visit to be booked."""

    provider = SelectField("Where", validators=[InputRequired("Choose the place.")])
    on = DateField("Day", validators=[InputRequired("Enter the day.")])
    half = RadioField("When", choices=[option(half, words) for half, words in HALVES.items()], default="")
    with_whom = StringField("Who goes with them", validators=[Length(max=160)])

    def __init__(self, places: Sequence[Provider], of_week: frozenset[int]) -> None:
        super().__init__()
        self._places = {str(each.public_id): each for each in places}
        self.provider.choices = _choices(places, of_week)

    def values(self) -> VisitValues:
        """What was filled in."""
        return VisitValues(
            provider=self._places[self.provider.data],
            on=self.on.data,
            half=self.half.data or "",
            with_whom=self.with_whom.data or "",
        )


class TrainingForm(PfaForm):
    """Travel training: to which place, how they go, and how far they are."""

    provider = SelectField("Where to", validators=[InputRequired("Choose the place.")])
    journey = TextAreaField(
        "The journey",
        validators=[Length(max=300)],
        description="They read this on their own page. For example: bus 73 to the station, then walk for five minutes.",
    )
    trained_by = StringField("Who practises it with them", validators=[Length(max=160)])
    begun_on = DateField("First day of practice", validators=[InputRequired("Enter the day.")])
    state = RadioField(
        "How far are they?",
        choices=[
            option(TrainingState.learning.value, "They are still learning the way"),
            option(TrainingState.knows.value, "They know the way"),
            option(TrainingState.stopped.value, "It was stopped before they knew the way"),
        ],
        default=TrainingState.learning.value,
    )
    ended_on = DateField(
        "Since when they know it, or when it was stopped",
        validators=[Optional()],
        description="Leave it empty while they are learning.",
    )

    def __init__(
        self,
        places: Sequence[Provider],
        of_week: frozenset[int] = frozenset(),
        row: TravelTraining | None = None,
        *,
        today: dt.date,
    ) -> None:
        data: dict[str, object] = {"begun_on": today}
        if row is not None:
            data = {
                "provider": str(row.provider.public_id),
                "journey": row.journey,
                "trained_by": row.trained_by,
                "begun_on": row.begun_on,
                "state": row.state.value,
                "ended_on": row.ended_on,
                "version": row.version,
            }
        elif len(places) == 1:
            data["provider"] = str(places[0].public_id)
        super().__init__(data=data)
        self._places = {str(each.public_id): each for each in places}
        self.provider.choices = _choices(places, of_week)

    def values(self) -> TrainingValues:
        """What was filled in."""
        return TrainingValues(
            provider=self._places[self.provider.data],
            journey=self.journey.data or "",
            trained_by=self.trained_by.data or "",
            begun_on=self.begun_on.data,
            state=TrainingState(self.state.data),
            ended_on=self.ended_on.data,
        )


class VisitForm(PfaForm):
    """What came of a visit."""

    state = RadioField(
        "What came of it?",
        choices=[option(state.value, words) for state, words in VISIT_NAMES.items()],
        validators=[InputRequired("Choose what came of it.")],
    )
    felt = RadioField(
        "What did they think of it?",
        choices=[option(feeling.value, words) for feeling, words in THOUGHT_NAMES.items()],
        validators=[Optional()],
    )
    thoughts = TextAreaField("In their own words", validators=[Length(max=LONG)])
    worries = worries_field("thoughts")

    def __init__(self, visit: Visit) -> None:
        felt = visit.felt.value if visit.felt else None
        data = {"state": visit.state.value, "felt": felt, "thoughts": visit.thoughts, "version": visit.version}
        super().__init__(data=data)

    def values(self) -> Told:
        """What was filled in."""
        felt = Feeling(self.felt.data) if self.felt.data else None
        return Told(VisitState(self.state.data), felt, self.thoughts.data or "", self.worries.data == YES)


class CheckForm(PfaForm):
    """How a start goes, asked by staff."""

    going = RadioField(
        "How is it going for them?",
        choices=[option(feeling.value, words) for feeling, words in GOING_NAMES.items()],
        validators=[InputRequired("Choose how it is going.")],
    )
    words = TextAreaField("In their own words", validators=[Length(max=LONG)])
    worries = worries_field("words")
    wants_change = BooleanField("They want to change something: put it on the list")
    how = SelectField("How did you ask?", choices=[option(words, words) for words in HOW if words != OWN_PAGE])

    def __init__(self, row: StartCheck | None) -> None:
        data = {}
        if row is not None:
            going = row.going.value if row.going else None
            data = {"going": going, "words": row.words, "how": row.how, "version": row.version}
        super().__init__(data=data)

    def values(self) -> CheckValues:
        """What was filled in."""
        return CheckValues(
            self.how.data or "",
            Feeling(self.going.data),
            self.words.data or "",
            bool(self.wants_change.data),
            worries=self.worries.data == YES,
        )


class WishForm(PfaForm):
    """What somebody wants to change, noted by staff."""

    words = TextAreaField(
        "What do they want to change?", validators=[InputRequired("Write what they want to change."), Length(max=LONG)]
    )
    worries = worries_field("words")


class OutcomeForm(PfaForm):
    """What came of a wish to change."""

    outcome = TextAreaField(
        "What was changed, or why it stays as it is",
        validators=[InputRequired("Write what came of it."), Length(max=OUTCOME_LONG)],
    )


class OwnVisitForm(PfaForm):
    """What a young person thought of a visit."""

    felt = RadioField(
        say("visit.title"),
        choices=[option(feeling.value, say(f"visit.{feeling.value}")) for feeling in Feeling],
        validators=[InputRequired(say("say.choose"))],
    )
    words = TextAreaField(say("say.words"), validators=[Length(max=LONG)])


class OwnStartForm(PfaForm):
    """How a young person's start goes."""

    felt = RadioField(
        say("start.title"),
        choices=[option(feeling.value, say(f"start.{feeling.value}")) for feeling in Feeling],
        validators=[InputRequired(say("say.choose"))],
    )
    wants_change = BooleanField(say("start.change"))
    words = TextAreaField(say("say.words"), validators=[Length(max=LONG)])


class OwnChangeForm(PfaForm):
    """What a young person wants to change."""

    words = TextAreaField(say("change.words"), validators=[Length(max=LONG)])


def _choices(places: Sequence[Provider], of_week: frozenset[int]) -> list[Any]:
    """Places to choose from, those of their week first; the only one stands alone."""
    if len(places) == 1:
        return [option(places[0].public_id, places[0].name)]
    first = [each for each in places if each.id in of_week]
    rest = [each for each in places if each.id not in of_week]
    return [
        option("", "Choose a place"),
        *[option(each.public_id, f"{each.name} (in their week)") for each in first],
        *[option(each.public_id, each.name) for each in rest],
    ]
