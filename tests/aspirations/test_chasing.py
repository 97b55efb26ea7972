"""Whom to chase today, reminders that leave people in peace, and who is never heard year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from pfa.accounts.models import LearnerCard, User
from pfa.aspirations import queries
from pfa.aspirations.models import Reminder, ReminderWay, Round
from pfa.aspirations.queries import MemberFilter, ToDo
from pfa.aspirations.questions import AnswerValue
from pfa.people.codes import NoSchool, PlanType
from pfa.people.models import Enrolment, YoungPerson
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_round, a_scene, type_in
from tests.factories import ACADEMIC_YEAR, Browser, World

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def chased(scene: Scene, **which: object) -> list[tuple[str, ToDo]]:
    world = scene.world
    with world.reading() as session:
        asked = session.get_one(Round, scene.asked.id)
        asker = world.actor(world.coordinator)
        today = world.now.date()
        found = queries.to_chase(session, asker, asked, MemberFilter(**which), today, number=1)
        return [(row.member.person.first_name, row.to_do) for row in found.rows]


def carded(world: World, name: str, *, days: int = 30, **more: Any) -> YoungPerson:
    """A young person with a card that works for so many days more."""
    person = world.young_person(name, with_user=True, **more)
    give_card(world, person, days=days)
    return person


def give_card(world: World, person: YoungPerson, *, days: int = 30) -> None:
    card = LearnerCard(
        user_id=person.user_id,
        authority_id=world.authority.id,
        locator=f"{world.number():05d}",
        secret_hash="invented",
        link_hash=f"invented {world.number()}",
        pepper_key="invented",
        issued_at=world.now - dt.timedelta(days=100),
        expires_on=world.now.date() + dt.timedelta(days=days),
    )
    world.save(card)


def remind(scene: Scene, person: YoungPerson, days_ago: int) -> None:
    world = scene.world
    world.save(
        Reminder(
            authority_id=world.authority.id,
            round_id=scene.asked.id,
            young_person_id=person.id,
            reminded_on=world.now.date() - dt.timedelta(days=days_ago),
            way=ReminderWay.told,
            by_id=world.teacher.id,
        )
    )


def test_what_is_to_do_first_stands_first(world: World, scene: Scene) -> None:
    paper = {"days": AnswerValue(("4",))}
    settle, again = world.young_person("Settle"), world.young_person("Again")
    type_in(scene, settle.public_id, world.teacher, paper)
    type_in(scene, settle.public_id, world.coordinator, {"days": AnswerValue(("5",))})
    type_in(scene, again.public_id, world.teacher, paper)
    world.young_person("Nobody", no_school=NoSchool.home_educated, with_user=True)
    world.young_person("Cardless")
    carded(world, "Expired", days=-1)
    tried = carded(world, "Tried")
    remind(scene, tried, 14)
    remind(scene, tried, 7)
    carded(world, "Untried")
    scene.answer("days", "2")
    assert chased(scene) == [
        ("Settle", ToDo.settle),
        ("Again", ToDo.type_again),
        ("Nobody", ToDo.nobody),
        ("Cardless", ToDo.no_way_in),
        ("Expired", ToDo.no_way_in),
        ("Tried", ToDo.another_way),
        ("Yasmin", ToDo.go_on),
        ("Untried", ToDo.remind),
    ]


def test_who_sent_or_was_reminded_lately_is_left_in_peace(world: World, scene: Scene, client_as: ClientAs) -> None:
    lately, long_ago = (carded(world, name) for name in ("Lately", "Longago"))
    remind(scene, lately, 6)
    remind(scene, long_ago, 7)
    scene.answer("days", "2")
    scene.send()
    assert chased(scene) == [("Longago", ToDo.remind)]
    page = client_as(world.coordinator).get(f"/rounds/{scene.asked.public_id}/today").text
    assert "1 other was reminded in the last 7 days and left in peace" in page
    assert "Nothing is sent from here" in page


def test_reminders_are_noted_for_a_tutor_group_with_who_and_how(
    world: World, scene: Scene, client_as: ClientAs
) -> None:
    ben = carded(world, "Ben", tutor_group="11B")
    browser, page = client_as(world.teacher), f"/rounds/{scene.asked.public_id}/today?tutor=11B"
    assert chased(scene, tutor_group="11B") == [("Ben", ToDo.remind)]
    saved = browser.submit(page, {"people": [str(ben.public_id)], "way": "phone", **day(world.now.date())})
    assert saved.location == page
    with world.reading() as session:
        row = session.scalars(sa.select(Reminder)).one()
        assert (row.young_person_id, row.way, row.by_id) == (ben.id, ReminderWay.phone, world.teacher.id)
    assert chased(scene, tutor_group="11B") == []
    elsewhere = f"/rounds/{scene.asked.public_id}/today"
    refused = browser.submit(elsewhere, {"people": [str(ben.public_id)], "way": "told", **day(world.now.date())}).text
    assert "Ben Invented was reminded on 16 November. This round leaves people in peace for 7 days." in refused


@pytest.mark.parametrize("days", [1, -30])
def test_nobody_is_reminded_tomorrow_or_before_the_round(
    world: World, scene: Scene, client_as: ClientAs, days: int
) -> None:
    when = day(world.now.date() + dt.timedelta(days=days))
    said = {"people": [str(scene.person.public_id)], "way": "told", **when}
    page = client_as(world.teacher).submit(f"/rounds/{scene.asked.public_id}/today", said).text
    assert "Choose a day from the first day of the round until today." in page


def test_slips_say_the_last_day_and_the_way_in_and_no_answer(world: World, scene: Scene, client_as: ClientAs) -> None:
    scene.answer("like", "animals")
    give_card(world, scene.person)
    cardless = [world.young_person("Ben"), carded(world, "Eve", days=-1)]
    ids = [str(person.public_id) for person in (scene.person, *cardless)]
    page = f"/rounds/{scene.asked.public_id}/today"
    slips = client_as(world.teacher).submit(f"/rounds/{scene.asked.public_id}/slips", {"people": ids}, page=page).text
    assert "Yasmin, what do you want to do next?" in slips
    assert "You can answer until 16 December 2026." in slips
    assert slips.count("use your card") == 1
    assert slips.count("for a card, or for the questions on paper") == 2
    assert "nimals" not in slips


def test_no_slip_is_printed_for_whoever_has_sent(world: World, scene: Scene, client_as: ClientAs) -> None:
    scene.answer("like", "animals")
    page = f"/rounds/{scene.asked.public_id}/today"
    world.young_person("Ben")
    scene.send()
    said = {"people": [str(scene.person.public_id)]}
    refused = client_as(world.teacher).submit(f"/rounds/{scene.asked.public_id}/slips", said, page=page)
    assert "has sent their answers. Do not remind them." in refused.text


def test_who_was_not_heard_two_years_running_is_named(world: World, scene: Scene, client_as: ClientAs) -> None:
    before = a_round(world, "Year before", academic_year=ACADEMIC_YEAR - 1)
    silent = world.young_person("Silent", named_worker_id=world.teacher.id)
    spoke = world.young_person("Spoke")
    for person in (silent, spoke):
        world.save(
            Enrolment(
                authority_id=world.authority.id,
                young_person_id=person.id,
                academic_year=ACADEMIC_YEAR - 1,
                organisation_id=world.school.id,
                year_group=10,
                plan_type=PlanType.ehcp,
            )
        )
    scene.answer("days", "2")
    type_in(Scene(world, before, spoke, scene.user), spoke.public_id, world.teacher, {"like": AnswerValue(("art",))})
    type_in(
        Scene(world, before, spoke, scene.user), spoke.public_id, world.coordinator, {"like": AnswerValue(("art",))}
    )
    with world.reading() as session:
        found = queries.heard_by_year(session, world.actor(world.coordinator))
    told = [(year.academic_year, len(year.asked), len(year.heard), len(year.again)) for year in found]
    assert told[0] == (ACADEMIC_YEAR, 3, 1, 1)
    assert told[1][0] == ACADEMIC_YEAR - 1
    page = client_as(world.coordinator).get(f"/rounds/{scene.asked.public_id}/never-heard").text
    listed = page.partition("Silent Invented")[2]
    assert "Invented High School" in listed
    assert "Tea Cher" in listed  # whom to ask
    assert "Spoke Invented" not in page


def test_the_list_of_today_takes_the_same_statements_for_one_and_for_many(
    world: World, scene: Scene, client_as: ClientAs
) -> None:
    browser, page = client_as(world.coordinator), f"/rounds/{scene.asked.public_id}/today"
    browser.get(page)
    one = statements(lambda: browser.get(page))
    for number in range(5):
        world.young_person(f"Nina{number}")
    assert statements(lambda: browser.get(page)) == one


def day(on: dt.date) -> dict[str, str]:
    return {"reminded_on-day": str(on.day), "reminded_on-month": str(on.month), "reminded_on-year": str(on.year)}
