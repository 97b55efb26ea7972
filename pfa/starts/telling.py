"""What young people know of the groups they may go to: what they have been told, where they have been, which way they
have learned to go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching.solver.problem import TOLD
from pfa.packages import telling
from pfa.provision.models import Group, Opportunity
from pfa.starts.models import TrainingState, TravelTraining, Visit, VisitState

IDEA, _, VISITED, TRAINED, _ = TOLD
LEARNED = {TrainingState.learning: VISITED, TrainingState.knows: TRAINED, TrainingState.stopped: IDEA}


@dataclass(frozen=True, slots=True)
class _Where:
    """What a visit to a group would be recorded as (its provider, with its opportunity or without), and the providers
    where its sessions are held."""

    visits: frozenset[tuple[int, int | None]]
    providers: frozenset[int]


def told(
    session: Session, entry_year: int, suggested: Collection[tuple[int, int]] = ()
) -> Mapping[tuple[int, int], str]:
    """(young person, group) with what they know of it: of the groups of each live week, and of those `suggested`.

    A visit that took place counts for every group of what was visited; for all that the provider offers, where it names
    nothing. Who knows the way to a place where the group meets is travel-trained for it; who is learning the way has
    been there. Whoever has agreed to a week knows more than any of them. Four statements.
    """
    known = dict.fromkeys(suggested, IDEA) | dict(telling.told(session, entry_year))
    people = {person for person, _ in known}
    where = _where(session, {group for _, group in known})
    been, learned = _been(session, people), _learned(session, people)
    for (person, group), word in known.items():
        words = [word]
        if been[person] & where[group].visits:
            words.append(VISITED)
        words += [learned[person, place] for place in where[group].providers if (person, place) in learned]
        known[person, group] = max(words, key=TOLD.index)
    return known


def _where(session: Session, groups: Collection[int]) -> dict[int, _Where]:
    query = (
        sa.select(Group.id, Group.opportunity_id, Opportunity.provider_id, Group.sessions, Group.held_at)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(Group.id.in_(groups))
        .order_by(Group.id)
    )
    return {
        group: _Where(
            frozenset({(provider, opportunity), (provider, None)}),
            frozenset(held_at.get(session_, provider) for session_ in sessions),
        )
        for group, opportunity, provider, sessions, held_at in session.execute(query)
    }


def _been(session: Session, people: Collection[int]) -> Mapping[int, set[tuple[int, int | None]]]:
    query = (
        sa.select(Visit.young_person_id, Visit.provider_id, Visit.opportunity_id)
        .where(Visit.young_person_id.in_(people), Visit.state == VisitState.done)
        .order_by(Visit.id)
    )
    found: defaultdict[int, set[tuple[int, int | None]]] = defaultdict(set)
    for row in session.execute(query):
        found[row[0]].add((row[1], row[2]))
    return found


def _learned(session: Session, people: Collection[int]) -> Mapping[tuple[int, int], str]:
    """(young person, provider) with what travel training makes of it: the most, where there were several."""
    query = (
        sa.select(TravelTraining.young_person_id, TravelTraining.provider_id, TravelTraining.state)
        .where(TravelTraining.young_person_id.in_(people))
        .order_by(TravelTraining.id)
    )
    found: dict[tuple[int, int], str] = {}
    for person, place, state in session.execute(query):
        found[person, place] = max(found.get((person, place), IDEA), LEARNED[state], key=TOLD.index)
    return found
