"""What is on offer in the invented valley for one September."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from sqlalchemy.orm import Session

from pfa.accounts.models import Authority, Organisation, Site
from pfa.calendar.models import Term
from pfa.calendar.week import DAYS, SESSIONS
from pfa.demo.places import Valley
from pfa.employers.models import Employer, EmployerContact
from pfa.provision.kinds import KINDS_OF_WORK, Certainty, OpportunityKind
from pfa.provision.models import CoachPool, Group, Opportunity, PlaceTaken, Provider, TakenBecause

K = OpportunityKind
ALWAYS = ["step-free", "quiet-space", "small-group", "assistive-tech"]
CARE = ["hoist", "personal-care", "nursing", "signing", "low-vision", "hearing-loop"]
LEVEL_WORDS = {(0, 1): "Entry level", (1, 2): "Level 1", (3, 3): "Level 2"}


class Offer:
    """Adds provision for one entry year."""

    def __init__(self, session: Session, authority: Authority, entry_year: int, chance: random.Random) -> None:
        self.session, self.authority, self.year, self.chance = session, authority, entry_year, chance
        self._providers: dict[int, Provider] = {}

    def build(self, valley: Valley) -> None:
        """Everything: programmes, sixth forms, internships, placements, training, community, health."""
        self._pool = CoachPool(
            authority_id=self.authority.id,
            entry_year=self.year,
            name="Valley job coaches",
            units=dict.fromkeys(SESSIONS, 34),
        )
        self.session.add(self._pool)
        self.session.add_all(terms(self.authority, self.year))
        self.session.flush()
        self._programmes(valley)
        self._sixth_forms(valley)
        self._internships(valley)
        self._work_experience(valley)
        self._rest_of_the_week(valley)
        self.session.flush()

    def _provider(self, organisation: Organisation, site: Site) -> Provider:
        if site.id not in self._providers:
            row = Provider(
                authority_id=self.authority.id,
                organisation_id=organisation.id,
                site_id=site.id,
                contact_name="Admissions" if "College" in organisation.name else "Front desk",
                contact_email=f"hello{site.id}@example.test",
                is_synthetic=True,
            )
            self.session.add(row)
            self.session.flush()
            self._providers[site.id] = row
        return self._providers[site.id]

    def _offer(
        self, organisation: Organisation, name: str, kind: K, work: str = "", *, site: int = 0, **more: object
    ) -> Opportunity:
        provider = self._provider(organisation, organisation.sites[site])
        features = ALWAYS + [each for each in CARE if self.chance.random() < 0.35]
        fields: dict[str, object] = {
            "features": features,
            "features_to_ask": [each for each in CARE if each not in features],
            "age_min": 16,
            "age_max": 25,
        }
        row = Opportunity(
            authority_id=self.authority.id,
            provider_id=provider.id,
            name=name,
            kind=kind,
            kind_of_work=work,
            is_synthetic=True,
            **(fields | more),
        )
        self.session.add(row)
        self.session.flush()
        return row

    def _group(self, offer: Opportunity, sessions: Sequence[str], places: int, smallest: int, **more: object) -> Group:
        fields: dict[str, object] = {
            "starts_on": dt.date(self.year, 9, 6),
            "ends_on": dt.date(self.year + 1, 7, 7),
            "certainty": self.chance.choice([Certainty.confirmed, Certainty.provisional]),
        }
        values = fields | more
        if values["certainty"] is Certainty.provisional:  # those that need many people are the least sure to run
            values["chance"] = 60 if smallest > 3 else 80
        if offer.kind is OpportunityKind.supported_internship:
            values |= {"funder": "high-needs", "cost": 6_000}
        row = Group(
            authority_id=self.authority.id,
            opportunity_id=offer.id,
            entry_year=self.year,
            sessions=[session for session in SESSIONS if session in sessions],
            places=places,
            smallest_viable=smallest,
            **values,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def _programmes(self, valley: Valley) -> None:
        vale, eastmoor, sixth = valley.colleges
        plan = [
            (vale, 0, ("catering", "it", "retail", "art-media", "early-years", "office")),
            (vale, 1, ("building", "motor", "gardening", "hair-beauty")),
            (eastmoor, 0, ("animal-care", "care", "sport", "catering", "it")),
            (sixth, 0, ("art-media", "music", "health")),
        ]
        for college, site, works in plan:
            for work in works:
                for low, high in ((0, 1), (1, 2)) if college is not sixth else ((1, 2), (3, 3)):
                    name = f"{KINDS_OF_WORK[work]}, {LEVEL_WORDS[low, high]}"
                    offer = self._offer(
                        college, name, K.study_programme, work, site=site, level_min=low, level_max=high
                    )
                    group = self._group(offer, _days(self._three_days()), self.chance.choice((4, 5, 6, 8)), 3)
                    if self.chance.random() < 0.3:
                        self._continuing(group, self.chance.randint(1, 2))
        light = valley.specialist[0]
        for name, low, high in (("Life skills and work", 0, 0), ("Steps to independence", 0, 1)):
            offer = self._offer(
                light,
                name,
                K.study_programme,
                level_min=low,
                level_max=high,
                plan_types=["ehcp"],
                features=ALWAYS + CARE,
                features_to_ask=[],
            )
            self._group(offer, _days(DAYS[:4]), 6, 2, support_ceiling=20)
        for organisation, works in zip(
            valley.training, (("warehouse", "retail"), ("building", "cleaning")), strict=True
        ):
            for work in works:
                offer = self._offer(organisation, f"{KINDS_OF_WORK[work]}: a step to work", K.traineeship, work)
                self._group(offer, _days(self._three_days()), 6, 2)

    def _sixth_forms(self, valley: Valley) -> None:
        for school in valley.special_schools:
            offer = self._offer(
                school,
                f"Sixth form at {school.name}",
                K.school_sixth_form,
                level_min=0,
                level_max=2,
                age_max=19,
                plan_types=["ehcp"],
                features=ALWAYS + CARE,
                features_to_ask=[],
            )
            self._group(offer, SESSIONS, 8, 1, certainty=Certainty.confirmed)
            self._group(offer, _days(DAYS[:3]), 4, 1, name="Three days", certainty=Certainty.confirmed)

    def _internships(self, valley: Valley) -> None:
        college = valley.colleges[0]
        classroom = self._provider(college, college.sites[0])
        hosts = [pair for pair in valley.employers if pair[1] in ("health", "catering", "office", "retail", "care")]
        for organisation, work in hosts[:9]:
            offer = self._offer(
                organisation,
                f"Supported internship at {organisation.name}",
                K.supported_internship,
                work,
                level_min=0,
                level_max=2,
                plan_types=["ehcp"],
            )
            taught = self.chance.choice(("mon", "fri"))
            days = [day for day in DAYS if day != ("fri" if taught == "mon" else "mon")]
            held = {f"{taught}-{half}": classroom.id for half in ("am", "pm")}
            self._group(
                offer,
                _days(days),
                self.chance.choice((3, 4, 6)),
                2,
                held_at=held,
                pool_id=self._pool.id,
                weeks_a_year=38,
            )
        for organisation, work in valley.employers[40:44]:
            offer = self._offer(
                organisation, f"Apprenticeship at {organisation.name}", K.apprenticeship, work, level_min=2, level_max=3
            )
            self._group(offer, _days(DAYS), 1, 1, weeks_a_year=46)

    def _work_experience(self, valley: Valley) -> None:
        for number, (organisation, work) in enumerate(valley.employers):
            employer = Employer(
                authority_id=self.authority.id,
                organisation_id=organisation.id,
                kind_of_work=work,
                adjustments=self.chance.choice(
                    ("", "A quiet room for breaks.", "A named buddy; shorter days at first.", "Picture task lists.")
                ),
                is_synthetic=True,
            )
            self.session.add(employer)
            self.session.flush()
            self.session.add(
                EmployerContact(
                    authority_id=self.authority.id,
                    employer_id=employer.id,
                    name="Placements desk",
                    email=f"placements{number}@example.test",
                )
            )
            if number % 2:
                continue
            offer = self._offer(organisation, f"Work experience at {organisation.name}", K.work_experience, work)
            day = self.chance.choice(DAYS)
            self._group(offer, [f"{day}-am", f"{day}-pm"], self.chance.choice((1, 2, 2, 3)), 1, pool_id=self._pool.id)

    def _rest_of_the_week(self, valley: Valley) -> None:
        for organisation, work in valley.community:
            offer = self._offer(organisation, organisation.name, K.community, work)
            for session in self.chance.sample(SESSIONS, 2):
                self._group(offer, [session], self.chance.choice((8, 10, 12)), 3, hours_a_session=2.0)
        for organisation in valley.adult:
            for name in ("Cooking for yourself", "Money and shopping", "English and maths for work"):
                offer = self._offer(organisation, name, K.adult_learning, level_max=2)
                self._group(offer, _halves(self.chance, 2), 10, 4, hours_a_session=2.5)
        for name in ("Swimming and gym", "Moving and relaxing"):
            offer = self._offer(valley.health[0], name, K.health)
            for session in self.chance.sample(SESSIONS, 2):
                self._group(offer, [session], 10, 2, hours_a_session=1.5)
        offer = self._offer(valley.council, "Travel training", K.travel_training)
        for day in ("mon", "thu", "fri"):
            self._group(offer, [f"{day}-am", f"{day}-pm"], 8, 1, weeks_a_year=10, certainty=Certainty.confirmed)
        for organisation, _work in valley.community[4:7]:
            offer = self._offer(organisation, f"Helping at {organisation.name}", K.volunteering)
            self._group(offer, _halves(self.chance, 1), 6, 1)

    def _continuing(self, group: Group, people: int) -> None:
        self.session.add(
            PlaceTaken(
                authority_id=self.authority.id,
                group_id=group.id,
                because=TakenBecause.continuing,
                people=people,
                support_units=people,
                coach_units=0,
            )
        )

    def _three_days(self) -> Sequence[str]:
        return self.chance.choice(
            (DAYS[:3], DAYS[2:], ("mon", "tue", "thu"), ("tue", "thu", "fri"), ("mon", "wed", "thu"))
        )


def terms(authority: Authority, year: int) -> list[Term]:
    """Six half terms of one academic year, as most councils have them."""
    spans = (
        ("Autumn, first half", (9, 6), (10, 22)),
        ("Autumn, second half", (11, 1), (12, 17)),
        ("Spring, first half", (1, 4), (2, 11)),
        ("Spring, second half", (2, 21), (4, 7)),
        ("Summer, first half", (4, 24), (5, 26)),
        ("Summer, second half", (6, 5), (7, 20)),
    )
    return [
        Term(
            authority_id=authority.id,
            academic_year=year,
            name=name,
            starts_on=dt.date(year + (first[0] < 9), *first),
            ends_on=dt.date(year + (last[0] < 9), *last),
        )
        for name, first, last in spans
    ]


def _days(days: Sequence[str]) -> list[str]:
    return [f"{day}-{half}" for day in days for half in ("am", "pm")]


def _halves(chance: random.Random, count: int) -> list[str]:
    return sorted(chance.sample(SESSIONS, count))
