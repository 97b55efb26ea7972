"""What one leaver's page shows beside their row: the line, what contradicts what, and what lasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pfa.destinations import queries
from pfa.destinations.models import CheckIn, CheckInState, Leaver, Spell
from pfa.destinations.picture import Picture, draw
from pfa.destinations.results import judged
from pfa.destinations.sustained import NEAR, Contradiction, Point, TwoTerms, contradictions


@dataclass(frozen=True, slots=True)
class LeaverPage:
    """`lately` is what they were last said to do; `names` are those of users, by row number.

    `to_do` is the check-in that can be done today: of several that are due, the last.
    """

    spells: Sequence[Spell]
    lately: Sequence[Spell]
    picture: Picture | None
    terms: TwoTerms
    six: Point
    twelve: Point
    contradicting: Sequence[tuple[Contradiction, Spell, Spell]]
    names: Mapping[int, str]
    to_do: CheckIn | None


def read(session: Session, leaver: Leaver, today: dt.date) -> LeaverPage:
    """Everything for one leaver's page: two statements beside the row itself."""
    spells = queries.spells_of(session, leaver.young_person)
    standing = [row for row in spells if row.withdrawn_at is None]
    stretches = [queries.stretch(row) for row in standing]
    by_id = {row.id: row for row in standing}
    found = [(each, by_id[each.counted.key], by_id[each.set_aside.key]) for each in contradictions(stretches)]
    terms, six, twelve = judged(leaver.left_on, stretches, today)
    users = [row.recorded_by_id for row in spells]
    users += [attempt.by_id for check_in in leaver.check_ins for attempt in check_in.attempts]
    due = [each for each in leaver.check_ins if each.state is CheckInState.due and each.due_on <= today + NEAR]
    set_aside = frozenset(each.set_aside.key for each, _, _ in found)
    return LeaverPage(
        spells=spells,
        lately=queries.lately(spells, today),
        picture=draw(leaver.left_on, spells, leaver.check_ins, set_aside),
        terms=terms,
        six=six,
        twelve=twelve,
        contradicting=found,
        names=queries.names_of(session, users),
        to_do=due[-1] if due and leaver.stop_asked_at is None else None,
    )
