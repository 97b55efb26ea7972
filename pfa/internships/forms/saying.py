"""Forms of what people say: a coach's visit, a review, and a young person's own view."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from pfa.internships.models import Review, VisitWay
from pfa.internships.names import FEELING_NAMES, WAY_NAMES
from pfa.internships.services import ReviewValues, VisitValues
from pfa.internships.services.coaching import MINUTES_AT_MOST
from pfa.internships.words import say
from pfa.starts.models import Feeling
from pfa.web.forms import DateField, PfaForm, option

OTHER = "other"
MINUTES = (15, 30, 45, 60, 90, 120)
LONG = 1000
FEELINGS = [option(feeling.value, words) for feeling, words in FEELING_NAMES.items()]


class VisitForm(PfaForm):
    """A coach's visit: three touches and it is logged. Words and another day only for those who need them."""

    minutes = RadioField(
        "How long?",
        choices=[*[option(each, f"{each} min") for each in MINUTES], option(OTHER, "Other")],
        validators=[InputRequired("Choose how long.")],
    )
    other_minutes = IntegerField(
        "Minutes", validators=[Optional(), NumberRange(1, MINUTES_AT_MOST, "Write whole minutes, 600 at most.")]
    )
    way = RadioField(
        "How?", choices=[option(way.value, words) for way, words in WAY_NAMES.items()], default=VisitWay.on_site.value
    )
    going = RadioField("How is it going?", choices=FEELINGS, validators=[Optional()])
    words = TextAreaField("Anything to note?", validators=[Length(max=LONG)])
    on = DateField("Day of the visit", validators=[Optional()], description="Empty is today.")

    def __init__(self, today: dt.date) -> None:
        super().__init__(data={"on": today})
        self._today = today

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuse "Other" without minutes: an optional field's own checks end before that."""
        good: bool = super().validate(extra_validators)
        if self.minutes.data == OTHER and self.other_minutes.data is None and not self.other_minutes.errors:
            self.other_minutes.errors = ["Write how many minutes."]
            return False
        return good

    def values(self) -> VisitValues:
        """What was filled in."""
        minutes = self.other_minutes.data if self.minutes.data == OTHER else int(self.minutes.data or 0)
        return VisitValues(
            on=self.on.data or self._today,
            way=VisitWay(self.way.data),
            minutes=minutes or 0,
            going=Feeling(self.going.data) if self.going.data else None,
            words=self.words.data or "",
        )


class ReviewForm(PfaForm):
    """What was said at a review."""

    felt = RadioField("How is it for them?", choices=FEELINGS, validators=[Optional()])
    own_view = TextAreaField("What they said, in their own words", validators=[Length(max=LONG)])
    employer_view = TextAreaField("What the employer says", validators=[Length(max=LONG)])
    coach_view = TextAreaField("What the job coach says", validators=[Length(max=LONG)])
    next_steps = TextAreaField("What happens next, and who does it", validators=[Length(max=LONG)])
    done_on = DateField(
        "Day of the review", validators=[Optional()], description="Leave it empty while you prepare: it stays due."
    )

    def __init__(self, review: Review) -> None:
        super().__init__(
            data={
                "felt": review.felt.value if review.felt else None,
                "own_view": review.own_view,
                "employer_view": review.employer_view,
                "coach_view": review.coach_view,
                "next_steps": review.next_steps,
                "done_on": review.done_on,
                "version": review.version,
            }
        )

    def values(self) -> ReviewValues:
        """What was filled in."""
        return ReviewValues(
            done_on=self.done_on.data,
            felt=Feeling(self.felt.data) if self.felt.data else None,
            own_view=self.own_view.data or "",
            employer_view=self.employer_view.data or "",
            coach_view=self.coach_view.data or "",
            next_steps=self.next_steps.data or "",
        )


class OwnForm(PfaForm):
    """What a young person says of their placement."""

    felt = RadioField(
        say("say.title"),
        choices=[option(feeling.value, say(f"say.{feeling.value}")) for feeling in Feeling],
        validators=[InputRequired(say("say.choose"))],
    )
    words = TextAreaField(say("say.words"), validators=[Length(max=LONG)])
