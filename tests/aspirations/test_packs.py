"""Papers for many people at once: each as it would be alone, in a number of statements that does not grow with them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Authority, OrganisationKind, User
from pfa.aspirations import services
from pfa.aspirations.services import choose_comfort
from pfa.people.models import YoungPerson
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, a_scene
from tests.factories import ENTRY_YEAR, Browser, World

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def scene(world: World) -> Scene:
    """A round of several young people, of whom hardly two would have the same paper."""
    scene = a_scene(world)
    for number in range(14):
        where = world.organisation(f"Place {number}", OrganisationKind.employer, lat=53 + number / 50)
        world.group(world.opportunity(f"Course {number}", organisation=where))
    world.group(world.opportunity("Course of the year after"), entry_year=ENTRY_YEAR + 1)
    world.young_person("Ada", year_group=10, entry_year=ENTRY_YEAR + 1)
    world.young_person("Ben", lat=53.3)
    world.young_person("Cai", lat=None, lon=None, entry_year=None)
    level(world, world.young_person("Dee", with_user=True), "pictures")
    scene.answer("days", "2")  # so that Yasmin goes on with the questions of today
    with world.writing() as session:
        actor = world.actor(world.coordinator)
        services.ask(session, "like", services.Whom.nobody, seen=3, actor=actor, now=world.now)
        session.commit()
    return scene


def level(world: World, person: YoungPerson, chosen: str) -> None:
    with world.writing() as session:
        choose_comfort(session, session.get_one(YoungPerson, person.id), {"level": chosen})
        session.commit()


def questions(page: str) -> list[str]:
    """The questions of each pack on a page, whatever the level of their headings."""
    packs = re.split('<div class="app-pack__top">', page)[1:]
    return [re.sub(r"<(/?)h\d", r"<\1h", "".join(re.findall(r"<section.*?</section>", pack, re.S))) for pack in packs]


def test_each_pack_of_many_is_the_one_that_is_printed_alone(world: World, scene: Scene, client_as: ClientAs) -> None:
    browser, papers = client_as(world.coordinator), f"/rounds/{scene.asked.public_id}/paper"
    with world.reading() as session:
        people = session.scalars(sa.select(YoungPerson.public_id).order_by(YoungPerson.first_name)).all()
    packs = questions(browser.get(f"{papers}/print").text)
    assert packs == [questions(browser.get(f"{papers}/{person}/print").text)[0] for person in people]
    assert len(set(packs)) == 5


def test_the_packs_of_many_take_no_more_statements_than_those_of_few(
    world: World, scene: Scene, client_as: ClientAs
) -> None:
    browser, packs = client_as(world.coordinator), f"/rounds/{scene.asked.public_id}/paper/print"
    browser.get(packs)
    few = statements(lambda: browser.get(packs))
    for number in range(6):
        level(world, world.young_person(f"Eve {number}", year_group=10 + number % 2, with_user=True), "easy")
    assert "11 packs to print" in browser.get(packs).text
    assert statements(lambda: browser.get(packs)) == few


def test_each_pack_says_by_when_words_are_read_and_has_help_at_its_foot(
    world: World, scene: Scene, client_as: ClientAs
) -> None:
    with world.writing() as session:
        authority = session.get_one(Authority, world.authority.id)
        authority.reading_hours, authority.help_words = 36, "Call Mo on 01632 960001."
        session.info["recorded"] = True
        session.commit()
    page = client_as(world.coordinator).get(f"/rounds/{scene.asked.public_id}/paper/print").text
    packs = page.count('<article class="app-pack">')
    assert packs == 5
    assert page.count("They read it within 36 hours after it is put in the computer.") == packs
    assert page.count("<strong>Help that is there now.</strong> Call Mo on 01632 960001.") == packs
