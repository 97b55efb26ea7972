"""An authority's own symbols: shown to its young people, kept in versions, and nobody else's."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from pfa.accounts.models import Membership, Role, User
from tests.aspirations.scene import a_scene
from tests.factories import Browser, World
from tests.symbols.drawings import NICE, png, svg
from tests.symbols.pages import load

ClientAs = Callable[[User | None], Browser]
ADDRESS = "/symbols/of/work-animal-care"


def send(browser: Browser, data: bytes, words: str = "A dog on a lead") -> str:
    said = {"file": (io.BytesIO(data), "dog.svg"), "words": words}
    return browser.submit(ADDRESS, said, content_type="multipart/form-data", follow_redirects=True).text


def test_a_drawing_is_loaded_and_stands_on_questions_paper_and_my_views(world: World, client_as: ClientAs) -> None:
    scene = a_scene(world)
    assert "is shown from now on" in send(client_as(world.coordinator), NICE)
    scene.answer("work", "animal-care")
    row = load(world, "work-animal-care")
    picture = f"/symbols/{row.public_id}/picture"
    young, staff = client_as(scene.user), client_as(world.teacher)
    pack = f"/rounds/{scene.asked.public_id}/paper/{scene.person.public_id}/print"
    found = [young.get("/my/answers/work"), young.get("/my/views"), staff.get(pack)]
    assert [picture in page.text for page in found] == [True, True, True]
    assert 'alt=""' in found[0].text
    assert "#work-retail" in found[0].text  # where there is none, ours stays


def test_it_needs_words_for_those_who_do_not_see_it(world: World, client_as: ClientAs) -> None:
    for nothing in (" ", "..."):
        assert "Say what the picture shows, for those" in send(client_as(world.coordinator), NICE, nothing)
    assert "/picture" not in client_as(world.coordinator).get(ADDRESS).text


def test_a_file_that_may_not_be_is_refused_in_words(world: World, client_as: ClientAs) -> None:
    assert "The drawing holds “script”." in send(client_as(world.coordinator), svg("<script>alert(1)</script>"))
    assert "/picture" not in client_as(world.coordinator).get(ADDRESS).text


def test_a_picture_is_served_so_that_it_can_do_nothing(world: World, client_as: ClientAs) -> None:
    row = load(world, "work-animal-care", png())
    answer = client_as(world.teacher).get(f"/symbols/{row.public_id}/picture")
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'; sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, max-age=604800, immutable"


def test_another_authority_neither_sees_nor_gets_it(world: World, client_as: ClientAs) -> None:
    row, other = load(world, "work-animal-care"), world.another()
    stranger = client_as(other.coordinator)
    assert stranger.get(f"/symbols/{row.public_id}/picture").status_code == 404
    assert "/picture" not in stranger.get(ADDRESS).text
    assert stranger.submit(f"/symbols/{row.public_id}/again", page=ADDRESS).status_code == 404


def test_who_edits_one_authoritys_set_brings_nothing_of_anothers_into_it(world: World, client_as: ClientAs) -> None:
    other, row = world.another(), load(world, "work-animal-care")
    keys = {"user_id": other.coordinator.id, "authority_id": world.authority.id, "starts_on": world.now.date()}
    world.save(Membership(**keys, role=Role.job_coach))
    both = client_as(other.coordinator)
    assert both.get(f"/symbols/{row.public_id}/picture").status_code == 200
    assert both.submit(f"/symbols/{row.public_id}/again", page=ADDRESS).status_code == 404


def test_taken_away_ours_stands_again_and_a_version_can_be_brought_back(world: World, client_as: ClientAs) -> None:
    row, browser = load(world, "home"), client_as(world.coordinator)
    browser.submit("/symbols/of/home/remove", page="/symbols/of/home")
    assert "0 of" in browser.get("/symbols/").text
    browser.submit(f"/symbols/{row.public_id}/again", page="/symbols/of/home")
    page = browser.get("/symbols/").text
    assert "1 of" in page
    assert "Your own: A dog on a lead" in page


def test_what_is_missing_is_listed(world: World, client_as: ClientAs) -> None:
    load(world, "home")
    browser = client_as(world.admin)
    assert ["/symbols/of/home" in browser.get(f"/symbols/?show={part}").text for part in ("own", "missing")] == [
        True,
        False,
    ]


@pytest.mark.parametrize("who", ["teacher", "lead", "tutor"])
def test_only_co_ordinators_and_administrators_load_symbols(world: World, client_as: ClientAs, who: str) -> None:
    assert client_as(getattr(world, who)).get("/symbols/").status_code == 403


def test_a_symbol_that_there_is_not_is_not_found(world: World, client_as: ClientAs) -> None:
    assert client_as(world.coordinator).get("/symbols/of/dragon").status_code == 404
