"""Small scenes for placements: somebody at work in a hotel since September, with a coach."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pfa.calendar.models import Term
from pfa.employers.models import CheckKind, Employer, EmployerCheck
from pfa.internships import services
from pfa.internships.models import CoachVisit, Placement, PlacementState, VisitWay
from pfa.internships.services import PlacementValues
from pfa.packages.models import Package
from pfa.people.models import YoungPerson
from pfa.provision.models import Group
from tests.factories import World
from tests.starts.scenes import BEGAN, FIRST, FOUR_DAYS, LAST, Begun


class Working(Begun):
    """An authority with a hotel that takes interns, three terms, and a job coach."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.employer = world.save(Employer(**self.key, organisation_id=self.hotel.id))
        spans = [(FIRST, dt.date(2026, 12, 18)), (dt.date(2027, 1, 4), dt.date(2027, 3, 25))]
        for number, (first, last) in enumerate([*spans, (dt.date(2027, 4, 12), dt.date(2027, 7, 20))], 1):
            world.save(Term(**self.key, academic_year=BEGAN, name=f"Term {number}", starts_on=first, ends_on=last))

    def checked(self, *, until: dt.date | None = None, kinds: tuple[CheckKind, ...] = tuple(CheckKind)) -> None:
        """The hotel's checks."""
        for kind in kinds:
            self.world.save(
                EmployerCheck(**self.key, employer_id=self.employer.id, kind=kind, checked_on=FIRST, expires_on=until)
            )

    def values(self, **more: Any) -> PlacementValues:
        """What is planned unless said otherwise."""
        defaults: dict[str, Any] = {
            "starts_on": FIRST,
            "ends_on": LAST,
            "sessions": FOUR_DAYS,
            "hours_a_week": 24.0,
            "coach": self.world.coach,
            "employer_contact": "Em Ployer, 01632 960002",
        }
        return PlacementValues(**(defaults | more))

    def placement(
        self, person: YoungPerson | None = None, *, begun: bool = True, group: Group | None = None, **more: Any
    ) -> Placement:
        """A placement made from an agreed week, and begun unless said otherwise."""
        person = person or self.someone()
        package = self.agreed(person, group)
        actor = self.world.actor(self.world.coordinator)
        with self.world.writing() as session:
            row = session.get_one(Package, package.id)
            of = session.get_one(Group, (group or self.internship).id)
            made = services.make(session, row, of, self.values(**more), actor=actor, now=self.world.now)
            if begun:
                made.state = PlacementState.running
            session.commit()
            return made

    def visited(self, placement: Placement, on: dt.date, *, minutes: int = 60, **more: Any) -> CoachVisit:
        """A visit by the coach."""
        defaults: dict[str, Any] = {"way": VisitWay.on_site, "coach_id": self.world.coach.id}
        return self.world.save(
            CoachVisit(
                **self.key,
                placement_id=placement.id,
                on=on,
                minutes=minutes,
                logged_at=self.world.now,
                **(defaults | more),
            )
        )
