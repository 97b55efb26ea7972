"""Small scenes for starts and placements: agreed weeks that have begun, without the way that led to them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pfa.accounts.models import OrganisationKind, User
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group, Provider
from pfa.starts.models import ChangeRequest, TrainingState, TravelTraining, Visit
from tests.factories import World

BEGAN = 2026  # the entry year whose weeks have begun by the tests' clock, Monday 16 November 2026
FIRST, LAST = dt.date(2026, 9, 7), dt.date(2027, 7, 2)
FOUR_DAYS = ("mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm", "thu-am", "thu-pm")


class Begun:
    """An authority whose young people have started: a supported internship in a hotel, or cooking at college."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.key = {"authority_id": world.authority.id}
        self.hotel = world.organisation("Invented Hotel", OrganisationKind.employer)
        self.internship = self.group("Hotel internship", OpportunityKind.supported_internship, self.hotel)
        self.cooking = self.group("Cooking", OpportunityKind.study_programme, world.college)

    def group(self, name: str, kind: OpportunityKind, organisation: Any, **more: Any) -> Group:
        """A weekly pattern that began in September."""
        offer = self.world.opportunity(name, kind, organisation=organisation)
        dates = {"entry_year": BEGAN, "starts_on": FIRST, "ends_on": LAST}
        return self.world.group(offer, FOUR_DAYS, **(dates | more))

    def someone(self, first_name: str = "Yasmin", **more: Any) -> YoungPerson:
        """A young person who started this September."""
        return self.world.young_person(first_name, **({"entry_year": BEGAN, "year_group": 13} | more))

    def agreed(self, person: YoungPerson, group: Group | None = None, **more: Any) -> Package:
        """A week to which everyone has said yes."""
        world = self.world
        defaults: dict[str, Any] = {"state": PackageState.agreed, "agreed_at": world.now, "agreed_number": 1}
        package = world.save(
            Package(**self.key, young_person_id=person.id, entry_year=BEGAN, created_at=world.now, **(defaults | more))
        )
        version = world.save(PackageVersion(**self.key, package_id=package.id, number=1, made_at=world.now, filled=8))
        item = PackageItem(**self.key, package_version_id=version.id, group_id=(group or self.internship).id)
        world.save(item)
        return package

    def visit(self, person: YoungPerson, on: dt.date, **more: Any) -> Visit:
        """A visit to the college."""
        place: Provider = self.world.provider()
        return self.world.save(
            Visit(**self.key, young_person_id=person.id, provider_id=place.id, on=on, half="am", **more)
        )

    def training(self, person: YoungPerson, begun_on: dt.date, **more: Any) -> TravelTraining:
        """Travel training to the college; they are still learning the way."""
        facts = {"provider_id": self.world.provider().id, "state": TrainingState.learning, "begun_on": begun_on} | more
        return self.world.save(TravelTraining(**self.key, young_person_id=person.id, **facts))

    def wish(self, person: YoungPerson, words: str = "I want to swap Monday.", **more: Any) -> ChangeRequest:
        """A wish to change something."""
        return self.world.save(
            ChangeRequest(**self.key, young_person_id=person.id, asked_at=self.world.now, words=words, **more)
        )

    def user_of(self, person: YoungPerson) -> User:
        """The young person's own user."""
        with self.world.reading() as session:
            return session.get_one(User, person.user_id)
