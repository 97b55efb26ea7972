"""Nothing that was passed on can be lost: in every order of acts, by two at once, and by a fault of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from pfa.aspirations import queries, services
from pfa.aspirations.models import HandOverEnd, ReadingOutcome
from pfa.core.errors import Changed, NotFound, Refused
from tests.aspirations.handing import (
    Act,
    Case,
    finish,
    give_back,
    is_here,
    mine,
    take_back,
    take_over,
    teacher_leaves,
    teacher_returns,
    to_coordinator,
    to_talk,
    to_teacher,
)
from tests.aspirations.scene import a_scene
from tests.factories import World


@pytest.fixture
def case(world: World) -> Case:
    return Case(a_scene(world))


ACTS: Sequence[Act] = (
    to_teacher,
    to_coordinator,
    to_talk,
    take_back,
    take_over,
    give_back,
    finish,
    teacher_leaves,
    teacher_returns,
)


def with_somebody(session: Session, case: Case) -> str:
    """Where it is, from what the pages say: in exactly one place, or this fails."""
    asker, today = case.lead, case.today
    is_open = bool(queries.queue(session, asker).rows)
    later = case.now + dt.timedelta(days=9)  # when all that waits is late
    waits = queries.needing_the_lead(session, asker, later, today, at_most=9)
    passed = queries.passed_on(session, asker, today).rows
    summary = queries.queue_summary(session, asker, later, today)
    held = [row for row in passed if not row.waits]
    assert [row.reading.id for row in passed if row.waits] == [row.reading.id for row in waits]
    assert (summary.open, summary.passed) == (int(is_open), len(waits))
    assert summary.passed_late == len(waits)
    assert summary.lost == sum(row.is_lost for row in waits)
    for row in held:
        assert row.hand_over is not None
        assert row.hand_over.to_id != case.world.teacher.id or is_here(session, case)
    reading = case.reading(session)
    ends = [row.why_ended for row in queries.hand_overs_of(session, reading)]
    finished = reading.outcome is ReadingOutcome.talked or HandOverEnd.done in ends
    places = {"open": is_open, "waits": bool(waits), "held": bool(held), "finished": finished}
    found = [place for place, here in places.items() if here]
    assert len(found) == 1, found
    return found[0]


def test_in_every_order_it_is_with_somebody_with_the_lead_or_done_with_words(case: Case) -> None:
    """From every state that can be reached, everything that anybody can do; what is refused leaves nothing behind."""
    known: dict[tuple[object, ...], str] = {}

    def go_on(session: Session) -> None:
        running, outcome = case.running(session), case.reading(session).outcome
        state = (outcome, running and (running.to_id, running.taken_at), is_here(session, case))
        if state in known:
            return
        place = known[state] = with_somebody(session, case)
        for act in ACTS:
            with session.begin_nested() as point:
                try:
                    act(session, case)
                    session.flush()
                except (Refused, NotFound):
                    assert act is not to_talk or place in ("held", "finished")
                else:
                    go_on(session)
                point.rollback()

    with case.world.writing() as session:
        go_on(session)
        session.rollback()
    assert sorted(known.values()) == ["finished"] * 4 + ["held"] * 3 + ["open"] * 2 + ["waits"] * 5


def test_a_page_opened_before_it_moved_changes_nothing(case: Case) -> None:
    case.do(to_teacher)
    with case.world.reading() as session:
        old = case.reading(session).version
    case.do(to_coordinator, take_over)
    with case.world.writing() as session:
        reading, row = case.reading(session), mine(session, case)
        actor = case.actors[row.to_id]
        with pytest.raises(Changed):
            services.take_back(session, reading, seen=old, actor=case.lead, now=case.now, today=case.today)
        with pytest.raises(Changed):
            services.give_back(session, row, "Not me.", seen=row.version - 1, actor=actor, now=case.now)


@pytest.mark.parametrize("second", [take_back, to_coordinator, to_talk, take_over, give_back, finish])
def test_of_two_who_act_at_once_only_the_first_does(case: Case, second: Act) -> None:
    """Both have it before them as it was; the lead takes it back before the second is done."""
    case.do(to_teacher)
    with case.world.database.writing({case.world.authority.id}, reads_first=True) as slow:
        before_them = case.reading(slow), case.running(slow)
        slow.commit()  # what was loaded stays as it was
        case.do(take_back)
        with pytest.raises((StaleDataError, Changed, Refused, NotFound)):
            attempt(slow, case, second)
        slow.rollback()
    assert all(before_them)
    with case.world.reading() as session:
        assert with_somebody(session, case) == "open"


def attempt(session: Session, case: Case, act: Act) -> None:
    act(session, case)
    session.flush()


def test_the_database_itself_lets_one_hand_over_run_and_none_end_without_a_word(case: Case) -> None:
    case.do(to_teacher)
    faults: list[dict[str, Any]] = [
        {"ended_at": case.now},
        {"ended_at": case.now, "why_ended": HandOverEnd.given_back},
        {"ended_at": case.now, "why_ended": HandOverEnd.done, "ended_by_id": case.world.teacher.id},
        {"to_id": case.world.lead.id},
    ]
    for fault in faults:
        with case.world.writing() as session:
            row = case.running(session)
            for name, value in fault.items():
                setattr(row, name, value)
            with pytest.raises(sa.exc.IntegrityError):
                session.flush()
    with case.world.writing() as session:
        services.hand_overs.hand_over(
            session, case.reading(session), case.world.coordinator, "Too.", actor=case.lead, now=case.now
        )
        with pytest.raises(sa.exc.IntegrityError):
            session.flush()
