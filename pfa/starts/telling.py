"""What young people know of the groups they may go to: what their week has told them, and where they have been."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching.solver.problem import TOLD
from pfa.packages import telling
from pfa.provision.models import Group, Opportunity
from pfa.starts.models import Visit, VisitState

IDEA, VISITED = TOLD[0], TOLD[2]


def told(
    session: Session, entry_year: int, suggested: Collection[tuple[int, int]] = ()
) -> Mapping[tuple[int, int], str]:
    """(young person, group) with what they know of it: of the groups of each live week, and of those `suggested`.

    A visit that took place counts for every group of what was visited; for all that the provider offers, where it names
    nothing. Whoever has agreed to a week knows more than a visitor. Three statements.
    """
    known = dict.fromkeys(suggested, IDEA) | dict(telling.told(session, entry_year))
    places = _places(session, {group for _, group in known})
    been = _been(session, {person for person, _ in known})
    return {
        (person, group): max(word, VISITED, key=TOLD.index) if been[person] & places.get(group, set()) else word
        for (person, group), word in known.items()
    }


def _places(session: Session, groups: Collection[int]) -> dict[int, set[tuple[int, int | None]]]:
    """What a visit to a group would be recorded as: its provider, with its opportunity or without."""
    query = (
        sa.select(Group.id, Group.opportunity_id, Opportunity.provider_id)
        .join(Opportunity, Opportunity.id == Group.opportunity_id)
        .where(Group.id.in_(groups))
        .order_by(Group.id)
    )
    return {row[0]: {(row[2], row[1]), (row[2], None)} for row in session.execute(query)}


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
