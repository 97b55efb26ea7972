"""How past cohorts started: visits and travel training before, check-ins after, wishes to change something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pfa.demo.history import Past, Starter, start_of
from pfa.starts.models import ChangeRequest, Feeling, StartCheck, TrainingState, TravelTraining, Visit, VisitState

TRAINED_EVERY, STILL_LEARN_EVERY = 4, 12  # one in so many practised the way before the start; invented
JOURNEYS = ("Bus 73 to the station, then walk for five minutes.", "Walk by the canal.", "Two buses: 12, then 40.")
FELT = (Feeling.good,) * 7 + (Feeling.mixed,) * 3 + (Feeling.not_good,)
THOUGHTS = ("", "", "It was big but people were nice.", "I liked the kitchen.", "I want to go again.")
GOING = ("Settling in.", "Likes the group.", "Tired on Fridays.", "Bus is fine now.", "")


def begun(past: Past, starters: Sequence[Starter]) -> None:
    """Visits and travel training in the summer before, and check-ins two and six weeks after the start."""
    for number, each in enumerate(starters):
        of = {**past.key, "young_person_id": each.person.id}
        visited = dt.date(each.entry_year, 6, 1) + dt.timedelta(days=past.chance.randrange(40))
        past.session.add(
            Visit(
                **of,
                provider_id=each.group.opportunity.provider_id,
                opportunity_id=each.group.opportunity_id,
                on=visited,
                half=past.chance.choice(("am", "pm")),
                with_whom="Admissions",
                state=VisitState.done,
                booked_by_id=past.coordinator.id,
                felt=past.chance.choice(FELT),
                thoughts=past.chance.choice(THOUGHTS),
            )
        )
        if number % TRAINED_EVERY == 0:
            past.session.add(_training(past, each, number, visited))
        is_now = each.entry_year == past.year.academic
        for weeks in (2, 6):
            due = start_of(each.entry_year) + dt.timedelta(weeks=weeks)
            if due > past.today or (is_now and weeks == 6 and number % 6 == 0):
                continue  # still to come, or one that somebody still has to ask
            past.session.add(
                StartCheck(
                    **of,
                    package_id=each.package.id,
                    weeks=weeks,
                    due_on=due,
                    done_at=past.at(due),
                    done_by_id=past.coordinator.id,
                    how="By phone",
                    going=past.chance.choice(FELT),
                    words=past.chance.choice(GOING),
                )
            )
        if is_now and number in (3, 9):
            words = "I want to change my Friday." if number == 3 else "The bus takes too long."
            asked = past.year.now - dt.timedelta(days=number)
            past.session.add(ChangeRequest(**of, asked_at=asked, by_themselves=True, own_words=words))


def _training(past: Past, starter: Starter, number: int, after: dt.date) -> TravelTraining:
    """The way to what somebody started, learned between the visit and September; a few of this year still learn it."""
    learns = starter.entry_year == past.year.academic and number % STILL_LEARN_EVERY == 0
    begun_on = after + dt.timedelta(days=7)
    return TravelTraining(
        **past.key,
        young_person_id=starter.person.id,
        provider_id=starter.group.opportunity.provider_id,
        journey=JOURNEYS[number % len(JOURNEYS)],
        trained_by="The travel training team",
        begun_on=begun_on,
        state=TrainingState.learning if learns else TrainingState.knows,
        ended_on=None if learns else begun_on + dt.timedelta(days=28),
        recorded_by_id=past.coordinator.id,
    )
