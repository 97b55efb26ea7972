"""Addresses that templates build from what a request says: nobody bends them from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.web.address import came_from, here
from tests.factories import World

ClientAs = Callable[[User | None], FlaskClient]


@pytest.mark.parametrize(
    "choice", ["_scheme=javascript&_external=1", "_anchor=x", "_method=GET", "endpoint=x", "public_id=1", "values=1"]
)
def test_a_choice_named_like_an_argument_of_ours_is_only_a_choice(
    world: World, client_as: ClientAs, choice: str
) -> None:
    world.young_person()
    browser = client_as(world.coordinator)
    for page in ("/people/", "/people/export"):
        answer = browser.get(f"{page}?{choice}")
        assert answer.status_code == 200
        assert "javascript:" not in answer.text


def test_the_same_page_keeps_its_choices_and_goes_back_to_the_first_page(app: Flask) -> None:
    with app.test_request_context("/people/?search=a%26b&need=1&need=2&page=4&_external=1"):
        assert here(sort="name", need=None) == "/people/?search=a%26b&_external=1&sort=name"


@pytest.mark.parametrize(("path", "back"), [("/people/?page=2", "/people/?page=2"), ("//elsewhere.test/x", None)])
def test_a_link_back_never_leads_to_another_site(app: Flask, path: str, back: str | None) -> None:
    with app.test_request_context("/my/talk", headers={"Referer": f"http://localhost{path}"}):
        assert came_from() == back
