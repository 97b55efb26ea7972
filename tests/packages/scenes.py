"""Small scenes for packages: somebody with wishes, two things on offer, a run that suggests a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from pfa.accounts.actor import Actor
from pfa.aspirations.models import Answer, Response, Round
from pfa.calendar.models import Term
from pfa.matching.models import Run, RunPerson, RunState, SuggestedGroup, UnmetWish
from pfa.matching.policies import PolicySettings
from pfa.packages import services
from pfa.packages.models import Package, Party, Said
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from tests.factories import ENTRY_YEAR, World

THREE_DAYS = ("mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm")


@dataclass
class Scene:
    """An authority where Yasmin wants to cook and would like friends in her week; both are on offer."""

    world: World
    cooking: Group = field(init=False)
    friends: Group = field(init=False)
    person: YoungPerson = field(init=False)
    rounds: int = 0

    def __post_init__(self) -> None:
        self.cooking = self.world.group(self.world.opportunity(), THREE_DAYS)
        club = self.world.opportunity("Friends club", OpportunityKind.community, kind_of_work="")
        self.friends = self.world.group(club, ("thu-am",), places=2)
        self.person = self.someone(with_user=True, named_worker_id=self.world.coordinator.id)

    def someone(self, first_name: str = "Yasmin", **more: Any) -> YoungPerson:
        """A young person who wants to cook at college, and friends in their week."""
        person = self.world.young_person(first_name, **({"travel_confirmed_at": self.world.now} | more))
        self.said(person, {"work": ["catering"], "week": ["friends"]})
        return person

    def said(self, person: YoungPerson, answers: Mapping[str, Sequence[str]]) -> None:
        """What somebody answered."""
        world, key = self.world, {"authority_id": self.world.authority.id}
        self.rounds += 1
        asked = world.save(
            Round(
                **key,
                name=f"Round {self.rounds}",
                academic_year=ENTRY_YEAR - 1,
                year_groups=[11],
                opens_on=world.now.date(),
                closes_on=world.now.date(),
            )
        )
        response = world.save(
            Response(**key, round_id=asked.id, young_person_id=person.id, started_at=world.now, sent_at=world.now)
        )
        for question, choices in answers.items():
            world.save(
                Answer(**key, response_id=response.id, question=question, choices=list(choices), answered_at=world.now)
            )

    def run(self, weeks: Mapping[int, Sequence[Group]], **more: Any) -> Run:
        """A run that has finished and suggests these groups to these young people, by their ids."""
        key = {"authority_id": self.world.authority.id}
        defaults: dict[str, Any] = {"state": RunState.done, "result": {}, "name": "Autumn"}
        run = self.world.save(
            Run(
                **key,
                entry_year=ENTRY_YEAR,
                policy_name="Wishes first",
                policy=PolicySettings().as_json(),
                seconds_at_most=10,
                asked_at=self.world.now,
                **(defaults | more),
            )
        )
        for person_id, groups in weeks.items():
            of_run = {**key, "run_id": run.id, "young_person_id": person_id}
            self.world.save(
                RunPerson(
                    **of_run,
                    value=100,
                    sessions=sum(len(group.sessions) for group in groups),
                    sessions_wanted=10,
                    own_sessions=0,
                    wish_met=1,
                    wishes_made=1,
                    has_main=True,
                    has_answered=True,
                ),
                *[SuggestedGroup(**of_run, group_id=group.id) for group in groups],
            )
        return run

    def unmet(self, run: Run, person: YoungPerson, told: str = "more-people", **more: Any) -> None:
        """The run could not meet somebody's second wish."""
        facts = {"rank": 2, "target": "sector:motor", "target_words": "Cars and bikes", "reason": "full", "words": "-"}
        key = {"authority_id": self.world.authority.id, "run_id": run.id, "young_person_id": person.id}
        self.world.save(UnmetWish(**key, told=told, **(facts | more)))

    @property
    def actor(self) -> Actor:
        return self.world.actor(self.world.coordinator)

    def draft(self, person: YoungPerson | None = None, groups: Sequence[Group] | None = None) -> Package:
        """A draft week accepted from a run, saved."""
        person = person or self.person
        run = self.run({person.id: [self.cooking] if groups is None else groups})
        with self.world.writing() as session:
            [package] = services.accept(
                session, session.get_one(Run, run.id), None, actor=self.actor, now=self.world.now
            ).packages
            session.commit()
            return package

    def shared(self, person: YoungPerson | None = None, groups: Sequence[Group] | None = None) -> Package:
        """A week that everyone is asked about, saved."""
        draft = self.draft(person, groups)
        with self.world.writing() as session:
            package = session.get_one(Package, draft.id)
            services.share(session, package, seen=package.version, actor=self.actor, now=self.world.now)
            session.commit()
            return package

    def agreed(self, person: YoungPerson | None = None, groups: Sequence[Group] | None = None) -> Package:
        """A week to which everyone has said yes, saved."""
        shared = self.shared(person, groups)
        with self.world.writing() as session:
            package = session.get_one(Package, shared.id)
            say_yes(session, package, self.actor, self.world)
            session.commit()
            return package


def say_yes(session: Session, package: Package, actor: Actor, world: World) -> services.Answered:
    """Everyone who was asked says yes, the authority last. Returns what came of the last yes."""
    order = [Party.young_person, Party.decision_maker, Party.provider, Party.authority]
    answered = None
    for each in sorted(package.current.standing, key=lambda row: order.index(row.party)):
        answered = services.answer(
            session,
            package,
            party=each.party,
            provider_id=each.provider_id,
            said=Said.yes,
            number=package.newest,
            actor=actor,
            now=world.now,
        )
    assert answered is not None
    return answered


def with_terms(world: World) -> None:
    """Three terms of the entry year."""
    spans = [((9, 2), (12, 17)), ((1, 5), (3, 31)), ((4, 19), (7, 21))]
    for number, (begins, ends) in enumerate(spans, 1):
        years = [ENTRY_YEAR if month >= 9 else ENTRY_YEAR + 1 for month, _ in (begins, ends)]
        world.save(
            Term(
                authority_id=world.authority.id,
                academic_year=ENTRY_YEAR,
                name=f"Term {number}",
                starts_on=dt.date(years[0], *begins),
                ends_on=dt.date(years[1], *ends),
            )
        )
