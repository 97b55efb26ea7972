"""Every page of the room opens for whoever it is for, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.web.permission import declared
from tests.factories import World
from tests.packages.pages import NOT_PAGES, pages
from tests.packages.scenes import Scene

Client = Callable[[User | None], FlaskClient]


def test_every_page_opens(world: World, client_as: Client) -> None:
    shown = {name: client_as(user).get(address) for name, (user, address) in pages(world).items()}
    assert {name: response.status_code for name, response in shown.items() if response.status_code != 200} == {}


def test_every_page_of_the_room_is_listed(world: World, app: Flask) -> None:
    listed = {name.split("#")[0] for name in pages(world)} | set(NOT_PAGES)
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("packages.") and "GET" in (rule.methods or ())
    }
    assert there == listed


def test_nobody_without_the_permission_opens_a_page(world: World, app: Flask, client_as: Client) -> None:
    found = pages(world)
    wrong = []
    for user in [*world.staff, found["packages.mine"][0]]:
        client, actor = client_as(user), world.actor(user)
        for name, (_, address) in found.items():
            permission = declared(app, name.split("#")[0]) or ""
            if not actor.can(permission) and client.get(address).status_code != 403:
                wrong.append((user.name, name))
    assert wrong == []


def test_a_page_asks_to_sign_in_first(world: World, client_as: Client) -> None:
    client = client_as(None)
    assert {client.get(address).status_code for _, address in pages(world).values()} == {302}


def test_a_record_leads_to_the_week_or_says_that_there_is_none(world: World, client_as: Client) -> None:
    scene = Scene(world)
    nobody = scene.someone("Noor")
    package = scene.draft()
    client = client_as(world.coordinator)
    assert f"/packages/of/{scene.person.public_id}" in client.get(f"/people/{scene.person.public_id}").text
    there = client.get(f"/packages/of/{scene.person.public_id}")
    assert there.headers["Location"].startswith(f"/packages/{package.public_id}")
    assert "Begin a week" in client.get(f"/packages/of/{nobody.public_id}").text


def test_another_authority_finds_none_of_them(world: World, client_as: Client) -> None:
    found = pages(world)
    other = world.another()
    stranger, theirs = client_as(other.coordinator), client_as(other.approver)
    for name, (user, address) in found.items():
        if user == world.coordinator and address.count("-") > 3:
            assert stranger.get(address).status_code == 404, name
        if user == world.approver and address.count("-") > 3:
            assert theirs.get(address).status_code == 404, name


def test_a_september_that_never_comes_is_not_there(world: World, client_as: Client) -> None:
    client = client_as(world.coordinator)
    assert client.get(f"/packages/without/{'9' * 20}").status_code == 404


def test_a_number_that_no_row_has_is_nobody_who_was_ticked(world: World, client_as: Client) -> None:
    address = pages(world)["packages.accept"][1]
    answer = client_as(world.coordinator).submit(address, {"who": "ticked", "row": "9" * 5000})  # type: ignore[attr-defined]  # the tests' own browser
    assert "Choose at least one young person." in answer.text
