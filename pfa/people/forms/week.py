"""The week somebody wants, half day by half day."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectField

from pfa.calendar.week import DAY_NAMES, DAYS, HALF_NAMES, HALVES, SESSIONS
from pfa.people.codes import OWN_SESSION_NAMES, OwnSessionKind
from pfa.people.forms.fields import line, whole
from pfa.people.models import YoungPerson
from pfa.people.values import Own, Week
from pfa.web.forms import PfaForm

FREE, CLOSED = "", "unavailable"
USES = (
    {FREE: "Can be filled"} | {kind.value: name for kind, name in OWN_SESSION_NAMES.items()} | {CLOSED: "Not available"}
)


class WeekForm(PfaForm):
    """What each half day is for, and how full and how varied the week should be."""

    sessions_wanted = whole(
        "Half days wanted", 0, 10, hint="Out of 10, their own time included. A full week is 10; less is a choice too"
    )
    providers_at_most = whole("Different places at most", 1, 10, hint="Leave it empty if it does not matter")
    one_place_a_day = BooleanField("One place a day: no change of place at noon")
    whole_days = BooleanField("Whole days only: no half days left empty")

    def __init__(self, person: YoungPerson, **more: Any) -> None:
        own = {row.session: row for row in person.own_sessions}
        data = {name: getattr(person, name) for name in ("version", "sessions_wanted", "providers_at_most")}
        data |= {"one_place_a_day": person.one_place_a_day, "whole_days": person.whole_days}
        for session in SESSIONS:
            key = _key(session)
            use = own[session].kind.value if session in own else CLOSED if session in person.unavailable else FREE
            data |= {f"use_{key}": use, f"label_{key}": own[session].label if session in own else ""}
        super().__init__(data=data, **more)

    def days(self) -> list[tuple[str, list[tuple[str, SelectField, Any]]]]:
        """Each day's name with its half days: name, what it is for, and the words for it."""
        return [
            (
                DAY_NAMES[day],
                [
                    (HALF_NAMES[half].capitalize(), self[f"use_{day}_{half}"], self[f"label_{day}_{half}"])
                    for half in HALVES
                ],
            )
            for day in DAYS
        ]

    def values(self) -> Week:
        uses = {session: self[f"use_{_key(session)}"].data or FREE for session in SESSIONS}
        own = tuple(
            Own(session, OwnSessionKind(use), self[f"label_{_key(session)}"].data or "")
            for session, use in uses.items()
            if use not in (FREE, CLOSED)
        )
        return Week(
            sessions_wanted=self.sessions_wanted.data or 0,
            unavailable=tuple(session for session, use in uses.items() if use == CLOSED),
            own=own,
            providers_at_most=self.providers_at_most.data,
            one_place_a_day=bool(self.one_place_a_day.data),
            whole_days=bool(self.whole_days.data),
        )


def _key(session: str) -> str:
    return session.replace("-", "_")


for _day in DAYS:
    for _half in HALVES:
        _words = f"{DAY_NAMES[_day]} {HALF_NAMES[_half]}"
        setattr(WeekForm, f"use_{_day}_{_half}", SelectField(_words, choices=USES))
        setattr(WeekForm, f"label_{_day}_{_half}", line(f"{_words}: what it is", 80))
