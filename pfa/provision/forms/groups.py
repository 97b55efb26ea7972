"""Weekly groups, who stays on in them, and last year's groups for a new year."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from flask import request
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)

from pfa.calendar.week import SESSIONS, session_name
from pfa.calendar.years import year_name
from pfa.provision import rules
from pfa.provision.forms.fields import Hours, RuledForm, WholeNumber, one_of, stripped, whole_or_none, years
from pfa.provision.kinds import FUNDERS, Certainty
from pfa.provision.models import CoachPool, Group, Opportunity
from pfa.provision.queries import PlacesElsewhere
from pfa.provision.rules import Fault, GroupDraft
from pfa.web.forms import DateField, PfaForm, option
from pfa.web.pages import whole


class GroupForm(RuledForm):
    """One weekly pattern. Where each session is held is a question each, see `HELD_AT`."""

    entry_year = SelectField("Starts in September", coerce=whole_or_none)
    name = StringField("Name of the group", filters=[stripped], description="Only if it has one, for example Group B")
    sessions = SelectMultipleField("Sessions in the week", coerce=str)
    certainty = RadioField("Are the days and hours settled?", coerce=one_of(Certainty), validate_choice=False)
    places = WholeNumber(
        "Places", description="For this council's young people, including those who stay on. 0 means it is not offered"
    )
    smallest_viable = WholeNumber("Fewest people it runs with", default=1)
    starts_on = DateField("First day")
    ends_on = DateField("Last day")
    hours_a_session = Hours("Hours in a session", default=3.0, description="Taught or worked hours in one half day")
    weeks_a_year = WholeNumber("Weeks a year", default=36)
    pool_id = SelectField("Coach pool", coerce=whole_or_none)
    support_ceiling = WholeNumber(
        "Support units at most", description="Leave empty unless the provider states a real ceiling"
    )
    likelihood = RadioField("How likely is it that this group runs?", coerce=str, default="100", validate_choice=False)
    chance = WholeNumber("Chance in per cent", description="A whole number from 0 to 100")
    funder = SelectField("Who pays for a place", default="")
    cost = WholeNumber("What a place costs them in a year, in pounds", default=0)
    find = StringField("Part of the name of the place", filters=[stripped])
    looked = HiddenField()  # the words whose places the page shows already

    def __init__(
        self,
        opportunity: Opportunity,
        group: Group | None,
        *,
        places_elsewhere: PlacesElsewhere,
        pools: Iterable[CoachPool],
        today: dt.date,
        entry_year: int | None = None,
    ) -> None:
        super().__init__(obj=group, data={"entry_year": entry_year} if group is None else None)
        self.elsewhere = places_elsewhere
        self._places = {one.id for one in places_elsewhere.listed} | {opportunity.provider_id}
        self._pools = {pool.id: pool.entry_year for pool in pools}
        self.entry_year.choices = [
            option(year, str(year)) for year in years(today, group.entry_year if group else None)
        ]
        self.sessions.choices = [option(session, session_name(session)) for session in SESSIONS]
        self.certainty.choices = [
            option(Certainty.confirmed.value, "Yes, confirmed"),
            option(Certainty.provisional.value, "Not yet, provisional"),
        ]
        self.likelihood.choices = [
            *[option(str(number), words) for number, words in LIKELY.items()],
            option(ANOTHER, "Another number"),
        ]
        if not self.is_submitted() and group is not None:
            self.likelihood.data = str(group.chance) if group.chance in LIKELY else ANOTHER
        self.funder.choices = [option("", "Nobody has to pay extra"), *[option(*one) for one in FUNDERS.items()]]
        named = [option(pool.id, f"{pool.name} ({year_name(pool.entry_year)})") for pool in pools]
        self.pool_id.choices = [option("", "No pool"), *named]
        here = option("", f"At {opportunity.provider.name}")
        elsewhere = [option(one.id, one.name) for one in places_elsewhere.listed]
        for session, name in HELD_AT.items():
            self[name].choices = [here, *elsewhere]
            if not self.is_submitted() and group is not None:
                self[name].data = group.held_at.get(session)
        self.is_looking = self.is_submitted() and ("look" in request.form or self.find.data != (self.looked.data or ""))
        self.looked.data = self.find.data

    @staticmethod
    def asked_for() -> dict[str, Any]:
        """What a form that was sent asks of the places to choose from: words to look for, and those chosen before."""
        sent = [request.form.get(name, "") for name in HELD_AT.values()]
        chosen = {int(number) for number in sent if number.isascii() and number.isdigit() and len(number) < 10}
        return {"words": request.form.get("find", "")[:NAME_AT_MOST], "chosen": chosen}

    @property
    def held_at(self) -> list[Any]:
        """The question of each session: where is it held?"""
        return [self[name] for name in HELD_AT.values()]

    def draft(self) -> GroupDraft:
        return GroupDraft(
            entry_year=self.entry_year.data,
            name=self.name.data or "",
            sessions=list(self.sessions.data or []),
            held_at={session: self[name].data for session, name in HELD_AT.items() if self[name].data is not None},
            places=self.places.data,
            smallest_viable=self.smallest_viable.data,
            support_ceiling=self.support_ceiling.data,
            pool_id=self.pool_id.data,
            hours_a_session=self.hours_a_session.data,
            weeks_a_year=self.weeks_a_year.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            certainty=self.certainty.data,
            chance=self._chance(),
            funder=self.funder.data or "",
            cost=self.cost.data or 0,
        )

    def _chance(self) -> int | None:
        """Per cent: of the choice, or as typed for another number. Whoever says nothing expects that it runs."""
        said = self.likelihood.data or "100"
        return self.chance.data if said == ANOTHER else whole(said)

    def faults(self) -> list[Fault]:
        return rules.group_faults(self.draft(), places_elsewhere=self._places, pools=self._pools)


NAME_AT_MOST = 60  # characters that are looked for
LIKELY = {100: "Sure", 80: "Likely (80 %)", 50: "Even: it may or may not (50 %)", 20: "Unlikely (20 %)"}
ANOTHER = "number"
HELD_AT = {session: f"held_at_{session.replace('-', '_')}" for session in SESSIONS}
for _session, _name in HELD_AT.items():
    setattr(GroupForm, _name, SelectField(session_name(_session), coerce=whole_or_none))


class ContinuingForm(RuledForm):
    """People who stay on in a group, as one number, with the units they use together in a session."""

    people = WholeNumber("People who stay on", description="0 if nobody does")
    support_units = WholeNumber("Support units they use together", default=0)
    coach_units = WholeNumber("Coach units they use together in a session", default=0)

    def numbers(self) -> tuple[int | None, int | None, int | None]:
        """People, support units, coach units."""
        return self.people.data, self.support_units.data, self.coach_units.data

    def faults(self) -> list[Fault]:
        return rules.continuing_faults(*self.numbers())


class CopyForm(PfaForm):
    """Which opportunities' groups are copied from one year to the next."""

    chosen = SelectMultipleField("Opportunities", coerce=uuid.UUID)

    def __init__(self, opportunities: Iterable[Opportunity]) -> None:
        super().__init__()
        listed = list(opportunities)
        self.chosen.choices = [option(one.public_id, _where(one)) for one in listed]
        if not self.is_submitted():
            self.chosen.data = [one.public_id for one in listed]


def _where(opportunity: Opportunity) -> str:
    """An opportunity with its provider, unless its own name says it."""
    name, provider = opportunity.name, opportunity.provider.name
    return name if provider in name else f"{name}, {provider}"
