"""Themes of what was written: counted, by hand or by words, and never past what the safeguarding lead released."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pfa.accounts.models import Membership, Role, User
from pfa.aspirations.models import Answer
from pfa.aspirations.questions import AnswerValue
from pfa.people.models import YoungPerson
from pfa.themes import queries
from tests.aspirations.counting import statements
from tests.aspirations.scene import Scene, enter
from tests.factories import Browser, World
from tests.themes.scene import Writing

ClientAs = Callable[[User | None], Browser]


@pytest.fixture
def scene(world: World) -> Writing:
    return Writing(world)


def page(scene: Writing) -> str:
    return f"/rounds/{scene.asked.public_id}/themes"


def test_a_suggested_word_becomes_a_theme_with_its_texts(world: World, scene: Writing, client_as: ClientAs) -> None:
    for name in ("Ann", "Ben", "Cay"):
        scene.writes(name, f"I feed the horses. {name} was here.")
    browser = client_as(world.coordinator)
    assert "?word=horses" in browser.get(page(scene)).text
    made = browser.submit(f"{page(scene)}/new?word=horses", {"name": "Horses", "words": "horses, pony"})
    shown = browser.get(made.location).text
    assert "3 people" in shown
    assert shown.count("Take out") == 3
    assert "Invented" not in shown.split("<main")[1].split("</main")[0]  # no name stands beside a text
    assert "?word=horses" not in browser.get(page(scene)).text


def test_what_the_lead_has_not_released_is_nowhere_and_is_counted(
    world: World, scene: Writing, client_as: ClientAs
) -> None:
    scene.writes("Ann", "He shouts at me on the bus.", released=False)
    scene.writes("Ben", "The bus is fine.")
    row = scene.theme("Bus", "bus")
    browser = client_as(world.coordinator)
    for address in (page(scene), f"/themes/{row.public_id}"):
        text = browser.get(address).text
        assert "shouts" not in text
        assert "safeguarding lead" in text
    assert "1 more text is not here" in browser.get(page(scene)).text
    assert "1 person" in browser.get(f"/themes/{row.public_id}").text


def test_a_text_is_put_in_and_taken_out_by_hand(world: World, scene: Writing, client_as: ClientAs) -> None:
    with_word, without = scene.writes("Ann", "The bus."), scene.writes("Ben", "It takes so long.")
    row = scene.theme("Getting about", "bus")
    browser, address = client_as(world.coordinator), f"/themes/{row.public_id}"
    browser.submit(f"{address}/put", {"answer": scene.answer_of(without), "put": "1"}, page=address)
    assert "2 people" in browser.get(address).text
    browser.submit(f"{address}/put", {"answer": scene.answer_of(with_word), "take": "1"}, page=address)
    shown = browser.get(address).text
    assert "1 person" in shown
    assert "taken out by hand" in shown


def test_what_one_may_not_read_cannot_be_put_anywhere(world: World, scene: Writing, client_as: ClientAs) -> None:
    kept, row = scene.writes("Ann", "He shouts.", released=False), scene.theme("Bus", "bus")
    address = f"/themes/{row.public_id}"
    answer = {"answer": scene.answer_of(kept), "put": "1"}
    assert client_as(world.coordinator).submit(f"{address}/put", answer, page=address).status_code == 404


def test_small_numbers_by_place_and_year_are_not_told_apart(world: World, scene: Writing, client_as: ClientAs) -> None:
    for number in range(5):
        scene.writes(f"Ann{number}", "The bus.", year_group=10, postcode="S1 2HH")
    scene.writes("Ben", "The bus.", year_group=11, postcode="S9 1AA")
    scene.theme("Bus", "bus")
    shown = client_as(world.coordinator).get(page(scene)).text
    assert "1 to 4" in shown
    assert "S9" in shown
    assert ">5</td>" in shown


def test_colleges_see_names_and_bands_of_what_is_shared_and_no_words(
    world: World, scene: Writing, client_as: ClientAs
) -> None:
    for number in range(12):
        scene.writes(f"Ann{number}", f"The bus number {number}.")
    many, few = scene.theme("Buses", "bus"), scene.theme("Number three", "number 3")
    hidden = scene.theme("Hidden", "bus")
    browser = client_as(world.tutor)
    assert "shows no themes yet" in browser.get("/themes/bands").text
    scene.share(many)
    scene.share(few)
    shown = browser.get("/themes/bands").text
    assert "about 10" in shown
    assert "Fewer than ten" in shown
    assert hidden.name not in shown
    assert "The bus" not in shown
    assert browser.get(page(scene)).status_code == 403


def test_another_role_in_another_authority_shows_a_college_no_bands_of_it(
    world: World, scene: Writing, client_as: ClientAs
) -> None:
    for number in range(12):
        scene.writes(f"Ann{number}", "The bus.")
    scene.share(scene.theme("Buses", "bus"))
    other = world.another()
    keys = {"user_id": other.tutor.id, "authority_id": world.authority.id, "starts_on": world.now.date()}
    world.save(Membership(**keys, role=Role.job_coach))
    assert "Buses" in client_as(world.tutor).get("/themes/bands").text
    assert "Buses" not in client_as(other.tutor).get("/themes/bands").text


def test_another_authority_finds_nothing(world: World, scene: Writing, client_as: ClientAs) -> None:
    row = scene.theme("Bus", "bus")
    stranger = client_as(world.another().coordinator)
    assert stranger.get(f"/themes/{row.public_id}").status_code == 404
    assert stranger.get(page(scene)).status_code == 404


@pytest.mark.parametrize("who", ["teacher", "lead", "coach", "admin"])
def test_themes_are_for_the_authority_alone(world: World, scene: Writing, client_as: ClientAs, who: str) -> None:
    assert client_as(getattr(world, who)).get(page(scene)).status_code == 403


def test_a_theme_is_renamed_and_removed_and_its_name_is_free_again(
    world: World, scene: Writing, client_as: ClientAs
) -> None:
    scene.writes("Ann", "The bus.")
    row = scene.theme("Bus", "bus")
    browser, address = client_as(world.coordinator), f"/themes/{row.public_id}"
    browser.submit(address, {"name": "Buses", "words": "bus"})
    assert "Another theme of this round has this name." in browser.submit(f"{page(scene)}/new", {"name": "Buses"}).text
    browser.submit(f"{address}/remove", page=address)
    assert browser.get(address).status_code == 404
    assert browser.submit(f"{page(scene)}/new", {"name": "Buses", "words": "bus"}).status_code == 303


def test_the_page_takes_the_same_statements_for_one_and_many(world: World, scene: Writing, client_as: ClientAs) -> None:
    scene.writes("Ann", "The bus.")
    scene.theme("Bus", "bus")
    browser = client_as(world.coordinator)
    browser.get(page(scene))
    one = statements(lambda: browser.get(page(scene)))
    for number in range(4):
        scene.writes(f"Ben{number}", "The bus.")
        scene.theme(f"Bus {number}", "bus")
    assert statements(lambda: browser.get(page(scene))) == one


def test_answers_without_words_are_not_read_to_find_those_with_words(world: World, scene: Writing) -> None:
    person = scene.writes("Ann", "I feed the horses.")
    with world.reading() as session:
        user = session.get_one(User, session.get_one(YoungPerson, person.id).user_id)
    hers = Scene(world, scene.asked, person, user)
    for question, choice in (("like", "art"), ("after", "college"), ("days", "2")):
        hers.answer(question, choice)
    read: list[Answer] = []
    with world.reading() as session:
        sa.event.listen(session, "loaded_as_persistent", lambda _session, row: read.append(row))
        found = queries.written(session, world.actor(world.coordinator), scene.asked)
    assert [text.answer.text for text in found.texts] == ["I feed the horses."]
    assert [row.question for row in read if isinstance(row, Answer)] == ["more"]


def test_words_that_somebody_took_back_are_no_text_of_theirs(world: World, scene: Writing) -> None:
    person = scene.writes("Ann", "I feed the horses.")
    with world.reading() as session:
        user = session.get_one(User, session.get_one(YoungPerson, person.id).user_id)
    Scene(world, scene.asked, person, user).answer("more", text="", minutes=5)
    with world.reading() as session:
        found = queries.written(session, world.actor(world.coordinator), scene.asked)
    assert (found.texts, found.held) == ([], 0)


def test_words_of_an_older_paper_are_not_what_somebody_says_now(world: World, scene: Writing) -> None:
    person = scene.writes("Ann", "I feed the horses.")
    with world.reading() as session:
        user = session.get_one(User, session.get_one(YoungPerson, person.id).user_id)
    hers = Scene(world, scene.asked, person, user)
    enter(hers, world.now.date() - dt.timedelta(days=4), more=AnswerValue((), "I fed the cows."))
    with world.reading() as session:
        found = queries.written(session, world.actor(world.coordinator), scene.asked)
    assert ([text.answer.text for text in found.texts], found.held) == (["I feed the horses."], 0)
