"""What is passed on is always with somebody: taken over in time, given back or taken back, and never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.accounts.models import Membership, Organisation, OrganisationKind, User
from pfa.aspirations import queries, services
from pfa.aspirations.models import ReadingOutcome
from pfa.aspirations.services import Closing
from pfa.core.errors import Refused
from pfa.people.models import Enrolment
from tests.aspirations.counting import statements
from tests.aspirations.handing import (
    WORDS,
    Act,
    Case,
    finish,
    give_back,
    mine,
    take_back,
    take_over,
    teacher_leaves,
    to_coordinator,
    to_talk,
    to_teacher,
)
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, Clock, World

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def case(world: World) -> Case:
    return Case(a_scene(world))


def test_it_is_taken_over_within_the_hours_in_which_words_are_read(case: Case) -> None:
    case.do(to_teacher)
    with case.world.reading() as session:
        running = case.running(session)
        assert running is not None
        assert running.due_at == case.now + dt.timedelta(hours=24)


def test_passing_on_a_wish_to_talk_makes_nobody_wait_longer(scene_talk: Case) -> None:
    case = scene_talk
    asked, case.now = case.now, case.now + dt.timedelta(hours=3)
    case.do(to_teacher)
    with case.world.reading() as session:
        running = case.running(session)
        assert running is not None
        assert running.due_at == asked + dt.timedelta(hours=4)
    case.now = asked + dt.timedelta(hours=5)
    case.do(to_coordinator)
    with case.world.reading() as session:
        running = case.running(session)
        assert running is not None
        assert running.due_at == case.now


@pytest.fixture
def scene_talk(world: World) -> Case:
    case = Case.__new__(Case)
    case.scene = a_scene(world)
    case.world, case.now, case.today = world, world.now, world.now.date()
    case.actors = {user.id: world.actor(user) for user in world.staff}
    case.lead = case.actors[world.lead.id]
    with world.writing() as session:
        person = session.merge(case.scene.person, load=False)
        services.ask_to_talk(session, person, page="", actor=case.scene.actor, now=world.now)
        session.commit()
    return case


def test_it_stays_with_the_lead_until_it_is_taken_over_and_stands_out_when_it_is_late(
    case: Case, client_as: ClientAs, clock: Clock
) -> None:
    case.do(to_teacher)
    lead, teacher = client_as(case.world.lead), client_as(case.world.teacher)
    assert "Not taken over" in lead.get("/safeguarding/passed").text
    assert "needs you now" not in lead.get("/safeguarding").text
    assert "Please see her today." in teacher.get("/passed-to-me").text
    assert "Please see her today." not in client_as(case.world.coordinator).get("/passed-to-me").text
    clock.move(hours=25)
    lead, teacher = client_as(case.world.lead), client_as(case.world.teacher)
    assert "needs you now" in lead.get("/safeguarding").text
    assert "1 overdue" in lead.get("/").text
    assert "overdue since" in teacher.get("/").text
    with case.world.reading() as session:
        address = f"/passed-to-me/{mine(session, case).public_id}"
    assert client_as(case.world.coordinator).submit(address, page="/passed-to-me").status_code in (400, 404)
    teacher.submit(address, page="/passed-to-me")
    page = lead.get("/safeguarding").text
    assert "needs you now" not in page
    assert "Taken over" in lead.get("/safeguarding/passed").text


def ends(session: Session, case: Case) -> None:
    case.actors.clear()
    row = session.scalars(sa.select(Membership).where(Membership.user_id == case.world.teacher.id)).one()
    row.ends_on = case.today - dt.timedelta(days=1)


def moves(session: Session, case: Case) -> None:
    other = Organisation(name="Another School", kind=OrganisationKind.school)
    session.add(other)
    session.flush()
    row = session.scalars(sa.select(Membership).where(Membership.user_id == case.world.teacher.id)).one()
    row.organisation_id = other.id


def young_person_moves(session: Session, case: Case) -> None:
    row = session.scalars(sa.select(Enrolment).where(Enrolment.young_person_id == case.scene.person.id)).one()
    row.organisation_id = case.world.college.id
    session.info["recorded"] = True


@pytest.mark.parametrize("is_taken", [False, True], ids=["not taken over", "taken over"])
@pytest.mark.parametrize("leaving", [teacher_leaves, ends, moves, young_person_moves])
def test_whoever_may_no_longer_read_it_has_it_no_more_and_the_lead_sees_that_at_once(
    case: Case, client_as: ClientAs, leaving: Act, is_taken: bool
) -> None:
    case.do(to_teacher, *([take_over] if is_taken else []), leaving)
    lead = client_as(case.world.lead)
    for address in ("/safeguarding", "/safeguarding/passed"):
        assert "Tea Cher can no longer read this. Pass it to somebody else." in lead.get(address).text
    assert "1 with nobody who can read it" in lead.get("/").text
    case.do(to_coordinator)
    assert "Tea Cher can no longer" not in lead.get("/safeguarding").text
    assert WORDS in client_as(case.world.coordinator).get("/passed-to-me").text


def test_a_new_school_year_takes_it_from_the_old_school(case: Case) -> None:
    case.do(to_teacher, take_over)
    with case.world.reading() as session:
        next_year = case.today + dt.timedelta(days=365)
        (row,) = queries.passed_on(session, case.lead, next_year).rows
        assert row.is_lost


def test_the_lead_passes_it_to_somebody_else_and_every_step_stays_on_record(case: Case, client_as: ClientAs) -> None:
    case.do(to_teacher)
    with case.world.reading() as session:
        address = f"/safeguarding/{case.reading(session).public_id}"
    lead = client_as(case.world.lead)
    coordinator = {"outcome": "passed-on", "passed_to": str(case.world.coordinator.public_id), "note": "You know her."}
    assert lead.submit(address, coordinator).location == "/safeguarding"
    assert "Nothing is with you" in client_as(case.world.teacher).get("/passed-to-me").text
    case.do(take_over, give_back, to_teacher, take_over, finish)
    page = lead.get(address).text
    steps = [
        "Lea D passed it to Tea Cher",
        "Lea D took it back",
        "Lea D passed it to Cora Ordinator",
        "Cora Ordinator took it over",
        "Cora Ordinator gave it back",
        "It is about me.",
        "Tea Cher took it over",
        "Tea Cher did what was needed",
        "I saw her.",
    ]
    assert [step for step in steps if step not in page] == []
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    assert "Close it" not in page


def test_what_is_given_back_is_open_again_and_due_when_it_first_was(case: Case, client_as: ClientAs) -> None:
    case.do(to_teacher)
    teacher = client_as(case.world.teacher)
    with case.world.reading() as session:
        address = f"/passed-to-me/{mine(session, case).public_id}/what-came-of-it"
        due_at = case.reading(session).due_at
    assert "Choose what came of it" in teacher.submit(address).text
    assert "Write why you cannot do it" in teacher.submit(address, {"outcome": "cannot", "note": " "}).text
    assert teacher.submit(address, {"outcome": "cannot", "note": "It is about me."}).location == "/passed-to-me"
    assert teacher.get(address).status_code == 404
    with case.world.reading() as session:
        (row,) = queries.queue(session, case.lead).rows
        assert (row.due_at, row.outcome, row.passed_to_id) == (due_at, None, None)
        asker = case.world.actor(case.world.coordinator)
        assert queries.held_texts(session, asker, row.young_person)
    assert "It is about me." in client_as(case.world.lead).get(f"/safeguarding/{row.public_id}").text


def test_the_lead_takes_it_back_and_it_is_with_nobody_else(case: Case, client_as: ClientAs) -> None:
    case.do(to_teacher)
    lead, teacher = client_as(case.world.lead), client_as(case.world.teacher)
    teacher_page = teacher.get("/passed-to-me").text
    with case.world.reading() as session:
        address, theirs = f"/safeguarding/{case.reading(session).public_id}", mine(session, case).public_id
    assert lead.submit(f"{address}/take-back", page=address).location == address
    assert "Close it" in lead.get(address).text
    assert WORDS in teacher_page
    assert WORDS not in teacher.get("/passed-to-me").text
    assert teacher.submit(f"/passed-to-me/{theirs}", page="/passed-to-me").status_code in (400, 404)


def test_what_somebody_has_taken_over_is_not_taken_from_them(case: Case) -> None:
    case.do(to_teacher, take_over)
    for act in (take_back, to_coordinator, to_talk):
        with pytest.raises(Refused, match="Tea Cher has taken this over"):
            case.do(act)


def test_the_lists_take_the_same_number_of_statements_however_long_they_are(case: Case, client_as: ClientAs) -> None:
    case.do(to_teacher)
    lead, teacher = client_as(case.world.lead), client_as(case.world.teacher)
    pages = [(lead, "/safeguarding"), (lead, "/safeguarding/passed"), (teacher, "/passed-to-me"), (lead, "/")]

    def counts() -> list[int]:
        return [statements(partial(browser.get, page)) for browser, page in pages]

    few = counts()
    for number in range(12):
        another = case.world.young_person(f"Person {number}", with_user=True)
        with case.world.reading() as session:
            user = session.get_one(User, another.user_id)
        Scene(case.world, case.scene.asked, another, user).answer("more", text="Two.")
        with case.world.writing() as session:
            row = queries.queue(session, case.lead).rows[0]
            closing = Closing(ReadingOutcome.passed_on, "See them.", case.world.teacher)
            by = {"actor": case.lead, "now": case.now, "today": case.today}
            services.close(session, row, closing, seen=row.version, **by)  # type: ignore[arg-type]  # one of each
            session.commit()
    assert counts() == few
    case.do(teacher_leaves)
    page = lead.get("/safeguarding").text
    assert page.count("Tea Cher can no longer read this") == 10
    assert "All 13 that were passed on" in page
