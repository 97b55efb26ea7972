"""Comfort settings: kept with the young person, on every page of theirs, and nothing of their answers hangs on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from pfa.accounts.models import User
from pfa.aspirations import queries
from pfa.aspirations.comfort import SETTINGS, Comforts, Level
from pfa.aspirations.models import Answer
from pfa.aspirations.parts import part_of
from pfa.aspirations.questions import BY_KEY, LIKE, NOT_SURE
from tests.aspirations.scene import Scene, a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
USUAL = {setting: options[0] for setting, options in SETTINGS.items()}
SHEET = Path(__file__).resolve().parents[2] / "pfa" / "assets" / "_comfort.scss"


@pytest.fixture
def scene(world: World) -> Scene:
    return a_scene(world)


def choices_on(page: str) -> list[str]:
    """The values of the choices on view."""
    return re.findall(r'type="(?:checkbox|radio)" name="choice" value="([^"]+)"', page)


def said(scene: Scene, key: str) -> list[str]:
    with scene.world.reading() as session:
        return list(queries.newest_answers(session, [scene.person.id])[scene.person.id][key].choices)


def test_what_is_chosen_is_kept_with_the_person_and_stands_on_every_page_of_theirs(
    scene: Scene, client_as: ClientAs
) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/comfort", {**USUAL, "size": "largest", "contrast": "dark", "pictures": "off"})
    elsewhere = client_as(scene.user)  # another device
    for page in ("/my/answers", "/my/answers/like", "/my/answers/check", "/my/talk", "/my/comfort", "/my/break", "/"):
        body = re.search(r"<body class=\"([^\"]*)\"", elsewhere.get(page).text)
        assert body is not None
        assert {"app-size-largest", "app-contrast-dark", "app-pictures-off"} <= set(body[1].split()), page


def test_nobody_elses_pages_change(scene: Scene, client_as: ClientAs) -> None:
    client_as(scene.user).submit("/my/comfort", {**USUAL, "size": "largest"})
    other = scene.world.young_person("Other", with_user=True)
    with scene.world.reading() as session:
        user = session.get_one(User, other.user_id)
    assert "app-size-largest" not in client_as(user).get("/my/answers").text


def test_saving_leads_back_to_where_they_were_and_nowhere_else(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    assert browser.submit("/my/comfort", {**USUAL, "back": "/my/answers/days"}).location == "/my/answers/days"
    assert browser.submit("/my/comfort", {**USUAL, "back": "//elsewhere.test/"}).location == "/my/answers"


def test_every_page_of_the_survey_leads_to_the_settings(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    for page in ("/my/answers", "/my/answers/check", *(f"/my/answers/{key}" for key in BY_KEY)):
        assert 'href="/my/comfort"' in browser.get(page).text, page


def test_an_option_that_there_is_not_is_refused_and_changes_nothing(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    assert browser.submit("/my/comfort", {**USUAL, "size": "<script>"}).status_code == 200
    assert Comforts({"size": "<script>", "speed": "fast"}).changed({"colour": "red"}) == {}
    assert Comforts({"size": "<script>"}).classes == ""


@pytest.mark.parametrize(("setting", "option"), [(s, o) for s, options in SETTINGS.items() for o in options[1:]])
def test_every_option_does_something(setting: str, option: str) -> None:
    """By the style sheet, by the script for one switch, or by what the page holds: its words, and how much of it."""
    script = SHEET.parents[1] / "static" / "switch.js"
    assert setting != "switch" or f"app-switch-{option}" in script.read_text(encoding="utf-8")
    assert Comforts({setting: option}).classes == f"app-{setting}-{option}"
    if setting not in ("level", "view", "counters", "switch"):
        assert f"app-{setting}-{option}" in SHEET.read_text(encoding="utf-8")


def test_two_choices_at_once_reach_all_of_them_and_keep_what_is_out_of_view(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/comfort", {**USUAL, "view": "two"})
    seen: list[str] = []
    where = "/my/answers/like"
    while True:
        page = browser.get(where).text
        shown = choices_on(page)
        assert NOT_SURE in shown  # always offered
        seen += [choice for choice in shown if choice != NOT_SURE]
        more = re.search(r'name="more" value="(\d+)">More', page)
        picked = [choice for choice in shown if choice in ("animals", "music", "sport")]
        kept = re.findall(r'name="kept" value="([^"]+)"', page)
        if more is None:
            break
        where = browser.submit(where, {"choice": picked, "kept": kept, "more": more[1]}).location
    assert seen == [choice for choice in BY_KEY[LIKE].choices if choice != NOT_SURE]
    onward = browser.submit(where, {"choice": picked, "kept": kept, "next": "1", "text": ""}).location
    assert onward == "/my/answers/after"
    assert said(scene, LIKE) == ["animals", "music", "sport"]


def test_a_choice_that_stands_alone_takes_those_out_of_view_away_and_gives_way_to_a_new_one(
    scene: Scene, client_as: ClientAs
) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/like", {"choice": NOT_SURE, "kept": ["animals"], "next": "1"})
    assert said(scene, LIKE) == [NOT_SURE]
    browser.submit("/my/answers/like", {"choice": "music", "kept": [NOT_SURE], "next": "1"})
    assert said(scene, LIKE) == ["music"]
    browser.submit("/my/answers/days", {"choice": "2", "kept": ["5"], "next": "1"})
    assert said(scene, "days") == ["2"]


def test_going_to_the_next_choices_without_picking_says_nothing(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    browser.submit("/my/answers/like", {"more": "2"})
    with scene.world.reading() as session:
        assert session.scalar(sa.select(sa.func.count(Answer.id))) == 0


def test_taking_the_last_one_away_and_going_on_to_more_choices_takes_it_away(scene: Scene, client_as: ClientAs) -> None:
    scene.answer(LIKE, "animals")
    client_as(scene.user).submit("/my/answers/like", {"more": "2"})
    assert said(scene, LIKE) == []


def test_a_break_saves_and_leads_back_to_the_same_place(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    where = browser.submit("/my/answers/week", {"choice": "rest", "pause": "1"}).location
    assert where.startswith("/my/break")
    assert said(scene, "week") == ["rest"]
    assert 'href="/my/answers/week"' in browser.get(where).text
    assert "elsewhere" not in browser.get("/my/break?back=//elsewhere.test").text


def test_another_reading_level_is_one_press_away_and_keeps_what_was_picked(scene: Scene, client_as: ClientAs) -> None:
    browser = client_as(scene.user)
    browser.submit("/my/answers")
    assert browser.submit("/my/answers/week", {"choice": "rest", "level": "easy"}).location == "/my/answers/week"
    assert said(scene, "week") == ["rest"]
    with scene.world.reading() as session:
        assert queries.comforts(session, scene.user.id).level is Level.easy


@pytest.mark.parametrize("at", [-5, 0, 1, 11, 12, 400])
def test_any_part_that_is_asked_for_is_a_part_that_there_is(at: int) -> None:
    part = part_of(BY_KEY[LIKE], ["animals"], left_out=(), at_once=2, at=at)
    assert 1 <= part.first <= part.last <= part.count == 12
    assert (part.first - 1) % 2 == 0
