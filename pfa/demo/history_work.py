"""Placements at work: those that ended, with how; those that run today, with attendance, visits and reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from pfa.calendar.models import Term
from pfa.demo.history import Past, Starter
from pfa.demo.provision import terms
from pfa.employers.models import Employer
from pfa.internships.models import (
    Attendance,
    CoachPlan,
    CoachVisit,
    EndReason,
    Mark,
    Placement,
    PlacementState,
    Review,
    Signature,
    VisitWay,
)
from pfa.internships.rules import must_sign
from pfa.internships.schedule import fading, half_days, review_days
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from pfa.starts.models import Feeling

ENDS = {  # how ended ones ended, in per cent: invented
    EndReason.completed: 58,
    EndReason.paid_job_here: 20,
    EndReason.paid_job_elsewhere: 6,
    EndReason.young_person_left: 8,
    EndReason.employer_ended: 4,
    EndReason.health: 4,
}
EARLY = (EndReason.young_person_left, EndReason.employer_ended, EndReason.health, EndReason.paid_job_elsewhere)
MARKS = {Mark.there: 90, Mark.late: 3, Mark.away_agreed: 5, Mark.away: 2}
REASONS = {Mark.late: "The bus was late.", Mark.away_agreed: "Unwell.", Mark.away: ""}
SEEN = (
    "Knows the first tasks by heart. Next: the till.",
    "Needed help with the new rota. Made picture cards.",
    "Works with the buddy alone now.",
    "A hard day; talked it through over tea.",
    "The team asked them to the Friday lunch.",
)
OWN = ("I like it here.", "My boss is nice.", "It is loud at noon.", "I want more hours.", "")
FELT = (Feeling.good,) * 6 + (Feeling.mixed,) * 3 + (Feeling.not_good,)


def build(past: Past, starters: Sequence[Starter]) -> None:
    """A placement for every supported internship and every day of work experience."""
    known = terms(past.authority, past.year.academic)
    past.session.add_all(known)
    employers = {row.organisation_id: row for row in past.session.scalars(sa.select(Employer).order_by(Employer.id))}
    made = [
        (each, _placement(past, each, group, employers, number))
        for number, (each, group) in enumerate(_at_work(starters))
    ]
    past.session.add_all(placement for _each, placement in made)
    past.session.flush()
    for number, (each, placement) in enumerate(made):
        _agreement(past, each, placement, signs_all=number % 9 != 4)
        _coaching(past, placement)
        _reviews(past, placement, known)
        if placement.state is PlacementState.running:
            _attendance(past, placement, known)
    past.session.flush()


def _at_work(starters: Iterable[Starter]) -> list[tuple[Starter, Group]]:
    own = [(each, each.group) for each in starters if each.pathway is OpportunityKind.supported_internship]
    return own + [(each, each.at_work) for each in starters if each.at_work is not None]


def _placement(past: Past, each: Starter, group: Group, employers: Mapping[int, Employer], number: int) -> Placement:
    chance, starts_on, ends_on = past.chance, group.starts_on, group.ends_on
    employer = employers.get(group.opportunity.provider.organisation_id)
    row = Placement(
        **past.key,
        young_person_id=each.person.id,
        package_id=each.package.id,
        group_id=group.id,
        employer_id=employer.id if employer else None,
        starts_on=starts_on,
        ends_on=ends_on,
        sessions=[session for session in group.sessions if session not in group.held_at],
        hours_a_week=group.hours_a_session * (len(group.sessions) - len(group.held_at)),
        coach_id=past.coaches[number % len(past.coaches)].id,
        employer_contact="The manager, 01632 960100",
    )
    row.young_person, row.group = each.person, group
    if each.entry_year == past.year.academic:
        later = each.at_work is group and number % 5 == 0  # begins in January
        row.state = PlacementState.planned if later else PlacementState.running
        if later:
            row.starts_on = dt.date(past.year.academic + 1, 1, 11)
        return row
    row.state = PlacementState.ended
    row.end_reason = chance.choices(list(ENDS), weights=list(ENDS.values()))[0]
    row.ended_on = ends_on
    if row.end_reason in EARLY:
        row.ended_on = starts_on + dt.timedelta(days=chance.randrange(60, 250))
    return row


def _agreement(past: Past, each: Starter, placement: Placement, *, signs_all: bool) -> None:
    parties = must_sign(each.person)
    for party in parties if signs_all else parties[:-1]:
        past.session.add(
            Signature(
                **past.key,
                placement_id=placement.id,
                party=party,
                name=each.person.name if party.value == "young-person" else "By letter",
                signed_on=placement.starts_on - dt.timedelta(days=20),
                recorded_by_id=past.coordinator.id,
            )
        )


def _coaching(past: Past, placement: Placement) -> None:
    """A plan that fades, and visits that roughly follow it; two young people were not seen for three weeks."""
    of = {**past.key, "placement_id": placement.id}
    weekly = min(12.0, placement.hours_a_week / 2)
    for step in fading(weekly):
        past.session.add(CoachPlan(**of, from_week=step.from_week, hours_a_week=step.hours_a_week))
    last = min(past.today - dt.timedelta(days=1), placement.ended_on or placement.ends_on)
    if placement.state is PlacementState.running and placement.id % 7 == 0:
        last = past.today - dt.timedelta(days=24)
    on, gap = placement.starts_on, 2
    while on <= last:
        on += dt.timedelta(days=7 - on.weekday() if on.weekday() > 4 else 0)
        if on <= last:
            past.session.add(
                CoachVisit(
                    **of,
                    coach_id=placement.coach_id,
                    on=on,
                    way=past.chance.choice((VisitWay.on_site,) * 4 + (VisitWay.phone,)),
                    minutes=past.chance.choice((20, 45, 60, 90)),
                    going=past.chance.choice(FELT),
                    words=past.chance.choice(SEEN),
                    logged_at=past.at(on),
                )
            )
        gap = min(21, gap + 2)
        on += dt.timedelta(days=gap if placement.state is not PlacementState.running else min(gap, 10))


def _reviews(past: Past, placement: Placement, known: Sequence[Term]) -> None:
    last = placement.ended_on or past.today
    for week, due in review_days(placement.sessions, placement.starts_on, placement.ends_on, known):
        row = Review(**past.key, placement_id=placement.id, week=week, due_on=due)
        is_over = due <= min(past.today, last)
        if is_over and (placement.state is PlacementState.ended or past.chance.random() < 0.75):
            row.done_on, row.felt = due, past.chance.choice(FELT)
            row.own_view = past.chance.choice(OWN)
            row.own_view_at = past.at(due)
            row.employer_view = "On time and friendly. We would like to keep the Friday tasks."
            row.coach_view = past.chance.choice(SEEN)
            row.next_steps = "Try one new task before the next review."
            row.recorded_by_id = placement.coach_id
        elif placement.state is PlacementState.ended:
            continue  # it ended before this review
        past.session.add(row)


def _attendance(past: Past, placement: Placement, known: Sequence[Term]) -> None:
    yesterday = past.today - dt.timedelta(days=1)
    days = half_days(placement.sessions, placement.starts_on, placement.ends_on, placement.starts_on, yesterday, known)
    for day in days:
        mark = past.chance.choices(list(MARKS), weights=list(MARKS.values()))[0]
        past.session.add(
            Attendance(
                **past.key,
                placement_id=placement.id,
                on=day.on,
                half=day.half,
                mark=mark,
                reason=REASONS.get(mark, ""),
                recorded_at=past.at(day.on),
                recorded_by_id=placement.coach_id,
            )
        )
