"""An invented world for tests: small, synthetic, made row by row with sensible defaults."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from pfa.accounts.actor import Actor, actor_of
from pfa.accounts.models import (
    Authority,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Site,
    User,
)
from pfa.core.database import Database, open_for
from pfa.people.codes import DecisionMaker, NoSchool, PlanType
from pfa.people.models import Enrolment, Need, YoungPerson
from pfa.provision.kinds import Certainty, OpportunityKind
from pfa.provision.models import CoachPool, Group, Opportunity, Provider

T = TypeVar("T")
ENTRY_YEAR = 2027
ACADEMIC_YEAR = 2026


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += dt.timedelta(**delta)


class Page(str):
    """What a page says. A short word counts as said only where no key drawn at random spells it by chance."""

    _KEYS = re.compile(r"(?=[\w-]*[A-Z0-9])[\w-]{20,}")

    def __contains__(self, word: object) -> bool:
        said = super().__contains__(word)  # type: ignore[operator]  # as a str does, with the same error
        return said and (len(str(word)) > 6 or str(word) in self._KEYS.sub("", str(self)))


class Seen(TestResponse):
    """An answer to a test client."""

    @cached_property
    def text(self) -> str:
        return Page(self.get_data(as_text=True))


class Browser(FlaskClient):
    """A test client that fills in a form's hidden fields, as a browser does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response_wrapper = type("Seen", (Seen, self.application.response_class), {})

    def submit(
        self, address: str, data: dict[str, Any] | None = None, *, page: str | None = None, **more: Any
    ) -> TestResponse:
        """Open the page with the form (`page`, or the address itself), keep its hidden fields, and post."""
        shown = self.get(page or address)
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', shown.text))
        hidden |= {
            name: value
            for name, value in re.findall(
                r'<input[^>]*name="([^"]+)"[^>]*type="hidden"[^>]*value="([^"]*)"', shown.text
            )
            if name not in hidden
        }
        return self.post(address, data={**hidden, **(data or {})}, **more)


class World:
    """One authority and what is in it. Every method saves a row and gives it back."""

    def __init__(
        self, database: Database, now: dt.datetime, *, name: str = "Invented Borough", code: str = "X99000001"
    ) -> None:
        self.database, self.now, self._count = database, now, 0
        self._open: Session | None = None
        with self.together() as session:
            self.authority: Authority = self.save(Authority(name=name, code=code, is_synthetic=True))
            open_for(session, {self.authority.id})
            self._people_it()

    def _people_it(self) -> None:
        self.school = self.organisation("Invented High School", OrganisationKind.school)
        self.college = self.organisation("Invented College", OrganisationKind.college)
        self.coordinator = self.user("Cora Ordinator", Role.coordinator)
        self.admin = self.user("Ada Min", Role.authority_admin)
        self.approver = self.user("Appa Rover", Role.approver)
        self.lead = self.user("Lea D", Role.safeguarding_lead)
        self.teacher = self.user("Tea Cher", Role.school_staff, self.school)
        self.tutor = self.user("Tu Tor", Role.college_staff, self.college)
        self.coach = self.user("Co Ach", Role.job_coach)
        self.parent = self.user("Pat Rent", Role.parent)

    @property
    def staff(self) -> list[User]:
        return [self.coordinator, self.admin, self.approver, self.lead, self.teacher, self.tutor, self.coach]

    def another(self) -> World:
        """Another authority, on the other side of the wall."""
        return World(self.database, self.now, name="Other Invented Borough", code="X99000002")

    def save(self, row: T, *more: Any) -> T:
        """Save rows as a demo or a migration would: without an audit trail of their own."""
        with self.together() as session:
            session.add_all([row, *more])
            session.flush()
        return row

    @contextmanager
    def together(self) -> Iterator[Session]:
        """What is saved in here is saved by one transaction, and is as it was read back when that has ended."""
        if self._open is not None:
            yield self._open
            return
        with self.database.writing({self.authority.id} if hasattr(self, "authority") else set()) as session:
            self._open = session
            try:
                yield session
            finally:
                self._open = None
            session.info["recorded"] = True
            session.commit()
            for kind in {type(row) for row in session}:
                ids = [row.id for row in session if type(row) is kind]
                session.scalars(sa.select(kind).where(kind.id.in_(ids)).execution_options(populate_existing=True)).all()
            session.expunge_all()

    def writing(self) -> Session:
        return self.database.writing({self.authority.id})

    def reading(self) -> Session:
        return self.database.reading({self.authority.id})

    def number(self) -> int:
        self._count += 1
        return self._count

    def actor(self, user: User) -> Actor:
        """The actor a user is."""
        with self.database.reading() as session:
            return actor_of(session.get_one(User, user.id), self.now.date())

    def organisation(self, name: str, kind: OrganisationKind, lat: float = 53.1, lon: float = -1.3) -> Organisation:
        with self.together():
            row = self.save(Organisation(name=name, kind=kind, is_synthetic=True))
            self.save(Site(organisation_id=row.id, name="", lat=lat, lon=lon))
        return row

    def user(self, name: str, role: Role, organisation: Organisation | None = None) -> User:
        email = f"{name.lower().replace(' ', '.')}.{self.authority.id}.{self.number()}@example.test"
        with self.together():
            user = self.save(User(name=name, email=email, is_synthetic=True, created_at=self.now))
            self.save(
                Membership(
                    user_id=user.id,
                    authority_id=self.authority.id,
                    organisation_id=organisation.id if organisation else None,
                    role=role,
                    starts_on=self.now.date(),
                )
            )
        return user

    def young_person(
        self,
        first_name: str = "Yasmin",
        last_name: str = "Invented",
        *,
        year_group: int = 11,
        plan_type: PlanType = PlanType.ehcp,
        no_school: NoSchool | None = None,
        needs: tuple[str, ...] = ("ASD",),
        tutor_group: str = "",
        with_user: bool = False,
        **more: Any,
    ) -> YoungPerson:
        """A young person with this year's enrolment; born so that they are in that year group."""
        born = dt.date(ACADEMIC_YEAR - year_group - 4, 3, 1 + self.number() % 28)
        defaults: dict[str, Any] = {
            "reference": f"T{self.number():05d}",
            "born_on": born,
            "entry_year": ENTRY_YEAR,
            "level": 1,
            "lat": 53.1,
            "lon": -1.3,
            "travel_limit_minutes": 60,
            "decision_maker": DecisionMaker.parent,
            "is_synthetic": True,
        }
        names = {"authority_id": self.authority.id, "first_name": first_name, "last_name": last_name}
        with self.together():
            user = self.user(f"{first_name} {last_name}", Role.young_person) if with_user else None
            person = self.save(YoungPerson(**({"user_id": user.id if user else None} | names | defaults | more)))
            keys = {"authority_id": self.authority.id, "young_person_id": person.id}
            enrolment = Enrolment(
                **keys,
                academic_year=ACADEMIC_YEAR,
                organisation_id=None if no_school else self.school.id,
                no_school=no_school,
                year_group=year_group,
                tutor_group=tutor_group,
                plan_type=plan_type,
            )
            self.save(enrolment, *[Need(**keys, code=code, rank=rank) for rank, code in enumerate(needs, 1)])
        return person

    def provider(self, organisation: Organisation | None = None) -> Provider:
        """The provider of an organisation's first site (the college, unless another is given), made once."""
        organisation = organisation or self.college
        with self.reading() as session:
            site = session.query(Site).filter_by(organisation_id=organisation.id).order_by(Site.id).first()
            found = session.query(Provider).filter_by(site_id=site.id).first()
        if found is not None:
            return found
        row = Provider(
            authority_id=self.authority.id, organisation_id=organisation.id, site_id=site.id, is_synthetic=True
        )
        return self.save(row)

    def opportunity(
        self,
        name: str = "Cooking at college",
        kind: OpportunityKind = OpportunityKind.study_programme,
        *,
        organisation: Organisation | None = None,
        kind_of_work: str = "catering",
        **more: Any,
    ) -> Opportunity:
        return self.save(
            Opportunity(
                authority_id=self.authority.id,
                provider_id=self.provider(organisation).id,
                name=name,
                kind=kind,
                kind_of_work=kind_of_work,
                is_synthetic=True,
                **more,
            )
        )

    def group(
        self,
        opportunity: Opportunity | None = None,
        sessions: tuple[str, ...] = ("mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm"),
        *,
        places: int = 8,
        **more: Any,
    ) -> Group:
        defaults: dict[str, Any] = {
            "entry_year": ENTRY_YEAR,
            "starts_on": dt.date(ENTRY_YEAR, 9, 6),
            "ends_on": dt.date(ENTRY_YEAR + 1, 7, 7),
            "certainty": Certainty.confirmed,
        }
        return self.save(
            Group(
                authority_id=self.authority.id,
                opportunity_id=(opportunity or self.opportunity()).id,
                sessions=list(sessions),
                places=places,
                **(defaults | more),
            )
        )

    def pool(self, name: str = "Coaches", units: dict[str, int] | None = None) -> CoachPool:
        return self.save(CoachPool(authority_id=self.authority.id, entry_year=ENTRY_YEAR, name=name, units=units or {}))
