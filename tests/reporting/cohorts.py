"""A past cohort in one go: asked, answered, agreed, started, left, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from pfa.aspirations.models import Answer, Response, Round
from pfa.destinations.models import CheckIn, CheckInState, Evidence, Leaver, OwnLife, Spell
from pfa.packages.models import Package, PackageItem, PackageState, PackageVersion
from pfa.people.codes import PlanType
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from pfa.starts.models import Feeling, StartCheck
from tests.factories import World

STARTED = 2023  # the September in which the past cohort started; they left in the summer of 2024
CLOSED = dt.date(2025, 8, 1)


class PastCohort:
    """`count` people who started in one September: all asked; the first `answered` answered, and so on."""

    def __init__(
        self,
        world: World,
        count: int = 40,
        *,
        entry_year: int = STARTED,
        answered: int = 30,
        agreed: int = 24,
        sustained: int = 14,
        unknown: int = 4,
        wishes: Sequence[str] = ("catering",),
        needs: Sequence[str] = ("ASD", "SEMH"),
    ) -> None:
        self.world, self.year = world, entry_year
        self.key = {"authority_id": world.authority.id}
        self.group = self._group()
        self.ids: list[int] = []
        with world.writing() as session:
            people = [self._person(number) for number in range(count)]
            session.add_all(people)
            session.flush()
            self.ids = [person.id for person in people]
            asked = self._round()
            session.add(asked)
            session.flush()
            for number, person in enumerate(people):
                of = {**self.key, "young_person_id": person.id}
                session.add(Need(**of, code=needs[number % len(needs)], rank=1))
                session.add(self._enrolment(of))
                if number < answered:
                    session.add_all(self._answers(session, of, asked, wishes[number % len(wishes)]))
                if number < agreed:
                    self._agreed(session, of)
                    session.flush()
                    self._left(session, of, lasts=number < sustained, is_known=number < agreed - unknown)
            session.info["recorded"] = True
            session.commit()

    def _person(self, number: int) -> YoungPerson:
        return YoungPerson(
            **self.key,
            reference=f"P{self.year}{number:04d}",
            first_name="Past",
            last_name=f"Invented {number}",
            born_on=dt.date(self.year - 17, 3, 1),
            entry_year=self.year,
            is_synthetic=True,
            closed_on=CLOSED,
        )

    def _round(self) -> Round:
        spring = dt.date(self.year, 2, 1)
        return Round(
            **self.key,
            name=f"Spring {self.year}",
            academic_year=self.year - 1,
            year_groups=[11],
            opens_on=spring,
            closes_on=spring + dt.timedelta(days=60),
        )

    def _enrolment(self, of: dict[str, int]) -> Enrolment:
        return Enrolment(
            **of,
            academic_year=self.year - 1,
            organisation_id=self.world.school.id,
            year_group=11,
            plan_type=PlanType.ehcp,
        )

    def _answers(self, session: Session, of: dict[str, int], asked: Round, work: str) -> list[object]:
        at = dt.datetime(self.year, 3, 1, 10, tzinfo=dt.UTC)
        response = Response(**of, round_id=asked.id, started_at=at, sent_at=at)
        session.add(response)
        session.flush()
        key = {**self.key, "response_id": response.id, "answered_at": at}
        return [Answer(**key, question="work", choices=[work])]

    def _group(self) -> Group:
        start = dt.date(self.year, 9, 6)
        more = {"entry_year": self.year, "starts_on": start, "ends_on": start.replace(year=self.year + 1, month=7)}
        return self.world.group(self.world.opportunity(f"Cooking {self.year}"), **more)

    def _agreed(self, session: Session, of: dict[str, int]) -> None:
        at = dt.datetime(self.year, 5, 1, 10, tzinfo=dt.UTC)
        package = Package(
            **of,
            entry_year=self.year,
            state=PackageState.agreed,
            created_at=at,
            agreed_at=at,
            agreed_number=1,
        )
        session.add(package)
        session.flush()
        version = PackageVersion(**self.key, package_id=package.id, number=1, made_at=at, filled=6)
        session.add(version)
        session.flush()
        session.add(PackageItem(**self.key, package_version_id=version.id, group_id=self.group.id))
        check = {"weeks": 2, "due_on": dt.date(self.year, 9, 20), "done_at": at, "going": Feeling.good}
        session.add(StartCheck(**of, package_id=package.id, **check))

    def _left(self, session: Session, of: dict[str, int], *, lasts: bool, is_known: bool) -> None:
        left_on = dt.date(self.year + 1, 7, 7)
        leaver = Leaver(**of, left_on=left_on, cohort=self.year, pathway=OpportunityKind.study_programme)
        session.add(leaver)
        session.flush()
        if not is_known:
            return
        last = dt.date(self.year + 2, 7, 31)
        session.add(
            Spell(
                **of,
                leaver_id=leaver.id,
                starts_on=dt.date(self.year + 1, 9, 1),
                ends_on=last,
                activity="330" if lasts else "619",
                hours_a_week=20.0 if lasts else None,
                is_paid=True if lasts else None,
                is_seasonal=False if lasts else None,
                evidence=Evidence.young_person,
                recorded_at=dt.datetime(self.year + 2, 8, 1, tzinfo=dt.UTC),
                confirmed_on=last,
            )
        )
        session.add(
            CheckIn(
                **self.key,
                leaver_id=leaver.id,
                weeks=52,
                due_on=last,
                state=CheckInState.done,
                done_on=last,
                own_life=OwnLife.yes if lasts else OwnLife.partly,
            )
        )
