"""The page after signing out looks like the pages of whoever signed out, and leads to their own way back in."""

from __future__ import annotations

from typing import Any

from pfa.accounts.models import User
from tests.factories import World


def test_a_young_person_is_led_back_to_their_card(world: World, client_as: Any) -> None:
    person = world.young_person(with_user=True)
    with world.reading() as session:
        user = session.get_one(User, person.user_id)
    browser = client_as(user)
    out = browser.submit("/sign-out", page="/")
    assert out.location == "/signed-out?card=1"
    page = browser.get(out.location).text
    assert "app-young" in page
    assert "Use my card" in page
    assert "e-mail" not in page


def test_staff_are_led_back_to_the_staff_sign_in(world: World, client_as: Any) -> None:
    browser = client_as(world.coordinator)
    page = browser.get(browser.submit("/sign-out", page="/").location).text
    assert "app-young" not in page
    assert "Sign in again" in page
