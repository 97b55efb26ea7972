"""A form that is sent after the sign-in ended: nothing is saved, and it says so, with help beside it and the way in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pfa.accounts import cards
from pfa.accounts.models import User
from tests.aspirations.scene import a_scene
from tests.factories import Browser, World

ClientAs = Callable[[User | None], Browser]
SAID = "You were signed out before this was saved. Sign in, then do it once more."


@pytest.mark.parametrize("cookie", ["stays", "is gone"])
def test_words_sent_after_the_sign_in_ended_are_plainly_refused(world: World, client_as: ClientAs, cookie: str) -> None:
    scene = a_scene(world)
    scene.answer("like", "art")
    browser = client_as(scene.user)
    fields = re.findall(
        r'<input[^>]*name="([^"]+)" type="hidden" value="([^"]*)"', browser.get("/my/answers/more").text
    )
    with world.writing() as session:
        cards.void(session, scene.user.id, now=world.now)  # the lesson is over, or the card was replaced
        session.commit()
    if cookie == "is gone":
        browser.delete_cookie("pfa")
    answer = browser.post("/my/answers/more", data={**dict(fields), "text": "I am not safe at home.", "next": "1"})
    assert answer.status_code == 401
    assert SAID in answer.text
    assert 'href="/card"' in answer.text
    assert "Help that is there now" in answer.text


def test_staff_are_led_to_their_own_way_in(world: World, client_as: ClientAs) -> None:
    answer = client_as(None).post("/rounds/new", data={"name": "Spring"})
    assert answer.status_code == 401
    assert 'href="/sign-in"' in answer.text
    assert "Help that is there now" in answer.text  # nobody is signed in: it may be anybody
