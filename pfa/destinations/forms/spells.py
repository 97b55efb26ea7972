"""The form of a spell, and of hearing of one again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from pfa.destinations.codes import GROUP_NAMES, OUTCOMES, Counts, counts_as, offered, outcome_of
from pfa.destinations.models import Evidence, Spell
from pfa.destinations.rules import WHERE_AT_MOST, SpellValues, spell_faults
from pfa.destinations.words import EVIDENCE_NAMES, where
from pfa.provision.forms.fields import Hours, RuledForm, one_of, stripped
from pfa.provision.rules import Fault
from pfa.web.forms import DateField, PfaForm, option

Place = tuple[int | None, int | None]  # row numbers of an employer and of a provider of ours
NOWHERE: Place = (None, None)
YES_NO = (option("yes", "Yes"), option("no", "No"), option("", "Not known"))
WITNESSES = tuple(option(each.value, EVIDENCE_NAMES[each]) for each in Evidence)
BECAUSE_AT_MOST = 300  # characters


def yes_no(value: Any) -> bool | None:
    """A choice of yes, no and not known."""
    return value if isinstance(value, bool) else {"yes": True, "no": False}.get(str(value))


class DoingFields(RuledForm):
    """What somebody does, and where: the part that a spell and a check-in share."""

    activity = SelectField("What were they doing?", validators=[Optional()])
    starts_on = DateField("When did it begin?", description="The first day, as near as anybody can say")
    hours_a_week = Hours("Hours a week", description="For work. For example 16 or 7.5. Leave it empty if nobody knows")
    is_paid = RadioField("Is it paid?", choices=YES_NO, coerce=yes_no)
    is_seasonal = RadioField("Is it only for a season?", choices=YES_NO, coerce=yes_no)
    where = StringField(
        "Where?",
        filters=[stripped],
        validators=[Length(max=WHERE_AT_MOST, message=f"Use {WHERE_AT_MOST} characters or fewer")],
        description="Name of the employer, college or place. Ours are recognised by their names",
    )

    def __init__(self, today: dt.date, **more: Any) -> None:
        super().__init__(**more)
        self.today = today
        groups = offered(today)
        self.activity_groups = [
            (GROUP_NAMES[group], [(row.code, row.words) for row in rows]) for group, rows in groups.items()
        ]
        listed = [option(code, words) for _, rows in self.activity_groups for code, words in rows]
        kept = str(self.activity.data or "")
        if kept and kept not in {row.code for rows in groups.values() for row in rows}:
            listed.append(option(kept, kept))  # of an older list: the rules say whether it can stay
        self.activity.choices = [option("", "Choose one"), *listed]

    def said(self, *, evidence: Evidence, heard_on: dt.date | None, place: Place = NOWHERE) -> SpellValues:
        """What was typed, said by this witness on that day, at this place of ours."""
        code, (employer, provider) = self.activity.data or "", place
        if employer is not None and provider is not None:  # one organisation can be both
            employer, provider = (employer, None) if counts_as(code) is Counts.work else (None, provider)
        return SpellValues(
            starts_on=self.starts_on.data,
            activity=code,
            evidence=evidence,
            heard_on=heard_on,
            hours_a_week=self.hours_a_week.data,
            is_paid=self.is_paid.data,
            is_seasonal=self.is_seasonal.data,
            employer_id=employer,
            provider_id=provider,
            where="" if employer or provider else self.where.data or "",
        )


class SpellForm(DoingFields):
    """One spell, as somebody told of it."""

    ends_on = DateField("Last day, if it has ended", description="Leave it empty if it goes on")
    outcome = SelectField("ILR outcome", validators=[Optional()], description="For the college’s return")
    evidence = RadioField(
        "Who told us?",
        choices=WITNESSES,
        coerce=one_of(Evidence),
        validators=[InputRequired("Choose who told us")],
    )
    heard_on = DateField("When did they say so?", description="What goes on is known up to this day")
    because = TextAreaField(
        "What was wrong?",
        filters=[stripped],
        validators=[Length(max=BECAUSE_AT_MOST, message=f"Use {BECAUSE_AT_MOST} characters or fewer")],
        description="The old entry stays to be seen, with this reason",
    )

    def __init__(self, today: dt.date, spell: Spell | None = None) -> None:
        super().__init__(today, data=_of(spell) if spell else {"heard_on": today})
        self.is_correction = spell is not None
        if spell is None:
            del self.because
        self.outcome.choices = [
            option("", "As it follows from the above"),
            *[option(row.code, f"{row.code}: {row.words}") for row in OUTCOMES.values()],
        ]

    def values(self, place: Place = NOWHERE) -> SpellValues:
        """What was typed."""
        said = self.said(evidence=self.evidence.data, heard_on=self.heard_on.data, place=place)
        more = {name: getattr(said, name) for name in SpellValues.__slots__}
        return SpellValues(**more | {"ends_on": self.ends_on.data, "outcome": self.outcome.data or ""})

    def faults(self) -> list[Fault]:
        found = spell_faults(self.values(), self.today)
        if self.is_correction and not self.because.data:
            found.append(Fault("because", "Write what was wrong with the old entry"))
        return found


class AgainForm(PfaForm):
    """Somebody says that it goes on, or when it ended."""

    evidence = RadioField(
        "Who told us?",
        choices=WITNESSES,
        coerce=one_of(Evidence),
        validators=[InputRequired("Choose who told us")],
    )
    heard_on = DateField("When did they say so?", validators=[InputRequired("Enter the day on which they said so")])
    ends_on = DateField("Last day, if it has ended", description="Leave it empty if it goes on")


class WithdrawForm(PfaForm):
    """Why a spell is taken out of every figure."""

    because = TextAreaField(
        "What was wrong with it?",
        filters=[stripped],
        validators=[
            InputRequired("Write what was wrong with it."),
            Length(max=BECAUSE_AT_MOST, message=f"Use {BECAUSE_AT_MOST} characters or fewer"),
        ],
    )


def _of(spell: Spell) -> dict[str, Any]:
    """What a spell says, for its form. Where it is stands there by name, also for a place of ours.

    An outcome that follows from the rest is left to follow, so that it changes with the hours.
    """
    names = ("version", "activity", "starts_on", "ends_on", "hours_a_week", "is_paid", "is_seasonal", "evidence")
    follows = spell.outcome == outcome_of(spell.activity, spell.hours_a_week)
    return {
        **{name: getattr(spell, name) for name in names},
        "outcome": "" if follows else spell.outcome,
        "where": where(spell),
        "heard_on": spell.confirmed_on,
    }
