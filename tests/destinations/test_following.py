"""Who is followed, who is asked, and what "stop asking" stops."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.audit.models import AuditEvent
from pfa.core.errors import Changed, Refused
from pfa.destinations import queries, services
from pfa.destinations.models import CheckIn, CheckInState, Leaver
from pfa.destinations.queries import Chosen, Which
from pfa.destinations.rules import Left
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from tests.destinations.pages import a_placement_that_ended
from tests.destinations.scenes import LAST_YEAR, THIS_YEAR, Leaving
from tests.factories import ENTRY_YEAR, World
from tests.packages.scenes import Scene
from tests.provision.counting import statements


def lists(world: World, today: dt.date | None = None) -> dict[str, list[str]]:
    """Who stands in which list."""
    asker, day = world.actor(world.coordinator), today or world.now.date()
    with world.reading() as session:
        return {
            which.value: [
                f"{row.person.called} {row.check_in.weeks}"
                for row in queries.due(session, asker, which, today=day, number=1).rows
            ]
            for which in Which
        }


def test_whoever_left_is_asked_after_4_13_26_and_52_weeks(world: World) -> None:
    leaver = Leaving(world).leaver(left_on=dt.date(2024, 2, 29))
    with world.reading() as session:
        rows = session.scalars(sa.select(CheckIn).where(CheckIn.leaver_id == leaver.id).order_by(CheckIn.weeks)).all()
    assert [(row.weeks, row.due_on.isoformat()) for row in rows] == [
        (4, "2024-03-28"),
        (13, "2024-05-30"),
        (26, "2024-08-29"),
        (52, "2025-02-27"),
    ]
    assert leaver.cohort == 2023


def test_a_day_still_to_come_and_the_same_day_twice_are_refused(world: World) -> None:
    scene = Leaving(world)
    person = world.young_person()
    scene.leaver(person=person)
    with pytest.raises(Refused, match="followed from that day already"):
        scene.leaver(person=person)
    with pytest.raises(Refused, match="have not left yet"):
        scene.leaver(person=person, left_on=world.now.date() + dt.timedelta(days=1))


def test_one_line_a_person_for_the_last_check_in_that_is_due(world: World) -> None:
    scene = Leaving(world)
    scene.leaver("Ade", THIS_YEAR)  # 4 weeks: 14 August, 13 weeks: 16 October
    assert lists(world, dt.date(2026, 7, 20)) == {"now": [], "overdue": [], "tried": [], "soon": ["Ade 4"]}
    assert lists(world, dt.date(2026, 8, 14))["now"] == ["Ade 4"]
    assert lists(world, dt.date(2026, 8, 28))["now"] == ["Ade 4"]
    assert lists(world, dt.date(2026, 8, 29))["overdue"] == ["Ade 4"]
    found = lists(world)
    assert (found["now"], found["overdue"]) == ([], ["Ade 13"])


def test_three_tries_without_an_answer_are_a_list_of_their_own(world: World) -> None:
    scene = Leaving(world)
    leaver = scene.leaver("Ade", THIS_YEAR)
    scene.tried(leaver, 13, 2)
    assert lists(world)["overdue"] == ["Ade 13"]
    scene.tried(leaver, 13)
    assert lists(world)["overdue"] == []
    assert lists(world)["tried"] == ["Ade 13"]


def test_the_tiles_count_what_the_lists_hold(world: World) -> None:
    scene = Leaving(world)
    for name in ("Ade", "Bea", "Cal"):
        leaver = scene.leaver(name, THIS_YEAR)
    scene.tried(leaver, 13, 3)
    with world.reading() as session:
        tally = queries.tally(session, world.actor(world.coordinator), today=world.now.date())
    assert {which.value: count for which, count in tally.items()} == {
        each: len(rows) for each, rows in lists(world).items()
    }


def test_stop_asking_takes_somebody_out_of_every_list_at_once(world: World) -> None:
    scene = Leaving(world)
    person = world.young_person("Stella")
    old, new = scene.leaver(left_on=LAST_YEAR, person=person), scene.leaver(left_on=THIS_YEAR, person=person)
    scene.stopped(old, "I am fine.")
    assert not any(lists(world).values())
    assert not any(lists(world, dt.date(2027, 7, 20)).values())
    assert scene.now(new).stop_asked_at == world.now
    assert {scene.check_in(new, weeks).state for weeks in services.WEEKS} == {CheckInState.stopped}
    later = scene.leaver(left_on=dt.date(2026, 11, 1), person=person)
    assert later.stop_asked_at == world.now
    assert not any(lists(world, dt.date(2027, 1, 20)).values())


def test_only_they_themselves_can_have_it_undone_and_what_has_passed_stays_unasked(world: World) -> None:
    scene = Leaving(world)
    leaver = scene.leaver("Stella", THIS_YEAR)
    scene.stopped(leaver)
    with world.writing() as session:
        row = session.get_one(Leaver, leaver.id)
        with pytest.raises(Refused, match="how they told us themselves"):
            services.ask_again(session, row, "ok", seen=row.version, **scene.common)
        with pytest.raises(Changed):
            services.ask_again(session, row, "She rang me on Monday", seen=row.version - 1, **scene.common)
        services.ask_again(session, row, "She rang me on Monday", seen=row.version, **scene.common)
        session.commit()
    states = [scene.check_in(leaver, weeks).state.value for weeks in services.WEEKS]
    assert states == ["stopped", "stopped", "due", "due"]
    with world.reading() as session:
        assert session.scalars(sa.select(AuditEvent.reason).where(AuditEvent.action == "leaver.ask-again")).all() == [
            "She rang me on Monday"
        ]


def test_the_page_that_undoes_it_asks_whose_wish_it_is(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    leaver = scene.leaver("Stella", THIS_YEAR)
    scene.stopped(leaver)
    client, address = client_as(world.coordinator), f"/destinations/leavers/{leaver.public_id}/ask-again"
    assert "Only they can want this" in client.submit(address, {"words": "Her mother rang"}).text
    assert scene.now(leaver).stop_asked_at is not None
    assert client.submit(address, {"words": "She rang on Monday", "own_wish": "y"}).status_code == 303
    assert scene.now(leaver).stop_asked_at is None


def test_whose_record_is_closed_is_not_asked(world: World) -> None:
    scene = Leaving(world)
    scene.leaver(person=world.young_person("Gone", closed_on=world.now.date()), left_on=THIS_YEAR)
    assert not any(lists(world).values())


def test_a_placement_that_ended_can_be_followed_with_a_tick(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    person = a_placement_that_ended(scene)
    client = client_as(world.coordinator)
    shown = client.get("/destinations/ended").text
    assert "Pia Invented" in shown
    key = shown.split('name="key" type="checkbox" value="')[1].split('"')[0]
    assert client.submit("/destinations/ended", {"key": key}).status_code == 303
    assert "Pia Invented" not in client.get("/destinations/ended").text
    with world.reading() as session:
        row = session.scalars(sa.select(Leaver).where(Leaver.young_person_id == person.id)).one()
        assert (row.left_on, row.pathway) == (THIS_YEAR, OpportunityKind.supported_internship)
        assert (row.employer_id, row.provider_id) == (scene.hotel.id, scene.provider.id)
        assert row.placement_id is not None


def test_the_main_part_of_an_agreed_week_that_is_over_can_be_followed(world: World) -> None:
    scene = Scene(world)
    scene.agreed()
    asker = world.actor(world.coordinator)
    ended = scene.cooking.ends_on
    with world.writing() as session:
        assert queries.endings(session, asker, today=ended) == []
        [found] = queries.endings(session, asker, today=ended + dt.timedelta(days=1))
        assert (found.person.first_name, found.what, found.left.left_on) == ("Yasmin", "Cooking at college", ended)
        assert found.left.pathway is OpportunityKind.study_programme
        services.add_leaver(
            session, found.person, found.left, actor=asker, now=world.now, today=ended + dt.timedelta(days=1)
        )
        assert queries.endings(session, asker, today=ended + dt.timedelta(days=1)) == []
    assert ended.year == ENTRY_YEAR + 1


def test_somebody_can_be_followed_by_hand(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    person, client = world.young_person("Nia"), client_as(world.coordinator)
    address = f"/destinations/people/{person.public_id}/add"
    day = {"left_on-day": "17", "left_on-month": "7", "left_on-year": "2026"}
    assert "Choose what they left, or its kind" in client.submit(address, day).text
    future = client.submit(address, day | {"left_on-year": "2027", "pathway": "community"}).text
    assert "They have not left yet" in future
    assert 'value="2027"' in future
    elsewhere = day | {"pathway": "community", "where": "Nobody’s Garden"}
    assert "Nobody of ours goes by that name" in client.submit(address, elsewhere).text
    made = client.submit(address, day | {"opportunity": str(scene.internship.public_id)})
    assert made.status_code == 303
    assert "Hotel internship, Invented College" in client.get(made.location).text
    named = day | {"pathway": "work-experience", "where": "invented hotel", "left_on-month": "6"}
    assert "Work experience, Invented Hotel" in client.get(client.submit(address, named).location).text
    led = client.get(f"/destinations/of/{person.public_id}")
    assert led.location == made.location


def test_the_list_is_narrowed_and_takes_the_same_statements_for_few_and_many(world: World, session: Session) -> None:
    scene, asker = Leaving(world), world.actor(world.coordinator)

    def found(chosen: Chosen = Chosen()) -> tuple[list[str], int]:  # noqa: B008 - frozen
        with world.reading() as reading, statements(reading) as run:
            page = queries.listed(reading, asker, chosen, today=world.now.date(), number=1)
        return [row.leaver.young_person.called for row in page.rows], len(run)

    one = scene.leaver("Ade", THIS_YEAR)
    scene.spell(one, dt.date(2026, 9, 1), heard_on=dt.date(2026, 10, 1))
    few = found()[1]
    for name in ("Bea", "Cal", "Dee"):
        scene.spell(scene.leaver(name, THIS_YEAR), dt.date(2026, 9, 1), heard_on=dt.date(2026, 10, 1))
    scene.leaver("Eve", LAST_YEAR, pathway=OpportunityKind.community, provider_id=None, employer_id=None)
    scene.stopped(one)
    names, many = found()
    assert (sorted(names), many) == (["Ade", "Bea", "Cal", "Dee", "Eve"], few)
    assert found(Chosen(cohort=2024))[0] == ["Eve"]
    assert found(Chosen(pathway=OpportunityKind.community))[0] == ["Eve"]
    assert len(found(Chosen(provider=scene.provider.public_id))[0]) == 4
    assert len(found(Chosen(employer=scene.hotel.public_id))[0]) == 4
    assert found(Chosen(asked="stopped"))[0] == ["Ade"]
    assert found(Chosen(search="be"))[0] == ["Bea"]
    assert found(Chosen(need="MLD"))[0] == []
    assert found(Chosen(sort="name", descending=True, need="ASD"))[0][0] in {"Eve", "Dee", "Cal", "Bea", "Ade"}


def test_whom_to_ask_takes_two_statements_for_one_and_for_many(world: World) -> None:
    scene, asker = Leaving(world), world.actor(world.coordinator)
    counts = []
    for names in (("Ade",), ("Bea", "Cal", "Dee", "Eve")):
        for name in names:
            scene.leaver(name, THIS_YEAR)
        with world.reading() as session, statements(session) as run:
            page = queries.due(session, asker, Which.overdue, today=world.now.date(), number=1)
            assert [row.person.called for row in page.rows]
        counts.append(len(run))
    assert counts == [2, 2]


def test_the_line_of_those_who_left_two_things_on_a_day_is_one(world: World, session: Session) -> None:
    scene = Leaving(world)
    person = session.get_one(YoungPerson, world.young_person().id)
    left = [Left(THIS_YEAR, kind) for kind in (OpportunityKind.community, OpportunityKind.health)]
    assert len(services.follow_all(session, [(person, each) for each in left], **scene.common)) == 1
