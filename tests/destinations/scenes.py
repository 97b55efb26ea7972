"""Small scenes of leaving: somebody who left an internship in July, and what was said of them since."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pfa.destinations import services
from pfa.destinations.models import Attempt, CheckIn, CheckInState, Evidence, Leaver, OwnLife, Spell
from pfa.destinations.rules import Left, SpellValues
from pfa.employers.models import Employer
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Opportunity, Provider
from tests.employers.pages import employer
from tests.factories import World

LAST_YEAR = dt.date(2025, 7, 18)  # two terms and twelve months are over by the tests' day, 16 November 2026
THIS_YEAR = dt.date(2026, 7, 17)


class Leaving:
    """An authority with an internship at a hotel, and people who left it."""

    def __init__(self, world: World) -> None:
        self.world, self.key = world, {"authority_id": world.authority.id}
        self.hotel: Employer = employer(world, "Invented Hotel")
        self.internship: Opportunity = world.opportunity("Hotel internship", OpportunityKind.supported_internship)
        self.provider: Provider = world.provider()
        self.common = {"actor": world.actor(world.coordinator), "now": world.now, "today": world.now.date()}

    def leaver(
        self, name: str = "Yasmin", left_on: dt.date = LAST_YEAR, person: YoungPerson | None = None, **more: Any
    ) -> Leaver:
        """Somebody who left the internship on a day and is followed since."""
        person = person or self.world.young_person(name, year_group=14)
        left = {
            "pathway": OpportunityKind.supported_internship,
            "opportunity_id": self.internship.id,
            "provider_id": self.provider.id,
            "employer_id": self.hotel.id,
        }
        with self.world.writing() as session:
            row = services.add_leaver(
                session, session.get_one(YoungPerson, person.id), Left(left_on, **(left | more)), **self.common
            )
            session.commit()
            return row

    def spell(self, leaver: Leaver, starts_on: dt.date = dt.date(2025, 9, 1), **more: Any) -> Spell:
        """Paid work of 20 hours a week from September on, said by the young person in July, unless said otherwise."""
        said: dict[str, Any] = {
            "activity": "360",
            "evidence": Evidence.young_person,
            "heard_on": dt.date(2026, 7, 20),
            "hours_a_week": 20.0,
            "is_paid": True,
            "is_seasonal": False,
        }
        with self.world.writing() as session:
            values = SpellValues(starts_on=starts_on, **(said | more))
            row = services.add_spell(session, session.get_one(Leaver, leaver.id), values, **self.common)
            session.commit()
            return row

    def check_in(self, leaver: Leaver, weeks: int) -> CheckIn:
        """One check-in of a leaver."""
        with self.world.reading() as session:
            return session.query(CheckIn).filter_by(leaver_id=leaver.id, weeks=weeks).one()

    def tried(self, leaver: Leaver, weeks: int, times: int = 1) -> None:
        """They were called so often without an answer."""
        row = self.check_in(leaver, weeks)
        for _ in range(times):
            self.world.save(Attempt(**self.key, check_in_id=row.id, at=self.world.now, how="Phone call", reached=False))

    def answered(self, leaver: Leaver, weeks: int, own_life: OwnLife, words: str = "") -> None:
        """They were asked, and said whether it is the life they wanted."""
        with self.world.writing() as session:
            row = session.get_one(CheckIn, self.check_in(leaver, weeks).id)
            row.state, row.done_on, row.spoke_with = CheckInState.done, row.due_on, Evidence.young_person
            row.own_life, row.own_words = own_life, words
            for each in session.query(CheckIn).filter(CheckIn.leaver_id == leaver.id, CheckIn.weeks < weeks):
                each.state = CheckInState.not_reached if each.state is CheckInState.due else each.state
            session.info["recorded"] = True
            session.commit()

    def stopped(self, leaver: Leaver, words: str = "") -> None:
        """They asked us to stop asking."""
        with self.world.writing() as session:
            actor, now = self.common["actor"], self.common["now"]
            services.stop_asking(session, session.get_one(Leaver, leaver.id), words, actor=actor, now=now)
            session.commit()

    def now(self, leaver: Leaver) -> Leaver:
        """The leaver as they are now."""
        with self.world.reading() as session:
            return session.get_one(Leaver, leaver.id)
