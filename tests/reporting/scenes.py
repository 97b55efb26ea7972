"""An authority in November with something waiting for everyone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from pfa.accounts.models import User
from pfa.aspirations.models import Answer, Reading, ReadingKind, Response, Round
from pfa.matching.models import Run, RunState
from pfa.matching.policies import PolicySettings
from pfa.packages.models import Package, PackageAnswer, PackageItem, PackageState, PackageVersion, Party
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from tests.factories import ACADEMIC_YEAR, ENTRY_YEAR, World

NAMES = ("Amara", "Ben", "Chidi", "Dana", "Esme", "Farid", "Gwen", "Hari")


class Busy:
    """Young people at every stage: silent, answered, with a draft, a shared and an agreed week."""

    def __init__(self, world: World, copies: int = 1) -> None:
        self.world, self.key = world, {"authority_id": world.authority.id}
        today = world.now.date()
        self.asked = world.save(
            Round(
                **self.key,
                name="Autumn 2026",
                academic_year=ACADEMIC_YEAR,
                year_groups=[10, 11],
                opens_on=today - dt.timedelta(days=20),
                closes_on=today + dt.timedelta(days=25),
            )
        )
        self.cooking = world.group(
            world.opportunity("Cooking, level 1"), ("mon-am", "mon-pm", "tue-am", "tue-pm"), places=12
        )
        drama = world.opportunity("Drama group", OpportunityKind.community, kind_of_work="")
        self.drama = world.group(drama, ("thu-pm",), places=6)
        for number in range(copies):
            self.cohort(number)
        self.run()

    def cohort(self, number: int) -> None:
        """One person of each kind."""
        last = f"Invented {number}" if number else "Invented"
        silent, begun, sent, drafted, waiting, agreed, wrote, talks = (
            self.world.young_person(
                name, last, with_user=True, review_month=1 + place, named_worker_id=self.world.coordinator.id
            )
            for place, name in enumerate(NAMES)
        )
        self.silent, self.begun, self.sent = silent, begun, sent
        for person in (sent, drafted, waiting, agreed, talks):
            self.answered(person)
        written = self.answered(wrote, text="I like to cook with my gran")
        self.answered(begun, sent=False)
        self.week(drafted, PackageState.draft)
        self.shared = self.week(waiting, PackageState.shared)
        self.waiting = waiting
        self.week(agreed, PackageState.agreed)
        self.to_read(wrote, ReadingKind.free_text, hours=20, answer_id=written.id)
        self.to_read(talks, ReadingKind.talk, hours=-1)

    def answered(self, person: YoungPerson, *, sent: bool = True, text: str = "") -> Answer:
        now = self.world.now
        response = self.world.save(
            Response(
                **self.key,
                round_id=self.asked.id,
                young_person_id=person.id,
                started_at=now,
                sent_at=now if sent else None,
            )
        )
        key = {**self.key, "response_id": response.id, "answered_at": now}
        return self.world.save(Answer(**key, question="work", choices=["catering"], text=text))

    def week(self, person: YoungPerson, state: PackageState) -> Package:
        now = self.world.now
        package = self.world.save(
            Package(**self.key, young_person_id=person.id, entry_year=ENTRY_YEAR, state=state, created_at=now)
        )
        version = self.world.save(PackageVersion(**self.key, package_id=package.id, number=1, made_at=now, filled=5))
        of_version = {**self.key, "package_version_id": version.id}
        groups: Iterable[Group] = (self.cooking, self.drama)
        self.world.save(*[PackageItem(**of_version, group_id=group.id) for group in groups])
        if state is PackageState.shared:
            asked: dict[str, Any] = {**of_version, "asked_at": now, "reply_by": now.date() + dt.timedelta(days=9)}
            college = self.world.provider().id
            self.world.save(
                PackageAnswer(**asked, party=Party.young_person),
                PackageAnswer(**asked, party=Party.provider, provider_id=college),
                PackageAnswer(**asked, party=Party.authority),
            )
        if state is PackageState.agreed:
            with self.world.writing() as session:
                session.get_one(YoungPerson, person.id).settled_year = ENTRY_YEAR
                session.info["recorded"] = True
                session.commit()
        return package

    def to_read(self, person: YoungPerson, kind: ReadingKind, *, hours: int, answer_id: int | None = None) -> Reading:
        now = self.world.now
        due = now + dt.timedelta(hours=hours)
        keys = {**self.key, "young_person_id": person.id, "answer_id": answer_id}
        return self.world.save(Reading(**keys, kind=kind, asked_at=now - dt.timedelta(hours=4), due_at=due))

    def run(self) -> Run:
        return self.world.save(
            Run(
                **self.key,
                name="First look",
                entry_year=ENTRY_YEAR,
                policy_name="Wishes first",
                policy=PolicySettings().as_json(),
                seconds_at_most=10,
                state=RunState.done,
                result={},
                asked_at=self.world.now,
            )
        )

    def user_of(self, person: YoungPerson) -> User:
        """The user that a young person is."""
        with self.world.reading() as session:
            return session.get_one(User, person.user_id)
