"""Fifty invented employers along the pipeline: contacts, what was done, checks that hold or ran out, links."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from pfa.demo import names
from pfa.demo.history import Past
from pfa.employers.models import (
    Activity,
    ActivityKind,
    CheckKind,
    Employer,
    EmployerCheck,
    EmployerContact,
    OfferLink,
    OfferSaid,
    Stage,
)
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group, Opportunity, Provider

# How far the relationships are: invented, with most where councils say the work is.
STAGES = {
    Stage.identified: 8,
    Stage.contact: 9,
    Stage.designing: 8,
    Stage.first_placement: 9,
    Stage.evaluated: 6,
    Stage.established: 7,
    Stage.not_now: 3,
}
ORDER = list(STAGES)
NEXT = {
    Stage.identified: "Find out who to talk to",
    Stage.contact: "Visit and look at the place",
    Stage.designing: "Agree the tasks with the manager",
    Stage.first_placement: "Ask how the first weeks went",
    Stage.evaluated: "Offer a second placement",
    Stage.established: "Ask for next September’s places",
}
DONE = {
    Stage.identified: (ActivityKind.note, "Found through the business breakfast."),
    Stage.contact: (
        ActivityKind.call,
        "Spoke with the manager. They are interested and have questions about insurance.",
    ),
    Stage.designing: (ActivityKind.visit, "Walked round. Good tasks in the morning; quiet room at the back."),
    Stage.first_placement: (ActivityKind.meeting, "First placement agreed with the team."),
    Stage.evaluated: (ActivityKind.evaluation, "Worked well: shorter days at first helped. They would do it again."),
    Stage.established: (ActivityKind.meeting, "Places for every September agreed."),
}
ENDS_IN = (-12, 25, 50, *range(90, 361, 15))  # days from today; a check is made once a year
NOT_NOW = ("No manager at the moment.", "Rebuilding until summer.", "They had a bad year and cut hours.")


def build(past: Past) -> None:
    """Everything about employers up to today."""
    query = sa.select(Employer).options(joinedload(Employer.organisation)).order_by(Employer.id)
    employers = list(past.session.scalars(query))
    works = {organisation.id: work for organisation, work in past.valley.employers}
    stages = [stage for stage, count in STAGES.items() for _ in range(count)]
    past.chance.shuffle(stages)
    hosts = _hosts(past)
    for number, employer in enumerate(employers):
        employer.kind_of_work = works.get(employer.organisation_id, "")
        employer.stage = stages[number % len(stages)]
        if employer.organisation_id in hosts and ORDER.index(employer.stage) < ORDER.index(Stage.first_placement):
            employer.stage = Stage.established  # who takes interns today is past designing
        _who(past, employer)
        _doings(past, employer)
        _checks(past, employer)
    past.session.flush()
    _links(past, employers)
    past.session.flush()


def _hosts(past: Past) -> set[int]:
    """Organisations that offer a supported internship."""
    query = (
        sa.select(Provider.organisation_id)
        .join(Opportunity, Opportunity.provider_id == Provider.id)
        .where(Opportunity.kind == OpportunityKind.supported_internship)
    )
    return set(past.session.scalars(query))


def _who(past: Past, employer: Employer) -> None:
    chance = past.chance
    employer.owner_id = chance.choice((past.coordinator, past.staff["second co-ordinator"])).id
    if employer.stage is Stage.not_now:
        employer.not_now_because = chance.choice(NOT_NOW)
        employer.next_action = ""
    else:
        employer.next_action = NEXT[employer.stage]
        employer.next_action_on = past.today + dt.timedelta(days=chance.choice((-9, -3, 0, 2, 4, 6, 12, 20, 35, 60)))
    if employer.stage is Stage.identified:
        return
    for is_key in (True, False)[: chance.choice((1, 1, 2))]:
        name = f"{chance.choice(names.FIRST_F + names.FIRST_M)} {chance.choice(names.LAST)}"
        past.session.add(
            EmployerContact(
                **past.key,
                employer_id=employer.id,
                name=name,
                job="Manager" if is_key else chance.choice(("Supervisor", "Buddy", "Personnel")),
                email=f"{name.lower().replace(' ', '.')}@example.test",
                phone="01632 960100",
                is_key=is_key,
            )
        )


def _doings(past: Past, employer: Employer) -> None:
    """One entry for each step they have taken, months apart."""
    reached = ORDER[: 2 if employer.stage is Stage.not_now else ORDER.index(employer.stage) + 1]
    on = past.today - dt.timedelta(days=90 * len(reached) + past.chance.randrange(40))
    for stage in reached:
        kind, words = DONE[stage]
        past.session.add(
            Activity(
                **past.key,
                employer_id=employer.id,
                kind=kind,
                on=on,
                words=words,
                by_id=employer.owner_id,
                recorded_at=past.at(on),
            )
        )
        on += dt.timedelta(days=60 + past.chance.randrange(30))


def _checks(past: Past, employer: Employer) -> None:
    """Whoever takes people has been checked; some checks end soon, and one or two have run out."""
    if employer.stage is Stage.not_now or ORDER.index(employer.stage) < ORDER.index(Stage.designing):
        return
    for kind in CheckKind:
        if past.chance.random() < (0.5 if employer.stage is Stage.designing else 0.02):
            continue  # not made yet
        ends = past.today + dt.timedelta(days=past.chance.choice(ENDS_IN))
        past.session.add(
            EmployerCheck(
                **past.key,
                employer_id=employer.id,
                kind=kind,
                checked_on=ends - dt.timedelta(days=365),
                expires_on=ends,
                recorded_by_id=employer.owner_id,
            )
        )


def _links(past: Past, employers: list[Employer]) -> None:
    """Links for placements of next September: answered, waiting, and one that nobody answered in time."""
    by_place = {employer.organisation_id: employer for employer in employers}
    query = (
        sa.select(Group)
        .join(Group.opportunity)
        .where(Group.entry_year == past.year.entry, Opportunity.kind == OpportunityKind.work_experience)
        .options(joinedload(Group.opportunity).joinedload(Opportunity.provider))
        .order_by(Group.id)
        .limit(9)
    )
    said: tuple[tuple[OfferSaid | None, str], ...] = (
        (OfferSaid.yes, "Happy to."),
        (OfferSaid.yes, ""),
        (OfferSaid.no, "We move to another building that month."),
        (None, ""),
        (None, ""),
    )
    for number, group in enumerate(past.session.scalars(query)):
        employer = by_place.get(group.opportunity.provider.organisation_id)
        if employer is None:
            continue
        answer, words = said[number % len(said)]
        made = past.year.now - dt.timedelta(days=6 if number % 5 != 4 else 30)
        past.session.add(
            OfferLink(
                **past.key,
                employer_id=employer.id,
                group_id=group.id,
                sent_to="Manager",
                made_at=made,
                made_by_id=past.coordinator.id,
                ends_at=made + dt.timedelta(days=21),
                said=answer,
                said_at=made + dt.timedelta(days=2) if answer else None,
                said_by="The manager" if answer else "",
                places=group.places if answer is OfferSaid.yes else None,
                words=words,
            )
        )
