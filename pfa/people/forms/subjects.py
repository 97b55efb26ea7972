"""Forms for needs, support, home and travel, the next start, and the people who work with somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length

from pfa.accounts.models import User
from pfa.people.codes import (
    ACCESS_NEEDS,
    DECISION_MAKER_NAMES,
    LEVELS,
    NEED_TYPES,
    TRAVEL_NAMES,
    DecisionMaker,
    TravelWay,
)
from pfa.people.forms.fields import line, whole
from pfa.people.models import YoungPerson
from pfa.people.services.subjects import TRAVEL_AT_MOST, UNITS_AT_MOST
from pfa.people.values import Around, Home, Start, Support
from pfa.people.words import MONTHS
from pfa.web.forms import PfaForm

RANKS = 4  # a main need and three others; the census itself asks for two


class NeedsForm(PfaForm):
    """What needs somebody has, the main one first."""

    need_1 = SelectField("Main need")
    need_2 = SelectField("Second need")
    need_3 = SelectField("Third need")
    need_4 = SelectField("Fourth need")

    def __init__(self, person: YoungPerson, **more: Any) -> None:
        codes = [need.code for need in person.needs][:RANKS]
        super().__init__(data=_fields(person, **{f"need_{rank}": code for rank, code in enumerate(codes, 1)}), **more)
        for field in self.ranked():
            field.choices = {"": "None"} | {code: f"{name} ({code})" for code, name in NEED_TYPES.items()}

    def ranked(self) -> list[SelectField]:
        """The four boxes in order."""
        return [self[f"need_{rank}"] for rank in range(1, RANKS + 1)]

    def values(self) -> list[str]:
        return [field.data for field in self.ranked() if field.data]


class SupportForm(PfaForm):
    """The level, what a place must have, and how much help."""

    level = RadioField(
        "Level they work at now",
        choices={"": "Not known yet"} | {str(level): name for level, name in LEVELS.items()},
        description="Profiles are spiky: choose the level that a programme should start from",
    )
    access_needs = SelectMultipleField(
        "A place must have",
        choices=ACCESS_NEEDS,
        description="Only what they cannot do without. A place that has not been asked yet is asked, not left out",
    )
    support_units = whole(
        "Support units", 0, UNITS_AT_MOST, hint="Help in a group, in your authority's own units. 0 is none"
    )
    coach_units = whole(
        "Job coach units",
        0,
        UNITS_AT_MOST,
        hint="How much of a job coach's session they need: 1 is shared, more is closer",
    )

    def __init__(self, person: YoungPerson, **more: Any) -> None:
        super().__init__(data=_fields(person, level="" if person.level is None else str(person.level)), **more)

    def values(self) -> Support:
        return Support(
            level=int(self.level.data) if self.level.data else None,
            access_needs=tuple(self.access_needs.data or ()),
            support_units=self.support_units.data or 0,
            coach_units=self.coach_units.data or 0,
        )


class HomeForm(PfaForm):
    """Where somebody lives, and how far they can travel."""

    postcode = line("Home postcode", 10, hint="For example S1 2HH. Only the postcode is kept, no address")
    travel_way = RadioField(
        "Who or what gets them there?", choices={way.value: name for way, name in TRAVEL_NAMES.items()}
    )
    travel_limit_minutes = whole(
        "Travel at most, in minutes each way",
        0,
        TRAVEL_AT_MOST,
        hint="Leave it empty if there is no limit, or nobody knows",
    )
    is_confirmed = BooleanField("I have talked about this limit with them or their family, and matching may use it")

    def __init__(self, person: YoungPerson, **more: Any) -> None:
        confirmed = person.travel_confirmed_at is not None
        super().__init__(data=_fields(person, travel_way=person.travel_way.value, is_confirmed=confirmed), **more)

    def values(self) -> Home:
        return Home(
            postcode=self.postcode.data or "",
            travel_way=TravelWay(self.travel_way.data),
            travel_limit_minutes=self.travel_limit_minutes.data,
            is_confirmed=bool(self.is_confirmed.data),
        )


class StartForm(PfaForm):
    """When they next start something new, and when their annual review is."""

    entry_year = SelectField("They next start something new in")
    review_month = SelectField("Month of the annual review")

    def __init__(self, person: YoungPerson, this_year: int, **more: Any) -> None:
        chosen = {"entry_year": str(person.entry_year or ""), "review_month": str(person.review_month or "")}
        super().__init__(data=_fields(person, **chosen), **more)
        years = sorted({*range(this_year, this_year + 8), *([person.entry_year] if person.entry_year else [])})
        self.entry_year.choices = {"": "Not known yet"} | {str(year): f"September {year}" for year in years}
        self.review_month.choices = {"": "Not known yet"} | {str(number): name for number, name in enumerate(MONTHS, 1)}

    def values(self) -> Start:
        year, month = self.entry_year.data, self.review_month.data
        return Start(int(year) if year else None, int(month) if month else None)


class AroundForm(PfaForm):
    """Who works with somebody, who decides, and how to talk with them."""

    named_worker = SelectField("Named worker")
    school_contact = line("School contact", 160, hint="Name and role, and how to reach them")
    decision_maker = RadioField(
        "Who makes the decisions?",
        choices={who.value: name for who, name in DECISION_MAKER_NAMES.items()},
        validators=[InputRequired("Choose who makes the decisions")],
    )
    decision_maker_name = line("Name of the parent, carer or representative", 160)
    language = line("Language", 60, required="Enter the language they and their family use most")
    needs_interpreter = BooleanField("An interpreter is needed")
    communication = TextAreaField(
        "How to communicate with them",
        description="For example: uses Makaton; needs time to answer; written words work better than spoken",
        validators=[Length(max=500, message="Use 500 characters at most")],
    )

    def __init__(self, person: YoungPerson, workers: Sequence[User], **more: Any) -> None:
        listed = [
            *workers,
            *([person.named_worker] if person.named_worker and person.named_worker not in workers else []),
        ]
        self.ids = {str(user.public_id): user.id for user in listed}
        chosen = str(person.named_worker.public_id) if person.named_worker else ""
        data = _fields(person, named_worker=chosen, decision_maker=person.decision_maker.value)
        super().__init__(data=data, **more)
        self.named_worker.choices = {"": "Nobody yet"} | {str(user.public_id): user.name for user in listed}

    def values(self) -> Around:
        return Around(
            named_worker_id=self.ids.get(self.named_worker.data or ""),
            school_contact=self.school_contact.data or "",
            decision_maker=DecisionMaker(self.decision_maker.data),
            decision_maker_name=self.decision_maker_name.data or "",
            language=self.language.data or "",
            needs_interpreter=bool(self.needs_interpreter.data),
            communication=(self.communication.data or "").strip(),
        )


def _fields(person: YoungPerson, **chosen: Any) -> dict[str, Any]:
    """A person's own fields for a form, with those replaced whose shape on screen is another."""
    columns = {name: getattr(person, name) for name in (column.key for column in person.__mapper__.column_attrs)}
    return columns | chosen
