"""An authority with young people who answered, providers that offer something, and a published version."""

from __future__ import annotations

import datetime as dt

from pfa.accounts.models import OrganisationKind
from pfa.aspirations.models import Answer, Response, Round
from pfa.aspirations.questions import AFTER, NOT_FOR_ME, WORK
from pfa.demand import services
from pfa.demand.models import DemandVersion, SheetLine
from pfa.demand.services.versions import APART
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from tests.factories import ENTRY_YEAR, World

REPLY_BY = dt.date(2027, 1, 31)


def answer(world: World, person: YoungPerson, asked: Round, **said: list[str]) -> None:
    """What somebody said: `after`, `work`, `not_for_me` as lists of choices."""
    keys = {"after": AFTER, "work": WORK, "not_for_me": NOT_FOR_ME}
    response = world.save(
        Response(
            authority_id=world.authority.id,
            round_id=asked.id,
            young_person_id=person.id,
            started_at=world.now,
            sent_at=world.now,
        )
    )
    world.save(
        *[
            Answer(
                authority_id=world.authority.id,
                response_id=response.id,
                question=keys[name],
                choices=choices,
                answered_at=world.now,
            )
            for name, choices in said.items()
        ]
    )


def survey(world: World) -> Round:
    return world.save(
        Round(
            authority_id=world.authority.id,
            name="Autumn",
            academic_year=2026,
            year_groups=[9, 10, 11],
            opens_on=dt.date(2026, 10, 1),
            closes_on=dt.date(2026, 12, 18),
        )
    )


def cohort(world: World, people: int = 12, answered: int = 8) -> list[YoungPerson]:
    """People who start next September. Who answered wants to cook at college, every other one also with animals."""
    asked = survey(world)
    found = []
    for number in range(people):
        person = world.young_person(f"Person{number}", postcode="HX1 2AB" if number % 3 else "HX7 8XY")
        if number < answered:
            kinds = ["catering", "animal-care"] if number % 2 else ["catering"]
            answer(world, person, asked, after=["college"], work=kinds)
        found.append(person)
    return found


def offers(world: World, *, this_year: int = ENTRY_YEAR - 1) -> dict[str, Group]:
    """Cooking (8 places) and animals (4) at the college, cooking at a second one (8), a café with internships (4)."""
    second = world.organisation("Second Invented College", OrganisationKind.college)
    dates = {
        "entry_year": this_year,
        "starts_on": dt.date(this_year, 9, 7),
        "ends_on": dt.date(this_year + 1, 7, 9),
        "smallest_viable": 3,
    }
    animals = world.opportunity("Animals at college", kind_of_work="animal-care")
    elsewhere = world.opportunity("Cooking elsewhere", organisation=second)
    cafe = world.opportunity("Café", OpportunityKind.supported_internship, organisation=second)
    return {
        "cooking": world.group(world.opportunity(), places=8, **dates),
        "animals": world.group(animals, places=4, **dates),
        "elsewhere": world.group(elsewhere, places=8, **dates),
        "cafe": world.group(cafe, places=4, **dates),
    }


def version(world: World, *, published: bool = True, entry_year: int = ENTRY_YEAR) -> DemandVersion:
    """The next version of an entry year."""
    actor, today = world.actor(world.coordinator), world.now.date()
    with world.writing() as session:
        row = services.project(session, world.authority.id, entry_year, actor=actor, now=world.now, today=today)
        if published:
            at = world.now + APART * (row.number - 1)  # as far apart as published versions have to be
            services.publish(session, row, REPLY_BY, seen=row.version, actor=actor, now=at, today=today)
        session.commit()
        session.refresh(row)
        session.expunge_all()
    return row


def lines(world: World, row: DemandVersion) -> dict[tuple[str, str], SheetLine]:
    """Sheet lines by provider's name and kind of work."""
    with world.reading() as session:
        found = session.query(SheetLine).filter_by(demand_version_id=row.id).order_by(SheetLine.id).all()
        return {(line.provider.name, line.kind_of_work, line.pathway.value)[:2]: line for line in found}
